/**
 * What can happen to the conversation, and what it is afterwards: one step of the fold for each. It refuses to know
 * sockets, storage, clocks and components.
 */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import { addEdit, type PendingEdit } from './pending-edits.ts';
import type { ConnectionStatus } from '../connection/connection-state.ts';
import { beginning, type Conversation } from './conversation.ts';
import { stepFiles, type FilesStep } from './files-step.ts';
import { ask, askOlder, unheardFinding, type Finding } from './search.ts';
import { reduceServerMessage, withoutAnswers } from './reduce-server-message.ts';
import { queueMessage } from './outbox.ts';
import { askName, openRenaming, unheardName } from './renaming.ts';
import {
  asked,
  askFor,
  cameBack,
  forgetAway,
  jumpTo,
  readOn,
  toEnd,
  trim,
  type RoomView,
} from './room-view.ts';
import { addRoom, openRoom, settleRooms, viewOf, withView } from './rooms.ts';
import { asksPin, connectedAs, turnedAway } from './status.ts';
import { fadeTyping } from './typing.ts';
import { cancel, withoutOffline, withDraft, draftIn, type Draft } from './drafts.ts';

/** What the components need of the open room. */
export type ScrollTarget =
  | { readonly to: 'earlier' | 'later' | 'end' }
  | { readonly to: 'entry'; readonly seq: number }
  | { readonly to: 'day'; readonly since: number };

export type Action =
  | { readonly type: 'joining'; readonly name: string; readonly pin: string | undefined }
  /** `now`: milliseconds of the monotonic clock. */
  | { readonly type: 'heard'; readonly message: ServerMessage; readonly now: number }
  | { readonly type: 'turned-away'; readonly refusal: Refusal }
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  | { readonly type: 'cut' }
  | { readonly type: 'replaced' }
  | { readonly type: 'ended' }
  | { readonly type: 'dismissed' }
  | { readonly type: 'removed'; readonly out: Removed; readonly now: number }
  | { readonly type: 'hidden'; readonly hidden: boolean }
  | { readonly type: 'placed'; readonly atEnd: boolean }
  /** More is held than is good; the reader is nearer to one end. */
  | { readonly type: 'trimmed'; readonly keep: 'start' | 'end' }
  | { readonly type: 'opened'; readonly room: string }
  | { readonly type: 'private-opened'; readonly room: string; readonly with: Person }
  | { readonly type: 'wished'; readonly target: ScrollTarget }
  | { readonly type: 'read-sent'; readonly room: string; readonly ref: string }
  | { readonly type: 'wrote'; readonly room: string; readonly draft: Draft }
  | { readonly type: 'said'; readonly ref: string; readonly at: number }
  | { readonly type: 'files'; readonly step: FilesStep }
  /** Of an edit, what was written is on its way; what lay aside is back. */
  | { readonly type: 'amend-sent'; readonly edit: PendingEdit }
  | {
      readonly type: 'search-sent';
      readonly text: string;
      readonly room: string | undefined;
      readonly ref: string;
    }
  | { readonly type: 'older-sent'; readonly ref: string }
  | { readonly type: 'search-unheard' }
  | { readonly type: 'search-closed' }
  | { readonly type: 'time-passed'; readonly now: number }
  | { readonly type: 'rename-opened'; readonly open: boolean }
  | { readonly type: 'rename-asked'; readonly name: string }
  /** Nobody was there to hear it. */
  | { readonly type: 'rename-unheard' };

/** One step of the fold. */
export function reduce(now: Conversation, action: Action): Conversation {
  const next = step(now, action);
  const settled = settleRooms(next, next);
  return settled === next ? next : { ...next, ...settled };
}

function step(now: Conversation, action: Action): Conversation {
  switch (action.type) {
    case 'joining':
      return { ...now, name: action.name, pin: action.pin ?? now.pin, status: { is: 'connecting' } };
    case 'turned-away':
      return turned(now, action.refusal);
    case 'connection':
      return connect(now, action.status);
    case 'cut':
      return withoutAnswers(now);
    case 'replaced':
    case 'ended':
      return { ...now, status: { is: action.type } };
    case 'removed':
      return leaveAtOnce(now, action.out, action.now);
    case 'dismissed':
      return { ...now, announcement: undefined };
    case 'heard':
      return reduceServerMessage(now, action.message, action.now);
    case 'hidden':
      return hide(now, action.hidden);
    case 'placed':
      return now.atEnd === action.atEnd ? now : { ...now, atEnd: action.atEnd };
    case 'trimmed':
      return { ...now, ...withView(now, now.open, (view) => trim(view, action.keep)) };
    case 'opened':
      return { ...now, ...openRoom(now, action.room), atEnd: true };
    case 'private-opened':
      return openPrivate(now, action.room, action.with);
    case 'wished':
      return { ...now, ...withView(now, now.open, (view) => grant(view, action.target)) };
    case 'read-sent':
      return { ...now, ...withView(now, action.room, (view) => asked(view, action.ref)) };
    case 'wrote':
      return { ...now, drafts: withDraft(now.drafts, action.room, action.draft) };
    case 'said':
      return sayIn(now, action.ref, action.at);
    case 'files':
      return stepFiles(now, action.step);
    case 'amend-sent':
      return sendAmend(now, action.edit);
    case 'search-sent':
    case 'older-sent':
    case 'search-unheard':
    case 'search-closed':
      return { ...now, finding: stepFinding(now.finding, action) };
    case 'time-passed':
      return { ...now, typists: fadeTyping(now.typists, action.now) };
    case 'rename-opened':
      return { ...now, renaming: openRenaming(action.open) };
    case 'rename-asked':
      return { ...now, renaming: askName(action.name, now.you) };
    case 'rename-unheard':
      return { ...now, renaming: unheardName(now.renaming) };
  }
}

/** Nothing of the room is left, nor of what was on its way; the token stays, by which one is known again. */
function leaveAtOnce({ name, token, hidden }: Conversation, out: Removed, now: number): Conversation {
  const until = out.seconds === undefined ? undefined : now + out.seconds * 1_000;
  return {
    ...beginning({ name, ...(token !== undefined && { token }) }),
    hidden,
    status: { is: 'removed', out, until },
  };
}

function turned(now: Conversation, refusal: Refusal): Conversation {
  const status = turnedAway(refusal);
  return asksPin(refusal.code) ? { ...now, status, pin: undefined, pinWanted: true } : { ...now, status };
}

function connect(now: Conversation, connection: ConnectionStatus): Conversation {
  const status = connectedAs(connection, now.you !== undefined);
  if (status.is === now.status.is) return now;
  // What comes from now on comes while the person is away.
  const isAway = status.is === 'lost' || status.is === 'host-gone' || status.is === 'blocked';
  if (isAway) return { ...now, status, returning: now.returning || now.you !== undefined };
  if (status.is !== 'here') return { ...now, status };
  // Without a welcome it is the connection from before, and nothing was missed.
  return { ...now, status, returning: now.hidden, drafts: withoutOffline(now.drafts) };
}

function hide(now: Conversation, hidden: boolean): Conversation {
  if (hidden === now.hidden) return now;
  if (!hidden) return { ...now, ...withView(now, now.open, cameBack), hidden };
  // What comes from now on comes while the person is away; what they were shown of the last time is old.
  return { ...now, ...withView(now, now.open, forgetAway), hidden, returning: true };
}

/** Until somebody writes in it, the host does not know this room. */
function openPrivate(now: Conversation, id: string, other: Person): Conversation {
  const known = viewOf(now, id) !== undefined;
  const added = known ? now : addRoom(now, { id, name: '', with: other, latest: 0 });
  return { ...now, ...openRoom(added, id), atEnd: true };
}

/** Whoever says something wants to see it, wherever they were. */
function sayIn(now: Conversation, ref: string, at: number): Conversation {
  const said = { ...now, ...queueMessage(now, now.open, ref, at) };
  if (said.outbox === now.outbox) return said;
  return { ...said, ...withView(said, said.open, toEnd), refusedFiles: [] };
}

function grant(view: RoomView, target: ScrollTarget): RoomView {
  switch (target.to) {
    case 'earlier':
    case 'later':
      return readOn(view, target.to);
    case 'end':
      return toEnd(view);
    case 'entry':
      return jumpTo(view, target.seq);
    case 'day':
      return askFor(view, { since: target.since }, 'place');
  }
}

function sendAmend(now: Conversation, added: PendingEdit): Conversation {
  const sent = { ...now, ...addEdit(now, added) };
  if (added.is !== 'edit') return sent;
  const draft = cancel(draftIn(now.drafts, added.room));
  return { ...sent, drafts: withDraft(now.drafts, added.room, draft) };
}

type Searching = Extract<Action, { type: 'search-sent' | 'older-sent' | 'search-unheard' | 'search-closed' }>;

function stepFinding(finding: Finding | undefined, action: Searching): Finding | undefined {
  switch (action.type) {
    case 'search-sent':
      return ask(action.text, action.room, action.ref);
    case 'older-sent':
      return finding && askOlder(finding, action.ref);
    case 'search-unheard':
      return unheardFinding(finding);
    case 'search-closed':
      return undefined;
  }
}
