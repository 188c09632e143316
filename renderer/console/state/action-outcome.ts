/** What came of something that the host asked for; where it was refused, in words. */
import type { ActionResult, HostRefusal } from '../../../contract/ipc/results.ts';
import type { NotCalled } from './host-api.ts';
import type { Translate } from '../../../locales/translate.ts';

export type ActionOutcome = ActionResult | NotCalled;
export type ActionRefusal = Extract<ActionOutcome, { ok: false }>['code'];

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
