/** What came of something that the host asked for; where it was refused, in words. */
import type { ActionResult, HostRefusal } from '../../../contract/ipc/results.ts';
import type { Translate } from '../../../locales/translate.ts';

/** `failed`: it could not even be asked for. */
export type ActionOutcome = ActionResult | { readonly ok: false; readonly code: 'failed' };
export type ActionRefusal = Extract<ActionOutcome, { ok: false }>['code'];

/** Never rejects. */
export function outcomeOf(done: Promise<ActionResult>): Promise<ActionOutcome> {
  return done.catch(() => ({ ok: false, code: 'failed' }) as const);
}

export function refusalWords(code: ActionRefusal, t: Translate): string {
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

function isOwn(code: ActionRefusal): code is keyof typeof OWN {
  return Object.hasOwn(OWN, code);
}
