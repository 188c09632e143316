import { expect, test } from 'vitest';
import type { Message } from '../../../../contract/model/entry.ts';
import type { Person } from '../../../../contract/model/person.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import type { Delete, Edit, React } from '../../../../contract/wire/client-message.ts';
import { People } from '../../../../electron/chat/model/people.ts';
import { changeMessage, composeMessage } from '../../../../electron/chat/model/message-rules.ts';
import { ADA, BOB, message } from '../../../support/said.ts';

const OWN_ROOM = 'ada+bob';
const HOST: Person = { id: 'host', name: 'Hanna', role: 'host', via: 'console' };
const MODERATOR: Person = { ...BOB, role: 'moderator' };
const PEOPLE = here(HOST, ADA, BOB);

const edit = (text = 'new'): Edit => ({ type: 'edit', ref: 'c', room: LOBBY, target: 1, text });
const remove: Delete = { type: 'delete', ref: 'c', room: LOBBY, target: 1 };
const react = (more: Partial<React> = {}): React => ({
  ...{ type: 'react', ref: 'c', room: LOBBY, target: 1 },
  ...{ emoji: '👍', on: true },
  ...more,
});
const gone = { ok: false, error: 'message-gone' };
const notYours = { ok: false, error: 'not-yours' };

/** @param host who sits at the window @param guests who come in */
function here(host: Person, ...guests: readonly Person[]): People {
  const people = new People(
    host,
    guests.map((person) => ({ proof: person.id, person })),
    [],
  );
  for (const { id, name } of guests) people.join(name, id, { id, proof: id });
  return people;
}

test('a message carries who says it, where and what, and its ref if it has one', () => {
  const plain = { type: 'message', room: LOBBY, from: ADA, text: 'hi' };
  expect(composeMessage(ADA, { room: LOBBY, text: 'hi' }, PEOPLE)).toStrictEqual(plain);
  expect(composeMessage(ADA, { room: LOBBY, text: 'hi', ref: 'r' }, PEOPLE)).toStrictEqual({
    ...plain,
    ref: 'r',
  });
});

test('an answer quotes the beginning of what it answers, as it reads now', () => {
  const reply = message(7, 'word '.repeat(100), { from: BOB });
  const said = composeMessage(ADA, { room: LOBBY, text: 'no', reply }, PEOPLE) as Message;
  expect(said.reply).toMatchObject({ seq: 7, from: BOB });
  expect(said.reply!.text).toMatch(/^word word .*…$/);
});

test('whoever is named with an @ is mentioned, in a message and in an edit', () => {
  expect(composeMessage(ADA, { room: LOBBY, text: 'hi @bob and @hanna' }, PEOPLE)).toMatchObject({
    mentions: ['bob', 'host'],
  });
  expect(changeMessage(ADA, edit('＠Bob'), message(1, 'hi'), PEOPLE)).toMatchObject({
    value: { mentions: ['bob'] },
  });
  expect(composeMessage(ADA, { room: LOBBY, text: 'bob@x' }, PEOPLE)).not.toHaveProperty('mentions');
});

test('an author edits and deletes their own message', () => {
  const what = { room: LOBBY, ref: 'c', target: 1, by: ADA };
  expect(changeMessage(ADA, edit(), message(1, 'hi'), PEOPLE)).toStrictEqual({
    ok: true,
    value: { type: 'edited', ...what, text: 'new' },
  });
  expect(changeMessage(ADA, remove, message(1, 'hi'), PEOPLE)).toStrictEqual({
    ok: true,
    value: { type: 'deleted', ...what },
  });
});

test.each([
  ['guest', BOB],
  ['moderator', MODERATOR],
  ['host', HOST],
])('a %s does not edit what somebody else said', (_, by) => {
  expect(changeMessage(by, edit(), message(1, 'hi'), PEOPLE)).toEqual(notYours);
});

test.each([
  ['guest', BOB, false],
  ['moderator', MODERATOR, true],
  ['host', HOST, true],
])('a %s deletes what somebody else said in a room of all: %3$s', (_, by, may) => {
  expect(changeMessage(by, remove, message(1, 'hi'), PEOPLE).ok).toBe(may);
});

test('nobody deletes what the other one said in a room of two', () => {
  const said = message(1, 'hi', { room: OWN_ROOM });
  expect(changeMessage(MODERATOR, { ...remove, room: OWN_ROOM }, said, PEOPLE)).toEqual(notYours);
  expect(changeMessage(ADA, { ...remove, room: OWN_ROOM }, said, PEOPLE).ok).toBe(true);
});

test('whoever took the name of an author is not the author', () => {
  const forger = { ...BOB, name: ADA.name };
  expect(changeMessage(forger, edit(), message(1, 'hi'), PEOPLE)).toEqual(notYours);
  expect(changeMessage(forger, remove, message(1, 'hi'), PEOPLE)).toEqual(notYours);
});

test('an author who has another name by now is still the author, and the entry says the new one', () => {
  const adele = { ...ADA, name: 'Adele' };
  expect(changeMessage(adele, edit(), message(1, 'hi'), PEOPLE)).toMatchObject({
    ok: true,
    value: { by: adele },
  });
});

test.each([
  ['edits', edit()],
  ['deletes', remove],
  ['reacts to', react()],
])('nobody %s what is not there, or was deleted', (_, asked) => {
  expect(changeMessage(ADA, asked, undefined, PEOPLE)).toEqual(gone);
  expect(changeMessage(ADA, asked, message(1, '', { deleted: true }), PEOPLE)).toEqual(gone);
});

test('everybody reacts to every message, and takes it back', () => {
  for (const on of [true, false])
    expect(changeMessage(BOB, react({ on }), message(1, 'hi'), PEOPLE)).toMatchObject({
      ok: true,
      value: { type: 'reacted', target: 1, by: BOB, emoji: '👍', on },
    });
});

test('a reaction says whether it was given, or taken back, before', () => {
  const target = message(1, 'hi', { reactions: [{ emoji: '👍', by: [BOB.id] }] });
  const again = (by: Person, on: boolean) => {
    const spoken = changeMessage(by, react({ on }), target, PEOPLE);
    return spoken.ok && 'again' in spoken.value;
  };
  expect([again(BOB, true), again(BOB, false), again(ADA, true), again(ADA, false)]).toEqual([
    ...[true, false, false, true],
  ]);
});

test('a message has twenty reactions at the most, and each of them may be given more often and taken back', () => {
  const reactions = Array.from({ length: 20 }, (_, i) => ({
    emoji: String.fromCodePoint(0x1f600 + i),
    by: ['x'],
  }));
  const target = message(1, 'hi', { reactions });
  expect(changeMessage(BOB, react(), target, PEOPLE)).toEqual({ ok: false, error: 'too-many-reactions' });
  expect(changeMessage(BOB, react({ on: false }), target, PEOPLE).ok).toBe(true);
  expect(changeMessage(BOB, react({ emoji: '😀' }), target, PEOPLE).ok).toBe(true);
});
