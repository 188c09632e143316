/** The actions that change the conversation, and their reducer. */
import { defined } from '../../../contract/defined.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import { addEdit, type PendingEdit } from './pending-edits.ts';
import type { ConnectionStatus } from '../connection/connection-state.ts';
import { initialConversation, type Conversation } from './conversation.ts';
import { reduceFiles, type FilesAction } from './reduce-files.ts';
import { startSearch, requestOlder, failSearch, type SearchSession } from './search.ts';
import { reduceServerMessage, withoutAnswers } from './reduce-server-message.ts';
import { queueMessage } from './outbox.ts';
import { requestName, openRenaming, failRename } from './renaming.ts';
import {
  markRequested,
  requestPage,
  markReturn,
  forgetAway,
  jumpTo,
  readMore,
  toEnd,
  trim,
  type RoomView,
} from './room-view.ts';
import { addRoom, openRoom, settleRooms, viewOf, withView } from './rooms.ts';
import { asksPin, connectedAs, joinRefused } from './status.ts';
import { fadeTyping } from './typing.ts';
import { cancel, withoutOffline, withDraft, draftIn, type Draft } from './drafts.ts';

/** Where in the open room the reader wants to go. */
export type ScrollTarget =
  | { readonly to: 'earlier' | 'later' | 'end' }
  | { readonly to: 'entry'; readonly seq: number }
  | { readonly to: 'day'; readonly since: number };

export type Action =
  | { readonly type: 'joining'; readonly name: string; readonly pin: string | undefined }
  /** `now`: milliseconds of the monotonic clock. */
  | { readonly type: 'message-received'; readonly message: ServerMessage; readonly now: number }
  | { readonly type: 'join-refused'; readonly refusal: Refusal }
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  | { readonly type: 'connection-lost' }
  | { readonly type: 'replaced' }
  | { readonly type: 'ended' }
  | { readonly type: 'announcement-dismissed' }
  | { readonly type: 'removed'; readonly removal: Removed; readonly now: number }
  | { readonly type: 'hidden'; readonly hidden: boolean }
  | { readonly type: 'scrolled'; readonly atEnd: boolean }
  /** Too many entries are loaded; `keep` is the end closer to the reader. */
  | { readonly type: 'trimmed'; readonly keep: 'start' | 'end' }
  | { readonly type: 'opened'; readonly room: string }
  | { readonly type: 'private-opened'; readonly room: string; readonly with: Person }
  | { readonly type: 'scroll-requested'; readonly target: ScrollTarget }
  | { readonly type: 'page-requested'; readonly room: string; readonly ref: string }
  | { readonly type: 'draft-changed'; readonly room: string; readonly draft: Draft }
  | { readonly type: 'message-sent'; readonly ref: string; readonly at: number }
  | { readonly type: 'files'; readonly change: FilesAction }
  | { readonly type: 'edit-sent'; readonly edit: PendingEdit }
  | {
      readonly type: 'search-sent';
      readonly text: string;
      readonly room: string | undefined;
      readonly ref: string;
    }
  | { readonly type: 'older-sent'; readonly ref: string }
  | { readonly type: 'search-failed' }
  | { readonly type: 'search-closed' }
  | { readonly type: 'time-passed'; readonly now: number }
  | { readonly type: 'rename-opened'; readonly open: boolean }
  | { readonly type: 'rename-requested'; readonly name: string }
  /** There was no connection. */
  | { readonly type: 'rename-failed' };

export function reduce(now: Conversation, action: Action): Conversation {
  const next = reduceAction(now, action);
  const settled = settleRooms(next, next);
  return settled === next ? next : { ...next, ...settled };
}

function reduceAction(now: Conversation, action: Action): Conversation {
  switch (action.type) {
    case 'joining':
      return { ...now, name: action.name, pin: action.pin ?? now.pin, status: { is: 'connecting' } };
    case 'join-refused':
      return refuseJoin(now, action.refusal);
    case 'connection':
      return applyConnection(now, action.status);
    case 'connection-lost':
      return withoutAnswers(now);
    case 'replaced':
    case 'ended':
      return { ...now, status: { is: action.type } };
    case 'removed':
      return applyRemoval(now, action.removal, action.now);
    case 'announcement-dismissed':
      return { ...now, announcement: undefined };
    case 'message-received':
      return reduceServerMessage(now, action.message, action.now);
    case 'hidden':
      return hide(now, action.hidden);
    case 'scrolled':
      return now.atEnd === action.atEnd ? now : { ...now, atEnd: action.atEnd };
    case 'trimmed':
      return { ...now, ...withView(now, now.open, (view) => trim(view, action.keep)) };
    case 'opened':
      return { ...now, ...openRoom(now, action.room), atEnd: true };
    case 'private-opened':
      return openPrivate(now, action.room, action.with);
    case 'scroll-requested':
      return { ...now, ...withView(now, now.open, (view) => scroll(view, action.target)) };
    case 'page-requested':
      return { ...now, ...withView(now, action.room, (view) => markRequested(view, action.ref)) };
    case 'draft-changed':
      return { ...now, drafts: withDraft(now.drafts, action.room, action.draft) };
    case 'message-sent':
      return sendMessage(now, action.ref, action.at);
    case 'files':
      return reduceFiles(now, action.change);
    case 'edit-sent':
      return sendEdit(now, action.edit);
    case 'search-sent':
    case 'older-sent':
    case 'search-failed':
    case 'search-closed':
      return { ...now, search: reduceSearch(now.search, action) };
    case 'time-passed':
      return { ...now, typists: fadeTyping(now.typists, action.now) };
    case 'rename-opened':
      return { ...now, renaming: openRenaming(action.open) };
    case 'rename-requested':
      return { ...now, renaming: requestName(action.name, now.you) };
    case 'rename-failed':
      return { ...now, renaming: failRename(now.renaming) };
  }
}

/** Resets the conversation but keeps the token, by which the host recognises the person. */
function applyRemoval({ name, token, hidden }: Conversation, removal: Removed, now: number): Conversation {
  const until = removal.seconds === undefined ? undefined : now + removal.seconds * 1_000;
  return {
    ...initialConversation(defined({ name, token })),
    hidden,
    status: { is: 'removed', removal, until },
  };
}

function refuseJoin(now: Conversation, refusal: Refusal): Conversation {
  const status = joinRefused(refusal);
  return asksPin(refusal.code) ? { ...now, status, pin: undefined, pinRequired: true } : { ...now, status };
}

function applyConnection(now: Conversation, connection: ConnectionStatus): Conversation {
  const status = connectedAs(connection, now.you !== undefined);
  if (status.is === now.status.is) return now;
  // Messages from now on count as missed.
  const isAway = status.is === 'lost' || status.is === 'host-gone' || status.is === 'blocked';
  if (isAway) return { ...now, status, wasAway: now.wasAway || now.you !== undefined };
  if (status.is !== 'here') return { ...now, status };
  // Without a welcome it is the same connection, and nothing was missed.
  return { ...now, status, wasAway: now.hidden, drafts: withoutOffline(now.drafts) };
}

function hide(now: Conversation, hidden: boolean): Conversation {
  if (hidden === now.hidden) return now;
  if (!hidden) return { ...now, ...withView(now, now.open, markReturn), hidden };
  // Messages from now on count as missed; the previous divider goes.
  return { ...now, ...withView(now, now.open, forgetAway), hidden, wasAway: true };
}

/** The host does not know the room until someone writes in it. */
function openPrivate(now: Conversation, id: string, other: Person): Conversation {
  const known = viewOf(now, id) !== undefined;
  const added = known ? now : addRoom(now, { id, name: '', with: other, latest: 0 });
  return { ...now, ...openRoom(added, id), atEnd: true };
}

/** Sending scrolls to the end. */
function sendMessage(now: Conversation, ref: string, at: number): Conversation {
  const sent = { ...now, ...queueMessage(now, now.open, ref, at) };
  if (sent.outbox === now.outbox) return sent;
  return { ...sent, ...withView(sent, sent.open, toEnd), refusedFiles: [] };
}

function scroll(view: RoomView, target: ScrollTarget): RoomView {
  switch (target.to) {
    case 'earlier':
    case 'later':
      return readMore(view, target.to);
    case 'end':
      return toEnd(view);
    case 'entry':
      return jumpTo(view, target.seq);
    case 'day':
      return requestPage(view, { since: target.since }, 'place');
  }
}

function sendEdit(now: Conversation, added: PendingEdit): Conversation {
  const sent = { ...now, ...addEdit(now, added) };
  if (added.is !== 'edit') return sent;
  const draft = cancel(draftIn(now.drafts, added.room));
  return { ...sent, drafts: withDraft(now.drafts, added.room, draft) };
}

type SearchAction = Extract<
  Action,
  { type: 'search-sent' | 'older-sent' | 'search-failed' | 'search-closed' }
>;

function reduceSearch(search: SearchSession | undefined, action: SearchAction): SearchSession | undefined {
  switch (action.type) {
    case 'search-sent':
      return startSearch(action.text, action.room, action.ref);
    case 'older-sent':
      return search && requestOlder(search, action.ref);
    case 'search-failed':
      return failSearch(search);
    case 'search-closed':
      return undefined;
  }
}
