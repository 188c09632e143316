/** Short and searchable forms of a message's text. */
import type { Message } from '../../../contract/model/entry.ts';

export function messageExcerpt({ text, files = [] }: Pick<Message, 'text' | 'files'>): string {
  return text === '' ? files.map(({ name }) => name).join(', ') : text;
}

/** The text that searches match, the same as on the host. */
export function searchableText({ text, files = [] }: Pick<Message, 'text' | 'files'>): string {
  return [text, ...files.map(({ name }) => name)].filter((part) => part !== '').join('\n');
}
