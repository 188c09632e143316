/** Applies each server message to the conversation. */
import { defined } from '../../../contract/defined.ts';
import { joinedOf } from '../../../contract/model/arrivals.ts';
import type { Muted } from '../../../contract/model/moderation.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Refusal, ServerMessage, Welcome } from '../../../contract/wire/server-message.ts';
import { settleEdits, refuseEdit, unansweredEdits } from './pending-edits.ts';
import type { Conversation } from './conversation.ts';
import { applyFound, refuseSearch, failSearch } from './search.ts';
import { acknowledge, forgetNumbers, forgetRooms, markPending, isForLater, refuse } from './outbox.ts';
import { foldPeople, foldPresence, updatePeople } from './people.ts';
import { refuseName, completeRename, failRename } from './renaming.ts';
import { markReturn, forgetAway, refusePage, retryRequest, type RoomView } from './room-view.ts';
import {
  addRoom,
  applyPageIn,
  applyEntryIn,
  applyServerInfo,
  renameIn,
  startOver,
  viewOf,
  welcomeRooms,
  withView,
  type RoomsState,
} from './rooms.ts';
import type { Status } from './status.ts';
import { endTyping, applyTyping } from './typing.ts';
import { notify, withoutOffline, withDraft, draftIn } from './drafts.ts';

/** @param time milliseconds of the monotonic clock */
export function reduceServerMessage(now: Conversation, message: ServerMessage, time: number): Conversation {
  switch (message.type) {
    case 'welcome':
      return welcome(now, message);
    case 'page': {
      const next = { ...now, ...applyPageIn(now, message, now.you?.id ?? '') };
      return { ...next, ...acknowledge(next, message.entries) };
    }
    case 'found':
      return { ...now, search: applyFound(now.search, message) };
    case 'server-info':
      return withoutLostRooms({
        ...now,
        ...applyServerInfo(now, message.rooms),
        retention: message.retention,
        files: message.files,
        fallbackLink: message.fallbackLink,
      });
    case 'room-opened':
      return { ...now, ...addRoom(now, message.room) };
    case 'typing':
      return { ...now, typists: applyTyping(now.typists, message, time) };
    case 'presence':
      return { ...now, people: foldPresence(now.people, message) };
    case 'error':
      return reduceRefusal(now, message, time);
    case 'muted':
      return { ...now, ownMute: message.on ? ownMuteOf(message, time) : undefined };
    case 'moderation':
      return { ...now, muted: message.muted, pending: message.pending };
    case 'pending-added':
      return { ...now, pending: [...now.pending, message.pending] };
    case 'pending-removed':
      return { ...now, pending: now.pending.filter(({ id }) => id !== message.pending) };
    case 'pending':
      return applyPending(now, message.ref);
    case 'announced':
      return { ...now, announcement: message.announcement };
    case 'arrivals':
      return joinedOf(message).reduce(reduceEntry, { ...now, ...versionOf(message) });
    case 'heartbeat':
      return { ...now, ...versionOf(message) };
    // Answers go to their requests, and the connection handles `removed`.
    case 'done':
    case 'ban-preview':
    case 'bans':
    case 'removed':
      return now;
    case 'message':
    case 'joined':
    case 'left':
    case 'renamed':
    case 'edited':
    case 'deleted':
    case 'reacted':
      return reduceEntry(now, message);
  }
}

/** The host leaves the version out of messages that do not bring the page up to date. */
function versionOf({ peopleVersion }: Pick<Welcome, 'peopleVersion'>): Partial<Conversation> {
  return peopleVersion === undefined ? {} : { peopleVersion };
}

function applyPending(now: Conversation, ref: string): Conversation {
  if (now.pendingRefs.includes(ref)) return now;
  return { ...now, pendingRefs: [...now.pendingRefs, ref].slice(-20), drafts: markPending(now, ref) };
}

function ownMuteOf({ reason, seconds }: Muted, time: number): Conversation['ownMute'] {
  return defined({ reason, until: seconds === undefined ? undefined : time + seconds * 1_000 });
}

function reduceEntry(before: Conversation, entry: Entry): Conversation {
  const isNew = entry.seq > (viewOf(before, entry.room)?.room.latest ?? 0);
  const acknowledged = { ...before, ...acknowledge(before, [entry]) };
  const now = { ...acknowledged, ...settleEdits(acknowledged, entry) };
  const next = { ...now, ...applyEntryIn(now, entry, now.you?.id ?? '', now) };
  if (!isNew) return next;
  const updated = { ...next, typists: endTyping(next.typists, entry), people: foldPeople(now.people, entry) };
  return entry.type === 'renamed' ? reduceRenamed(updated, entry) : updated;
}

function reduceRenamed(now: Conversation, entry: Extract<Entry, { type: 'renamed' }>): Conversation {
  const renamed = {
    ...now,
    ...renameIn(now, entry.person),
    renaming: completeRename(now.renaming, entry, now.you),
  };
  return entry.person.id === now.you?.id
    ? { ...renamed, you: entry.person, name: entry.person.name }
    : renamed;
}

function reduceRefusal(now: Conversation, refusal: Refusal, time: number): Conversation {
  const unsent = refuse(now, refusal, time);
  if (unsent !== undefined) return { ...now, ...unsent };
  const edits = refuseEdit(now, refusal);
  if (edits !== undefined) return { ...now, ...edits };
  const search = refuseSearch(now.search, refusal);
  if (search !== undefined) return { ...now, search };
  const requested = now.rooms.find(
    ({ request }) => request?.ref !== undefined && request.ref === refusal.ref,
  );
  if (requested !== undefined) {
    const answer = isForLater(refusal.code) || refusal.code === 'read-failed' ? retryRequest : refusePage;
    return { ...now, ...withView(now, requested.room.id, answer) };
  }
  const renaming = refuseName(now.renaming, refusal);
  if (renaming !== undefined) return { ...now, renaming };
  const { code, seconds } = refusal;
  const draft = notify(draftIn(now.drafts, now.open), code, seconds === undefined ? {} : { seconds });
  return { ...now, drafts: withDraft(now.drafts, now.open, draft) };
}

function welcome(
  before: Conversation,
  {
    log,
    you,
    token,
    people: sentPeople,
    gone,
    peopleVersion,
    rooms,
    retention,
    files,
    fallbackLink,
    pages,
  }: Welcome,
): Conversation {
  const isFirst = before.log === undefined;
  const isNewLog = !isFirst && log !== before.log;
  const online = { ...before, drafts: withoutOffline(before.drafts) };
  const now = isNewLog ? { ...online, ...forgetNumbers(online), edits: [] } : online;
  const readUpTo = newRoomReads(now, isFirst);
  const people = gone === undefined ? sentPeople : updatePeople(now.people, sentPeople, gone);
  const received: RoomsState = isNewLog
    ? startOver(rooms, pages, now.open, you.id)
    : welcomeRooms(now, rooms, pages, you.id, readUpTo);
  const { wasAway, hidden } = now;
  const shown =
    wasAway && !hidden ? withView(received, received.open, (view) => showMissed(view, now.status)) : received;
  const joined: Conversation = {
    ...now,
    ...shown,
    status: { is: 'here' },
    name: you.name,
    log,
    you,
    token,
    people,
    peopleVersion,
    retention,
    files,
    fallbackLink,
    isNewLog: isNewLog || now.isNewLog,
    wasAway: hidden,
    pinRequired: false,
    // The host sends these again after the welcome.
    ownMute: undefined,
    muted: [],
    pending: [],
    announcement: undefined,
    reads: new Map(),
    typists: [],
  };
  return settleUnsent(
    withoutAnswers(joined),
    pages.flatMap(({ entries }) => entries),
  );
}

/** After the connection changed: pending requests will not be answered. */
export function withoutAnswers(now: Conversation): Conversation {
  return { ...now, search: failSearch(now.search), renaming: failRename(now.renaming) };
}

/**
 * After a lost connection the divider counts only what was missed since. Otherwise the page just woke up, and the
 * missed messages join those above the divider.
 */
function showMissed(view: RoomView, { is }: Status): RoomView {
  return markReturn(is !== 'here' && view.unread > 0 ? forgetAway(view) : view);
}

/**
 * The read position of a room new to this page: restored after a reload; otherwise existing entries count as
 * read.
 */
function newRoomReads({ reads }: Conversation, isFirst: boolean) {
  return ({ id, with: other, latest }: RoomsState['rooms'][number]['room']): number =>
    isFirst ? latest : (reads.get(id) ?? (other === undefined ? latest : 0));
}

function settleUnsent(now: Conversation, entries: readonly Entry[]): Conversation {
  const next = { ...now, ...acknowledge(now, entries) };
  const find = (room: string, seq: number): Message | undefined => {
    const found = viewOf(next, room)?.logWindow?.entries.find((entry) => entry.seq === seq);
    return found?.type === 'message' ? found : undefined;
  };
  return withoutLostRooms({ ...next, ...unansweredEdits(next, find, next.you?.id ?? '') });
}

function withoutLostRooms(now: Conversation): Conversation {
  return { ...now, ...forgetRooms(now, (room) => viewOf(now, room) !== undefined) };
}
