/**
 * What the console reads of what was said, over all rooms of all: which entries, how many at a time, and from where. What
 * two people say to each other alone is none of it. It refuses to know where the entries are kept.
 */
import type { Entry } from '../model/entry.ts';
import { foldText } from '../text/fold-text.ts';
import { privatePair } from '../model/room.ts';

/** `files`: messages with files. `events`: who came, went, or changed their name. `changes`: edits, deletions, reactions. */
export const LOG_KINDS = ['messages', 'files', 'events', 'changes'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** What is left out is not asked about. */
export interface LogFilter {
  readonly room?: string;
  /** The id of whoever said or did it. */
  readonly person?: string;
  readonly kind?: LogKind;
  /** In messages, unless a kind says where else; folded, see `foldText`. */
  readonly text?: string;
}

/** An entry by its place. */
export interface LogPosition {
  readonly room: string;
  readonly seq: number;
}

export interface LogQuery extends LogFilter {
  /** What is older than this one; else the newest. */
  readonly before?: LogPosition;
}

export interface LogPage {
  /** The oldest first; there may be none though there are older ones. */
  readonly entries: readonly Entry[];
  /** To be asked `before`; left out where nothing older is kept. */
  readonly older?: LogPosition;
}

export const LOG_PAGE_MAX = 200;
const TEXT_MAX = 200;
const ID_MAX = 80;

export function matchesLog(entry: Entry, { room, person, kind, text }: LogFilter): boolean {
  if (privatePair(entry.room) !== undefined) return false;
  if (room !== undefined && entry.room !== room) return false;
  if (person !== undefined && authorOf(entry) !== person) return false;
  // What is searched for is what somebody said.
  const wanted = kind ?? (text === undefined ? undefined : 'messages');
  if (wanted !== undefined && !isOf(entry, wanted)) return false;
  return text === undefined || textOf(entry).includes(text);
}

/** `undefined` for what the console would not ask. */
export function parseLogQuery(raw: unknown): LogQuery | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { room, person, kind, text, before }: { [field in keyof LogQuery]?: unknown } = raw;
  const known = LOG_KINDS.find((each) => each === kind);
  const place = before === undefined ? undefined : parsePlace(before);
  if (!isIdOrNone(room) || !isIdOrNone(person)) return undefined;
  if (kind !== undefined && known === undefined) return undefined;
  if (text !== undefined && (typeof text !== 'string' || text.length > TEXT_MAX)) return undefined;
  if (before !== undefined && place === undefined) return undefined;
  const folded = text === undefined ? '' : foldText(text);
  return {
    ...(room !== undefined && { room }),
    ...(person !== undefined && { person }),
    ...(known !== undefined && { kind: known }),
    ...(folded !== '' && { text: folded }),
    ...(place !== undefined && { before: place }),
  };
}

function parsePlace(raw: unknown): LogPosition | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { room, seq }: { [field in keyof LogPosition]?: unknown } = raw;
  if (typeof room !== 'string' || !isIdOrNone(room)) return undefined;
  return typeof seq === 'number' && Number.isSafeInteger(seq) ? { room, seq } : undefined;
}

function isIdOrNone(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value.length <= ID_MAX);
}

function authorOf(entry: Entry): string {
  switch (entry.type) {
    case 'message':
      return entry.from.id;
    case 'joined':
    case 'left':
    case 'renamed':
      return entry.person.id;
    case 'edited':
    case 'deleted':
    case 'reacted':
      return entry.by.id;
    default:
      return entry satisfies never;
  }
}

function isOf(entry: Entry, kind: LogKind): boolean {
  switch (kind) {
    case 'messages':
      return entry.type === 'message';
    case 'files':
      return entry.type === 'message' && (entry.files ?? []).length > 0;
    case 'events':
      return entry.type === 'joined' || entry.type === 'left' || entry.type === 'renamed';
    case 'changes':
      return entry.type === 'edited' || entry.type === 'deleted' || entry.type === 'reacted';
    default:
      return kind satisfies never;
  }
}

/** What a message says and what its files are called, and names that came or went. */
function textOf(entry: Entry): string {
  switch (entry.type) {
    case 'message':
      return foldText([entry.text, ...(entry.files ?? []).map(({ name }) => name)].join('\n'));
    case 'edited':
      return foldText(entry.text);
    case 'joined':
    case 'left':
      return foldText(entry.person.name);
    case 'renamed':
      return foldText(`${entry.before}\n${entry.person.name}`);
    case 'deleted':
    case 'reacted':
      return '';
    default:
      return entry satisfies never;
  }
}
