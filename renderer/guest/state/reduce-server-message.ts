/** What each message of the host makes of the conversation. It refuses to know connections and clocks. */
import { joinedOf } from '../../../contract/model/arrivals.ts';
import type { Muted } from '../../../contract/model/moderation.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Refusal, ServerMessage, Welcome } from '../../../contract/wire/server-message.ts';
import { settleEdits, refuseEdit, unansweredEdits } from './pending-edits.ts';
import type { Conversation } from './conversation.ts';
import { hearFound, refuseFinding, unheardFinding } from './search.ts';
import { acknowledge, forgetNumbers, forgetRooms, holdBack, isForLater, refuse } from './outbox.ts';
import { foldPeople, foldPresence, updatePeople } from './people.ts';
import { refuseName, takeName, unheardName } from './renaming.ts';
import { cameBack, forgetAway, refusedPage, toAskAgain, type RoomView } from './room-view.ts';
import {
  addRoom,
  hearAnswerIn,
  hearEntryIn,
  applyServerInfo,
  renameIn,
  startOver,
  viewOf,
  welcomeRooms,
  withView,
  type RoomsState,
} from './rooms.ts';
import type { Status } from './status.ts';
import { endTyping, hearTyping } from './typing.ts';
import { notify, withoutOffline, withDraft, draftIn } from './drafts.ts';

/** @param time milliseconds of the monotonic clock */
export function reduceServerMessage(now: Conversation, message: ServerMessage, time: number): Conversation {
  switch (message.type) {
    case 'welcome':
      return welcome(now, message);
    case 'page': {
      const heard = { ...now, ...hearAnswerIn(now, message, now.you?.id ?? '') };
      return { ...heard, ...acknowledge(heard, message.entries) };
    }
    case 'found':
      return { ...now, finding: hearFound(now.finding, message) };
    case 'server-info':
      return withoutLostRooms({
        ...{ ...now, ...applyServerInfo(now, message.rooms) },
        ...{ retention: message.retention, files: message.files, fallbackLink: message.fallbackLink },
      });
    case 'room-opened':
      return { ...now, ...addRoom(now, message.room) };
    case 'typing':
      return { ...now, typists: hearTyping(now.typists, message, time) };
    case 'presence':
      return { ...now, people: foldPresence(now.people, message) };
    case 'error':
      return hearRefusal(now, message, time);
    case 'muted':
      return { ...now, ownMute: message.on ? ownMuteOf(message, time) : undefined };
    case 'moderation':
      return { ...now, muted: message.muted, pending: message.pending };
    case 'pending-added':
      return { ...now, pending: [...now.pending, message.pending] };
    case 'pending-removed':
      return { ...now, pending: now.pending.filter(({ id }) => id !== message.pending) };
    case 'pending':
      return hearHeld(now, message.ref);
    case 'announced':
      return { ...now, announcement: message.announcement };
    case 'arrivals':
      return joinedOf(message).reduce(hearEntry, { ...now, ...versionOf(message) });
    case 'heartbeat':
      return { ...now, ...versionOf(message) };
    // Whoever asked is told; the line hears of being out before the conversation does.
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
      return hearEntry(now, message);
  }
}

/** The host leaves it out of what does not bring the page up to date. */
function versionOf({ peopleVersion }: Pick<Welcome, 'peopleVersion'>): Partial<Conversation> {
  return peopleVersion === undefined ? {} : { peopleVersion };
}

function hearHeld(now: Conversation, ref: string): Conversation {
  if (now.held.includes(ref)) return now;
  return { ...now, held: [...now.held, ref].slice(-20), drafts: holdBack(now, ref) };
}

function ownMuteOf({ reason, seconds }: Muted, time: number): Conversation['ownMute'] {
  return {
    ...(reason !== undefined && { reason }),
    ...(seconds !== undefined && { until: time + seconds * 1_000 }),
  };
}

function hearEntry(before: Conversation, entry: Entry): Conversation {
  const news = entry.seq > (viewOf(before, entry.room)?.room.latest ?? 0);
  const acknowledged = { ...before, ...acknowledge(before, [entry]) };
  const now = { ...acknowledged, ...settleEdits(acknowledged, entry) };
  const heard = { ...now, ...hearEntryIn(now, entry, now.you?.id ?? '', now) };
  if (!news) return heard;
  const told = { ...heard, typists: endTyping(heard.typists, entry), people: foldPeople(now.people, entry) };
  return entry.type === 'renamed' ? hearRenamed(told, entry) : told;
}

function hearRenamed(now: Conversation, entry: Extract<Entry, { type: 'renamed' }>): Conversation {
  const renamed = {
    ...now,
    ...renameIn(now, entry.person),
    renaming: takeName(now.renaming, entry, now.you),
  };
  return entry.person.id === now.you?.id
    ? { ...renamed, you: entry.person, name: entry.person.name }
    : renamed;
}

function hearRefusal(now: Conversation, refusal: Refusal, time: number): Conversation {
  const unsent = refuse(now, refusal, time);
  if (unsent !== undefined) return { ...now, ...unsent };
  const amending = refuseEdit(now, refusal);
  if (amending !== undefined) return { ...now, ...amending };
  const finding = refuseFinding(now.finding, refusal);
  if (finding !== undefined) return { ...now, finding };
  const asked = now.rooms.find(({ ask }) => ask?.ref !== undefined && ask.ref === refusal.ref);
  if (asked !== undefined) {
    const answer = isForLater(refusal.code) || refusal.code === 'read-failed' ? toAskAgain : refusedPage;
    return { ...now, ...withView(now, asked.room.id, answer) };
  }
  const renaming = refuseName(now.renaming, refusal);
  if (renaming !== undefined) return { ...now, renaming };
  const { code, seconds } = refusal;
  const told = notify(draftIn(now.drafts, now.open), code, seconds === undefined ? {} : { seconds });
  return { ...now, drafts: withDraft(now.drafts, now.open, told) };
}

function welcome(
  before: Conversation,
  {
    log,
    you,
    token,
    people: told,
    gone,
    peopleVersion,
    rooms,
    retention,
    files,
    fallbackLink,
    pages,
  }: Welcome,
): Conversation {
  const newcomer = before.log === undefined;
  const anew = !newcomer && log !== before.log;
  const calm = { ...before, drafts: withoutOffline(before.drafts) };
  const now = anew ? { ...calm, ...forgetNumbers(calm), edits: [] } : calm;
  const readUpTo = newRoomReads(now, newcomer);
  const people = gone === undefined ? told : updatePeople(now.people, told, gone);
  const held: RoomsState = anew
    ? startOver(rooms, pages, now.open, you.id)
    : welcomeRooms(now, rooms, pages, you.id, readUpTo);
  const { returning, hidden } = now;
  const back =
    returning && !hidden ? withView(held, held.open, (view) => showMissed(view, now.status)) : held;
  const inside: Conversation = {
    ...now,
    ...back,
    status: { is: 'here' },
    name: you.name,
    ...{ log, you, token, people, peopleVersion, retention, files, fallbackLink, anew: anew || now.anew },
    returning: hidden,
    pinWanted: false,
    // Whoever is, is told after this.
    ownMute: undefined,
    muted: [],
    pending: [],
    announcement: undefined,
    reads: new Map(),
    typists: [],
  };
  return settleUnsent(
    withoutAnswers(inside),
    pages.flatMap(({ entries }) => entries),
  );
}

/** The connection is another one, or gone: what was asked over it gets no answer. */
export function withoutAnswers(now: Conversation): Conversation {
  return { ...now, finding: unheardFinding(now.finding), renaming: unheardName(now.renaming) };
}

/** What came while the line was lost is told for itself; else the person woke a moment ago, and it is of the same time. */
function showMissed(view: RoomView, { is }: Status): RoomView {
  return cameBack(is !== 'here' && view.unread > 0 ? forgetAway(view) : view);
}

/** How far a room that this page does not know yet has been read: before a reload, or not at all and all is old. */
function newRoomReads({ reads }: Conversation, newcomer: boolean) {
  return ({ id, with: other, latest }: RoomsState['rooms'][number]['room']): number =>
    newcomer ? latest : (reads.get(id) ?? (other === undefined ? latest : 0));
}

function settleUnsent(now: Conversation, entries: readonly Entry[]): Conversation {
  const heard = { ...now, ...acknowledge(now, entries) };
  const find = (room: string, seq: number): Message | undefined => {
    const found = viewOf(heard, room)?.logWindow?.entries.find((entry) => entry.seq === seq);
    return found?.type === 'message' ? found : undefined;
  };
  return withoutLostRooms({ ...heard, ...unansweredEdits(heard, find, heard.you?.id ?? '') });
}

function withoutLostRooms(now: Conversation): Conversation {
  return { ...now, ...forgetRooms(now, (room) => viewOf(now, room) !== undefined) };
}
