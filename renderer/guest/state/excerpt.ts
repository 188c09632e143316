/** A message in a few words, for where there is no place for all of it: what it says, or else what its files are called. */
import type { Message } from '../../../contract/model/entry.ts';

export function messageExcerpt({ text, files = [] }: Pick<Message, 'text' | 'files'>): string {
  return text === '' ? files.map(({ name }) => name).join(', ') : text;
}

/** All that is searched of a message, as the host does it. */
export function wordsOf({ text, files = [] }: Pick<Message, 'text' | 'files'>): string {
  return [text, ...files.map(({ name }) => name)].filter((words) => words !== '').join('\n');
}
