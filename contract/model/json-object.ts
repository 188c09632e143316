/**
 * Reads one JSON object that somebody on the network sent, within bounds. Deep JSON is read well and then breaks
 * whatever passes it on, so it is refused before it is read. It refuses to know what the fields mean.
 */

/** A `join` with its places to resume from is four deep. */
const DEPTH_MAX = 8;
const KEYS_MAX = 64;

/** A Map, so that a field called `__proto__` is a field like any other. */
export type Fields = ReadonlyMap<string, unknown>;

/** `undefined` for anything else. Never throws, whatever the text. */
export function parseObject(text: string): Fields | undefined {
  if (isDeep(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return toFields(value);
}

export function toFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length > KEYS_MAX ? undefined : new Map(entries);
}

/** Whether anything in it lies deeper than {@link DEPTH_MAX}. What stands between quotes does not count. */
function isDeep(text: string): boolean {
  // As most messages are: one object, and nothing in it.
  if (text.lastIndexOf('{') <= 0 && !text.includes('[')) return false;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length && depth <= DEPTH_MAX; i += 1) {
    const sign = text.charAt(i);
    if (sign === '"') quoted = !quoted;
    else if (quoted) i += sign === '\\' ? 1 : 0;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
  }
  return depth > DEPTH_MAX;
}
