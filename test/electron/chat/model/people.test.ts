import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEntry } from '../../../../contract/model/entry.ts';
import type { Person } from '../../../../contract/model/person.ts';
import type { ErrorCode } from '../../../../contract/model/error-code.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { ok, type Result } from '../../../../contract/result.ts';
import { foldName } from '../../../../contract/text/fold-text.ts';
import { skeletonOf } from '../../../../electron/chat/text/confusables.ts';
import { parseName } from '../../../../contract/text/writing.ts';
import { People, type Admission } from '../../../../electron/chat/model/people.ts';
import { reservedWords } from '../../../../electron/server/reserved-words.ts';

const HOST: Person = { id: 'host', name: 'Hanna', role: 'host', via: 'console' };

const empty = () => new People(undefined, [], reservedWords());
const join = (people: People, name: string, id: string, proof?: string): Result<Admission, ErrorCode> =>
  people.join(name, proof, { id, proof: `proof of ${id}` });
const person = (id: string, name: string): Person => ({ id, name, role: 'guest', via: 'page' });

test('whoever comes in from the page is a guest, and everybody is told', () => {
  expect(join(empty(), 'Ada', '1')).toEqual(
    ok({
      person: person('1', 'Ada'),
      proof: 'proof of 1',
      wasAsleep: false,
      entries: [{ type: 'joined', room: LOBBY, person: person('1', 'Ada') }],
    }),
  );
});

test('the host is in from the start, and nobody has their name', () => {
  const people = new People(HOST, [], reservedWords());
  expect(people.present()).toEqual([HOST]);
  expect(join(people, 'hanna', '1')).toEqual({ ok: false, error: 'name-taken' });
});

test('a name that became the host’s stays theirs when whoever else had it leaves', () => {
  const people = new People(HOST, [], reservedWords());
  join(people, 'Ada', '1');
  people.call('host', 'Ada');
  people.leave('1', true);
  expect(join(people, 'Ada', '2')).toEqual({ ok: false, error: 'name-taken' });
});

test.each([
  ...[
    'MarkusBold',
    'Markus-Bold',
    'Markus_Bold',
    'Markus.Bold',
    'Markus Bold.',
    'Markus Bold ✓',
    'Markus Bold ·',
  ],
  ...[
    'Markus 8old',
    'Markus Bold 👑',
    '«Markus Bold»',
    'Markus  B o l d',
    'MARKUS BOLD',
    'Mаrkus Вold',
    'Markus Bo1d',
  ],
])('while Markus Bold is in, %s is taken', (name) => {
  const people = empty();
  join(people, 'Markus Bold', '1');
  expect(join(people, name, '2')).toEqual({ ok: false, error: 'name-taken' });
});

test.each(['Markus Böld', 'Markus Bold 2', 'Markus', 'Mark Bold', 'Markus Gold'])(
  'while Markus Bold is in, %s may come',
  (name) => {
    const people = empty();
    join(people, 'Markus Bold', '1');
    expect(join(people, name, '2')).toMatchObject({ ok: true });
  },
);

test('names that differ in joiners only are the same', () => {
  const people = empty();
  expect(join(people, 'علی‌رضا', '1')).toMatchObject({ ok: true, value: { person: { name: 'علی‌رضا' } } });
  expect(join(people, 'علیرضا', '2')).toEqual({ ok: false, error: 'name-taken' });
});

test.each(['192.168.1.5', '192.168.1.5:4000', '[fe80::1]:99', '::1'])(
  '%s would pass for an address',
  (name) => {
    expect(join(empty(), name, '1')).toEqual({ ok: false, error: 'name-reserved' });
  },
);

test.each(['Ed.', 'B.C.', '4.5', 'a:b', '12:30'])('%s is a name', (name) => {
  expect(join(empty(), name, '1').ok).toBe(true);
});

test.each([
  ['Ada', 'Ada'],
  ['Ada', 'ADA'],
  ['Ada', 'ａda'],
  ['Ada', 'Аdа'],
  ['Mark', 'Mаrk'],
  ['bill', 'bi1l'],
  ['Bill', 'BIII'],
  ['Straße', 'STRASSE'],
])('while %s is in, %s is taken', (taken, name) => {
  const people = empty();
  join(people, taken, '1');
  expect(join(people, name, '2')).toEqual({ ok: false, error: 'name-taken' });
  join(people, 'Zoe', '3');
  expect(people.rename('3', name)).toEqual({ ok: false, error: 'name-taken' });
  expect(people.present()).toHaveLength(2);
});

test('whoever has a name may write it otherwise', () => {
  const people = empty();
  join(people, 'Mark', '1');
  expect(people.rename('1', 'Mаrk')).toMatchObject({ ok: true, value: [{ before: 'Mark' }] });
  expect(join(people, 'mark', '2', 'proof of 1')).toMatchObject({ ok: true, value: { person: { id: '1' } } });
});

test.each(['host', 'Host', 'ADMIN', 'Аdmin', 'Administrator', 'moderator', 'System', 'Porchlight', 'h0st'])(
  'nobody may pass for the house as %s',
  (name) => {
    const people = empty();
    expect(join(people, name, '1')).toEqual({ ok: false, error: 'name-reserved' });
    join(people, 'Ada', '1');
    expect(people.rename('1', name)).toEqual({ ok: false, error: 'name-reserved' });
  },
);

test('nobody may be called what a room is called, as long as it is called so', () => {
  const people = empty();
  people.reserve(['Lobby', 'Class 3B']);
  for (const name of ['lobby', 'Сlass 3B'])
    expect(join(people, name, '1')).toEqual({ ok: false, error: 'name-reserved' });
  people.reserve(['Lobby']);
  expect(join(people, 'Class 3B', '1')).toMatchObject({ ok: true });
});

test('a name is free again once its owner has left', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.leave('1', true);
  expect(join(people, 'Ada', '2')).toMatchObject({ ok: true });
});

test('a name is free again once its owner has another', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.rename('1', 'Bea');
  expect(join(people, 'Ada', '2')).toMatchObject({ ok: true });
});

test('nobody on the page takes the address of somebody on plain text', () => {
  const people = empty();
  people.joinPlain('1', '127.0.0.1:5000');
  expect(join(people, '127.0.0.1:5000', '2')).toEqual({ ok: false, error: 'name-reserved' });
});

test.each(['Host say: come to', 'Host SAY： come to', 'say: Host', 'Host\u00a0say :'])(
  'on plain text nobody speaks as another by the name "%s"',
  (raw) => {
    const parsed = parseName(raw);
    const name = parsed.ok ? parsed.value.name : '';
    expect(join(empty(), name, '1')).toEqual({ ok: false, error: 'name-reserved' });
    expect(empty().joinForm('1', name)).toEqual({ ok: false, error: 'name-reserved' });
  },
);

test.each(['Essay: part one', 'Simon says', 'Say Cheese'])('"%s" is a name like any other', (name) => {
  expect(join(empty(), name, '1')).toMatchObject({ ok: true });
});

test('a proof brings back who it stands for, and nobody is told of somebody who never left', () => {
  const people = empty();
  join(people, 'Ada', '1');
  expect(join(people, 'Ada', '2', 'proof of 1')).toEqual(
    ok({
      person: person('1', 'Ada'),
      proof: 'proof of 1',
      wasAsleep: false,
      entries: [],
    }),
  );
});

test('whoever comes back after they left is announced again, under the id they had', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.leave('1', false);
  expect(join(people, 'Ada', '2', 'proof of 1')).toMatchObject({
    value: {
      person: { id: '1' },
      entries: [{ type: 'joined', person: { id: '1' } }],
    },
  });
});

test('whoever comes back under another name is renamed', () => {
  const people = empty();
  join(people, 'Ada', '1');
  expect(join(people, 'Bea', '2', 'proof of 1')).toMatchObject({
    value: { entries: [{ type: 'renamed', person: { id: '1', name: 'Bea' }, before: 'Ada' }] },
  });
});

test('a proof that nobody was given makes somebody new, with a proof of our own', () => {
  expect(join(empty(), 'Ada', '1', 'made up')).toMatchObject({
    value: {
      person: { id: '1' },
      proof: 'proof of 1',
    },
  });
});

test('a name that was taken meanwhile is not given back with a proof', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.leave('1', false);
  join(people, 'Ada', '2');
  expect(join(people, 'Ada', '3', 'proof of 1')).toEqual({ ok: false, error: 'name-taken' });
});

test('somebody who was known before the host was started comes back as themselves, with their role', () => {
  const moderator = { ...person('1', 'Ada'), role: 'moderator' as const };
  const people = new People(undefined, [{ proof: 'p', person: moderator }], []);
  expect(people.present()).toEqual([]);
  expect(people.known('1')).toEqual(moderator);
  expect(join(people, 'Bea', '2', 'p')).toMatchObject({
    value: { person: { ...moderator, name: 'Bea' }, proof: 'p' },
  });
});

test('the ten-thousandth newest is remembered, the one before is forgotten', () => {
  const people = empty();
  for (let id = 0; id <= 10_000; id += 1) {
    join(people, `Guest ${id} `, String(id));
    people.leave(String(id), true);
  }
  expect(join(people, 'Back', 'new', 'proof of 1')).toMatchObject({ value: { person: { id: '1' } } });
  expect(join(people, 'Old', 'newer', 'proof of 0')).toMatchObject({ value: { person: { id: 'newer' } } });
});

test('ten thousand who come and go do not make somebody who is here a stranger', () => {
  const people = empty();
  join(people, 'Ada', 'ada');
  for (let i = 0; i < 10_001; i += 1) {
    join(people, `guest ${i}`, `id ${i}`);
    people.leave(`id ${i}`, true);
  }
  expect(join(people, 'Ada', 'other', 'proof of ada')).toMatchObject({
    ok: true,
    value: { person: { id: 'ada' } },
  });
});

test('a renaming tells the name before, and one to the same name tells nothing', () => {
  const people = empty();
  join(people, 'Ada', '1');
  expect(people.rename('1', 'ada')).toEqual({
    ok: true,
    value: [{ type: 'renamed', room: LOBBY, person: person('1', 'ada'), before: 'Ada' }],
  });
  expect(people.rename('1', 'ada')).toEqual({ ok: true, value: [] });
});

test('whoever is not in can neither be renamed nor leave', () => {
  const refused = { ok: false, error: 'not-joined' };
  expect(empty().rename('1', 'Ada')).toEqual(refused);
  expect(empty().leave('1', true)).toEqual(refused);
});

test('a role stays through another name, a goodbye, and coming back', () => {
  const people = empty();
  join(people, 'Ada', '1');
  expect(people.setRole('1', 'moderator')).toMatchObject({ value: [{ person: { role: 'moderator' } }] });
  people.rename('1', 'Bea');
  people.leave('1', true);
  expect(join(people, 'Cleo', '2', 'proof of 1')).toMatchObject({
    value: {
      person: { id: '1', name: 'Cleo', role: 'moderator' },
    },
  });
  people.setRole('1', 'guest');
  expect(people.get('1')).toMatchObject({ role: 'guest' });
});

test('the host cannot be made anything else, nor somebody who is not here', () => {
  const people = new People(HOST, [], reservedWords());
  expect(people.setRole('host', 'guest')).toEqual({ ok: false, error: 'person-gone' });
  expect(people.setRole('1', 'moderator')).toEqual({ ok: false, error: 'person-gone' });
  expect(people.present()).toEqual([HOST]);
});

test('whoever falls asleep is asleep until they wake, and each is news once', () => {
  const people = empty();
  join(people, 'Ada', '1');
  expect([people.sleep('1', true), people.sleep('1', true)]).toEqual([true, false]);
  expect(people.present()).toEqual([{ ...person('1', 'Ada'), asleep: true }]);
  expect([people.sleep('1', false), people.sleep('1', false)]).toEqual([true, false]);
  expect(people.present()).toEqual([person('1', 'Ada')]);
});

test('whoever is not here does not sleep', () => {
  expect(empty().sleep('1', true)).toBe(false);
});

test('whoever comes back is awake, and it is known that they slept', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.sleep('1', true);
  expect(join(people, 'Ada', '2', 'proof of 1')).toMatchObject({ value: { wasAsleep: true, entries: [] } });
  expect(people.present()).toEqual([person('1', 'Ada')]);
});

test('somebody asleep who is renamed, or given another role, sleeps on', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.sleep('1', true);
  people.rename('1', 'Bea');
  expect(people.get('1')).toMatchObject({ name: 'Bea', asleep: true });
  people.setRole('1', 'moderator');
  expect(people.get('1')).toMatchObject({ role: 'moderator', asleep: true });
});

test('no entry says that somebody sleeps', () => {
  const people = empty();
  join(people, 'Ada', '1');
  people.sleep('1', true);
  const drafts = [people.rename('1', 'Bea'), people.setRole('1', 'moderator'), people.leave('1', true)];
  expect(JSON.stringify(drafts)).not.toContain('asleep');
});

test('the people here are the fold of the entries, each under a name of their own', () => {
  const id = fc.constantFrom('11', '12', '13', '14');
  const name = fc.constantFrom('Ada', 'ada', 'Аdа', 'Bob', 'Cleo', 'host', 'b0b', '10.0.0.1:1');
  const step = fc.oneof(
    fc.record({ do: fc.constant('join' as const), name, proof: fc.option(id) }),
    fc.record({ do: fc.constant('rename' as const), id, name }),
    fc.record({ do: fc.constant('role' as const), id }),
    fc.record({ do: fc.constant('leave' as const), id }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const people = empty();
      let drawn = 10;
      const folded = new Map<string, Person>();
      for (const each of steps) {
        const outcome =
          each.do === 'join'
            ? join(people, each.name, String((drawn += 1)), `proof of ${each.proof}`)
            : each.do === 'rename'
              ? people.rename(each.id, each.name)
              : each.do === 'role'
                ? people.setRole(each.id, 'moderator')
                : people.leave(each.id, true);
        if (outcome.ok) for (const draft of entriesOf(outcome.value)) fold(folded, draft);
        const here = people.present();
        expect([...folded.values()]).toEqual(here);
        expect(new Set(here.map((one) => foldName(one.name))).size).toBe(here.length);
        expect(new Set(here.map((one) => skeletonOf(one.name))).size).toBe(here.length);
      }
    }),
  );
});

function entriesOf(value: Admission | readonly NewEntry[]): readonly NewEntry[] {
  return 'proof' in value ? value.entries : value;
}

function fold(people: Map<string, Person>, draft: NewEntry): void {
  if (draft.type === 'left') people.delete(draft.person.id);
  else if ('person' in draft) people.set(draft.person.id, draft.person);
}
