/**
 * Edits, deletions and reactions on their way to the host. Unlike a message they are not sent later: whoever changes
 * something wants it changed now. Each step answers with the state after it. It refuses to know connections.
 */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { isGivenBy } from '../../../contract/model/reactions.ts';
import type { ClientMessage, Refusal } from '../../../contract/wire/wire.ts';
import { giveBack, notify, withWriting, writingIn, type Writing, type Writings } from './writings.ts';

export type Amend =
  | (Amended & { readonly is: 'edit'; readonly text: string; readonly before: string })
  | (Amended & { readonly is: 'delete' })
  | (Amended & { readonly is: 'react'; readonly emoji: string; readonly on: boolean });

interface Amended {
  readonly ref: string;
  readonly room: string;
  readonly target: number;
}

export interface Amending {
  readonly amends: readonly Amend[];
  readonly writings: Writings;
}

export function amend({ amends, writings }: Amending, added: Amend): Amending {
  return { amends: [...amends, added], writings };
}

/** As the host is told. */
export function wireOf(amend: Amend): ClientMessage {
  const { ref, room, target } = amend;
  switch (amend.is) {
    case 'edit':
      return { type: 'edit', ref, room, target, text: amend.text };
    case 'delete':
      return { type: 'delete', ref, room, target };
    case 'react':
      return { type: 'react', ref, room, target, emoji: amend.emoji, on: amend.on };
  }
}

/** It came back: it is done. */
export function amended({ amends, writings }: Amending, entry: Entry): Amending {
  const ref = 'ref' in entry ? entry.ref : undefined;
  return ref !== undefined && amends.some((each) => each.ref === ref)
    ? { amends: amends.filter((each) => each.ref !== ref), writings }
    : { amends, writings };
}

/** `undefined` if it is none of these that was refused. */
export function refuseAmend(
  { amends, writings }: Amending,
  { ref, code, seconds }: Refusal,
): Amending | undefined {
  const refused = amends.find((each) => each.ref === ref);
  if (refused === undefined) return undefined;
  const writing = undone(writingIn(writings, refused.room), refused, code, seconds);
  return {
    amends: amends.filter((each) => each !== refused),
    writings: withWriting(writings, refused.room, writing),
  };
}

/** The connection is another one: of what was not heard of, only what the messages show was done. */
export function unheardAmends(
  { amends, writings }: Amending,
  find: (room: string, seq: number) => Message | undefined,
  you: string,
): Amending {
  const lost = amends.filter((each) => !isDone(each, find(each.room, each.target), you));
  return {
    amends: [],
    writings: lost.reduce(
      (all, each) => withWriting(all, each.room, undone(writingIn(all, each.room), each, 'offline')),
      writings,
    ),
  };
}

function undone(
  writing: Writing,
  refused: Amend,
  code: Refusal['code'] | 'offline',
  seconds?: number,
): Writing {
  if (refused.is !== 'edit') return notify(writing, code, seconds === undefined ? {} : { seconds });
  const { target, text, before } = refused;
  return giveBack(writing, code, text, { is: 'edit', seq: target, before, aside: '' });
}

function isDone(each: Amend, message: Message | undefined, you: string): boolean {
  switch (each.is) {
    case 'edit':
      return message?.text === each.text;
    case 'delete':
      return message?.deleted === true;
    case 'react':
      return isGivenBy(message?.reactions ?? [], each.emoji, you) === each.on;
  }
}
