/** Decides when to announce changed upload limits: not for every byte, and not too often. */
import type { FileTerms } from '../../contract/model/attachment.ts';

const INTERVAL_MS = 2_000;
/** A change of this share of the last announced value is noticeable. */
const NOTICEABLE_SHARE = 0.1;

export class TermsNotice {
  readonly #terms: () => FileTerms;
  readonly #announce: () => void;
  #announced: number;
  #pause: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(terms: () => FileTerms, announce: () => void) {
    this.#terms = terms;
    this.#announce = announce;
    this.#announced = terms().bytesLeft;
  }

  /** The space may have changed. */
  check(): void {
    if (this.#stopped || this.#pause !== undefined || !this.#isNoticeable()) return;
    this.#announced = this.#terms().bytesLeft;
    this.#announce();
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.check();
    }, INTERVAL_MS);
  }

  /** Announces the limits in any case, after they were changed. */
  announce(): void {
    this.#announced = this.#terms().bytesLeft;
    this.#announce();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /** Whether a maximum-size file has started or stopped to fit, or the space changed by the share above. */
  #isNoticeable(): boolean {
    const { bytesLeft, bytesMax } = this.#terms();
    const fits = (left: number) => left >= bytesMax;
    const changed = Math.abs(bytesLeft - this.#announced);
    return (
      fits(bytesLeft) !== fits(this.#announced) ||
      (changed > 0 && changed >= this.#announced * NOTICEABLE_SHARE)
    );
  }
}
