/** Finds web addresses (http and https) in a text. */

export interface TextPart {
  /** All parts together are the original text. */
  readonly text: string;
  /** The target, if the part is a link. */
  readonly href?: string;
}

/** Ends at blanks, at invisible characters, and at closing punctuation of wide scripts. */
const CANDIDATE = /https?:\/\/[^\s\p{Cc}\p{Cf}<>"“”„«»、。，！？；：（）「」『』【】《》〈〉]+/giu;
/** Directly before a link these make it part of something else: `view-source:http://…`, `x@http://…` */
const GLUE = /[\w+.:/@|\\-]$/;
const TRAILING = /[.,:;!?'’*_~`|\\]$/;

export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const start = match.index;
    const written = trimEnd(match[0]);
    const href = GLUE.test(text.slice(Math.max(0, start - 1), start)) ? undefined : webAddress(written);
    if (href === undefined) continue;
    if (start > end) parts.push({ text: text.slice(end, start) });
    parts.push({ text: written, href });
    end = start + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The normalised URL; `undefined` if it is not http(s) or contains credentials. */
export function webAddress(written: string): string | undefined {
  const url = parseUrl(written);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // `https://bank.example@elsewhere.example` leads to elsewhere.example.
  return url.username === '' && url.password === '' ? url.href : undefined;
}

function parseUrl(written: string): URL | undefined {
  try {
    return new URL(written);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Drops trailing punctuation of the sentence, and a bracket opened before the link. */
function trimEnd(candidate: string): string {
  let depth = 0;
  let length = 0;
  for (; length < candidate.length && depth >= 0; length += 1) {
    const character = candidate.charAt(length);
    if ('(['.includes(character)) depth += 1;
    else if (')]'.includes(character)) depth -= 1;
  }
  if (depth < 0) length -= 1;
  while (TRAILING.test(candidate.charAt(length - 1))) length -= 1;
  return candidate.slice(0, length);
}
