/**
 * Who is named in a text with an @. It takes time in proportion to the text, however many are here; it does not know
 * who said it, where, and what becomes of it.
 */
import { foldBlanks, foldName } from '../../../contract/text/fold-text.ts';
import { proseOf } from './without-code.ts';

const MENTIONS_MAX = 20;

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

/** Names letter by letter: what may come next, and whose name ends here. Of several, who came first is meant. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly ids: string[];
}

/** The names of everybody who is here, kept as they come, go and change, so that a text costs no look at all of them. */
export class MentionIndex {
  readonly #names = emptyBranch();

  add({ id, name }: NamedPerson): void {
    let branch = this.#names;
    for (const letter of lettersOf(name)) {
      const next = branch.next.get(letter) ?? emptyBranch();
      branch.next.set(letter, next);
      branch = next;
    }
    branch.ids.push(id);
  }

  /** @param named as it was added */
  remove({ id, name }: NamedPerson): void {
    const letters = lettersOf(name);
    const way = [this.#names];
    for (const letter of letters) {
      const next = way.at(-1)?.next.get(letter);
      if (next === undefined) return;
      way.push(next);
    }
    const ids = way.at(-1)?.ids ?? [];
    const place = ids.indexOf(id);
    if (place !== -1) ids.splice(place, 1);
    // Whatever leads to nobody any more goes.
    for (let end = letters.length; end > 0 && isEmpty(way[end]); end -= 1)
      way[end - 1]?.next.delete(letters[end - 1] ?? '');
  }

  /**
   * The ids of those whom a text names as `@Name`, in order, each once, {@link MENTIONS_MAX} at the most. Of names that
   * begin alike the longest counts; what makes no other name (`foldName`) makes no difference; code names nobody.
   */
  find(text: string): string[] {
    // Most messages name nobody.
    if (!AT.test(text)) return [];
    const prose = fold(proseOf(text));
    const found = new Set<string>();
    let at = prose.indexOf('@');
    while (at !== -1 && found.size < MENTIONS_MAX) {
      const named = IN_WORD_BEFORE.test(prose.slice(Math.max(0, at - 2), at))
        ? undefined
        : nameAt(prose, at + 1, this.#names);
      if (named !== undefined) found.add(named.id);
      at = prose.indexOf('@', named?.end ?? at + 1);
    }
    return [...found];
  }
}

function emptyBranch(): Branch {
  return { next: new Map(), ids: [] };
}

function isEmpty(branch: Branch | undefined): boolean {
  return branch?.next.size === 0 && branch.ids.length === 0;
}

function lettersOf(name: string): string[] {
  return fold(name).split('');
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
    const {
      ids: [id],
      next,
    } = branch;
    if (id !== undefined && !IN_WORD_AFTER.test(prose.slice(end, end + 2))) longest = { id, end };
    branch = next.get(prose.charAt(end));
  }
  return longest;
}

/** Also in full width, and small. */
const AT = /[@＠﹫]/u;

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
