/** What a page sends. A stranger may send anything, so {@link parseClientMessage} reads known fields only. */
import * as v from 'valibot';
import { FILES_PER_MESSAGE_MAX } from '../model/attachment.ts';
import { ErrorCodeSchema, type ErrorCode } from '../model/error-code.ts';
import { isSmallObject, parseObject } from '../model/json-object.ts';
import { parsePin } from '../model/pin.ts';
import { byType, maybe, strictObject, type Infer } from '../model/schema.ts';
import { fail, ok, type Result } from '../result.ts';
import { parseEmoji, parseName, parseQuery, parseText } from '../text/writing.ts';
import { MODERATION_SCHEMAS } from './moderation-message.ts';
import { ReadPositionSchema } from './page.ts';
import { CountSchema, RefSchema, RoomIdSchema, UploadIdSchema, shortText, nestedObject } from './strict.ts';

/**
 * Malformed: the client is broken or hostile, and repeating it is abuse.
 * Otherwise a person wrote something that can be mended.
 */
export interface ParseRefusal {
  readonly code: ErrorCode;
  readonly malformed: boolean;
  readonly ref?: string;
}

/** Only the host says who did it, in which role, under which number and when: a client that sent one could pass for another. */
const SAID_BY_HOST: ReadonlySet<string> = new Set(['from', 'by', 'person', 'role', 'via', 'id', 'seq', 'at']);

const TOKEN_LENGTH_MAX = 64;
const PIN_LENGTH_MAX = 32;
/** No page has more rooms open than this. */
const RESUME_ROOMS_MAX = 64;

/**
 * Text in its canonical form. The message of its issue is the code for the person who wrote it. It stands last in its
 * message, so that it is read, which is dear, only if the other fields fit.
 */
function written(parse: (raw: string) => Result<string, ErrorCode>) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const parsed = parse(dataset.value);
      if (parsed.ok) return parsed.value;
      addIssue({ message: parsed.error });
      return NEVER;
    }),
  );
}

const NameSchema = written((raw) => {
  const name = parseName(raw);
  return name.ok ? ok(name.value.name) : name;
});

/** Where a page that comes back had got to. */
export const ResumeSchema = nestedObject({
  log: shortText(TOKEN_LENGTH_MAX),
  rooms: v.pipe(
    v.array(nestedObject({ room: RoomIdSchema, after: CountSchema })),
    v.maxLength(RESUME_ROOMS_MAX),
    v.check((rooms) => new Set(rooms.map(({ room }) => room)).size === rooms.length),
  ),
  /** The last `peopleVersion` that came, of a page that still has those people. */
  people: maybe(shortText(TOKEN_LENGTH_MAX)),
});
export type Resume = Infer<typeof ResumeSchema>;

export const JoinSchema = strictObject({
  type: v.literal('join'),
  token: maybe(shortText(TOKEN_LENGTH_MAX)),
  /** As people write it down: 482 913. */
  pin: maybe(
    v.pipe(
      shortText(PIN_LENGTH_MAX),
      v.transform((pin) => parsePin(pin) ?? pin),
    ),
  ),
  resume: maybe(ResumeSchema),
  name: NameSchema,
});
export type Join = Infer<typeof JoinSchema>;

/** A file that the person has uploaded before. */
export const UploadedSchema = nestedObject({
  id: UploadIdSchema,
  thumbnail: maybe(UploadIdSchema),
});
export type Uploaded = Infer<typeof UploadedSchema>;

export const SaySchema = v.pipe(
  strictObject({
    type: v.literal('message'),
    ref: RefSchema,
    room: RoomIdSchema,
    /** The sequence number of the message that it answers. */
    reply: maybe(CountSchema),
    /** Each id once. */
    files: maybe(
      v.pipe(
        v.array(UploadedSchema),
        v.maxLength(FILES_PER_MESSAGE_MAX),
        v.check((files) => {
          const ids = files.flatMap(({ id, thumbnail }) =>
            thumbnail === undefined ? [id] : [id, thumbnail],
          );
          return new Set(ids).size === ids.length;
        }),
      ),
    ),
    /** May be empty if there are files. */
    text: v.string(),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { type, ref, room, text: raw, files = [], reply } = dataset.value;
    const text = parseText(raw);
    if (text.ok || (text.error === 'text-empty' && files.length > 0))
      return {
        type,
        ref,
        room,
        text: text.ok ? text.value : '',
        ...(files.length > 0 && { files }),
        ...(reply !== undefined && { reply }),
      };
    addIssue({ message: text.error });
    return NEVER;
  }),
);
export type Say = Infer<typeof SaySchema>;

const changeEntries = { ref: RefSchema, room: RoomIdSchema, target: CountSchema };

export const EditSchema = strictObject({
  type: v.literal('edit'),
  ...changeEntries,
  text: written(parseText),
});
export type Edit = Infer<typeof EditSchema>;

export const DeleteSchema = strictObject({ type: v.literal('delete'), ...changeEntries });
export type Delete = Infer<typeof DeleteSchema>;

export const ReactSchema = strictObject({
  type: v.literal('react'),
  ...changeEntries,
  emoji: v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const emoji = parseEmoji(dataset.value);
      if (emoji !== undefined) return emoji;
      addIssue();
      return NEVER;
    }),
  ),
  on: v.boolean(),
});
export type React = Infer<typeof ReactSchema>;

export const ReadSchema = strictObject({
  type: v.literal('read'),
  ref: RefSchema,
  room: RoomIdSchema,
  place: ReadPositionSchema,
});
export type Read = Infer<typeof ReadSchema>;

export const SearchSchema = strictObject({
  type: v.literal('search'),
  ref: RefSchema,
  /** Everywhere where the person may read, if left out. */
  room: maybe(RoomIdSchema),
  before: maybe(CountSchema),
  text: written(parseQuery),
});
export type Search = Infer<typeof SearchSchema>;

export const TypingSchema = strictObject({ type: v.literal('typing'), room: RoomIdSchema });
export type Typing = Infer<typeof TypingSchema>;

/** The page was hidden on a phone, or is seen again. */
export const PresenceSchema = strictObject({ type: v.literal('presence'), asleep: v.boolean() });
export type Presence = Infer<typeof PresenceSchema>;

export const RenameSchema = strictObject({ type: v.literal('rename'), name: NameSchema });
export type Rename = Infer<typeof RenameSchema>;

/** A goodbye: the person leaves for good, and the host closes the connection with 1000. */
export const LeaveSchema = strictObject({ type: v.literal('leave') });
export type Leave = Infer<typeof LeaveSchema>;

export const ClientMessageSchema = byType([
  SaySchema,
  TypingSchema,
  ReadSchema,
  ReactSchema,
  PresenceSchema,
  JoinSchema,
  EditSchema,
  DeleteSchema,
  SearchSchema,
  RenameSchema,
  LeaveSchema,
  ...MODERATION_SCHEMAS,
]);
export type ClientMessage = Infer<typeof ClientMessageSchema>;

/**
 * Reads one text message of a client. Never throws, whatever the text.
 *
 * @param isIn whether the client has joined: then a second `join` is refused before its name is read, which is dear
 */
export function parseClientMessage(text: string, isIn = false): Result<ClientMessage, ParseRefusal> {
  const fields = parseObject(text);
  if (fields === undefined) return fail({ code: 'bad-json', malformed: true });
  if (Object.keys(fields).some((field) => SAID_BY_HOST.has(field)))
    return fail({ code: 'reserved-field', malformed: true });
  if (isIn && fields['type'] === 'join') return fail({ code: 'already-joined', malformed: false });
  const parsed = v.safeParse(ClientMessageSchema, fields);
  return parsed.success ? ok(parsed.output) : fail(refusalOf(parsed.issues[0], parsed.output));
}

/** @param read the fields that were read before the one that does not fit */
function refusalOf({ type, message }: v.BaseIssue<unknown>, read: unknown): ParseRefusal {
  if (type === 'never') return { code: 'unknown-type', malformed: true };
  // Only what a person wrote has a code for its message.
  if (!v.is(ErrorCodeSchema, message)) return { code: 'bad-field', malformed: true };
  const ref = isSmallObject(read) ? read['ref'] : undefined;
  return { code: message, malformed: false, ...(typeof ref === 'string' && { ref }) };
}
