/** Decides when messages are grouped under one name. */
import type { Person } from '../../../contract/model/person.ts';

/** A longer pause starts a new group; so does a clock that went back. */
export const GROUP_PAUSE_MAX_MS = 5 * 60_000;

interface GroupMember {
  readonly from: Person;
  readonly at: number;
  /** An announcement stands alone. */
  readonly announcement?: true;
}

export function continuesGroup(before: GroupMember, next: GroupMember): boolean {
  return (
    before.from.id === next.from.id &&
    before.from.name === next.from.name &&
    before.announcement === next.announcement &&
    Math.abs(next.at - before.at) <= GROUP_PAUSE_MAX_MS
  );
}
