/**
 * The conversation as this page knows it: a fold of what the host said, what happened to the connection and
 * what the person did. It refuses to know sockets, storage, clocks and components.
 */
import type { Entry, ErrorCode, Join, Person, Refusal, ServerMessage, Welcome } from '../../contract/wire.ts';
import { addEntry, contiguousEnd, followsOn } from './entries.ts';
import { mergeEntries } from '../ui/entries.ts';
import { acknowledge, refuse, say, takeBack, type Unsent } from './outbox.ts';
import { foldPeople } from './people.ts';
import {
  askName,
  openRenaming,
  refuseName,
  RENAMING_CLOSED,
  takeName,
  unheardName,
  type Renaming,
} from './renaming.ts';

export type Status =
  | { readonly is: 'asking-name'; readonly refusal: ErrorCode | undefined }
  /** On the way in, for the first time or because somebody asked to try again. */
  | { readonly is: 'connecting' }
  /** Asked to come in, but no host has answered yet; the page keeps trying. */
  | { readonly is: 'unreachable' }
  | { readonly is: 'here' }
  | { readonly is: 'lost' }
  /** The host said that it switches the light off. */
  | { readonly is: 'host-gone' }
  /** The same person came in by another tab. */
  | { readonly is: 'replaced' };

/** Why the first entry does not follow on from what was shown before. */
export type Missing = 'nothing' | 'skipped' | 'other-log';

export interface Conversation extends Unsent {
  readonly status: Status;
  /** The name that the person asked for; the host's word on it is `you`. */
  readonly name: string;
  readonly token: string | undefined;
  readonly log: string | undefined;
  readonly room: string;
  readonly you: Person | undefined;
  readonly people: readonly Person[];
  readonly entries: readonly Entry[];
  readonly missing: Missing;
  readonly renaming: Renaming;
}

export type Happening =
  | { readonly type: 'joining'; readonly name: string }
  | { readonly type: 'trying-again' }
  | { readonly type: 'heard'; readonly message: ServerMessage }
  | { readonly type: 'turned-away'; readonly code: ErrorCode }
  | { readonly type: 'interrupted' }
  | { readonly type: 'host-gone' }
  | { readonly type: 'replaced' }
  | { readonly type: 'drafted'; readonly text: string }
  | { readonly type: 'said'; readonly ref: string; readonly at: number }
  | { readonly type: 'taken-back' }
  | { readonly type: 'rename-opened'; readonly open: boolean }
  | { readonly type: 'rename-asked'; readonly name: string }
  /** Nobody was there to hear it. */
  | { readonly type: 'rename-unheard' };

/** Before anybody has come in; `kept` is what an earlier page of the same person left behind. */
export function beginning(
  kept: Partial<Pick<Conversation, 'name' | 'token' | 'outbox' | 'draft'>>,
): Conversation {
  return {
    status: { is: 'asking-name', refusal: undefined },
    name: '',
    token: undefined,
    log: undefined,
    room: '',
    you: undefined,
    people: [],
    entries: [],
    missing: 'nothing',
    renaming: RENAMING_CLOSED,
    outbox: [],
    draft: '',
    notice: undefined,
    ...kept,
  };
}

/** One step of the fold. */
export function fold(now: Conversation, happening: Happening): Conversation {
  switch (happening.type) {
    case 'joining':
      return { ...now, name: happening.name, status: { is: 'connecting' } };
    case 'trying-again':
      return { ...now, status: { is: 'connecting' } };
    case 'heard':
      return hear(now, happening.message);
    case 'turned-away':
      return { ...now, status: { is: 'asking-name', refusal: happening.code } };
    case 'interrupted':
      return interrupted(now);
    case 'host-gone':
      return now.you === undefined ? interrupted(now) : { ...now, status: { is: 'host-gone' } };
    case 'replaced':
      return { ...now, status: { is: 'replaced' } };
    case 'drafted':
      return { ...now, draft: happening.text };
    case 'said':
      return { ...now, ...say(now, happening.ref, happening.at) };
    case 'taken-back':
      return { ...now, ...takeBack(now) };
    case 'rename-opened':
      return { ...now, renaming: openRenaming(happening.open) };
    case 'rename-asked':
      return { ...now, renaming: askName(happening.name, now.you) };
    case 'rename-unheard':
      return { ...now, renaming: unheardName(now.renaming) };
  }
}

/** What to say when a connection opens: who it is, and how far it had read. */
export function greeting(now: Conversation): Join {
  return {
    type: 'join',
    name: now.you?.name ?? now.name,
    ...(now.token !== undefined && { token: now.token }),
    ...(now.log !== undefined && { resume: { log: now.log, after: contiguousEnd(now.entries) } }),
  };
}

function hear(now: Conversation, message: ServerMessage): Conversation {
  switch (message.type) {
    case 'welcome':
      return welcome(now, message);
    case 'error':
      return hearRefusal(now, message);
    case 'beat':
      return now;
    case 'message':
      return { ...hearEntry(now, message), ...acknowledge(now, [message]) };
    case 'joined':
    case 'left':
    case 'renamed':
      return hearEntry(now, message);
  }
}

function hearRefusal(now: Conversation, refusal: Refusal): Conversation {
  const renaming = refuseName(now.renaming, refusal);
  return renaming === undefined ? { ...now, ...refuse(now, refusal) } : { ...now, renaming };
}

function welcome(
  now: Conversation,
  { log, room, you, token, people, entries, whole }: Welcome,
): Conversation {
  const follows = log === now.log && (whole || followsOn(now.entries, entries));
  const newcomer = now.log === undefined;
  const replaced = newcomer ? 'nothing' : log === now.log ? 'skipped' : 'other-log';
  return {
    ...now,
    status: { is: 'here' },
    name: you.name,
    ...{ log, room, you, token, people },
    entries: mergeEntries(follows ? now.entries : [], entries),
    missing: follows ? now.missing : replaced,
    // Whatever was asked for by the connection before, its answer is not coming.
    renaming: unheardName(now.renaming),
    ...acknowledge(now, entries),
  };
}

function hearEntry(now: Conversation, entry: Entry): Conversation {
  const entries = addEntry(now.entries, entry);
  if (entries === now.entries) return now;
  const you = entry.type === 'renamed' && entry.person.id === now.you?.id ? entry.person : now.you;
  return {
    ...now,
    entries,
    people: foldPeople(now.people, entry),
    you,
    name: you?.name ?? now.name,
    renaming: takeName(now.renaming, entry, now.you),
  };
}

function interrupted(now: Conversation): Conversation {
  switch (now.status.is) {
    case 'connecting':
      return { ...now, status: { is: now.you === undefined ? 'unreachable' : 'lost' } };
    case 'here':
      return { ...now, status: { is: 'lost' }, renaming: unheardName(now.renaming) };
    case 'asking-name':
    case 'unreachable':
    case 'lost':
    case 'host-gone':
    case 'replaced':
      return now;
  }
}
