/**
 * Edits, deletions and reactions sent to the host. Unlike messages they are never sent later, because the person
 * wants the change now. Every function returns the next state.
 */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { isGivenBy } from '../../../contract/model/reactions.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import { returnToDraft, notify, withDraft, draftIn, type Draft, type Drafts } from './drafts.ts';

export type PendingEdit =
  | (EditTarget & { readonly is: 'edit'; readonly text: string; readonly before: string })
  | (EditTarget & { readonly is: 'delete' })
  | (EditTarget & { readonly is: 'react'; readonly emoji: string; readonly on: boolean });

interface EditTarget {
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

export function toClientMessage(edit: PendingEdit): ClientMessage {
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

/** Removes an edit the host has confirmed. */
export function settleEdits({ edits, drafts }: NewEdit, entry: Entry): NewEdit {
  const ref = 'ref' in entry ? entry.ref : undefined;
  return ref !== undefined && edits.some((each) => each.ref === ref)
    ? { edits: edits.filter((each) => each.ref !== ref), drafts }
    : { edits, drafts };
}

/** Returns `undefined` if the refusal is about something else. */
export function refuseEdit({ edits, drafts }: NewEdit, { ref, code, seconds }: Refusal): NewEdit | undefined {
  const refused = edits.find((each) => each.ref === ref);
  if (refused === undefined) return undefined;
  const draft = revertEdit(draftIn(drafts, refused.room), refused, code, seconds);
  return {
    edits: edits.filter((each) => each !== refused),
    drafts: withDraft(drafts, refused.room, draft),
  };
}

/** After a reconnect: edits without an answer failed, unless the messages show them. */
export function unansweredEdits(
  { edits, drafts }: NewEdit,
  find: (room: string, seq: number) => Message | undefined,
  you: string,
): NewEdit {
  const lost = edits.filter((each) => !isDone(each, find(each.room, each.target), you));
  return {
    edits: [],
    drafts: lost.reduce(
      (all, each) => withDraft(all, each.room, revertEdit(draftIn(all, each.room), each, 'offline')),
      drafts,
    ),
  };
}

function revertEdit(
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
