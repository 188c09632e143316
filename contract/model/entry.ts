/** The entries of a room's ordered log. A room is a fold of them. */
import * as v from 'valibot';
import { AttachmentSchema } from './attachment.ts';
import { PersonSchema } from './person.ts';
import { flag, byType, each, eachOrNone, maybe, parseAs, tolerantObject, type Infer } from './schema.ts';

/** Every entry has these. */
export const StampSchema = tolerantObject({
  room: v.string(),
  /** Position in the room's log: 1, 2, 3 … without gaps. */
  seq: v.number(),
  /** The host's wall clock in milliseconds since 1970, for display only. Never decreases along `seq`. */
  at: v.number(),
});
export type Stamp = Infer<typeof StampSchema>;

/** The message that another one answers, as it read then. */
export const QuoteSchema = tolerantObject({
  seq: v.number(),
  from: PersonSchema,
  /** Its beginning; empty if it was deleted. */
  text: v.string(),
});
export type Quote = Infer<typeof QuoteSchema>;

export const ReactionSchema = tolerantObject({
  emoji: v.string(),
  /** The ids of those who gave it, in order. A long list is cut, but always names the reader. */
  by: eachOrNone(v.string()),
  /** How many more gave it. */
  others: maybe(v.custom<number>((value) => typeof value === 'number' && value > 0)),
});
export type Reaction = Infer<typeof ReactionSchema>;

/** A message as it reads now: it includes every change up to the entry `changed`. */
export const MessageSchema = tolerantObject({
  type: v.literal('message'),
  ...StampSchema.entries,
  from: PersonSchema,
  /** Empty if it was deleted, or has files only. */
  text: v.string(),
  files: maybe(each(AttachmentSchema)),
  /** The id that the author's page gave to it: seeing it come back is the acknowledgement. */
  ref: maybe(v.string()),
  reply: maybe(QuoteSchema),
  /** The host said it to all rooms. */
  announcement: flag(),
  /** The ids of the people that it names with an @. */
  mentions: maybe(each(v.string())),
  reactions: maybe(each(ReactionSchema)),
  edited: flag(),
  deleted: flag(),
  /** The sequence number of the last entry that changed it. */
  changed: maybe(v.number()),
});
export type Message = Infer<typeof MessageSchema>;

export const JoinedSchema = tolerantObject({
  type: v.literal('joined'),
  ...StampSchema.entries,
  person: PersonSchema,
});
export type Joined = Infer<typeof JoinedSchema>;

export const LeftSchema = tolerantObject({
  type: v.literal('left'),
  ...StampSchema.entries,
  person: PersonSchema,
  /** `true`: they said goodbye. `false`: the connection was lost and did not come back. */
  goodbye: v.fallback(v.boolean(), false),
  /** They were asked to leave. */
  removed: flag(),
});
export type Left = Infer<typeof LeftSchema>;

export const RenamedSchema = tolerantObject({
  type: v.literal('renamed'),
  ...StampSchema.entries,
  /** Already under the new name. */
  person: PersonSchema,
  before: v.string(),
});
export type Renamed = Infer<typeof RenamedSchema>;

/** Changes an earlier message of the same room. */
export const ChangeSchema = tolerantObject({
  ...StampSchema.entries,
  target: v.number(),
  by: PersonSchema,
  ref: maybe(v.string()),
});
export type Change = Infer<typeof ChangeSchema>;

export const EditedSchema = tolerantObject({
  type: v.literal('edited'),
  ...ChangeSchema.entries,
  text: v.string(),
  mentions: maybe(each(v.string())),
});
export type Edited = Infer<typeof EditedSchema>;

export const DeletedSchema = tolerantObject({ type: v.literal('deleted'), ...ChangeSchema.entries });
export type Deleted = Infer<typeof DeletedSchema>;

export const ReactedSchema = tolerantObject({
  type: v.literal('reacted'),
  ...ChangeSchema.entries,
  emoji: v.string(),
  /** `false` takes it back. */
  on: v.boolean(),
  /** The reaction was already so: this entry changes no count. */
  again: flag(),
});
export type Reacted = Infer<typeof ReactedSchema>;

/** One entry of a room's ordered log. */
export const EntrySchema = byType([
  MessageSchema,
  JoinedSchema,
  LeftSchema,
  RenamedSchema,
  EditedSchema,
  DeletedSchema,
  ReactedSchema,
]);
export type Entry = Infer<typeof EntrySchema>;

type Unstamped<E> = E extends Entry ? Omit<E, 'seq' | 'at'> : never;

/** An entry before the log gave it its place and time. */
export type NewEntry = Unstamped<Entry>;

/** `undefined` if it is no entry, or one of a newer version. */
export function parseEntry(value: unknown): Entry | undefined {
  return parseAs(EntrySchema, value);
}

/** `undefined` if it cannot be read. */
export function parseQuote(value: unknown): Quote | undefined {
  return parseAs(QuoteSchema, value);
}
