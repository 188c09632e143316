/** When to tell everybody again how much may be sent: not for every byte, and not too often. */
import type { FileTerms } from '../../contract/model/attachment.ts';

const INTERVAL_MS = 2_000;
/** So much more or less, of what was told last, makes a difference. */
const NOTICEABLE_SHARE = 0.1;

export class TermsNotice {
  readonly #terms: () => FileTerms;
  readonly #tell: () => void;
  #told: number;
  #pause: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(terms: () => FileTerms, tell: () => void) {
    this.#terms = terms;
    this.#tell = tell;
    this.#told = terms().bytesLeft;
  }

  /** There may be more room, or less. */
  check(): void {
    if (this.#stopped || this.#pause !== undefined || !this.#isNoticeable()) return;
    this.#told = this.#terms().bytesLeft;
    this.#tell();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.check();
    }, INTERVAL_MS);
  }

  /** What may be sent is another amount, which is told whatever it is. */
  tell(): void {
    this.#told = this.#terms().bytesLeft;
    this.#tell();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /** Whether a file fits that did not, or the other way round, or it is much more or less. */
  #isNoticeable(): boolean {
    const { bytesLeft, bytesMax } = this.#terms();
    const fits = (left: number) => left >= bytesMax;
    const changed = Math.abs(bytesLeft - this.#told);
    return fits(bytesLeft) !== fits(this.#told) || (changed > 0 && changed >= this.#told * NOTICEABLE_SHARE);
  }
}
