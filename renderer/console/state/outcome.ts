/** What came of something that the host asked for; where it was refused, in words. */
import type { Done, HostRefusal } from '../../../contract/ipc/ipc.ts';
import type { Translate } from '../../../locales/words.ts';

/** `failed`: it could not even be asked for. */
export type Outcome = Done | { readonly ok: false; readonly code: 'failed' };
export type Refused = Extract<Outcome, { ok: false }>['code'];

/** Never rejects. */
export function outcomeOf(done: Promise<Done>): Promise<Outcome> {
  return done.catch(() => ({ ok: false, code: 'failed' }) as const);
}

export function refusalWords(code: Refused, t: Translate): string {
  // Nobody restrains the host, so there are no seconds to tell.
  return isOwn(code) ? t(`console:refusal.${code}`) : t(`shared:refusal.${code}`, { count: 0 });
}

const OWN: Readonly<Record<HostRefusal | 'failed', true>> = {
  'not-running': true,
  'not-remembered': true,
  'not-a-name': true,
  'not-an-origin': true,
  'too-many-allowed': true,
  failed: true,
};

function isOwn(code: Refused): code is keyof typeof OWN {
  return Object.hasOwn(OWN, code);
}
