/** What of a message is searched: what it says, and what its files are called. */
import type { Message } from '../../contract/model/entry.ts';
import { foldText } from '../../contract/text/fold-text.ts';

/** UTF-16 units of a text: all that a page can send. Lines of plain text may be longer, and dear to take in. */
const SEARCHED_UNITS_MAX = 8_000;
const TRIGRAM_CODE_POINTS = 3;

export function searchedText({ text, files = [] }: Message): string {
  return foldText([text.slice(0, SEARCHED_UNITS_MAX), ...files.map(({ name }) => name)].join('\n'));
}

/** Whether the index of trigrams finds it: what is shorter is looked for text by text. (sqlite.org/fts5.html §4.3.4) */
export function isIndexed(sought: string): boolean {
  return Array.from(sought).length >= TRIGRAM_CODE_POINTS;
}
