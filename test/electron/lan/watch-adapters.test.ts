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

test('polls every second, and stops when told to', async () => {
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

test('polls a slow system once at a time', async () => {
  let answer: (adapters: Adapter[]) => void = () => undefined;
  const read = vi.fn(() => new Promise<Adapter[]>((resolve) => (answer = resolve)));
  const { watch, looked } = watched(read);
  watch.start();
  vi.advanceTimersByTime(5_000);
  const second = watch.look();
  expect(read).toHaveBeenCalledTimes(1);
  answer([]);
  await second;
  expect(looked).toHaveBeenCalledTimes(1);
  await watch.stop();
});

test('a failed poll is reported, and polling continues', async () => {
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
