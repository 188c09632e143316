/** The languages that a request asks for, best first. It refuses to know which of them are spoken here. */

/** Browsers send a handful; what somebody sends behind these is not looked at. */
const HEADER_LENGTH_MAX = 512;
const LANGUAGES_MAX = 20;

/** A range with its weight (RFC 9110 §12.4.2, §12.5.4). */
const RANGE = /^\s*([a-z\d-]{1,35})\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/i;

/** What is malformed, or weighs nothing, is left out. */
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
