/** A quick test for texts that may contain Markdown. */

/** Every piece of Markdown contains at least one of these. */
export const MARKDOWN_SIGN = /[*_`[]|^ {0,3}(?:>|[-*]\s|\d{1,9}[.)]\s)/m;
