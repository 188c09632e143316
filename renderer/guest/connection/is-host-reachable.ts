/** Checks over HTTP whether the host is reachable when WebSockets are blocked. */
import { PLAIN_PATH } from '../../../contract/wire/wire.ts';

const ANSWER_TIMEOUT_MS = 5_000;

/** Never rejects. */
export async function isHostReachable(): Promise<boolean> {
  const aborted = new AbortController();
  const deadline = setTimeout(() => aborted.abort(), ANSWER_TIMEOUT_MS);
  try {
    // A redirect means a captive portal answered, not the host.
    const init = { method: 'HEAD', cache: 'no-store', redirect: 'error', signal: aborted.signal } as const;
    return (await fetch(PLAIN_PATH, init)).ok;
  } catch {
    // No answer, or none in time.
    return false;
  } finally {
    clearTimeout(deadline);
  }
}
