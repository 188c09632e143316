/**
 * Reads one JSON object that a stranger sent, within bounds. `JSON.parse` reads deep JSON well, but code that walks the
 * value later would overflow its stack, so deep JSON is refused before it is read.
 */
import { isFields, parseJson, type Fields } from './fields.ts';

/** A `join` with its places to resume from is four deep. */
const DEPTH_MAX = 8;
const KEYS_MAX = 64;

/** `undefined` for anything else. Never throws, whatever the text. */
export function parseObject(text: string): Fields | undefined {
  if (isDeep(text)) return undefined;
  // A field called `__proto__` is a field like any other: JSON sets no prototype.
  const value = parseJson(text);
  return isSmallObject(value) ? value : undefined;
}

/** Whether it is an object with at most {@link KEYS_MAX} fields. */
export function isSmallObject(value: unknown): value is Fields {
  return isFields(value) && Object.keys(value).length <= KEYS_MAX;
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
