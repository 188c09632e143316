/**
 * Who is named in a text with an @. It refuses to know who said it, where, and what becomes of it. It takes time in
 * proportion to the text and the names, not to their product.
 */
import { foldBlanks, foldName } from '../../contract/fold-text.ts';
import { proseOf } from './prose.ts';

const MENTIONS_MAX = 20;

/** Names letter by letter: what may come next, and whose name ends here. */
interface Branch {
  readonly next: Map<string, Branch>;
  id: string | undefined;
}

/**
 * The ids of those whom a text names as `@Name`, in order, each once, {@link MENTIONS_MAX} at the most. Of names that
 * begin alike the longest counts; what makes no other name (`foldName`) makes no difference; code names nobody.
 */
export function findMentions(
  text: string,
  people: readonly { readonly id: string; readonly name: string }[],
): string[] {
  const names = branchOf(people);
  const prose = fold(proseOf(text));
  const found = new Set<string>();
  let at = prose.indexOf('@');
  while (at !== -1 && found.size < MENTIONS_MAX) {
    const named = IN_WORD_BEFORE.test(prose.slice(Math.max(0, at - 2), at))
      ? undefined
      : nameAt(prose, at + 1, names);
    if (named !== undefined) found.add(named.id);
    at = prose.indexOf('@', named?.end ?? at + 1);
  }
  return [...found];
}

function branchOf(people: readonly { readonly id: string; readonly name: string }[]): Branch {
  const root: Branch = { next: new Map(), id: undefined };
  for (const { id, name } of people) {
    let branch = root;
    for (const letter of fold(name).split('')) {
      const next = branch.next.get(letter) ?? { next: new Map<string, Branch>(), id: undefined };
      branch.next.set(letter, next);
      branch = next;
    }
    branch.id ??= id;
  }
  return root;
}

/** The longest name that starts at a place and ends with its word. */
function nameAt(
  prose: string,
  start: number,
  names: Branch,
): { readonly id: string; readonly end: number } | undefined {
  let longest: { readonly id: string; readonly end: number } | undefined;
  let end = start;
  let branch = names.next.get(prose.charAt(end));
  while (branch !== undefined) {
    end += 1;
    const { id, next } = branch;
    if (id !== undefined && !IN_WORD_AFTER.test(prose.slice(end, end + 2))) longest = { id, end };
    branch = next.get(prose.charAt(end));
  }
  return longest;
}

/** As names are compared: Zoe and Zoë are two people. */
function fold(text: string): string {
  return foldBlanks(foldName(text));
}

/** Written without blanks, or with endings put on directly: what follows a name need not belong to it. */
const RUN_ON = ['Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('');
/** A letter or digit with what belongs to it; the invisible parts of an emoji are none. */
const IN_WORD = `(?![${RUN_ON}\\p{Default_Ignorable_Code_Point}])[\\p{L}\\p{M}\\p{N}]`;
const IN_WORD_BEFORE = new RegExp(`${IN_WORD}$`, 'u');
const IN_WORD_AFTER = new RegExp(`^${IN_WORD}`, 'u');
