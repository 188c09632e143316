/**
 * The rules of messages: who may edit, delete and react. Each function answers with the entry that it makes, or why
 * there is none.
 */
import type { NewEntry, Message, Quote, Reacted } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Person } from '../../../contract/model/person.ts';
import { isGivenBy } from '../../../contract/model/reactions.ts';
import { privatePair } from '../../../contract/model/room.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Delete, Edit, React } from '../../../contract/wire/client-message.ts';
import type { Attachment } from '../../../contract/model/attachment.ts';
import { mayActOn } from './authority.ts';
import { excerptOf } from '../text/excerpt.ts';

/** Different ones on one message; more would bury it. */
const REACTIONS_MAX = 20;

/** The people who are here. */
interface Present {
  readonly get: (id: string) => Person | undefined;
  /** The ids of those whom a text names. */
  readonly mentionedIn: (text: string) => readonly string[];
}

/** A message before it has a place. */
export interface NewMessage {
  readonly room: string;
  readonly text: string;
  readonly files?: readonly Attachment[];
  readonly ref?: string;
  /** The message that it answers. */
  readonly reply?: Message;
  /** The host says it to all rooms. */
  readonly announcement?: true;
}

export function composeMessage(
  from: Person,
  { room, text, files, ref, reply, announcement }: NewMessage,
  people: Present,
): NewEntry {
  return {
    ...{ type: 'message', room, from, text },
    ...(files && { files }),
    ...(ref !== undefined && { ref }),
    ...(reply !== undefined && { reply: quote(reply) }),
    ...(announcement && { announcement }),
    ...mentioned(text, people),
  };
}

/** @param target what is to be changed, as it reads now */
export function changeMessage(
  by: Person,
  asked: Edit | Delete | React,
  target: Message | undefined,
  people: Present,
): Result<NewEntry, ErrorCode> {
  if (target === undefined || target.deleted === true) return fail('message-gone');
  const { room, ref } = asked;
  const what = { room, ref, target: target.seq, by };
  const own = target.from.id === by.id;
  switch (asked.type) {
    case 'edit': {
      if (!own) return fail('not-yours');
      return ok({ type: 'edited', ...what, text: asked.text, ...mentioned(asked.text, people) });
    }
    case 'delete':
      if (!own && !mayRemove(by, room, target, people)) return fail('not-yours');
      return ok({ type: 'deleted', ...what });
    case 'react':
      if (asked.on && isOneTooMany(target, asked.emoji)) return fail('too-many-reactions');
      return ok({ type: 'reacted', ...what, ...reaction(by, asked, target) });
    default:
      return asked satisfies never;
  }
}

/** Nobody moderates a private room. For an author who is here, the role they have now counts. */
function mayRemove(by: Person, room: string, { from }: Message, people: Present): boolean {
  if (by.role === 'guest' || privatePair(room) !== undefined) return false;
  return mayActOn(by, people.get(from.id) ?? from);
}

function reaction(
  { id }: Person,
  { emoji, on }: React,
  { reactions = [] }: Message,
): Pick<Reacted, 'emoji' | 'on' | 'again'> {
  return { emoji, on, ...(isGivenBy(reactions, emoji, id) === on && { again: true }) };
}

function isOneTooMany({ reactions = [] }: Message, emoji: string): boolean {
  return reactions.length >= REACTIONS_MAX && !reactions.some((reaction) => reaction.emoji === emoji);
}

/** Of a message without a word its files are the words. */
function quote({ seq, from, text, files = [] }: Message): Quote {
  return { seq, from, text: excerptOf(text === '' ? files.map(({ name }) => name).join(', ') : text) };
}

function mentioned(text: string, people: Present): { readonly mentions?: readonly string[] } {
  const mentions = people.mentionedIn(text);
  return mentions.length === 0 ? {} : { mentions };
}
