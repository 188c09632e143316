import { expect, onTestFinished, test, vi } from 'vitest';
import type { ErrorCode } from '../../../../contract/model/error-code.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';

const typed = (type: string) => (line: string) => line.includes(`"type":"${type}"`);
const refused = (code: ErrorCode) => (line: string) => line.includes(`"code":"${code}"`);

/** From now on the timers of our own code stand still until they are moved; those of Node's sockets run on. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('a join is answered with who one is, who is here, and what was said', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await ada.says('hi');
  const bob = await Guest.join(port, ' Bob ');
  const { welcome } = bob;
  expect(welcome).toMatchObject({
    rooms: [{ id: 'lobby', name: 'Lobby', latest: 2 }],
    retention: { saved: false, days: 90 },
    pages: [{ room: 'lobby', first: true, last: true }],
    you: { name: 'Bob', role: 'guest', via: 'page' },
  });
  expect(welcome.people.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
  expect(bob.pageOf()!.entries.map(({ type, seq }) => [type, seq])).toEqual([
    ['joined', 1],
    ['message', 2],
  ]);
  expect(welcome.token).toMatch(/^[0-9a-f]{32}$/);
  // Of 64 bits, in few letters: of everybody who is here each is sent one.
  expect(welcome.you.id).toMatch(/^[0-9a-z]{8,13}$/);
  await bob.hearsInAll(2);
  expect(bob.messages[1]).toMatchObject({ type: 'joined', seq: 3, person: welcome.you });
});

test('a message comes back to its author with its ref, and to the others the same', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  ada.send({ type: 'message', ref: 'r1', room: 'lobby', text: 'hi\r\nthere ', mentions: [bob.id] });
  const line = await ada.hears(typed('message'));
  expect(JSON.parse(line)).toMatchObject({ ref: 'r1', text: 'hi\nthere', from: ada.welcome.you, seq: 3 });
  expect(JSON.parse(line)).not.toHaveProperty('mentions');
  expect(await bob.hears(typed('message'))).toBe(line);
});

test('a renaming is told to everybody', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  ada.send({ type: 'rename', name: 'Bea' });
  for (const guest of [ada, bob]) {
    expect(JSON.parse(await guest.hears(typed('renamed')))).toMatchObject({
      person: { name: 'Bea' },
      before: 'Ada',
    });
  }
});

test('whoever leaves is told to everybody, themselves too, and is closed with 1000', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  ada.send({ type: 'leave' });
  expect(await ada.closed).toBe(1000);
  for (const guest of [ada, bob]) {
    expect(JSON.parse(await guest.hears(typed('left')))).toMatchObject({
      person: { name: 'Ada' },
      goodbye: true,
    });
  }
});

test.each<[string, object, ErrorCode]>([
  ['speak', { type: 'message', ref: 'r1', room: 'lobby', text: 'hi' }, 'not-joined'],
  ['read', { type: 'read', ref: 'r1', room: 'lobby', place: { before: 9 } }, 'not-joined'],
  ['search', { type: 'search', ref: 'r1', text: 'hi' }, 'not-joined'],
  ['react', { type: 'react', ref: 'r1', room: 'lobby', target: 1, emoji: '👍', on: true }, 'not-joined'],
  ['rename themselves', { type: 'rename', name: 'Ada' }, 'not-joined'],
  ['leave', { type: 'leave' }, 'not-joined'],
])('nobody may %s before they joined, nor hears a word of the room', async (_, message, code) => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.page(port), await Guest.join(port, 'Bob')];
  ada.send(message);
  await ada.hears(refused(code));
  await bob.says('secret');
  ada.send({ type: 'join', name: 'Ada' });
  await ada.hears(typed('welcome'));
  expect(ada.messages.slice(0, 2).map(({ type }) => type)).toEqual(['error', 'welcome']);
});

test('nobody joins twice on one connection', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.send({ type: 'join', name: 'Eve' });
  await ada.hears(refused('already-joined'));
});

test.each<[string, object, ErrorCode]>([
  ['a second join', { type: 'join', name: 'Ada' }, 'already-joined'],
  ['a name that is taken', { type: 'rename', name: 'Bob' }, 'too-fast'],
  [
    'a read of a room that is not there',
    { type: 'read', ref: 'r', room: 'x', place: { after: 0 } },
    'too-fast',
  ],
])('whoever goes on with %s after a hundred refusals is closed with 1008', async (_, message, code) => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  for (let i = 0; i < 2_000; i += 1) ada.send(message);
  expect(await ada.closed).toBe(1008);
  expect(ada.heard.filter(refused(code)).length).toBeLessThan(200);
  await bob.says('still here');
});

test('the same before joining, and before the PIN', async () => {
  const { port } = await lightHost({}, { pin: '482913' });
  const ada = await Guest.page(port);
  for (let i = 0; i < 2_000; i += 1) ada.send({ type: 'join', name: 'Ada', pin: '000000' });
  expect(await ada.closed).toBe(1008);
  expect(ada.heard.length).toBeLessThan(200);
});

test('whoever is refused a little too often is answered each time, and heard a little later', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  for (let i = 0; i < 53; i += 1) ada.send({ type: 'join', name: 'Ada' });
  await ada.says('and now this');
  expect(ada.heard.filter(refused('already-joined'))).toHaveLength(53);
});

test('a second join is refused before its name is looked at', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.send({ type: 'join', name: ' ' });
  await ada.hears(refused('already-joined'));
});

test('what a person can mend never closes, however often, and a refused message is named', async () => {
  const { port } = await lightHost({ unrestrained: true });
  const [ada] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  for (let i = 0; i < 20; i += 1) {
    ada.send({ type: 'message', ref: `slip ${i}`, room: 'lobby', text: ' ' });
    ada.send({ type: 'rename', name: 'bob' });
  }
  await ada.says('fine');
  expect(ada.heard.filter(refused('name-taken'))).toHaveLength(20);
  expect(ada.messages).toContainEqual({ type: 'error', code: 'text-empty', ref: 'slip 19' });
});

test('five messages that no page would send are answered and then closed with 1008', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  for (const line of ['{', '[]', '{"type":"fly"}', '{"type":"message"}', '\u0000', '{}']) ada.say(line);
  expect(await ada.closed).toBe(1008);
  expect(ada.messages.flatMap((each) => (each.type === 'error' ? [each.code] : []))).toEqual([
    'bad-json',
    'bad-json',
    'unknown-type',
    'bad-field',
    'bad-json',
  ]);
});

test('a binary message closes with 1003', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.say(Buffer.from('{"type":"leave"}'));
  expect(await ada.closed).toBe(1003);
});

test('whoever does not say who they are within 10 s is closed with 1008', async () => {
  const { port } = await lightHost();
  holdTimers();
  const ada = await Guest.page(port);
  vi.advanceTimersByTime(9_999);
  ada.send({ type: 'leave' });
  await ada.hearsInAll(1);
  vi.advanceTimersByTime(1);
  expect(await ada.closed).toBe(1008);
});

test.each([
  ['taken', 'Bob', 'name-taken'],
  ['empty', ' ', 'name-empty'],
  ['too long', 'a'.repeat(33), 'name-too-long'],
] as const)('whoever chose a name that is %s has five minutes to think of another', async (_, name, code) => {
  const { port } = await lightHost();
  await Guest.join(port, 'Bob');
  holdTimers();
  const ada = await Guest.page(port);
  ada.send({ type: 'join', name });
  await ada.hears(refused(code));
  vi.advanceTimersByTime(20_000);
  ada.send({ type: 'join', name: 'Ada' });
  await ada.hears(typed('welcome'));
});
