/**
 * Edits, deletions and reactions on their way to the host. Unlike a message they are not sent later: whoever changes
 * something wants it changed now. Each step answers with the state after it. It refuses to know connections.
 */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { isGivenBy } from '../../../contract/model/reactions.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import { returnToDraft, notify, withDraft, draftIn, type Draft, type Drafts } from './drafts.ts';

export type PendingEdit =
  | (Amended & { readonly is: 'edit'; readonly text: string; readonly before: string })
  | (Amended & { readonly is: 'delete' })
  | (Amended & { readonly is: 'react'; readonly emoji: string; readonly on: boolean });

interface Amended {
  readonly ref: string;
  readonly room: string;
  readonly target: number;
}

export interface NewEdit {
  readonly edits: readonly PendingEdit[];
  readonly drafts: Drafts;
}

export function addEdit({ edits, drafts }: NewEdit, added: PendingEdit): NewEdit {
  return { edits: [...edits, added], drafts };
}

/** As the host is told. */
export function wireOf(edit: PendingEdit): ClientMessage {
  const { ref, room, target } = edit;
  switch (edit.is) {
    case 'edit':
      return { type: 'edit', ref, room, target, text: edit.text };
    case 'delete':
      return { type: 'delete', ref, room, target };
    case 'react':
      return { type: 'react', ref, room, target, emoji: edit.emoji, on: edit.on };
  }
}

/** It came back: it is done. */
export function settleEdits({ edits, drafts }: NewEdit, entry: Entry): NewEdit {
  const ref = 'ref' in entry ? entry.ref : undefined;
  return ref !== undefined && edits.some((each) => each.ref === ref)
    ? { edits: edits.filter((each) => each.ref !== ref), drafts }
    : { edits, drafts };
}

/** `undefined` if it is none of these that was refused. */
export function refuseEdit({ edits, drafts }: NewEdit, { ref, code, seconds }: Refusal): NewEdit | undefined {
  const refused = edits.find((each) => each.ref === ref);
  if (refused === undefined) return undefined;
  const draft = undone(draftIn(drafts, refused.room), refused, code, seconds);
  return {
    edits: edits.filter((each) => each !== refused),
    drafts: withDraft(drafts, refused.room, draft),
  };
}

/** The connection is another one: of what was not heard of, only what the messages show was done. */
export function unansweredEdits(
  { edits, drafts }: NewEdit,
  find: (room: string, seq: number) => Message | undefined,
  you: string,
): NewEdit {
  const lost = edits.filter((each) => !isDone(each, find(each.room, each.target), you));
  return {
    edits: [],
    drafts: lost.reduce(
      (all, each) => withDraft(all, each.room, undone(draftIn(all, each.room), each, 'offline')),
      drafts,
    ),
  };
}

function undone(
  draft: Draft,
  refused: PendingEdit,
  code: Refusal['code'] | 'offline',
  seconds?: number,
): Draft {
  if (refused.is !== 'edit') return notify(draft, code, seconds === undefined ? {} : { seconds });
  const { target, text, before } = refused;
  return returnToDraft(draft, code, text, { is: 'edit', seq: target, before, aside: '' });
}

function isDone(each: PendingEdit, message: Message | undefined, you: string): boolean {
  switch (each.is) {
    case 'edit':
      return message?.text === each.text;
    case 'delete':
      return message?.deleted === true;
    case 'react':
      return isGivenBy(message?.reactions ?? [], each.emoji, you) === each.on;
  }
}
