import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Present } from '../../../../contract/model/person.ts';
import { PresentPeople } from '../../../../electron/chat/model/present-people.ts';

const ADA: Present = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };

test('what most people have is left out', () => {
  const people = new PresentPeople();
  people.set(ADA);
  people.set({ id: 'h', name: 'Host', role: 'host', via: 'console' });
  people.set({ ...ADA, id: 'b2', name: 'Bob "B"', asleep: true });
  expect(people.json()).toBe(
    '[{"id":"a1","name":"Ada"},{"id":"h","name":"Host","role":"host","via":"console"},' +
      '{"id":"b2","name":"Bob \\"B\\"","asleep":true}]',
  );
});

const present = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.constantFrom('Ada', 'Bo', '"'),
    role: fc.constantFrom<Present['role']>('guest', 'moderator'),
    via: fc.constantFrom<Present['via']>('page', 'plain'),
    asleep: fc.constant(true as const),
  },
  { requiredKeys: ['id', 'name', 'role', 'via'] },
);

test('however people come, change and go, and whenever it is asked, the list is the one of those who are here', () => {
  const step = fc.oneof(
    present.map((person) => ({ do: 'set', person }) as const),
    fc.constantFrom('a', 'b', 'c', 'd').map((id) => ({ do: 'delete', id }) as const),
    fc.constant({ do: 'ask' } as const),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const [people, model] = [new PresentPeople(), new Map<string, Present>()];
      for (const each of [...steps, { do: 'ask' } as const]) {
        if (each.do === 'set') {
          people.set(each.person);
          model.set(each.person.id, each.person);
        } else if (each.do === 'delete') {
          people.delete(each.id);
          model.delete(each.id);
        } else {
          const read = (JSON.parse(people.json()) as Partial<Present>[]).map((person) => ({
            ...{ role: 'guest', via: 'page' },
            ...person,
          }));
          expect(read).toEqual([...model.values()]);
          expect(people.list()).toEqual([...model.values()]);
        }
      }
    }),
  );
});
