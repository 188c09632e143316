/** A hook for media queries. */
import { useCallback, useSyncExternalStore } from 'react';
import { mediaMatches, onMedia } from './browser-services.ts';

/** Whether the media query matches now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback((changed: () => void) => onMedia(query, changed), [query]);
  return useSyncExternalStore(subscribe, () => mediaMatches(query));
}
