/** What the host sends to a page. The host may be newer than the page: the page drops what it does not know. */
import * as v from 'valibot';
import { ArrivalsSchema } from '../model/arrivals.ts';
import { FileTermsSchema } from '../model/attachment.ts';
import {
  DeletedSchema,
  EditedSchema,
  JoinedSchema,
  LeftSchema,
  ReactedSchema,
  RenamedSchema,
} from '../model/entry.ts';
import { ErrorCodeSchema } from '../model/error-code.ts';
import {
  AnnouncedSchema,
  BanPreviewSchema,
  BansAnswerSchema,
  ModerationDoneSchema,
  ModerationStateSchema,
  MutedSchema,
  PendingAddedSchema,
  PendingRemovedSchema,
  PendingSchema,
  RemovedSchema,
} from '../model/moderation.ts';
import { parseJson } from '../model/fields.ts';
import { PersonSchema, PresentSchema } from '../model/person.ts';
import { RetentionSchema } from '../model/retention.ts';
import { RoomSchema } from '../model/room.ts';
import { byType, each, eachOrNone, maybe, parseAs, tolerantObject, type Infer } from '../model/schema.ts';
import { ClampedMessageSchema, PageSchema } from './page.ts';

/** Of a host: a page opens nothing else for a person who trusts that it is one. */
const LinkSchema = v.custom<string>(
  (value) => typeof value === 'string' && /^http:\/\/[\d.:[\]a-f]+$/.test(value),
);

export const WelcomeSchema = tolerantObject({
  type: v.literal('welcome'),
  /** Which history this is. Another value than before means that sequence numbers started anew. */
  log: v.string(),
  you: PersonSchema,
  /** Proves to a later connection that it is the same person. Keep it in `sessionStorage`. */
  token: v.string(),
  /** Everyone who is here; where `gone` is there, only those of them who changed since the `people` of `Resume`. */
  people: eachOrNone(PresentSchema),
  /** The ids of those who are here no more since then. */
  gone: maybe(each(v.string())),
  /** Stands for all that was told of people up to here. A page that comes back gives back the last one it has. */
  peopleVersion: maybe(v.string()),
  rooms: eachOrNone(RoomSchema),
  retention: RetentionSchema,
  /** Left out where the host takes no files. */
  files: maybe(FileTermsSchema),
  /** Where the host would be if it lost the address it has; left out where it has no other one. */
  fallbackLink: maybe(LinkSchema),
  /**
   * What follows on directly from `after` in the rooms of `resume`, or, if that is too much, the last page. The lobby
   * is always among them; of the others those that are at hand, and the rest the page reads for itself.
   */
  pages: eachOrNone(PageSchema),
});
export type Welcome = Infer<typeof WelcomeSchema>;

/** The answer to `read`. */
export const PageReadSchema = tolerantObject({
  type: v.literal('page'),
  ...PageSchema.entries,
  ref: v.string(),
});
export type PageRead = Infer<typeof PageReadSchema>;

/** The answer to `search`: the newest first. */
export const FoundSchema = tolerantObject({
  type: v.literal('found'),
  ref: v.string(),
  messages: eachOrNone(ClampedMessageSchema),
  /** Give it back as `before` for older ones; left out when there are none. */
  older: maybe(v.number()),
});
export type Found = Infer<typeof FoundSchema>;

/** One of these changed; two people's own rooms are not among the rooms. */
export const ServerInfoSchema = tolerantObject({
  type: v.literal('server-info'),
  rooms: eachOrNone(RoomSchema),
  retention: RetentionSchema,
  files: maybe(FileTermsSchema),
  fallbackLink: maybe(LinkSchema),
});
export type ServerInfo = Infer<typeof ServerInfoSchema>;

/** A person wrote to you alone for the first time, or you to them. */
export const RoomOpenedSchema = tolerantObject({ type: v.literal('room-opened'), room: RoomSchema });
export type RoomOpened = Infer<typeof RoomOpenedSchema>;

export const TypingNoticeSchema = tolerantObject({
  type: v.literal('typing'),
  room: v.string(),
  id: v.string(),
});
export type TypingNotice = Infer<typeof TypingNoticeSchema>;

export const PresenceChangedSchema = tolerantObject({
  type: v.literal('presence'),
  id: v.string(),
  asleep: v.boolean(),
});
export type PresenceChanged = Infer<typeof PresenceChangedSchema>;

export const RefusalSchema = tolerantObject({
  type: v.literal('error'),
  code: ErrorCodeSchema,
  /** The `ref` of the message that was refused, if it had one. */
  ref: maybe(v.string()),
  /** For how long, with `pin-wait`, `too-fast`, `rate-limited`, `muted` and `slow-mode`. */
  seconds: maybe(v.number()),
});
export type Refusal = Infer<typeof RefusalSchema>;

export const HeartbeatSchema = tolerantObject({
  type: v.literal('heartbeat'),
  peopleVersion: maybe(v.string()),
});
export type Heartbeat = Infer<typeof HeartbeatSchema>;

export const ServerMessageSchema = byType([
  ClampedMessageSchema,
  TypingNoticeSchema,
  ReactedSchema,
  HeartbeatSchema,
  JoinedSchema,
  LeftSchema,
  ArrivalsSchema,
  PresenceChangedSchema,
  EditedSchema,
  DeletedSchema,
  RenamedSchema,
  WelcomeSchema,
  PageReadSchema,
  FoundSchema,
  ServerInfoSchema,
  RoomOpenedSchema,
  RefusalSchema,
  RemovedSchema,
  MutedSchema,
  ModerationStateSchema,
  PendingAddedSchema,
  PendingRemovedSchema,
  PendingSchema,
  AnnouncedSchema,
  ModerationDoneSchema,
  BanPreviewSchema,
  BansAnswerSchema,
]);
export type ServerMessage = Infer<typeof ServerMessageSchema>;

/** `undefined` for a message that this page does not understand; never throws. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  return parseAs(ServerMessageSchema, parseJson(text));
}
