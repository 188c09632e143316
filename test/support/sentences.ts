/** The sentences of one part of one language: key → text. */
import { readFileSync } from 'node:fs';

export function sentencesOf(language: string, part: string): Map<string, string> {
  const file = new URL(`../../locales/${language}/${part}.json`, import.meta.url);
  const found = new Map<string, string>();
  const walk = (node: object, path: string) => {
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (typeof value === 'object' && value !== null) walk(value, `${path}${key}.`);
      else found.set(`${path}${key}`, String(value));
    }
  };
  walk(JSON.parse(readFileSync(file, 'utf8')) as object, '');
  return found;
}
