import { expect, onTestFinished, test, vi } from 'vitest';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import { AdapterWatch } from '../../../electron/lan/watch-adapters.ts';

function watched(read: () => Promise<Adapter[]> = () => Promise.resolve([])) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const looked = vi.fn(() => Promise.resolve());
  const failed = vi.fn();
  const watch = new AdapterWatch({ read, looked, failed });
  return { watch, looked, failed };
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5));

test('it looks every second, and once it is stopped nothing runs on', async () => {
  const { watch, looked } = watched();
  watch.start();
  watch.start();
  for (let look = 1; look <= 3; look += 1) {
    vi.advanceTimersByTime(1_000);
    await aMoment();
    expect(looked).toHaveBeenCalledTimes(look);
  }
  await watch.stop();
  await watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('a slow system is asked once at a time', async () => {
  let answer: (adapters: Adapter[]) => void = () => undefined;
  const read = vi.fn(() => new Promise<Adapter[]>((resolve) => (answer = resolve)));
  const { watch, looked } = watched(read);
  watch.start();
  vi.advanceTimersByTime(5_000);
  const asked = watch.look();
  expect(read).toHaveBeenCalledTimes(1);
  answer([]);
  await asked;
  expect(looked).toHaveBeenCalledTimes(1);
  await watch.stop();
});

test('a look that fails is told, and the next one is made', async () => {
  let ill = true;
  const { watch, looked, failed } = watched(() =>
    ill ? Promise.reject(new Error('no list')) : Promise.resolve([]),
  );
  await watch.look();
  expect(failed).toHaveBeenCalledWith(new Error('no list'));
  ill = false;
  await watch.look();
  expect(looked).toHaveBeenCalledTimes(1);
});
