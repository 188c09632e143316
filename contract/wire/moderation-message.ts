/** The messages with which hosts and moderators act on people. The page and the host's own window send the same. */
import * as v from 'valibot';
import {
  BAN_OTHERS_MAX,
  SANCTION_MINUTES_MAX,
  SLOW_SECONDS_MAX,
  type RoomRules,
} from '../model/moderation.ts';
import { byType, maybe, parseAs, strictObject, type Infer } from '../model/schema.ts';
import { parseReason } from '../text/writing.ts';
import { CountSchema, PersonIdSchema, RefSchema, nestedObject } from './strict.ts';

const ReasonSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const reason = parseReason(dataset.value);
    if (reason !== undefined) return reason;
    addIssue();
    return NEVER;
  }),
);

const MinutesSchema = v.pipe(CountSchema, v.minValue(1), v.maxValue(SANCTION_MINUTES_MAX));

/** A person says nothing more, for this many minutes or until the mute is lifted. */
export const MuteSchema = strictObject({
  type: v.literal('mute'),
  ref: RefSchema,
  personId: PersonIdSchema,
  /** May be empty; the person reads it. */
  reason: ReasonSchema,
  minutes: maybe(MinutesSchema),
});
export type Mute = Infer<typeof MuteSchema>;

export const UnmuteSchema = strictObject({
  type: v.literal('unmute'),
  ref: RefSchema,
  personId: PersonIdSchema,
});
export type Unmute = Infer<typeof UnmuteSchema>;

/** A person leaves at once, and cannot come back for `REMOVE_SECONDS`. */
export const RemoveSchema = strictObject({
  type: v.literal('remove'),
  ref: RefSchema,
  personId: PersonIdSchema,
  reason: ReasonSchema,
});
export type Remove = Infer<typeof RemoveSchema>;

/** A person leaves, and stays away for this many minutes or for good. */
export const BanSchema = v.pipe(
  strictObject({
    type: v.literal('ban'),
    ref: RefSchema,
    personId: PersonIdSchema,
    reason: ReasonSchema,
    minutes: maybe(MinutesSchema),
    /** At least one of them is `true`. */
    covers: v.pipe(
      nestedObject({ token: v.boolean(), name: v.boolean(), address: v.boolean() }),
      v.check(({ token, name, address }) => token || name || address),
    ),
    /** Those behind the same address who are banned as well. */
    others: v.nullish(v.pipe(v.array(PersonIdSchema), v.maxLength(BAN_OTHERS_MAX))),
  }),
  v.transform(({ others, ...ban }) => ({
    ...ban,
    ...(others && others.length > 0 && { others: [...new Set(others)] }),
  })),
);
export type Ban = Infer<typeof BanSchema>;

/** A ban is over. */
export const UnbanSchema = strictObject({ type: v.literal('unban'), ref: RefSchema, ban: PersonIdSchema });
export type Unban = Infer<typeof UnbanSchema>;

/** Asks whom a ban would hit. */
export const AskBanPreviewSchema = strictObject({
  type: v.literal('ban-preview'),
  ref: RefSchema,
  personId: PersonIdSchema,
});
export type AskBanPreview = Infer<typeof AskBanPreviewSchema>;

/** Asks for the bans in force. */
export const AskBansSchema = strictObject({ type: v.literal('bans'), ref: RefSchema });
export type AskBans = Infer<typeof AskBansSchema>;

/** A pending message is let through, or not. */
export const ReviewSchema = strictObject({
  type: v.literal('review'),
  ref: RefSchema,
  pending: PersonIdSchema,
  approve: v.boolean(),
});
export type Review = Infer<typeof ReviewSchema>;

export const MODERATION_SCHEMAS = [
  MuteSchema,
  UnmuteSchema,
  RemoveSchema,
  BanSchema,
  UnbanSchema,
  ReviewSchema,
  AskBanPreviewSchema,
  AskBansSchema,
] as const;

const ModerationMessageSchema = byType(MODERATION_SCHEMAS);
export type ModerationMessage = Infer<typeof ModerationMessageSchema>;

/** `undefined` if it is not one, or if a field does not fit. */
export function parseModeration(value: unknown): ModerationMessage | undefined {
  return parseAs(ModerationMessageSchema, value);
}

const StrictRoomRulesSchema = nestedObject({
  slow: maybe(v.pipe(CountSchema, v.minValue(1), v.maxValue(SLOW_SECONDS_MAX))),
  readOnly: v.fallback(v.boolean(), false),
  approve: v.fallback(v.boolean(), false),
});

/** Rules of a room as the window sends them; `undefined` if they do not fit. */
export function parseRoomRules(raw: unknown): RoomRules | undefined {
  const rules = parseAs(StrictRoomRulesSchema, raw);
  if (rules === undefined) return undefined;
  const { readOnly, approve, ...pace } = rules;
  return { ...pace, ...(readOnly && { readOnly }), ...(approve && { approve }) };
}
