/**
 * A hook that detects that the host serves a newer page, for example after an update, so that chunks not loaded
 * yet are gone. Checked after each reconnect and when a chunk fails to load.
 */
import { useEffect, useState } from 'react';
import type { ChatClient } from './session/chat-client.ts';

/** The event Vite sends when a chunk fails to load. */
const PART_MISSING = 'vite:preloadError';

export function useOutdated(session: ChatClient): boolean {
  const [outdated, setOutdated] = useState(false);
  useEffect(() => {
    const check = () => {
      hasAnotherPage().then(
        (another) => another && setOutdated(true),
        // The host is away again: the next reconnect checks once more.
        () => undefined,
      );
    };
    addEventListener(PART_MISSING, check);
    const stop = session.onReturn(check);
    return () => {
      removeEventListener(PART_MISSING, check);
      stop();
    };
  }, [session]);
  return outdated;
}

/** The name of the first script changes with every build. */
async function hasAnotherPage(): Promise<boolean> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  if (own === undefined || own === null) return false;
  const answer = await fetch('./', { cache: 'no-cache' });
  return answer.ok && !(await answer.text()).includes(own);
}
