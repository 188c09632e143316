/**
 * The hash chain of an exported file (docs/export.md): every line ends with a link, the SHA-256 of the previous link
 * and the rest of the line. A line that is changed, inserted, removed or moved breaks the chain.
 */
import { createHash } from 'node:crypto';

/** The link before the first line. */
const START = '0'.repeat(64);
const LINK = /^<!--([0-9a-f]{64})-->$/;
/** The length of a comment with 64 digits. */
const LINK_LENGTH = 71;

export class Chain {
  #link = START;

  /** The last link. */
  get link(): string {
    return this.#link;
  }

  /**
   * Returns the line with its link, without a line break.
   *
   * @param line without a line break
   */
  bind(line: string): string {
    this.#link = linkOf(this.#link, line);
    return `${line}<!--${this.#link}-->`;
  }

  /** Whether a line of a file continues the chain. It then counts as the previous line. */
  follows(bound: Buffer): boolean {
    const at = Math.max(0, bound.length - LINK_LENGTH);
    const link = LINK.exec(bound.toString('latin1', at))?.[1];
    if (link === undefined) return false;
    const right = linkOf(this.#link, bound.subarray(0, at)) === link;
    this.#link = link;
    return right;
  }
}

function linkOf(before: string, line: string | Buffer): string {
  return createHash('sha256').update(`${before}\n`).update(line).digest('hex');
}
