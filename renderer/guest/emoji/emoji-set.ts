/** The emoji by kind, with their names in the page's language. It refuses to know how they are shown. */
import type { Emoji } from 'emojibase';
import { foldText } from '../../../contract/text/fold-text.ts';

export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
  /** What it is searched by. */
  readonly folded: string;
}

/** In the order of Unicode, which numbers them. */
export const EMOJI_GROUPS = [
  'smileys',
  'people',
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;
export type EmojiGroup = (typeof EMOJI_GROUPS)[number];
export type EmojiSet = Readonly<Record<EmojiGroup, readonly NamedEmoji[]>>;

/** Newer ones are empty boxes on many a phone: this is what was known in 2021. */
const VERSION_MAX = 14;
const FOUND_MAX = 80;

/** Group 2 of Unicode are parts, such as hair, which nobody sends alone. */
const GROUPS: Readonly<Record<number, EmojiGroup>> = {
  0: 'smileys',
  1: 'people',
  3: 'nature',
  4: 'food',
  5: 'travel',
  6: 'activities',
  7: 'objects',
  8: 'symbols',
  9: 'flags',
};

/** A line for each language that has names; English stands in for the others. */
const NAMES: Readonly<Record<string, () => Promise<{ readonly default: readonly Emoji[] }>>> = {
  en: () => import('emojibase-data/en/data.json'),
  'zh-Hant': () => import('emojibase-data/zh-hant/data.json'),
  'zh-Hans': () => import('emojibase-data/zh/data.json'),
  ja: () => import('emojibase-data/ja/data.json'),
  ko: () => import('emojibase-data/ko/data.json'),
  es: () => import('emojibase-data/es/data.json'),
  fr: () => import('emojibase-data/fr/data.json'),
  de: () => import('emojibase-data/de/data.json'),
  pt: () => import('emojibase-data/pt/data.json'),
  ru: () => import('emojibase-data/ru/data.json'),
};

const loaded = new Map<string, Promise<EmojiSet | undefined>>();

/** The same promise for the same language; of `undefined` if they could not be fetched, which the next one tries again. */
export function loadEmoji(language: string): Promise<EmojiSet | undefined> {
  const known = NAMES[language] === undefined ? 'en' : language;
  const set = loaded.get(known) ?? fetchSet(known);
  loaded.set(known, set);
  return set;
}

async function fetchSet(language: string): Promise<EmojiSet | undefined> {
  try {
    const { default: all = [] } = (await NAMES[language]?.()) ?? {};
    return sortByKind(all);
  } catch {
    loaded.delete(language);
    return undefined;
  }
}

function sortByKind(all: readonly Emoji[]): EmojiSet {
  const set: Record<EmojiGroup, NamedEmoji[]> = {
    ...{ smileys: [], people: [], nature: [], food: [], travel: [] },
    ...{ activities: [], objects: [], symbols: [], flags: [] },
  };
  const ordered = [...all].sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  for (const { emoji, label, tags = [], group, version } of ordered) {
    const kind = group === undefined ? undefined : GROUPS[group];
    if (kind === undefined || version > VERSION_MAX) continue;
    set[kind].push({ emoji: plainest(emoji), name: label, folded: foldText([label, ...tags].join(' ')) });
  }
  return set;
}

/** What keyboards write: the sign that asks for a picture only where there would be none without. */
function plainest(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1');
}

/** Those whose names have each of the words; those that are called so stand before those that only have to do with it. */
export function searchEmoji(set: EmojiSet, text: string): readonly NamedEmoji[] {
  const words = foldText(text).split(' ');
  const found = EMOJI_GROUPS.flatMap((kind) => set[kind]).filter(({ folded }) =>
    words.every((word) => folded.includes(word)),
  );
  const called = (named: NamedEmoji) => (words.every((word) => foldText(named.name).includes(word)) ? 0 : 1);
  return found.sort((one, other) => called(one) - called(other)).slice(0, FOUND_MAX);
}
