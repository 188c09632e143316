/** What came of something that the host asked for; where it was refused, in words. */
import type { Done } from '../../contract/ipc.ts';
import type { Translate } from '../../words/words.ts';

/** `failed`: it could not even be asked for. */
export type Outcome = Done | { readonly ok: false; readonly code: 'failed' };
export type Refused = Extract<Outcome, { ok: false }>['code'];

/** Never rejects. */
export function outcomeOf(done: Promise<Done>): Promise<Outcome> {
  return done.catch(() => ({ ok: false, code: 'failed' }) as const);
}

export function refusalWords(code: Refused, t: Translate): string {
  if (code === 'not-running' || code === 'not-remembered' || code === 'failed')
    return t(`console:refusal.${code}`);
  // Nobody restrains the host, so there are no seconds to tell.
  return t(`shared:refusal.${code}`, { count: 0 });
}
