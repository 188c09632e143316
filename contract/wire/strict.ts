/** Schemas for what a stranger sends. They read known fields only, within bounds, and one that does not fit refuses all. */
import * as v from 'valibot';
import { strictObject, type ObjectSchema } from '../model/schema.ts';
import { isSmallObject } from '../model/json-object.ts';

const REF_LENGTH_MAX = 64;
const ROOM_LENGTH_MAX = 64;
const PERSON_LENGTH_MAX = 64;
const FILE_ID_LENGTH = 32;

/** An object within a message; the message itself is small, or `parseObject` would have refused it. */
export function nestedObject<const E extends v.ObjectEntries>(entries: E): ObjectSchema<E> {
  const schema = strictObject(entries);
  return {
    ...schema,
    '~run': (dataset, config) =>
      schema['~run'](isSmallObject(dataset.value) ? dataset : { value: undefined }, config),
  };
}

export function shortText(most: number) {
  return v.custom<string>((value) => isShortText(value, most));
}

/** The id that a page gives to what it sends. */
export const RefSchema = v.custom<string>(
  (value) => isShortText(value, REF_LENGTH_MAX) && value !== '' && value.isWellFormed(),
);

export const RoomIdSchema = v.custom<string>(
  (value) => isShortText(value, ROOM_LENGTH_MAX) && /^[\da-z+-]+$/.test(value),
);

export const UploadIdSchema = v.custom<string>(
  (value) => isShortText(value, FILE_ID_LENGTH) && /^[\da-f]{32}$/.test(value),
);

export const PersonIdSchema = v.custom<string>(
  (value) => isShortText(value, PERSON_LENGTH_MAX) && value !== '',
);

/** A sequence number, a position or a time. */
export const CountSchema = v.custom<number>(
  (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
);

function isShortText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}
