/** Names that nobody may have, since they would pass for the host, a moderator or the program itself. */
import { bareSkeletonOf } from './confusables.ts';

export class ReservedNames {
  readonly #words: ReadonlySet<string>;

  /** @param words for host, moderator and program, in every language that the page speaks */
  constructor(words: readonly string[]) {
    this.#words = new Set(words.map(look));
  }

  /**
   * Whether a name is one of these words, or has one as a word of its own: `The host`, `Host (you)`, `H.o.s.t`,
   * `Ann [moderator]`. In a longer word it is none: `Hostetler`. Accents, signs and blanks make no difference.
   */
  has(name: string): boolean {
    const words = name.replace(HUMP, '$1 $2').match(WORD) ?? [];
    const bare = words.flatMap((word) => [word, word.replace(NUMBERS, '')]);
    return [name, ...bare].some((each) => this.#words.has(look(each)));
  }
}

function look(text: string): string {
  return bareSkeletonOf(text).replace(ACCENTS, '');
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Where one word begins within another: TheHost. */
const HUMP = /(\p{Ll})(\p{Lu})/gu;
const NUMBERS = /^\p{N}+|\p{N}+$/gu;
const ACCENTS = /[\u0300-\u036f]+/gu;
