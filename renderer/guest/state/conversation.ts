/** The state of the conversation in one value, which `reduce.ts` computes. */
import { defined } from '../../../contract/defined.ts';
import type { FileTerms } from '../../../contract/model/attachment.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { Person, Present } from '../../../contract/model/person.ts';
import type { Retention } from '../../../contract/model/retention.ts';
import type { Join, Resume } from '../../../contract/wire/client-message.ts';
import type { Announcement, PendingMessage } from '../../../contract/model/moderation.ts';
import type { PendingEdit } from './pending-edits.ts';
import type { SearchSession } from './search.ts';
import type { OutgoingMessage } from './outbox.ts';
import { RENAMING_CLOSED, type Renaming } from './renaming.ts';
import { openView, ROOMS_NONE, type ViewState, type RoomsState } from './rooms.ts';
import type { Status } from './status.ts';
import { endOf } from './log-window.ts';
import type { Typist } from './typing.ts';
import type { RefusedFile, OutgoingUpload } from './uploads.ts';
import type { Drafts } from './drafts.ts';

/** The limit of the host. */
const RESUME_ROOMS_MAX = 64;

export interface Conversation extends RoomsState, ViewState {
  readonly status: Status;
  /** The requested name; the name the host confirmed is in `you`. */
  readonly name: string;
  /** The PIN entered when joining; kept in memory only. */
  readonly pin: string | undefined;
  /** The host requires a PIN. */
  readonly pinRequired: boolean;
  readonly token: string | undefined;
  readonly log: string | undefined;
  /** The host started a new log since the page last connected. */
  readonly isNewLog: boolean;
  readonly you: Person | undefined;
  readonly people: readonly Present[];
  /** The host's version of the list of people. */
  readonly peopleVersion: string | undefined;
  readonly retention: Retention;
  /** The host's second address, in case this one stops working. */
  readonly fallbackLink: string | undefined;
  /** You are muted, either until a time of the monotonic clock in milliseconds, or until someone unmutes you. */
  readonly ownMute: { readonly reason?: string; readonly until?: number } | undefined;
  /** For moderators: the ids of muted people. */
  readonly muted: readonly string[];
  /** For moderators: the messages waiting for approval. */
  readonly pending: readonly PendingMessage[];
  /** The refs of your own messages that wait for approval. */
  readonly pendingRefs: readonly string[];
  /** The host's announcement, unless you dismissed it. */
  readonly announcement: Announcement | undefined;
  /** You were away: the next welcome brings messages you missed. */
  readonly wasAway: boolean;
  readonly drafts: Drafts;
  readonly outbox: readonly OutgoingMessage[];
  /** What files the host accepts; `undefined` if none. */
  readonly files: FileTerms | undefined;
  readonly uploads: readonly OutgoingUpload[];
  /** Files of the last choice that were refused. */
  readonly refusedFiles: readonly RefusedFile[];
  readonly edits: readonly PendingEdit[];
  readonly typists: readonly Typist[];
  readonly search: SearchSession | undefined;
  readonly renaming: Renaming;
  /** How far each room of the log `log` was read before a reload. */
  readonly reads: ReadonlyMap<string, number>;
}

/** The state restored after a reload. */
export type RestoredState = Partial<
  Pick<Conversation, 'name' | 'token' | 'log' | 'open' | 'reads' | 'outbox' | 'drafts'>
>;

/** The state before joining. */
export function initialConversation(restored: RestoredState): Conversation {
  return {
    ...ROOMS_NONE,
    status: { is: 'asking-name', refusal: undefined },
    name: '',
    pin: undefined,
    pinRequired: false,
    token: undefined,
    log: undefined,
    isNewLog: false,
    you: undefined,
    people: [],
    peopleVersion: undefined,
    retention: { saved: false },
    fallbackLink: undefined,
    ownMute: undefined,
    muted: [],
    pending: [],
    pendingRefs: [],
    announcement: undefined,
    hidden: false,
    atEnd: true,
    // A reload counts as being away.
    wasAway: restored.reads !== undefined,
    drafts: new Map(),
    outbox: [],
    files: undefined,
    uploads: [],
    refusedFiles: [],
    edits: [],
    typists: [],
    search: undefined,
    renaming: RENAMING_CLOSED,
    reads: new Map(),
    ...restored,
  };
}

/** The join message for a new connection: your name, and how far each room has been received. */
export function joinRequest(now: Conversation): Join {
  return defined({
    type: 'join',
    name: now.you?.name ?? now.name,
    token: now.token,
    pin: now.pin,
    resume: now.log === undefined ? undefined : resumeOf(now, now.log),
  });
}

function resumeOf({ rooms, peopleVersion }: Conversation, log: string): Resume {
  const positions = rooms.flatMap(({ room, logWindow }) => {
    const after = logWindow?.last === true ? endOf(logWindow) : undefined;
    return after === undefined ? [] : [{ room: room.id, after }];
  });
  return defined({ log, rooms: positions.slice(0, RESUME_ROOMS_MAX), people: peopleVersion });
}

/** The read position of each room. */
export function readsOf({ rooms, reads }: Conversation): ReadonlyMap<string, number> {
  return rooms.length === 0 ? reads : new Map(rooms.map(({ room, read }) => [room.id, read]));
}

/** A message of the open room, if it is loaded. */
export function messageIn(now: Conversation, seq: number): Message | undefined {
  const entry = openView(now)?.logWindow?.entries.find((each) => each.seq === seq);
  return entry?.type === 'message' ? entry : undefined;
}

/** Your last message in the open room that can be edited. */
export function lastOwn(now: Conversation): Message | undefined {
  const entries = openView(now)?.logWindow?.entries ?? [];
  const own = entries.filter(
    (entry) => entry.type === 'message' && entry.from.id === now.you?.id && entry.deleted !== true,
  );
  const last = own[own.length - 1];
  return last?.type === 'message' ? last : undefined;
}
