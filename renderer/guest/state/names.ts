/** What people are called, by id: those who are here, and those who wrote what is held. */
import { createContext, useContext, useMemo } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

export type Names = ReadonlyMap<string, string>;

export const NamesContext = createContext<Names>(new Map());

/** From the {@link NamesContext} around it. */
export function usePeopleNames(): Names {
  return useContext(NamesContext);
}

/** As they are called now; of those who left, as they were called last. */
export function useNamesOf(entries: readonly Entry[], people: readonly Person[]): Names {
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const entry of entries) if (entry.type === 'message') names.set(entry.from.id, entry.from.name);
    for (const { id, name } of people) names.set(id, name);
    return names;
  }, [entries, people]);
}
