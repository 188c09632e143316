/** Audit entries as text. */
import type { AuditEntry, AuditAction } from '../../../contract/model/audit-entry.ts';
import { foldText } from '../../../contract/text/fold-text.ts';
import { durationIn } from '../../../locales/duration.ts';
import type { Translate } from '../../../locales/translate.ts';

export const AUDIT_FILTERS = [
  'all',
  'mute',
  'unmute',
  'remove',
  'ban',
  'unban',
  'role',
  'delete',
  'review',
  'rules',
  'announce',
  'withdraw',
  'pin',
] as const satisfies readonly (AuditAction | 'all')[];
export type AuditFilter = (typeof AUDIT_FILTERS)[number];

export function auditLabel({ what, to }: Pick<AuditEntry, 'what' | 'to'>, t: Translate): string {
  if (what === 'role')
    return t(to === 'guest' ? 'console:audit.action.role-guest' : 'console:audit.action.role-moderator');
  if (what === 'pin')
    return t(to === 'removed' ? 'console:audit.action.pin-removed' : 'console:audit.action.pin-kept');
  if (what === 'review' && to === 'approved') return t('console:audit.action.review-approved');
  if (what === 'review' && to === 'rejected') return t('console:audit.action.review-rejected');
  return t(`console:audit.action.${what}`);
}

export function auditPersonOf({ whom, room }: AuditEntry): string {
  return [whom?.name, room?.name].filter((name) => name !== undefined && name !== '').join(' · ');
}

/** The duration and reason, or the new rules. */
export function detailsOf(
  { what, minutes, reason = '', rules, refused }: AuditEntry,
  t: Translate,
  language: string,
): string {
  if (rules !== undefined) {
    return [
      ...(rules.readOnly ? [t('console:moderation.read-only')] : []),
      ...(rules.approve ? [t('console:moderation.approve')] : []),
      ...(rules.slow === undefined ? [] : [durationIn(rules.slow, language)]),
    ].join(' · ');
  }
  const lasting = (what === 'ban' || what === 'mute') && refused === undefined;
  const endless = t(what === 'ban' ? 'shared:moderation.for-good' : 'shared:moderation.until-lifted');
  const time = minutes === undefined ? endless : durationIn(minutes * 60, language);
  return [...(lasting ? [time] : []), ...(reason === '' ? [] : [reason])].join(' · ');
}

export function fits(deed: AuditEntry, kind: AuditFilter, text: string): boolean {
  if (kind !== 'all' && deed.what !== kind) return false;
  const wanted = foldText(text);
  const said = foldText([deed.by.name, auditPersonOf(deed), deed.reason ?? ''].join('\n'));
  return said.includes(wanted);
}
