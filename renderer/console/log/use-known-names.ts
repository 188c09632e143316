/** Names by person id: current names, and for people who left, their last one. */
import { useCallback } from 'react';
import { HOST_ID } from '../../../contract/model/host-person.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function useKnownNames(host: HostConsole): (id: string) => string | undefined {
  const { t } = useWords();
  const people = useHostState(host, (state) => state.people);
  const authors = useHostState(host, (state) => state.authors);
  return useCallback(
    (id) => {
      const name = people.find((person) => person.id === id)?.name ?? authors.get(id)?.name;
      return name ?? (id === HOST_ID ? t('shared:name.host') : undefined);
    },
    [people, authors, t],
  );
}
