/** Applies theme and contrast to the document, and plays the sound for new messages in the background. */
import { useEffect } from 'react';
import { chime } from '../../ui/browser/chime.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useObservable } from '../state/observable.ts';

export function useAppearance({ settings, news }: Pick<HostConsole, 'settings' | 'news'>): void {
  const { contrast, sounds } = useObservable(settings);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-contrast', contrast);
  }, [contrast]);
  useEffect(() => {
    if (!sounds) return undefined;
    return news.subscribe(() => {
      if (!document.hasFocus()) chime();
    });
  }, [sounds, news]);
}
