import { expect, test } from 'vitest';
import type { Stats } from '../../../../contract/ipc/stats.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';

test('a console gets the statistics of everyone every few seconds', async () => {
  const told: Stats[] = [];
  const { port, host } = await lightHost({
    publish: (event, value) => {
      if (event === 'stats') told.push(value as Stats);
    },
  });
  const ada = await Guest.join(port, 'Ada');
  await ada.says('hello');
  await expect.poll(() => told.at(-1)?.figures[0]?.roundTripMs, PATIENTLY).toBeGreaterThan(0);
  const { figures, sample, storage } = told.at(-1)!;
  expect(figures).toMatchObject([{ id: ada.id, messages: 1 }]);
  expect(figures[0]!.received).toBeGreaterThan(200);
  expect(sample).toMatchObject({ people: 1 });
  expect(storage.files?.bytes).toBe(0);
  expect(storage).not.toHaveProperty('history');
  expect(host.samples().length).toBe(told.length);
  expect(told.some((stats) => stats.sample.messagesPerSecond > 0)).toBe(true);
  await host.stop();
  expect(host.samples()).toEqual([]);
});
