/** Counts records that are not on the disk by what they are to people. */
import type { Entry } from '../../contract/model/entry.ts';
import { UNSAVED_KINDS, type Unsaved, type UnsavedKind } from '../../contract/model/unsaved.ts';
import { isInternalSetting } from './internal-settings.ts';
import type { StoreRecord } from './store.ts';

export class UnsavedCounter {
  readonly #counts = new Map<UnsavedKind, number>();

  add(records: readonly StoreRecord[]): void {
    for (const record of records) {
      const kind = kindOf(record);
      if (kind === undefined) continue;
      this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    }
  }

  /** These, and others that were not added. */
  with(records: readonly StoreRecord[]): Unsaved {
    const all = new UnsavedCounter();
    for (const [kind, count] of this.#counts) all.#counts.set(kind, count);
    all.add(records);
    return Object.fromEntries(all.#counts);
  }
}

export function sumOf(one: Unsaved, other: Unsaved): Unsaved {
  const counts = UNSAVED_KINDS.map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** `undefined` for what is the history's own, and nothing to people. */
function kindOf(record: StoreRecord): UnsavedKind | undefined {
  switch (record.kind) {
    case 'entry':
      return kindOfEntry(record.entry);
    case 'person':
      return 'people';
    case 'room':
      return 'settings';
    case 'audit':
      return 'audit';
    case 'setting':
      if (isInternalSetting(record.setting.kind)) return undefined;
      return KIND_OF_SETTING.get(record.setting.kind) ?? 'settings';
    default:
      return record satisfies never;
  }
}

function kindOfEntry({ type }: Entry): UnsavedKind {
  switch (type) {
    case 'message':
      return 'messages';
    case 'edited':
    case 'deleted':
    case 'reacted':
      return 'changes';
    case 'joined':
    case 'left':
    case 'renamed':
      return 'visits';
    default:
      return type satisfies never;
  }
}

/** What else holds until it is taken away is a setting. */
const KIND_OF_SETTING: ReadonlyMap<string, UnsavedKind> = new Map([
  ['ban', 'bans'],
  ['mute', 'bans'],
  ['door', 'people'],
]);
