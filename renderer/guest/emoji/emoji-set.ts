/** The emoji by category, with names in the page's language. */
import type { Emoji } from 'emojibase';
import { foldText } from '../../../contract/text/fold-text.ts';

export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
  /** The name and tags, folded for search. */
  readonly folded: string;
}

/** In Unicode's order. */
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

/** Unicode emoji version of 2021. Many phones show newer emoji as empty boxes. */
const VERSION_MAX = 14;
const FOUND_MAX = 80;

/** Group 2 of Unicode holds components such as hair styles, which are not sent alone. */
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

/** The names in each language that has them; other languages use the English ones. */
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

/**
 * Returns the same promise for the same language. It resolves with `undefined` if the names could not be loaded;
 * the next call tries again.
 */
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
    smileys: [],
    people: [],
    nature: [],
    food: [],
    travel: [],
    activities: [],
    objects: [],
    symbols: [],
    flags: [],
  };
  const ordered = [...all].sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  for (const { emoji, label, tags = [], group, version } of ordered) {
    const kind = group === undefined ? undefined : GROUPS[group];
    if (kind === undefined || version > VERSION_MAX) continue;
    set[kind].push({
      emoji: withoutVariation(emoji),
      name: label,
      folded: foldText([label, ...tags].join(' ')),
    });
  }
  return set;
}

/** Drops variation selectors that keyboards leave out, so that two people give the same reaction. */
function withoutVariation(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1');
}

/** Emoji whose name or tags contain every word; matches in the name come first. */
export function searchEmoji(set: EmojiSet, text: string): readonly NamedEmoji[] {
  const words = foldText(text).split(' ');
  const found = EMOJI_GROUPS.flatMap((kind) => set[kind]).filter(({ folded }) =>
    words.every((word) => folded.includes(word)),
  );
  const nameRank = (named: NamedEmoji) =>
    words.every((word) => foldText(named.name).includes(word)) ? 0 : 1;
  return found.sort((one, other) => nameRank(one) - nameRank(other)).slice(0, FOUND_MAX);
}
