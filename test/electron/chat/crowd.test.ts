/** Many who come at once: they are told together, in the order in which all else is told, and nobody is missed. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { joinedOf } from '../../../contract/model/arrivals.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { HOST_LIMITS_DEFAULT } from '../../../electron/server/limits/limits.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';

/** From so many on arrivals may be told together (docs/protocol.md). */
const CROWD = 32;
const ROOMY = {
  ...HOST_LIMITS_DEFAULT,
  crowd: { ...HOST_LIMITS_DEFAULT.crowd, socketsPerAddressMax: 200, pendingPerAddressMax: 100 },
};

/** Time passes only by `vi.advanceTimersByTime`. */
function holdTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

/** A host with time that stands still, and so many who are in. */
async function crowd(count: number): Promise<{ readonly port: number; readonly guests: Guest[] }> {
  holdTime();
  const { port } = await lightHost({ unrestrained: true, limits: ROOMY });
  const guests: Guest[] = [];
  for (let i = 0; i < count; i += 1) guests.push(await Guest.join(port, `Guest ${i}`));
  vi.advanceTimersByTime(200);
  await guests[0]!.hears(() => guests[0]!.messages.flatMap(singles).length === count);
  return { port, guests };
}

const come = (port: number, names: readonly string[]) =>
  Promise.all(names.map((name) => Guest.join(port, name)));

function singles(message: ServerMessage | Entry): Entry[] {
  if (message.type === 'arrivals') return joinedOf(message);
  return 'seq' in message && message.room === LOBBY ? [message] : [];
}

/** The entries past what the welcome brought. */
const news = (guest: Guest) =>
  guest.messages.flatMap(singles).filter(({ seq }) => seq > guest.welcome.rooms[0]!.latest);

/** Past its welcome everybody was told every entry once and in order, up to a last one. */
function expectWhole(guest: Guest, last: number): void {
  const { latest } = guest.welcome.rooms[0]!;
  expect(news(guest).map(({ seq }) => seq)).toEqual(
    Array.from({ length: last - latest }, (_, i) => latest + 1 + i),
  );
}

test('in a small room everybody is told alone and at once, whatever the time is', async () => {
  const { guests } = await crowd(CROWD - 1);
  const [first] = guests;
  await first!.hears(() => first!.all('joined').length === CROWD - 1);
  expect(first!.all('arrivals')).toEqual([]);
});

test('who comes while others do is told with them, before anything that is said after they came', async () => {
  const { port, guests } = await crowd(CROWD);
  const late = await come(port, ['Ann', 'Ben', 'Cid', 'Dot', 'Eve']);
  const said = await guests[3]!.says('who is here?');
  const [first] = guests;
  const heard = await first!.hearsOf('message');
  expect(heard).toEqual(said);
  // Time stood still since somebody was told of last, so that all of them were held.
  const [arrivals] = first!.all('arrivals');
  expect(arrivals!.people.map((each) => each.split(' ')[1]).sort()).toEqual([
    'Ann',
    'Ben',
    'Cid',
    'Dot',
    'Eve',
  ]);
  expect(arrivals!.seq + arrivals!.people.length).toBe(said.seq);
  for (const guest of [...guests, ...late]) {
    await guest.hears((line) => line.includes('who is here?'));
    expectWhole(guest, said.seq);
    const known = new Set(guest.welcome.people.map(({ id }) => id));
    for (const entry of news(guest)) if (entry.type === 'joined') known.add(entry.person.id);
    expect(known.size).toBe(CROWD + 5);
  }
});

test('where nothing else is said they are told a moment later, and one who comes after a while at once', async () => {
  const { port, guests } = await crowd(CROWD);
  const [first] = guests;
  await come(port, ['Ann', 'Ben', 'Cid', 'Dot']);
  expect(first!.all('arrivals')).toEqual([]);
  vi.advanceTimersByTime(200);
  await first!.hearsOf('arrivals', ({ people }) => people.length === 4);
  vi.advanceTimersByTime(200);
  await Guest.join(port, 'Late');
  await first!.hearsOf('joined', ({ person }) => person.name === 'Late');
});

test('a page of the log ends before those who are told next', async () => {
  const { port, guests } = await crowd(CROWD);
  const [first] = guests;
  await come(port, ['Ann', 'Ben', 'Cid', 'Dot']);
  const page = await first!.asks({ type: 'read', place: { after: CROWD - 1 } });
  expect(page).toMatchObject({ entries: [{ type: 'joined', seq: CROWD }], last: true });
  vi.advanceTimersByTime(200);
  expect(await first!.hearsOf('arrivals')).toMatchObject({ seq: CROWD + 1 });
  const again = await first!.asks({ type: 'read', place: { after: CROWD } });
  expect(again).toMatchObject({
    entries: [1, 2, 3, 4].map((i) => ({ type: 'joined', seq: CROWD + i })),
    last: true,
  });
});

test('nobody hears that somebody fell asleep before they hear who that is', async () => {
  const { port, guests } = await crowd(CROWD);
  const [, , , dot] = await come(port, ['Ann', 'Ben', 'Cid', 'Dot']);
  dot!.send({ type: 'presence', asleep: true });
  const [first] = guests;
  expect(await first!.hearsOf('presence')).toEqual({ type: 'presence', id: dot!.id, asleep: true });
  const order = first!.messages.map(({ type }) => type);
  expect(order.filter((type) => type !== 'joined')).toEqual(['welcome', 'arrivals', 'presence']);
});

test('a welcome in a crowd begins with few of those who came last, and misses nothing of what was said', async () => {
  const { port, guests } = await crowd(CROWD + 10);
  const fresh = await Guest.join(port, 'Fresh');
  const page = fresh.pageOf()!;
  const entries = page.entries.flatMap(singles);
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 10 }, (_, i) => CROWD + 1 + i));
  expect(page).toMatchObject({ first: false, last: true });
  await guests[0]!.says('hello');
  const later = await Guest.join(port, 'Later');
  const texts = later
    .pageOf()!
    .entries.flatMap(singles)
    .map(({ type }) => type);
  expect(texts.filter((type) => type === 'message')).toHaveLength(1);
  // Whoever goes on from where they were misses none of them.
  const back = await Guest.join(port, 'Guest 0', guests[0]!.back(1));
  expect(
    back
      .pageOf()!
      .entries.flatMap(singles)
      .map(({ seq }) => seq),
  ).toEqual(Array.from({ length: CROWD + 11 }, (_, i) => i + 2));
});

test('whoever comes back while others are held knows them all', async () => {
  const { port, guests } = await crowd(CROWD);
  const last = guests[CROWD - 1]!;
  const { token, log, peopleVersion, you } = last.welcome;
  last.cut();
  await come(port, ['Ann', 'Ben', 'Cid', 'Dot']);
  const resume = { log, rooms: [{ room: LOBBY, after: CROWD }], people: peopleVersion };
  const back = await Guest.join(port, you.name, { token, resume });
  const { gone, people } = back.welcome;
  expect({ gone, people }).toEqual({ gone: [], people: [{ id: you.id, name: you.name }] });
  vi.advanceTimersByTime(200);
  await back.hearsOf('arrivals');
  const news = back.messages.flatMap(singles).map((entry) => 'person' in entry && entry.person.name);
  expect(news.sort()).toEqual(['Ann', 'Ben', 'Cid', 'Dot']);
  expectWhole(back, CROWD + 4);
});

test('in a crowd a sign of life says which people the page is up to date with', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { port } = await lightHost({ unrestrained: true, limits: ROOMY });
  const first = await Guest.join(port, 'First');
  vi.advanceTimersByTime(15_000);
  expect(await first.hearsOf('heartbeat')).toEqual({ type: 'heartbeat' });
  for (let i = 1; i < CROWD; i += 1) await Guest.join(port, `Guest ${i}`);
  vi.advanceTimersByTime(15_000);
  const beat = await first.hearsOf('heartbeat', ({ peopleVersion }) => peopleVersion !== undefined);
  const { token, log } = first.welcome;
  first.cut();
  const resume = { log, rooms: [], people: beat.peopleVersion };
  const back = await Guest.join(port, 'First', { token, resume });
  expect(back.welcome).toMatchObject({ people: [], gone: [] });
});
