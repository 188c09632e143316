import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import { eventKindOf, foldEvents, type RoomEvent } from '../../../../renderer/ui/log/event-runs.ts';
import { ada, anyLog, ming } from '../../console/samples.ts';

const came = (seq: number, person: Person): RoomEvent => ({
  type: 'joined',
  room: 'lobby',
  seq,
  at: seq,
  person,
});
const left = (seq: number, person: Person, goodbye = true): RoomEvent => {
  return { type: 'left', room: 'lobby', seq, at: seq, person, goodbye };
};
const renamed = (seq: number, person: Person, before: string): RoomEvent => {
  return { type: 'renamed', room: 'lobby', seq, at: seq, person, before };
};

describe('join and leave events', () => {
  it('are summarised by the outcome for each person', () => {
    expect(foldEvents([came(1, ada), came(2, ming), left(3, ming)])).toEqual([
      { deed: 'joined', people: [ada] },
      { deed: 'left', people: [ming] },
    ]);
  });

  it('distinguish leaving from a lost connection', () => {
    expect(foldEvents([left(1, ada), left(2, ming, false)]).map(({ deed }) => deed)).toEqual([
      'left',
      'lost',
    ]);
  });

  it('are listed in the order of their first event', () => {
    const eve = { ...ada, id: 'e5e5e5e5', name: 'Eve' };
    const deeds = (...events: readonly RoomEvent[]) => foldEvents(events).map(({ deed }) => deed);
    expect(deeds(left(1, ada), came(2, ming), left(3, eve))).toEqual(['left', 'joined']);
    expect(deeds(left(1, ada), came(2, ada), came(3, ming), left(4, eve))).toEqual(['joined', 'left']);
  });

  it('leave out people who were away for a moment', () => {
    expect(foldEvents([left(1, ada, false), came(2, ada)])).toEqual([]);
  });

  it('name each person once, by the current name', () => {
    const lovelace = { ...ada, name: 'Ada L.' };
    expect(foldEvents([came(1, ada), left(2, ada), came(3, ada), renamed(4, lovelace, 'Ada')])).toEqual([
      { deed: 'joined', people: [lovelace] },
      { deed: 'renamed', people: [lovelace] },
    ]);
  });

  it('show role changes with the current name', () => {
    const moderator = { ...ada, role: 'moderator' } as const;
    const lovelace = { ...moderator, name: 'Ada L.' };
    expect(
      foldEvents([
        renamed(1, moderator, 'Ada'),
        renamed(2, lovelace, 'Ada'),
        renamed(3, { ...ming, role: 'moderator' }, ming.name),
        renamed(4, ming, ming.name),
      ]),
    ).toEqual([
      { deed: 'moderator', people: [lovelace] },
      { deed: 'renamed', people: [lovelace] },
      { deed: 'guest', people: [ming] },
    ]);
  });

  it('list nobody twice for the same event, and nobody without a change', () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const events = log.filter((entry): entry is RoomEvent => entry.type !== 'message');
        for (const { deed, people } of foldEvents(events)) {
          const ids = people.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          const did = events.filter((event) => eventKindOf(event) === deed).map(({ person }) => person.id);
          expect(ids.length > 0 && ids.every((id) => did.includes(id))).toBe(true);
        }
      }),
    );
  });
});
