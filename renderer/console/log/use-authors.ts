/** The people the log can be filtered by: present guests and recent authors. */
import { orderOf } from '../../../locales/formats.ts';
import { useMemo } from 'react';
import type { Person } from '../../../contract/model/person.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function useAuthors(host: HostConsole): readonly Person[] {
  const { language } = useWords();
  const people = useHostState(host, (state) => state.people);
  const authors = useHostState(host, (state) => state.authors);
  return useMemo(() => {
    const compare = orderOf(language);
    const all = new Map<string, Person>([
      ...authors,
      ...people.map((person) => [person.id, person] as const),
    ]);
    return [...all.values()].sort((one, other) => compare(one.name, other.name));
  }, [people, authors, language]);
}
