/**
 * The conversation as this page knows it, all of it in one value: what `happening.ts` folds. It refuses to know
 * sockets, storage, clocks and components.
 */
import type { FileTerms } from '../../../contract/model/attachment.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { Person, Present } from '../../../contract/model/person.ts';
import type { Retention } from '../../../contract/model/retention.ts';
import type { Join, Resume } from '../../../contract/wire/client-message.ts';
import type { Announcement, PendingMessage } from '../../../contract/model/moderation.ts';
import type { PendingEdit } from './pending-edits.ts';
import type { Finding } from './search.ts';
import type { OutgoingMessage } from './outbox.ts';
import { RENAMING_CLOSED, type Renaming } from './renaming.ts';
import { openView, ROOMS_NONE, type Looking, type RoomsState } from './rooms.ts';
import type { Status } from './status.ts';
import { endOf } from './log-window.ts';
import type { Typist } from './typing.ts';
import type { RefusedFile, OutgoingUpload } from './uploads.ts';
import type { Drafts } from './drafts.ts';

/** The host reads no more. */
const RESUME_ROOMS_MAX = 64;

export interface Conversation extends RoomsState, Looking {
  readonly status: Status;
  /** The name that the person asked for; the host's word on it is `you`. */
  readonly name: string;
  /** What the person was told to say at the door; kept in the page's memory and nowhere else. */
  readonly pin: string | undefined;
  /** The host wants to hear one. */
  readonly pinWanted: boolean;
  readonly token: string | undefined;
  readonly log: string | undefined;
  /** The host began another conversation than the one that was shown before. */
  readonly anew: boolean;
  readonly you: Person | undefined;
  readonly people: readonly Present[];
  /** What the host calls these people as they are here. */
  readonly peopleVersion: string | undefined;
  readonly retention: Retention;
  /** Where the host would be if it lost the address of this page. */
  readonly fallbackLink: string | undefined;
  /** The person may say nothing; until a moment of the monotonic clock, or until it is lifted. */
  readonly ownMute: { readonly reason?: string; readonly until?: number } | undefined;
  /** Of those who keep order: the ids of those who are muted. */
  readonly muted: readonly string[];
  /** The same: what waits to be let through. */
  readonly pending: readonly PendingMessage[];
  /** The refs of those of the person's own messages that wait to be let through. */
  readonly held: readonly string[];
  /** What the host has to say to all rooms, unless the person has dismissed it. */
  readonly announcement: Announcement | undefined;
  /** The person has been away; what the next welcome brings came meanwhile. */
  readonly returning: boolean;
  readonly drafts: Drafts;
  readonly outbox: readonly OutgoingMessage[];
  /** What files the host takes; `undefined` where it takes none. */
  readonly files: FileTerms | undefined;
  readonly uploads: readonly OutgoingUpload[];
  /** What was chosen the last time and is not sent. */
  readonly refusedFiles: readonly RefusedFile[];
  readonly edits: readonly PendingEdit[];
  readonly typists: readonly Typist[];
  readonly finding: Finding | undefined;
  readonly renaming: Renaming;
  /** How far each room had been read before a reload, of the log `log`. */
  readonly reads: ReadonlyMap<string, number>;
}

/** What an earlier page of the same person left behind. */
export type Remains = Partial<
  Pick<Conversation, 'name' | 'token' | 'log' | 'open' | 'reads' | 'outbox' | 'drafts'>
>;

/** Before anybody has come in. */
export function beginning(remains: Remains): Conversation {
  return {
    ...ROOMS_NONE,
    status: { is: 'asking-name', refusal: undefined },
    name: '',
    pin: undefined,
    pinWanted: false,
    token: undefined,
    log: undefined,
    anew: false,
    you: undefined,
    people: [],
    peopleVersion: undefined,
    retention: { saved: false },
    fallbackLink: undefined,
    ownMute: undefined,
    muted: [],
    pending: [],
    held: [],
    announcement: undefined,
    hidden: false,
    atEnd: true,
    // A reload is an absence too.
    returning: remains.reads !== undefined,
    drafts: new Map(),
    outbox: [],
    files: undefined,
    uploads: [],
    refusedFiles: [],
    edits: [],
    typists: [],
    finding: undefined,
    renaming: RENAMING_CLOSED,
    reads: new Map(),
    ...remains,
  };
}

/** What to say when a connection opens: who it is, and how far it has got in each room. */
export function greeting(now: Conversation): Join {
  return {
    type: 'join',
    name: now.you?.name ?? now.name,
    ...(now.token !== undefined && { token: now.token }),
    ...(now.pin !== undefined && { pin: now.pin }),
    ...(now.log !== undefined && { resume: resumeOf(now, now.log) }),
  };
}

function resumeOf({ rooms, peopleVersion }: Conversation, log: string): Resume {
  const held = rooms.flatMap(({ room, logWindow }) => {
    const after = logWindow?.last === true ? endOf(logWindow) : undefined;
    return after === undefined ? [] : [{ room: room.id, after }];
  });
  return {
    log,
    rooms: held.slice(0, RESUME_ROOMS_MAX),
    ...(peopleVersion !== undefined && { people: peopleVersion }),
  };
}

/** How far each room is read. */
export function readsOf({ rooms, reads }: Conversation): ReadonlyMap<string, number> {
  return rooms.length === 0 ? reads : new Map(rooms.map(({ room, read }) => [room.id, read]));
}

/** A message of the open room, if it is held. */
export function messageIn(now: Conversation, seq: number): Message | undefined {
  const entry = openView(now)?.logWindow?.entries.find((each) => each.seq === seq);
  return entry?.type === 'message' ? entry : undefined;
}

/** The last message in the open room that is the person's own to edit. */
export function lastOwn(now: Conversation): Message | undefined {
  const entries = openView(now)?.logWindow?.entries ?? [];
  const own = entries.filter(
    (entry) => entry.type === 'message' && entry.from.id === now.you?.id && entry.deleted !== true,
  );
  const last = own[own.length - 1];
  return last?.type === 'message' ? last : undefined;
}
