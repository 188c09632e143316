/**
 * Parses the Accept-Language header of a request. Which of the languages we have translations for is decided elsewhere.
 */

/** Browsers send a handful of languages. Anything past these limits is ignored. */
const HEADER_LENGTH_MAX = 512;
const LANGUAGES_MAX = 20;

/** A language range with its weight (RFC 9110 §12.4.2, §12.5.4). */
const RANGE = /^\s*([a-z\d-]{1,35})\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i;

/** Returns the language tags, best first. Malformed ranges and those with weight 0 are left out. */
export function acceptedLanguages(header = ''): string[] {
  return header
    .slice(0, HEADER_LENGTH_MAX)
    .split(',', LANGUAGES_MAX)
    .map((each) => RANGE.exec(each))
    .map((range) => ({ tag: range?.[1] ?? '', weight: range?.[1] === undefined ? 0 : Number(range[2] ?? 1) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}
