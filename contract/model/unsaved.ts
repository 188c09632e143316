/** What has not reached the disk, counted by what it is. */
export const UNSAVED_KINDS = [
  'messages',
  /** Edits, deletions and reactions. */
  'changes',
  /** Bans and mutes, made or taken back. */
  'bans',
  /** Rooms, their rules and the announcement. */
  'settings',
  /** Lines of the audit log. */
  'audit',
  /** People who could come back as themselves. */
  'people',
  /** Who came, went or took another name. */
  'visits',
] as const;
export type UnsavedKind = (typeof UNSAVED_KINDS)[number];

/** A kind that is left out has none. */
export type Unsaved = Readonly<Partial<Record<UnsavedKind, number>>>;

export function isNothing(unsaved: Unsaved): boolean {
  return UNSAVED_KINDS.every((kind) => (unsaved[kind] ?? 0) === 0);
}
