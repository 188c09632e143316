/**
 * What can happen to the conversation, and what it is afterwards: one step of the fold for each. It refuses to know
 * sockets, storage, clocks and components.
 */
import type { Removed } from '../../../contract/model/order.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/wire.ts';
import { amend, type Amend } from './amends.ts';
import type { ConnectionStatus } from '../connection/connection-state.ts';
import { beginning, type Conversation } from './conversation.ts';
import { stepFiles, type FilesStep } from './files-step.ts';
import { ask, askOlder, unheardFinding, type Finding } from './finding.ts';
import { hear, withoutAnswers } from './hearing.ts';
import { say } from './outbox.ts';
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
import { cancel, withoutOffline, withWriting, writingIn, type Writing } from './writings.ts';

/** What the components need of the open room. */
export type Wish =
  | { readonly to: 'earlier' | 'later' | 'end' }
  | { readonly to: 'entry'; readonly seq: number }
  | { readonly to: 'day'; readonly since: number };

export type Happening =
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
  | { readonly type: 'wished'; readonly wish: Wish }
  | { readonly type: 'read-sent'; readonly room: string; readonly ref: string }
  | { readonly type: 'wrote'; readonly room: string; readonly writing: Writing }
  | { readonly type: 'said'; readonly ref: string; readonly at: number }
  | { readonly type: 'files'; readonly step: FilesStep }
  /** Of an edit, what was written is on its way; what lay aside is back. */
  | { readonly type: 'amend-sent'; readonly amend: Amend }
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
export function fold(now: Conversation, happening: Happening): Conversation {
  const next = step(now, happening);
  const settled = settleRooms(next, next);
  return settled === next ? next : { ...next, ...settled };
}

function step(now: Conversation, happening: Happening): Conversation {
  switch (happening.type) {
    case 'joining':
      return { ...now, name: happening.name, pin: happening.pin ?? now.pin, status: { is: 'connecting' } };
    case 'turned-away':
      return turned(now, happening.refusal);
    case 'connection':
      return connect(now, happening.status);
    case 'cut':
      return withoutAnswers(now);
    case 'replaced':
    case 'ended':
      return { ...now, status: { is: happening.type } };
    case 'removed':
      return leaveAtOnce(now, happening.out, happening.now);
    case 'dismissed':
      return { ...now, announcement: undefined };
    case 'heard':
      return hear(now, happening.message, happening.now);
    case 'hidden':
      return hide(now, happening.hidden);
    case 'placed':
      return now.atEnd === happening.atEnd ? now : { ...now, atEnd: happening.atEnd };
    case 'trimmed':
      return { ...now, ...withView(now, now.open, (view) => trim(view, happening.keep)) };
    case 'opened':
      return { ...now, ...openRoom(now, happening.room), atEnd: true };
    case 'private-opened':
      return openPrivate(now, happening.room, happening.with);
    case 'wished':
      return { ...now, ...withView(now, now.open, (view) => grant(view, happening.wish)) };
    case 'read-sent':
      return { ...now, ...withView(now, happening.room, (view) => asked(view, happening.ref)) };
    case 'wrote':
      return { ...now, writings: withWriting(now.writings, happening.room, happening.writing) };
    case 'said':
      return sayIn(now, happening.ref, happening.at);
    case 'files':
      return stepFiles(now, happening.step);
    case 'amend-sent':
      return sendAmend(now, happening.amend);
    case 'search-sent':
    case 'older-sent':
    case 'search-unheard':
    case 'search-closed':
      return { ...now, finding: stepFinding(now.finding, happening) };
    case 'time-passed':
      return { ...now, typists: fadeTyping(now.typists, happening.now) };
    case 'rename-opened':
      return { ...now, renaming: openRenaming(happening.open) };
    case 'rename-asked':
      return { ...now, renaming: askName(happening.name, now.you) };
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
  return { ...now, status, returning: now.hidden, writings: withoutOffline(now.writings) };
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
  const said = { ...now, ...say(now, now.open, ref, at) };
  if (said.outbox === now.outbox) return said;
  return { ...said, ...withView(said, said.open, toEnd), refusedFiles: [] };
}

function grant(view: RoomView, wish: Wish): RoomView {
  switch (wish.to) {
    case 'earlier':
    case 'later':
      return readOn(view, wish.to);
    case 'end':
      return toEnd(view);
    case 'entry':
      return jumpTo(view, wish.seq);
    case 'day':
      return askFor(view, { since: wish.since }, 'place');
  }
}

function sendAmend(now: Conversation, added: Amend): Conversation {
  const sent = { ...now, ...amend(now, added) };
  if (added.is !== 'edit') return sent;
  const writing = cancel(writingIn(now.writings, added.room));
  return { ...sent, writings: withWriting(now.writings, added.room, writing) };
}

type Searching = Extract<
  Happening,
  { type: 'search-sent' | 'older-sent' | 'search-unheard' | 'search-closed' }
>;

function stepFinding(finding: Finding | undefined, happening: Searching): Finding | undefined {
  switch (happening.type) {
    case 'search-sent':
      return ask(happening.text, happening.room, happening.ref);
    case 'older-sent':
      return finding && askOlder(finding, happening.ref);
    case 'search-unheard':
      return unheardFinding(finding);
    case 'search-closed':
      return undefined;
  }
}
