/** The fields of JSON that Porchlight wrote itself, for what has no schema yet. `json-object.ts` reads a stranger's. */

export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a JSON object; `undefined` if it is something else. */
export function parseFields(text: string): Fields | undefined {
  return toFields(parseJson(text));
}

/** Never throws: `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `undefined` for anything but an object. */
export function toFields(value: unknown): Fields | undefined {
  return isFields(value) ? value : undefined;
}

/** What can be read of a list; nothing of anything else. */
export function parseEach<T>(list: unknown, parse: (value: unknown) => T | undefined): readonly T[] {
  const values: readonly unknown[] = Array.isArray(list) ? list : [];
  return values.map(parse).filter((value): value is T & {} => value !== undefined);
}

export function textOrNothing(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** An object, not an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
