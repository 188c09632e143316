/** Reads what the host says about order: who is out, who may say nothing, and what those who keep order are told. */
import type {
  Announced,
  PendingAdded,
  BansAnswer,
  BanInfo,
  PendingRemoved,
  Pending,
  ModerationState,
  ModerationDone,
  Removed,
  BanPreview,
  Muted,
  PendingMessage,
} from '../../../contract/model/moderation.ts';
import {
  isNumber,
  isText,
  parseEach,
  parseText,
  toFields,
  type Fields,
} from '../../../contract/model/fields.ts';
import { parseAttachment } from '../../../contract/model/parse-attachment.ts';
import { parseAnnouncement, parseCovers, parseNamed } from '../../../contract/model/parse-moderation.ts';

type OrderMessage =
  | Removed
  | Muted
  | ModerationState
  | PendingAdded
  | PendingRemoved
  | Pending
  | Announced
  | ModerationDone
  | BanPreview
  | BansAnswer;

/** `undefined` for what is none of these. */
export function parseModerationNotice(fields: Fields): OrderMessage | undefined {
  const { type, ref } = fields;
  switch (type) {
    case 'removed':
      return parseOut(fields);
    case 'muted':
      return { type, on: fields['on'] === true, ...whyAndHowLong(fields) };
    case 'moderation':
      return {
        type,
        muted: parseEach(fields['muted'], parseText),
        pending: parseEach(fields['pending'], parseWaiting),
      };
    case 'pending-added': {
      const pending = parseWaiting(fields['pending']);
      return pending && { type, pending };
    }
    case 'pending-removed':
      return isText(fields['pending']) ? { type, pending: fields['pending'] } : undefined;
    case 'pending':
      return isText(ref) ? { type, ref } : undefined;
    case 'announced': {
      const announcement = parseAnnouncement(fields['announcement']);
      return { type, ...(announcement && { announcement }) };
    }
    case 'done':
      return isText(ref) ? { type, ref } : undefined;
    case 'ban-preview':
      return parsePreview(fields);
    case 'bans':
      return isText(ref) ? { type, ref, bans: parseEach(fields['bans'], parseBan) } : undefined;
    default:
      return undefined;
  }
}

function parseWaiting(value: unknown): PendingMessage | undefined {
  const { id, room, from, text, files, at } = toFields(value) ?? {};
  const author = parseNamed(from);
  if (!isText(id) || !isText(room) || author === undefined || !isText(text)) return undefined;
  if (!isNumber(at)) return undefined;
  return { id, room, from: author, text, files: parseEach(files, parseAttachment), at };
}

function parseOut(fields: Fields): Removed {
  const { why } = fields;
  const known = why === 'banned' || why === 'pin' ? why : 'removed';
  return { type: 'removed', why: known, ...whyAndHowLong(fields) };
}

function whyAndHowLong({ reason, seconds }: Fields) {
  return { ...(isText(reason) && { reason }), ...(isNumber(seconds) && { seconds }) };
}

function parsePreview({ ref, others, holds }: Fields): BanPreview | undefined {
  const covers = parseCovers(holds);
  return isText(ref) && covers
    ? { type: 'ban-preview', ref, others: parseEach(others, parseNamed), holds: covers }
    : undefined;
}

function parseBan(value: unknown): BanInfo | undefined {
  const fields = toFields(value) ?? {};
  const { id, name, by, at, seconds } = fields;
  const covers = parseCovers(fields['covers']);
  if (!isText(id) || !isText(name) || !isText(by) || !isNumber(at) || covers === undefined) return undefined;
  const reason = isText(fields['reason']) ? fields['reason'] : '';
  return { id, name, by, reason, covers, at, ...(isNumber(seconds) && { seconds }) };
}
