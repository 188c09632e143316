import { expect, onTestFinished, test, vi } from 'vitest';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';

const FIVE_MINUTES_MS = 300_000;

/** Somebody whose name was just refused. From now on the timers of our own code stand still until they are moved. */
async function refusedGuest(): Promise<Guest> {
  const { port } = await lightHost();
  // The first one's connection starts the pulse, which has to go on as it is, or it would find everybody silent.
  await Guest.join(port, 'Bob');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const guest = await Guest.page(port);
  await beRefused(guest, 1);
  return guest;
}

async function beRefused(guest: Guest, times: number): Promise<void> {
  guest.send({ type: 'join', name: 'Bob' });
  await guest.hears(() => guest.heard.filter((line) => line.includes('name-taken')).length === times);
}

test('however many names are refused, five minutes after the first the line is closed with 1008', async () => {
  const guest = await refusedGuest();
  vi.advanceTimersByTime(FIVE_MINUTES_MS - 1);
  await beRefused(guest, 2);
  await beRefused(guest, 3);
  vi.advanceTimersByTime(1);
  expect(await guest.closed).toBe(1008);
});

test('whoever found a name in time stays, long after the five minutes', async () => {
  const guest = await refusedGuest();
  vi.advanceTimersByTime(FIVE_MINUTES_MS - 1);
  guest.send({ type: 'join', name: 'Ada' });
  await guest.hears((line) => line.includes('"type":"welcome"'));
  vi.advanceTimersByTime(2 * FIVE_MINUTES_MS);
  await beHeard(guest);
});

async function beHeard(guest: Guest): Promise<void> {
  guest.send({ type: 'rename', name: 'Bea' });
  await guest.hears((line) => line.includes('"type":"renamed"'));
}
