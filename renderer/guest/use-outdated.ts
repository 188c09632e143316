/**
 * The hook for whether the host has another page by now than this one, as after an update: what of this page is not
 * fetched yet is gone then. Asked after each return of the connection, and when a part cannot be fetched.
 */
import { useEffect, useState } from 'react';
import type { ChatClient } from './session/chat-client.ts';

/** What Vite's own code tells when it cannot fetch a part. */
const PART_MISSING = 'vite:preloadError';

export function useOutdated(session: ChatClient): boolean {
  const [outdated, setOutdated] = useState(false);
  useEffect(() => {
    const check = () => {
      hasAnotherPage().then(
        (another) => another && setOutdated(true),
        // The host is away again: its next return asks once more.
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

/** The name of the first script changes with all that it leads to. */
async function hasAnotherPage(): Promise<boolean> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  if (own === undefined || own === null) return false;
  const answer = await fetch('./', { cache: 'no-cache' });
  return answer.ok && !(await answer.text()).includes(own);
}
