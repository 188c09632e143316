import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, Person } from '../../../contract/wire.ts';
import { nameKey } from '../../../contract/writing.ts';
import { Room, type Admission } from '../../../electron/chat/room.ts';

const HOST: Person = { id: 'host', name: 'Host', role: 'host', via: 'console' };

const fresh = (id: string) => ({ id, token: `token of ${id}` });
const join = (room: Room, name: string, id: string, token?: string): Admission =>
  room.join({ type: 'join', name, ...(token !== undefined && { token }) }, fresh(id));
const person = (id: string, name: string): Person => ({ id, name, role: 'guest', via: 'page' });

test('whoever comes in from the page is a guest, and everybody is told', () => {
  expect(join(new Room('Lobby'), 'Ada', '1')).toEqual({
    ok: true,
    person: person('1', 'Ada'),
    token: 'token of 1',
    drafts: [{ type: 'joined', person: person('1', 'Ada') }],
  });
});

test('the host is in from the start', () => {
  expect(new Room('Lobby', HOST).people()).toEqual([HOST]);
});

test.each(['192.168.1.5', '192.168.1.5:4000', '[fe80::1]:99', '::1'])(
  '%s would pass for an address',
  (name) => {
    expect(join(new Room('Lobby'), name, '1')).toEqual({ ok: false, code: 'name-reserved' });
  },
);

test.each(['Ed.', 'B.C.', '4.5', 'a:b', '12:30'])('%s is a name', (name) => {
  expect(join(new Room('Lobby'), name, '1').ok).toBe(true);
});

test.each(['Ada', 'ADA', 'ａda', 'ad\u0061'])('while Ada is in, %s is taken', (name) => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  expect(join(room, name, '2')).toEqual({ ok: false, code: 'name-taken' });
  join(room, 'Bob', '3');
  expect(room.rename('3', name)).toEqual({ ok: false, code: 'name-taken' });
  expect(room.people()).toHaveLength(2);
});

test.each(['host', 'Host', 'ADMIN', 'Administrator', 'moderator', 'System', 'Porchlight', 'class 3b'])(
  'nobody may pass for the house as %s',
  (name) => {
    expect(join(new Room('Class 3B'), name, '1')).toEqual({ ok: false, code: 'name-reserved' });
  },
);

test('a name is free again once its owner has left', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  room.leave('1', true);
  expect(join(room, 'Ada', '2')).toMatchObject({ ok: true });
});

test('nobody on the page takes the address of somebody on plain text', () => {
  const room = new Room('Lobby');
  room.joinPlain('1', '127.0.0.1:5000');
  expect(join(room, '127.0.0.1:5000', '2')).toEqual({ ok: false, code: 'name-reserved' });
});

test('a token brings back who it stands for, and nobody is told of somebody who never left', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  expect(join(room, 'Ada', '2', 'token of 1')).toEqual({
    ok: true,
    person: person('1', 'Ada'),
    token: 'token of 1',
    drafts: [],
  });
});

test('whoever comes back after they left is announced again, under the id they had', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  room.leave('1', false);
  expect(join(room, 'Ada', '2', 'token of 1')).toMatchObject({
    person: { id: '1' },
    drafts: [{ type: 'joined', person: { id: '1' } }],
  });
});

test('whoever comes back under another name is renamed', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  expect(join(room, 'Bea', '2', 'token of 1')).toMatchObject({
    drafts: [{ type: 'renamed', person: { id: '1', name: 'Bea' }, before: 'Ada' }],
  });
});

test('a token that nobody was given makes somebody new, with a token of our own', () => {
  expect(join(new Room('Lobby'), 'Ada', '1', 'made up')).toMatchObject({
    person: { id: '1' },
    token: 'token of 1',
  });
});

test('a name that was taken meanwhile is not given back with a token', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  room.leave('1', false);
  join(room, 'Ada', '2');
  expect(join(room, 'Ada', '3', 'token of 1')).toEqual({ ok: false, code: 'name-taken' });
});

test('the ten-thousandth newest is remembered, the one before is forgotten', () => {
  const room = new Room('Lobby');
  for (let id = 0; id <= 10_000; id += 1) {
    join(room, `Guest ${id}`, String(id));
    room.leave(String(id), true);
  }
  expect(join(room, 'Back', 'new', 'token of 1')).toMatchObject({ person: { id: '1' } });
  expect(join(room, 'Old', 'new', 'token of 0')).toMatchObject({ person: { id: 'new' } });
});

test('a renaming tells the name before, and one to the same name tells nothing', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  expect(room.rename('1', 'ada')).toEqual({
    ok: true,
    drafts: [{ type: 'renamed', person: person('1', 'ada'), before: 'Ada' }],
  });
  expect(room.rename('1', 'ada')).toEqual({ ok: true, drafts: [] });
});

test('whoever is not in can neither say nor do anything', () => {
  const room = new Room('Lobby');
  const refused = { ok: false, code: 'not-joined' };
  expect(room.say('1', 'hi')).toEqual(refused);
  expect(room.rename('1', 'Ada')).toEqual(refused);
  expect(room.leave('1', true)).toEqual(refused);
});

test('a message carries who says it now, and its ref if it has one', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', '1');
  room.rename('1', 'Bea');
  const said = { type: 'message', from: person('1', 'Bea'), text: 'hi' };
  expect(room.say('1', 'hi')).toEqual({ ok: true, drafts: [said] });
  expect(room.say('1', 'hi', 'r')).toEqual({ ok: true, drafts: [{ ...said, ref: 'r' }] });
});

test('the people of a room are the fold of its entries, each under a name of their own', () => {
  const id = fc.constantFrom('1', '2', '3', '4');
  const name = fc.constantFrom('Ada', 'ada', 'Bob', 'Cleo', 'host', '10.0.0.1:1');
  const step = fc.oneof(
    fc.record({ do: fc.constant('join' as const), id, name, token: fc.option(id) }),
    fc.record({ do: fc.constant('rename' as const), id, name }),
    fc.record({ do: fc.constant('leave' as const), id }),
    fc.record({ do: fc.constant('say' as const), id }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const room = new Room('Lobby');
      let drawn = 10;
      const folded = new Map<string, Person>();
      for (const each of steps) {
        const outcome =
          each.do === 'join'
            ? join(room, each.name, String((drawn += 1)), `token of ${each.token}`)
            : each.do === 'rename'
              ? room.rename(each.id, each.name)
              : each.do === 'leave'
                ? room.leave(each.id, true)
                : room.say(each.id, 'hi');
        if (outcome.ok) for (const draft of outcome.drafts) fold(folded, draft);
        expect([...folded.values()]).toEqual(room.people());
        expect(new Set(room.people().map((one) => nameKey(one.name))).size).toBe(folded.size);
      }
    }),
  );
});

function fold(people: Map<string, Person>, draft: Draft): void {
  if (draft.type === 'message') expect(people.get(draft.from.id)).toEqual(draft.from);
  else if (draft.type === 'left') people.delete(draft.person.id);
  else people.set(draft.person.id, draft.person);
}

test('ten thousand who come and go do not make somebody who is here a stranger', () => {
  const room = new Room('Lobby');
  join(room, 'Ada', 'ada');
  for (let i = 0; i < 10_001; i += 1) {
    join(room, `guest ${i}`, `id ${i}`);
    room.leave(`id ${i}`, true);
  }
  expect(join(room, 'Ada', 'other', 'token of ada')).toMatchObject({ ok: true, person: { id: 'ada' } });
});
