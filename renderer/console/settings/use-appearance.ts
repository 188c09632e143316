/** Applies theme and contrast to the document, and plays the sound for new messages in the background. */
import { useEffect } from 'react';
import { chime } from '../../ui/browser/chime.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function useAppearance(host: Pick<HostConsole, 'store'>): void {
  const { store } = host;
  const { contrast, sounds } = useHostState(host, (state) => state.settings);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-contrast', contrast);
  }, [contrast]);
  useEffect(() => {
    if (!sounds) return undefined;
    let heard = store.read().news;
    return store.subscribe(() => {
      const { news } = store.read();
      if (news !== heard && !document.hasFocus()) chime();
      heard = news;
    });
  }, [sounds, store]);
}
