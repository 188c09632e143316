import { expect, onTestFinished, test, vi } from 'vitest';
import { watchAdapters } from '../../../electron/lan/watch-adapters.ts';

test('as long as nothing changes nobody is told, and once it is ended nothing runs on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const changed = vi.fn();
  const end = watchAdapters(changed);
  for (let look = 0; look < 3; look += 1) {
    vi.advanceTimersByTime(2_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(changed).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1);
  end();
  expect(vi.getTimerCount()).toBe(0);
});
