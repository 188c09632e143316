/** The actions that change the conversation, and their reducer. */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/wire.ts';
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

/** Where in the open room the reader wants to go. */
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
  /** Too many entries are loaded; `keep` is the end closer to the reader. */
  | { readonly type: 'trimmed'; readonly keep: 'start' | 'end' }
  | { readonly type: 'opened'; readonly room: string }
  | { readonly type: 'private-opened'; readonly room: string; readonly with: Person }
  | { readonly type: 'wished'; readonly target: ScrollTarget }
  | { readonly type: 'read-sent'; readonly room: string; readonly ref: string }
  | { readonly type: 'wrote'; readonly room: string; readonly draft: Draft }
  | { readonly type: 'said'; readonly ref: string; readonly at: number }
  | { readonly type: 'files'; readonly step: FilesStep }
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
  /** There was no connection. */
  | { readonly type: 'rename-unheard' };

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

/** Resets the conversation but keeps the token, by which the host recognises the person. */
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
  // Messages from now on count as missed.
  const isAway = status.is === 'lost' || status.is === 'host-gone' || status.is === 'blocked';
  if (isAway) return { ...now, status, returning: now.returning || now.you !== undefined };
  if (status.is !== 'here') return { ...now, status };
  // Without a welcome it is the same connection, and nothing was missed.
  return { ...now, status, returning: now.hidden, drafts: withoutOffline(now.drafts) };
}

function hide(now: Conversation, hidden: boolean): Conversation {
  if (hidden === now.hidden) return now;
  if (!hidden) return { ...now, ...withView(now, now.open, cameBack), hidden };
  // Messages from now on count as missed; the previous divider goes.
  return { ...now, ...withView(now, now.open, forgetAway), hidden, returning: true };
}

/** The host does not know the room until someone writes in it. */
function openPrivate(now: Conversation, id: string, other: Person): Conversation {
  const known = viewOf(now, id) !== undefined;
  const added = known ? now : addRoom(now, { id, name: '', with: other, latest: 0 });
  return { ...now, ...openRoom(added, id), atEnd: true };
}

/** Sending scrolls to the end. */
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
