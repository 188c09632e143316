/** What people do with each other's messages, over real sockets. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { privateRoom } from '../../../contract/model/room.ts';
import type { Reaction } from '../../../contract/model/entry.ts';
import { countOf, withReaction } from '../../../contract/model/reactions.ts';
import type { Found } from '../../../contract/wire/server-message.ts';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HOST, lightHost } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { RawClient } from '../../support/clients/raw-client.ts';

async function three() {
  const { port, host, entries } = await lightHost({ unrestrained: true, person: HOST });
  const [ada, bob, cleo] = [
    await Guest.join(port, 'Ada'),
    await Guest.join(port, 'Bob'),
    await Guest.join(port, 'Cleo'),
  ];
  await ada.hearsOf('joined', ({ person }) => person.name === 'Cleo');
  return { port, host, entries, ada, bob, cleo };
}

const refusal = (code: string) => ({ type: 'error', code });

test('an edit reaches everybody, and whoever comes later reads the message as it is now', async () => {
  const { port, ada, bob } = await three();
  const { seq } = await ada.says('helo');
  expect(await ada.asks({ type: 'edit', target: seq, text: 'hello @Bob' })).toMatchObject({ type: 'edited' });
  expect(await bob.hearsOf('edited')).toMatchObject({
    ...{ room: 'lobby', target: seq, seq: seq + 1, text: 'hello @Bob' },
    ...{ mentions: [bob.id], by: ada.welcome.you },
  });
  const dan = await Guest.join(port, 'Dan');
  expect(dan.pageOf()!.entries.find((entry) => entry.seq === seq)).toMatchObject({
    ...{ text: 'hello @Bob', edited: true, changed: seq + 1, mentions: [bob.id] },
  });
});

test('nobody edits or deletes what somebody else said', async () => {
  const { ada, bob, cleo } = await three();
  const { seq } = await ada.says('mine');
  const { token } = ada.welcome;
  expect(await bob.asks({ type: 'edit', target: seq, text: 'reserved-field', token })).toMatchObject(
    refusal('not-yours'),
  );
  expect(await bob.asks({ type: 'delete', target: seq, token })).toMatchObject(refusal('not-yours'));
  await cleo.catchesUp();
  expect([cleo.all('edited'), cleo.all('deleted')]).toEqual([[], []]);
});

test('of a deleted message nobody reads anything any more, nor in what quotes it', async () => {
  const { port, ada, bob } = await three();
  const { seq } = await ada.says('the secret word');
  await bob.says('what?', { reply: seq });
  await ada.asks({ type: 'edit', target: seq, text: 'the secret' });
  expect(await ada.asks({ type: 'delete', target: seq })).toMatchObject({ type: 'deleted', target: seq });
  await bob.hearsOf('deleted');
  const dan = await Guest.join(port, 'Dan');
  expect(JSON.stringify(dan.welcome)).not.toContain('secret');
  expect(await bob.asks({ type: 'search', text: 'secret' })).toMatchObject({ messages: [] });
  for (const change of [
    { type: 'edit', text: 'back' },
    { type: 'delete' },
    { type: 'react', emoji: '👍', on: true },
  ])
    expect(await ada.asks({ ...change, target: seq })).toMatchObject(refusal('message-gone'));
});

test('a moderator deletes what others said until they are none any more', async () => {
  const { host, ada, bob } = await three();
  const [first, second] = [await ada.says('one'), await ada.says('two')];
  expect(host.house!.hostActions.setRole(bob.id, 'moderator')).toEqual({ ok: true });
  expect(await ada.hearsOf('renamed')).toMatchObject({
    person: { id: bob.id, role: 'moderator' },
    before: 'Bob',
  });
  expect(await bob.asks({ type: 'delete', target: first.seq })).toMatchObject({ type: 'deleted' });
  host.house!.hostActions.setRole(bob.id, 'guest');
  expect(await bob.asks({ type: 'delete', target: second.seq })).toMatchObject(refusal('not-yours'));
});

test('a reaction is everybody’s to give and their own to take back', async () => {
  const { port, ada, bob, cleo } = await three();
  const { seq } = await ada.says('cake!');
  for (const guest of [bob, cleo]) await guest.asks({ type: 'react', target: seq, emoji: '🎂', on: true });
  await bob.asks({ type: 'react', target: seq, emoji: '🎂', on: false });
  expect(await ada.hearsOf('reacted', ({ on }) => !on)).toMatchObject({ by: { id: bob.id }, target: seq });
  const dan = await Guest.join(port, 'Dan');
  const read = dan.pageOf()!.entries.find((entry) => entry.seq === seq);
  expect(read).toMatchObject({ reactions: [{ emoji: '🎂', by: [cleo.id] }] });
});

test('however many react, everybody reads how many they are, and what they gave themselves', async () => {
  const { port, ada } = await three();
  const { seq } = await ada.says('cake!');
  const emoji = Array.from({ length: 20 }, (_, k) => String.fromCodePoint(0x1f600 + k));
  const guests: Guest[] = [];
  for (let i = 0; i < 26; i += 1) guests.push(await Guest.join(port, `Guest ${i}`));
  for (const guest of guests)
    for (const each of emoji) await guest.asks({ type: 'react', target: seq, emoji: each, on: true });
  const last = guests.at(-1)!;
  const readBy = async (guest: Guest): Promise<readonly Reaction[]> => {
    const page = await guest.asks({ type: 'read', place: { around: seq } });
    const read = page.type === 'page' && page.entries.find((entry) => entry.seq === seq);
    return read && read.type === 'message' ? (read.reactions ?? []) : [];
  };
  const [own, others] = [await readBy(last), await readBy(ada)];
  expect(own.map(countOf)).toEqual(emoji.map(() => 26));
  expect(own.every(({ by }) => by.includes(last.id))).toBe(true);
  expect(others.map(countOf)).toEqual(emoji.map(() => 26));
  expect(others.some(({ by }) => by.includes(last.id))).toBe(false);
  const back = await last.asks({ type: 'react', target: seq, emoji: emoji[0], on: false });
  expect(back.type === 'reacted' && withReaction(others, back).map(countOf)).toEqual([
    25,
    ...emoji.slice(1).map(() => 26),
  ]);
  const { messages } = (await last.asks({ type: 'search', text: 'cake' })) as Found;
  expect(messages[0]?.reactions?.map(countOf)).toEqual([25, ...emoji.slice(1).map(() => 26)]);
});

test('a reaction that changes nothing says so', async () => {
  const { ada, bob } = await three();
  const { seq } = await ada.says('cake!');
  const react = (on: boolean) => bob.asks({ type: 'react', target: seq, emoji: '🎂', on });
  expect(await react(true)).not.toHaveProperty('again');
  expect(await react(true)).toMatchObject({ type: 'reacted', on: true, again: true });
  expect(await react(false)).not.toHaveProperty('again');
  expect(await react(false)).toMatchObject({ type: 'reacted', on: false, again: true });
});

test('an answer quotes, and mentions name, those who are meant', async () => {
  const { ada, bob, cleo } = await three();
  const { seq } = await ada.says('who comes?');
  const said = await bob.says('me, and @cleo', { reply: seq });
  expect(said).toMatchObject({
    ...{ reply: { seq, from: { id: ada.id }, text: 'who comes?' }, mentions: [cleo.id] },
  });
  expect(await cleo.hearsOf('message', ({ ref }) => ref === said.ref)).toEqual(said);
});

test('an answer to nothing is a message', async () => {
  const { ada } = await three();
  for (const reply of [0, 1, 999]) expect(await ada.says('hm', { reply })).not.toHaveProperty('reply');
});

test('one reads back from any place', async () => {
  const { ada } = await three();
  for (let i = 1; i <= 60; i += 1) await ada.says(`text ${i}`);
  const read = async (place: object) => {
    const page = await ada.asks({ type: 'read', place });
    if (page.type !== 'page') throw new Error(JSON.stringify(page));
    return [page.entries[0]?.seq, page.entries.at(-1)?.seq, page.first, page.last];
  };
  expect(await read({ before: 14 })).toEqual([1, 13, true, false]);
  expect(await read({ after: 60 })).toEqual([61, 63, false, true]);
  expect(await read({ around: 33 })).toEqual([8, 57, false, false]);
  expect(await read({ since: 0 })).toEqual([1, 25, true, false]);
});

test('one finds what was said, however it is written', async () => {
  const { ada, bob } = await three();
  const { seq } = await ada.says('Ｇrüße aus Zürich');
  expect(await bob.asks({ type: 'search', text: 'GRÜSSEN' })).toMatchObject({ messages: [] });
  for (const text of ['grüße  AUS', 'GRÜSSE', 'grusse aus zurich'])
    expect(await bob.asks({ type: 'search', text })).toMatchObject({
      ...{ type: 'found', messages: [{ seq, from: { id: ada.id } }] },
    });
});

test('that somebody writes is told to the others, and not kept', async () => {
  const { port, ada, bob } = await three();
  ada.send({ type: 'typing', room: 'lobby' });
  expect(await bob.hearsOf('typing')).toEqual({ type: 'typing', room: 'lobby', id: ada.id });
  const dan = await Guest.join(port, 'Dan');
  expect(JSON.stringify(dan.welcome)).not.toContain('typing');
});

test('whoever is asleep is told to everybody, and stays among the people', async () => {
  const { port, host, ada, bob } = await three();
  ada.send({ type: 'presence', asleep: true });
  expect(await bob.hearsOf('presence')).toEqual({ type: 'presence', id: ada.id, asleep: true });
  const dan = await Guest.join(port, 'Dan');
  expect(dan.welcome.people.find(({ id }) => id === ada.id)).toMatchObject({ asleep: true });
  expect(host.overview().people.find(({ id }) => id === ada.id)).toMatchObject({ asleep: true });
  ada.send({ type: 'presence', asleep: false });
  await bob.hearsOf('presence', ({ asleep }) => !asleep);
});

test('a locked phone that loses its line is asleep for a quarter of an hour, and then gone', async () => {
  const { host, entries, ada, bob } = await three();
  ada.send({ type: 'presence', asleep: true });
  await bob.hearsOf('presence');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  ada.cut();
  await vi.waitUntil(() => vi.getTimerCount() > 0, { ...PATIENTLY, interval: 1 });
  vi.advanceTimersByTime(899_000);
  // Who came in the same millisecond is in no order.
  expect(
    host
      .overview()
      .people.map(({ name }) => name)
      .sort(),
  ).toEqual(['Ada', 'Bob', 'Cleo']);
  vi.advanceTimersByTime(1_000);
  expect(entries.at(-1)).toMatchObject({ type: 'left', goodbye: false, person: { id: ada.id } });
});

test('of one address 32 may be asleep without a line: who has slept the longest is gone', async () => {
  const { port, host } = await lightHost({ unrestrained: true });
  const names = () => host.overview().people.map(({ name }) => name);
  const sleepFrom = async (from: string, name: string) => {
    const client = await RawClient.open(port, { from, subprotocol: SUBPROTOCOL });
    client.say(JSON.stringify({ type: 'join', name }));
    client.say(JSON.stringify({ type: 'presence', asleep: true }));
    await client.until(() => client.texts.some((text) => text.includes('"type":"presence"')));
    client.destroy();
    await expect.poll(() => host.overview().people.find((each) => each.name === name)?.asleep).toBe(true);
  };
  await sleepFrom('127.0.0.9', 'Neighbour');
  for (let i = 1; i <= 40; i += 1) await sleepFrom('127.0.0.1', `Ghost ${i}`);
  await expect.poll(() => names().length).toBe(33);
  expect(names()).toEqual(['Neighbour', ...Array.from({ length: 32 }, (_, i) => `Ghost ${i + 9}`)]);
});

test('whoever wakes up is told to everybody, and has never left', async () => {
  const { port, entries, ada, bob } = await three();
  ada.send({ type: 'presence', asleep: true });
  await bob.hearsOf('presence');
  ada.cut();
  await Guest.join(port, 'Ada', ada.back());
  await bob.hearsOf('presence', ({ asleep }) => !asleep);
  expect(entries.map(({ type }) => type)).toEqual(['joined', 'joined', 'joined']);
});

test('what the host says and deletes is an entry like any other', async () => {
  const { host, ada } = await three();
  const said = await ada.says('rude');
  expect(await host.house!.hostActions.say('lobby', 'please')).toEqual({ ok: true });
  expect(await ada.hearsOf('message', ({ text }) => text === 'please')).toMatchObject({ from: HOST });
  expect(await host.house!.hostActions.deleteMessage('lobby', said.seq)).toEqual({ ok: true });
  expect(await ada.hearsOf('deleted')).toMatchObject({ by: HOST, target: said.seq });
});

test('what two people say to each other, nobody else hears, reads, finds or is shown', async () => {
  const { port, entries, ada, bob, cleo } = await three();
  const room = privateRoom(ada.id, bob.id);
  const said = await ada.says('just between us', { room });
  expect(await bob.hearsOf('message')).toEqual(said);
  await bob.asks({ type: 'react', room, target: said.seq, emoji: '👍', on: true });
  await bob.asks({ type: 'edit', room, target: said.seq, text: 'reserved-field' });
  await ada.asks({ type: 'edit', room, target: said.seq, text: 'only between us' });
  bob.send({ type: 'typing', room });
  await ada.hearsOf('typing');
  for (const place of [{ before: 9 }, { around: 1 }])
    expect(await cleo.asks({ type: 'read', room, place })).toMatchObject(refusal('room-gone'));
  expect(await cleo.asks({ type: 'search', text: 'between' })).toMatchObject({ messages: [] });
  expect(await cleo.asks({ type: 'search', room, text: 'between' })).toMatchObject(refusal('room-gone'));
  const dan = await Guest.join(port, 'Dan', {
    resume: { log: ada.welcome.log, rooms: [{ room, after: 0 }] },
  });
  expect(`${cleo.heard.join()} ${dan.heard.join()} ${JSON.stringify(entries)}`).not.toMatch(
    /between|forged|\+/,
  );
});

test('nobody writes into the room of two others, nor does anything else in it', async () => {
  const { ada, bob, cleo } = await three();
  const room = privateRoom(ada.id, bob.id);
  const { seq } = await ada.says('just between us', { room });
  for (const act of [
    { type: 'message', text: 'me too' },
    { type: 'edit', target: seq, text: 'mine' },
    { type: 'delete', target: seq },
    { type: 'react', target: seq, emoji: '👍', on: true },
  ])
    expect(await cleo.asks({ ...act, room })).toMatchObject(refusal('room-gone'));
  cleo.send({ type: 'typing', room });
  for (const guest of [cleo, ada, bob]) await guest.catchesUp();
  for (const { heard } of [ada, bob]) expect(heard.filter((line) => line.includes(room))).toHaveLength(2);
});

test('two people find their room again, with all that was said, when they come back', async () => {
  const { port, ada, bob } = await three();
  const room = privateRoom(ada.id, bob.id);
  await ada.says('one', { room });
  expect(await bob.hearsOf('room-opened')).toMatchObject({
    room: { id: room, name: '', with: { id: ada.id } },
  });
  ada.cut();
  await bob.says('two', { room });
  const back = await Guest.join(port, 'Ada', {
    token: ada.welcome.token,
    resume: { log: ada.welcome.log, rooms: [{ room, after: 1 }] },
  });
  expect(back.welcome.rooms).toMatchObject([{ id: 'lobby' }, { id: room, latest: 2, with: { id: bob.id } }]);
  expect(back.pageOf(room)).toMatchObject({ entries: [{ seq: 2, text: 'two' }], last: true });
  expect(await back.asks({ type: 'search', text: 'one' })).toMatchObject({ messages: [{ room }] });
});

test('one writes to nobody who is not here, nor to oneself, nor by another name of the same room', async () => {
  const { ada, bob } = await three();
  const room = privateRoom(ada.id, bob.id);
  bob.send({ type: 'leave' });
  await ada.hearsOf('left');
  const says = (there: string) => ada.asks({ type: 'message', room: there, text: 'hi' });
  expect(await says(room)).toMatchObject(refusal('person-gone'));
  expect(await says(privateRoom(ada.id, ada.id))).toMatchObject(refusal('person-gone'));
  expect(await says(privateRoom(ada.id, 'ffff'))).toMatchObject(refusal('person-gone'));
  expect(await says(room.split('+').reverse().join('+'))).toMatchObject(refusal('room-gone'));
});

test('a room that the host opens is everybody’s at once, under whatever it is called, until it is closed', async () => {
  const { port, host, ada, bob } = await three();
  const house = host.house!;
  expect(house.roomActions.open('Kitchen')).toEqual({ ok: true });
  const opened = (await ada.hearsOf('server-info')).rooms;
  expect(opened).toMatchObject([{ id: 'lobby' }, { name: 'Kitchen', latest: 0 }]);
  const { id } = opened[1]!;
  await ada.says('soup?', { room: id });
  expect(await bob.hearsOf('message')).toMatchObject({ room: id, seq: 1, text: 'soup?' });
  house.roomActions.rename(id, 'Cellar');
  await bob.hearsOf('server-info', ({ rooms }) => rooms[1]?.name === 'Cellar');
  house.roomActions.close(id);
  await bob.hearsOf('server-info', ({ rooms }) => rooms.length === 1);
  expect(await ada.asks({ type: 'message', room: id, text: 'soup!' })).toMatchObject(refusal('room-gone'));
  expect(await ada.asks({ type: 'read', room: id, place: { before: 9 } })).toMatchObject(
    refusal('room-gone'),
  );
  expect(await ada.asks({ type: 'search', text: 'soup' })).toMatchObject({ messages: [] });
  expect((await Guest.join(port, 'Dan')).welcome.rooms).toHaveLength(1);
});

test('nobody may take the name of a room that was opened', async () => {
  const { host, ada } = await three();
  host.house!.roomActions.open('Kitchen');
  ada.send({ type: 'rename', name: 'kitchen' });
  expect(await ada.hearsOf('error')).toMatchObject({ code: 'name-reserved' });
});

test('what is said in another room is not on plain text', async () => {
  const { port, host, ada } = await three();
  const plain = await Guest.plain(port);
  host.house!.roomActions.open('Kitchen');
  const { rooms } = await ada.hearsOf('server-info');
  await ada.says('elsewhere', { room: rooms[1]!.id });
  await ada.says('here');
  await plain.hears((line) => line.endsWith('here'));
  expect(plain.heard.join()).not.toContain('elsewhere');
});
