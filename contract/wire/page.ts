/** A part of a room's log as it is read: which one is asked for, and what comes. */
import * as v from 'valibot';
import { ArrivalsSchema, joinedOf } from '../model/arrivals.ts';
import {
  DeletedSchema,
  EditedSchema,
  JoinedSchema,
  LeftSchema,
  MessageSchema,
  ReactedSchema,
  RenamedSchema,
  type Entry,
} from '../model/entry.ts';
import { byType, eachOrNone, tolerantObject, type Infer } from '../model/schema.ts';
import { clampMarks } from '../text/writing.ts';
import { CountSchema } from './strict.ts';

/** A message whose text climbs over no neighbour: texts that came over plain text are stored as they came. */
export const ClampedMessageSchema = v.pipe(
  MessageSchema,
  v.transform((message) => ({ ...message, text: clampMarks(message.text) })),
);

/** An entry, or people who came close together. */
const LoggedSchema = byType([
  ClampedMessageSchema,
  JoinedSchema,
  LeftSchema,
  RenamedSchema,
  EditedSchema,
  DeletedSchema,
  ReactedSchema,
  ArrivalsSchema,
]);

/** A part of one room's log, in order and without a gap. */
export const PageSchema = tolerantObject({
  room: v.string(),
  entries: v.pipe(
    eachOrNone(LoggedSchema),
    v.transform((all) =>
      all.flatMap<Entry>((entry) => (entry.type === 'arrivals' ? joinedOf(entry) : [entry])),
    ),
  ),
  /** Nothing older is kept. */
  first: v.boolean(),
  /** Nothing newer was there when it was read. */
  last: v.boolean(),
});
export type Page = Infer<typeof PageSchema>;

/** Where in a room to read: before or after an entry, around one, or around the first one of a time. */
export const ReadPositionSchema = v.union([
  v.strictObject({ before: CountSchema }),
  v.strictObject({ after: CountSchema }),
  v.strictObject({ around: CountSchema }),
  /** Milliseconds since 1970. */
  v.strictObject({ since: CountSchema }),
]);
export type ReadPosition = Infer<typeof ReadPositionSchema>;
