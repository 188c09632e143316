/** The names of people by id: those present, and the authors of loaded messages. */
import { createContext, useContext, useMemo } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

export type Names = ReadonlyMap<string, string>;

export const NamesContext = createContext<Names>(new Map());

/** Reads the {@link NamesContext}. */
export function usePeopleNames(): Names {
  return useContext(NamesContext);
}

/** Current names; of people who left, the last known ones. */
export function useNamesOf(entries: readonly Entry[], people: readonly Person[]): Names {
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const entry of entries) if (entry.type === 'message') names.set(entry.from.id, entry.from.name);
    for (const { id, name } of people) names.set(id, name);
    return names;
  }, [entries, people]);
}
