/** The web addresses in what somebody wrote. It refuses to know how they are shown, and of any scheme but http and https. */

export interface TextPart {
  /** As it was written: all parts together are the text. */
  readonly text: string;
  /** Where it leads, if it is a link. */
  readonly href?: string;
}

/** Ends at blanks, at invisible characters, and at the marks that close a sentence or a bracket in wide scripts. */
const CANDIDATE = /https?:\/\/[^\s\p{Cc}\p{Cf}<>"“”„«»、。，！？；：（）「」『』【】《》〈〉]+/giu;
/** Right before a link these make it a part of something else: `view-source:http://…`, `x@http://…` */
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

/** The URL as the browser reads it, if it leads to the web and pretends nothing. */
export function webAddress(written: string): string | undefined {
  const url = parseUrl(written);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // `https://bank.example@elsewhere.example` leads elsewhere.
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

/** Without what belongs to the sentence: the marks at its end, and a bracket that was opened before it. */
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
