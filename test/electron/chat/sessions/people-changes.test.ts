import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PeopleChanges } from '../../../../electron/chat/sessions/people-changes.ts';

test('who changed since a version is known, each once', () => {
  const changes = new PeopleChanges('run');
  changes.add('ada');
  const { version } = changes;
  for (const id of ['bob', 'ada', 'bob']) changes.add(id);
  expect(changes.since(version)).toEqual(new Set(['bob', 'ada']));
  expect(changes.since(changes.version)).toEqual(new Set());
});

test.each([
  undefined,
  '',
  'run',
  'run.',
  'run.2',
  'run.-1',
  'run.1.1',
  'run.1e0',
  'run.0x1',
  'other.1',
  '.1',
])('of the version %s nothing is known', (version) => {
  const changes = new PeopleChanges('run');
  changes.add('ada');
  expect(changes.since(version)).toBeUndefined();
});

test('what is too long ago is forgotten, and all that is known is right', () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.nat(20_000), (before, after) => {
      const changes = new PeopleChanges('run');
      for (let i = 0; i < before; i += 1) changes.add(`before ${i}`);
      const { version } = changes;
      const added = Array.from({ length: after }, (_, i) => `after ${i % 500}`);
      for (const id of added) changes.add(id);
      const since = changes.since(version);
      if (since === undefined) expect(after).toBeGreaterThan(4_000);
      else expect(since).toEqual(new Set(added));
    }),
    { numRuns: 20 },
  );
});
