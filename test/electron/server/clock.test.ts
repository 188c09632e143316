/** The clock on the wall is set forward and back by a day: nobody is dropped, slowed or mixed up by it. */
import { expect, test, vi } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';

const DAY_MS = 86_400_000;

test('a clock that jumps by a day forward and back drops nobody, and turns no order around', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { port } = await lightHost();
    const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
    const plain = await Guest.plain(port);
    const start = Date.now();
    for (const [i, jumpMs] of [DAY_MS, -2 * DAY_MS, DAY_MS].entries()) {
      await ada.says(`before ${i}`);
      ada.send({ type: 'presence', asleep: true });
      vi.setSystemTime(Date.now() + jumpMs);
      await bob.says(`after ${i}`);
      ada.send({ type: 'presence', asleep: false });
      plain.say(`plain ${i}`);
      await ada.hearsOf('message', ({ text }) => text === `plain ${i}`);
      await bob.catchesUp();
    }
    const { texts, log } = bob;
    const order = [0, 1, 2].flatMap((i) => [`before ${i}`, `after ${i}`, `plain ${i}`]);
    expect(texts).toEqual(order);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => log[0]!.seq + i));
    // Each has the time of the clock by then, also after that went back.
    const days = bob.all('message').map(({ at }) => Math.round((at - start) / DAY_MS));
    expect(days).toEqual([0, 1, 1, 1, -1, -1, -1, 0, 0]);
    expect(bob.all('left')).toEqual([]);
    // Who says more than they may is told to wait for seconds, not for a day.
    for (let i = 0; i < 30; i += 1) ada.write(`flood ${i}`);
    const { seconds } = await ada.hearsOf('error', ({ code }) => code === 'rate-limited');
    expect(seconds).toBe(30);
    const dan = await Guest.join(port, 'Dan');
    expect(dan.welcome.people.map(({ name }) => name)).toEqual(['Ada', 'Bob', plain.name, 'Dan']);
    // Whoever lost the line a moment ago is back as who they were.
    ada.cut();
    vi.setSystemTime(Date.now() + DAY_MS);
    const again = await Guest.join(port, 'Ada', ada.back());
    expect(again.id).toBe(ada.id);
    await dan.catchesUp();
    expect(dan.all('left')).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
