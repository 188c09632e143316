/** Many system lines in a row, told as few. It refuses to know words. */
import type { Person } from '../../contract/wire.ts';
import type { SystemEntry } from './rows.ts';

/** So many lines in a row are told as one. */
export const FOLD_FROM = 4;

export type Kind = 'joined' | 'left' | 'lost';

export interface Coming {
  readonly kind: Kind;
  readonly people: readonly Person[];
}

/** What became of each person in the end; nothing of those who left and came back. */
export function foldComings(entries: readonly SystemEntry[]): readonly Coming[] {
  const people = new Map<string, { readonly person: Person; readonly first: Kind; readonly last: Kind }>();
  for (const entry of entries) {
    if (entry.type === 'renamed') continue;
    const kind = kindOf(entry);
    const first = people.get(entry.person.id)?.first ?? kind;
    people.set(entry.person.id, { person: entry.person, first, last: kind });
  }
  const ends = [...people.values()].filter(({ first, last }) => !(first !== 'joined' && last === 'joined'));
  const kinds = ['joined', 'left', 'lost'] as const;
  return kinds
    .map((kind) => ({ kind, people: ends.filter(({ last }) => last === kind).map(({ person }) => person) }))
    .filter((coming) => coming.people.length > 0);
}

function kindOf(entry: Exclude<SystemEntry, { type: 'renamed' }>): Kind {
  if (entry.type === 'joined') return 'joined';
  return entry.goodbye ? 'left' : 'lost';
}
