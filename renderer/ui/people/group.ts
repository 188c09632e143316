/** When messages stand together under one name. */
import type { Person } from '../../../contract/model/person.ts';

/** A longer pause by the same author starts a new group, with a time of its own; so does a clock that went back. */
export const GROUP_PAUSE_MAX_MS = 5 * 60_000;

interface Spoken {
  readonly from: Person;
  readonly at: number;
  /** It was announced to all rooms, and stands for itself. */
  readonly announcement?: true;
}

export function continuesGroup(before: Spoken, next: Spoken): boolean {
  return (
    before.from.id === next.from.id &&
    before.from.name === next.from.name &&
    before.announcement === next.announcement &&
    Math.abs(next.at - before.at) <= GROUP_PAUSE_MAX_MS
  );
}
