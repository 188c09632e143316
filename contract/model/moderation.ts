/** The nouns of moderation, and what the host tells of it. */
import * as v from 'valibot';
import { AttachmentSchema } from './attachment.ts';
import { flag, eachOrNone, maybe, parseAs, tolerantObject, type Infer } from './schema.ts';

/** A person who was asked to leave cannot come back for this long. */
export const REMOVE_SECONDS = 60;
/** A year: a longer sanction is for good. */
export const SANCTION_MINUTES_MAX = 525_600;
/** At most this many people behind one address can be banned at once. */
export const BAN_OTHERS_MAX = 32;
/** An hour. */
export const SLOW_SECONDS_MAX = 3_600;

/** How a banned person is recognised. */
export const CoversSchema = tolerantObject({
  /** The browser that they came with, also in another tab. */
  token: v.fallback(v.boolean(), false),
  /** Their name, and those that look like it. */
  name: v.fallback(v.boolean(), false),
  /** Everyone new behind their address, or its /64 (IPv6); people from there who are in stay. */
  address: v.fallback(v.boolean(), false),
});
export type Covers = Infer<typeof CoversSchema>;

/** A person, or a room, under its name. */
export const NamedSchema = tolerantObject({ id: v.string(), name: v.string() });
export type Named = Infer<typeof NamedSchema>;

/** `undefined` if it has no id or no name. */
export function parseNamed(value: unknown): Named | undefined {
  return parseAs(NamedSchema, value);
}

/** Who may write in a room, and how often. Hosts and moderators are not held by them. */
export const RoomRulesSchema = tolerantObject({
  /** Seconds from one message of a guest to their next. */
  slow: maybe(v.number()),
  /** Guests read only. */
  readOnly: flag(),
  /** A guest's message waits until a host or moderator lets it through. */
  approve: flag(),
});
export type RoomRules = Infer<typeof RoomRulesSchema>;

/** An unknown reason reads as the plainest one. */
export const RemovedWhySchema = v.fallback(v.picklist(['removed', 'banned', 'pin']), 'removed');
export type RemovedWhy = Infer<typeof RemovedWhySchema>;

/** The person is out: by a `remove`, a `ban`, or because another PIN is asked for. The connection is closed after it. */
export const RemovedSchema = tolerantObject({
  type: v.literal('removed'),
  why: RemovedWhySchema,
  reason: maybe(v.string()),
  /** Until they may come back; for good if left out of a ban. */
  seconds: maybe(v.number()),
});
export type Removed = Infer<typeof RemovedSchema>;

/** To the person alone: they may say nothing. */
export const MutedSchema = tolerantObject({
  type: v.literal('muted'),
  /** `false`: they may again. */
  on: v.fallback(v.boolean(), false),
  reason: maybe(v.string()),
  /** Until it is lifted if left out. */
  seconds: maybe(v.number()),
});
export type Muted = Infer<typeof MutedSchema>;

/** A message that only hosts and moderators have seen. */
export const PendingMessageSchema = tolerantObject({
  id: v.string(),
  room: v.string(),
  from: NamedSchema,
  text: v.string(),
  /** Hosts and moderators read them as they would if it were said. */
  files: eachOrNone(AttachmentSchema),
  /** The host's wall clock, milliseconds since 1970. */
  at: v.number(),
});
export type PendingMessage = Infer<typeof PendingMessageSchema>;

/** To hosts and moderators: who is muted, and which messages wait, in the order in which they came. */
export const ModerationStateSchema = tolerantObject({
  type: v.literal('moderation'),
  muted: eachOrNone(v.string()),
  pending: eachOrNone(PendingMessageSchema),
});
export type ModerationState = Infer<typeof ModerationStateSchema>;

/** To hosts and moderators: one more waits. */
export const PendingAddedSchema = tolerantObject({
  type: v.literal('pending-added'),
  pending: PendingMessageSchema,
});
export type PendingAdded = Infer<typeof PendingAddedSchema>;

/** To hosts and moderators: one waits no more. */
export const PendingRemovedSchema = tolerantObject({
  type: v.literal('pending-removed'),
  pending: v.string(),
});
export type PendingRemoved = Infer<typeof PendingRemovedSchema>;

/** To its author: the message waits to be let through. */
export const PendingSchema = tolerantObject({ type: v.literal('pending'), ref: v.string() });
export type Pending = Infer<typeof PendingSchema>;

/** The host says this to all rooms, until it is taken down. */
export const AnnouncementSchema = tolerantObject({
  id: v.string(),
  text: v.string(),
  by: v.string(),
  /** The host's wall clock, milliseconds since 1970. */
  at: v.number(),
});
export type Announcement = Infer<typeof AnnouncementSchema>;

/** `undefined` if it cannot be read. */
export function parseAnnouncement(value: unknown): Announcement | undefined {
  return parseAs(AnnouncementSchema, value);
}

/** There is another one, or none any more. */
export const AnnouncedSchema = tolerantObject({
  type: v.literal('announced'),
  announcement: maybe(AnnouncementSchema),
});
export type Announced = Infer<typeof AnnouncedSchema>;

/** It was done. */
export const ModerationDoneSchema = tolerantObject({ type: v.literal('done'), ref: v.string() });
export type ModerationDone = Infer<typeof ModerationDoneSchema>;

/** Whom a ban would hit. */
export const BanPreviewSchema = tolerantObject({
  type: v.literal('ban-preview'),
  ref: v.string(),
  /** Those who are in from behind the same address. */
  others: eachOrNone(NamedSchema),
  /** How such a person can be recognised. */
  holds: CoversSchema,
});
export type BanPreview = Infer<typeof BanPreviewSchema>;

/** A ban in force, as it is told. */
export const BanInfoSchema = tolerantObject({
  id: v.string(),
  /** Under the name of then. */
  name: v.string(),
  by: v.string(),
  reason: v.fallback(v.string(), ''),
  covers: CoversSchema,
  /** The host's wall clock, milliseconds since 1970. */
  at: v.number(),
  /** Until it is over; for good if left out. */
  seconds: maybe(v.number()),
});
export type BanInfo = Infer<typeof BanInfoSchema>;

/** The bans in force, the newest first. */
export const BansAnswerSchema = tolerantObject({
  type: v.literal('bans'),
  ref: v.string(),
  bans: eachOrNone(BanInfoSchema),
});
export type BansAnswer = Infer<typeof BansAnswerSchema>;
