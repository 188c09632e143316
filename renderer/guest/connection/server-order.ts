/** Reads what the host says about order: who is out, who may say nothing, and what those who keep order are told. */
import type {
  Announced,
  Awaits,
  Bans,
  BanTold,
  Decided,
  HeldBack,
  Order,
  OrderDone,
  Out,
  Preview,
  Silenced,
  Waiting,
} from '../../../contract/model/order.ts';
import {
  isNumber,
  isText,
  parseEach,
  parseText,
  toFields,
  type Fields,
} from '../../../contract/model/fields.ts';
import { parseAttachment } from '../../../contract/model/parse-attachment.ts';
import { parseAnnouncement, parseCovers, parseNamed } from '../../../contract/model/parse-order.ts';

type OrderMessage =
  Out | Silenced | Order | Awaits | Decided | HeldBack | Announced | OrderDone | Preview | Bans;

/** `undefined` for what is none of these. */
export function parseOrderMessage(fields: Fields): OrderMessage | undefined {
  const { type, ref } = fields;
  switch (type) {
    case 'out':
      return parseOut(fields);
    case 'silenced':
      return { type, on: fields['on'] === true, ...whyAndHowLong(fields) };
    case 'order':
      return {
        type,
        muted: parseEach(fields['muted'], parseText),
        waiting: parseEach(fields['waiting'], parseWaiting),
      };
    case 'awaits': {
      const waiting = parseWaiting(fields['waiting']);
      return waiting && { type, waiting };
    }
    case 'decided':
      return isText(fields['waiting']) ? { type, waiting: fields['waiting'] } : undefined;
    case 'held':
      return isText(ref) ? { type, ref } : undefined;
    case 'announced': {
      const announcement = parseAnnouncement(fields['announcement']);
      return { type, ...(announcement && { announcement }) };
    }
    case 'done':
      return isText(ref) ? { type, ref } : undefined;
    case 'preview':
      return parsePreview(fields);
    case 'bans':
      return isText(ref) ? { type, ref, bans: parseEach(fields['bans'], parseBan) } : undefined;
    default:
      return undefined;
  }
}

function parseWaiting(value: unknown): Waiting | undefined {
  const { id, room, from, text, files, at } = toFields(value) ?? {};
  const author = parseNamed(from);
  if (!isText(id) || !isText(room) || author === undefined || !isText(text)) return undefined;
  if (!isNumber(at)) return undefined;
  return { id, room, from: author, text, files: parseEach(files, parseAttachment), at };
}

function parseOut(fields: Fields): Out {
  const { why } = fields;
  const known = why === 'banned' || why === 'pin' ? why : 'kicked';
  return { type: 'out', why: known, ...whyAndHowLong(fields) };
}

function whyAndHowLong({ reason, seconds }: Fields) {
  return { ...(isText(reason) && { reason }), ...(isNumber(seconds) && { seconds }) };
}

function parsePreview({ ref, others, holds }: Fields): Preview | undefined {
  const covers = parseCovers(holds);
  return isText(ref) && covers
    ? { type: 'preview', ref, others: parseEach(others, parseNamed), holds: covers }
    : undefined;
}

function parseBan(value: unknown): BanTold | undefined {
  const fields = toFields(value) ?? {};
  const { id, whom, by, at, seconds } = fields;
  const covers = parseCovers(fields['covers']);
  if (!isText(id) || !isText(whom) || !isText(by) || !isNumber(at) || covers === undefined) return undefined;
  const reason = isText(fields['reason']) ? fields['reason'] : '';
  return { id, whom, by, reason, covers, at, ...(isNumber(seconds) && { seconds }) };
}
