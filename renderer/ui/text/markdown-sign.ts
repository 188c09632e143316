/** Tells a text that may have Markdown from one that has none, without reading it. */

/** What every piece of Markdown has at least one of. */
export const MARKDOWN_SIGN = /[*_`[]|^ {0,3}(?:>|[-*]\s|\d{1,9}[.)]\s)/m;
