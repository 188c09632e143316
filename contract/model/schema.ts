/**
 * The schemas of the contract, on top of valibot. Tolerant ones read what Porchlight wrote itself: a page reads a host
 * that may be newer, the host reads its own disk. Strict ones (`wire/strict.ts`) read what a stranger sent.
 *
 * valibot's own object and variant would do the same, but they search all alternatives and note a path for each field,
 * which made a chat message 1.5 times as slow to read.
 */
import * as v from 'valibot';
import { isFields } from './fields.ts';

/** The type that a schema reads, read-only at every depth. */
export type Infer<S extends v.GenericSchema> = DeepReadonly<v.InferOutput<S>>;

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };

type ObjectOutput<E extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

export interface ObjectSchema<E extends v.ObjectEntries> extends v.BaseSchema<
  unknown,
  ObjectOutput<E>,
  v.BaseIssue<unknown>
> {
  readonly entries: E;
}

/** The value as the schema reads it; `undefined` if it does not fit. */
export function parseAs<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> | undefined {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
}

/** Reads these fields and drops all others. A field of {@link maybe} is left out if it does not fit. */
// @__NO_SIDE_EFFECTS__
export function tolerantObject<const E extends v.ObjectEntries>(entries: E): ObjectSchema<E> {
  return objectOf(entries, true);
}

/** Reads these fields and drops all others. Each of them has to fit. */
// @__NO_SIDE_EFFECTS__
export function strictObject<const E extends v.ObjectEntries>(entries: E): ObjectSchema<E> {
  return objectOf(entries, false);
}

/** A field that may be missing. */
// @__NO_SIDE_EFFECTS__
export function maybe<S extends v.GenericSchema>(schema: S) {
  return v.exactOptional(schema);
}

/** A field that is either `true` or left out. */
// @__NO_SIDE_EFFECTS__
export function flag() {
  return maybe(v.literal(true));
}

/** A list without the elements that do not fit. */
// @__NO_SIDE_EFFECTS__
export function each<S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.custom<readonly unknown[]>(Array.isArray),
    v.transform((list) => list.map((item) => parseAs(schema, item)).filter((item) => item !== undefined)),
  );
}

/** The same; anything but a list reads as an empty one. */
// @__NO_SIDE_EFFECTS__
export function eachOrNone<S extends v.GenericSchema>(schema: S) {
  return v.fallback(each(schema), () => []);
}

type Variant = v.GenericSchema & { readonly entries: { readonly type: v.LiteralSchema<string, undefined> } };

/** One of several objects, told apart by their `type`. The issue of an unknown type is of the type `never`. */
// @__NO_SIDE_EFFECTS__
export function byType<const S extends readonly Variant[]>(schemas: S) {
  const known = new Map<unknown, S[number]>(schemas.map((schema) => [schema.entries.type.literal, schema]));
  const unknown = v.never();
  return v.lazy((value) => known.get(isFields(value) ? value['type'] : undefined) ?? unknown);
}

// @__NO_SIDE_EFFECTS__
function objectOf<const E extends v.ObjectEntries>(entries: E, isTolerant: boolean): ObjectSchema<E> {
  const fields = Object.entries(entries).map(([key, schema]) => ({
    ...{ key, schema, mayMiss: schema.type === 'exact_optional' },
  }));
  const base = v.custom<ObjectOutput<E>>(isFields);
  return {
    ...base,
    entries,
    '~run'(dataset, config): v.OutputDataset<ObjectOutput<E>, v.BaseIssue<unknown>> {
      const input = dataset.value;
      if (!isFields(input)) return base['~run'](dataset, config);
      const output: Record<string, unknown> = {};
      for (const { key, schema, mayMiss } of fields) {
        const value = input[key];
        if (mayMiss && value === undefined) continue;
        const read = schema['~run']({ value }, config);
        if (read.issues === undefined) output[key] = read.value;
        else if (!mayMiss || !isTolerant) return { typed: false, value: output, issues: read.issues };
      }
      return success<ObjectOutput<E>>(output);
    },
  };
}

/** The entries say of which type the output is; the compiler cannot follow a loop over them. */
function success<T>(value: object): v.SuccessDataset<T>;
function success(value: object): v.SuccessDataset<unknown> {
  return { typed: true, value };
}
