/** Reads lines of input one at a time: the next is read when the previous one was handled. */
import type { Readable } from 'node:stream';
import type { TokenBucket } from '../limits/token-bucket.ts';
import { turnOf } from '../server/turn-of.ts';

/** In UTF-16 units. Longer lines are cut: nobody types that much. */
const LINE_MAX = 1_000;

export class TypedLines {
  readonly #input: Readable;
  readonly #pace: Pick<TokenBucket, 'take'>;
  readonly #onLine: (line: string) => Promise<void>;
  #partialLine = '';
  #isListening = false;
  #busy = false;

  /**
   * @param pace of chunks, each usually a line or 64 KiB, so that an endless writer uses little
   * @param onLine handles a line; must not reject
   */
  constructor(input: Readable, pace: Pick<TokenBucket, 'take'>, onLine: (line: string) => Promise<void>) {
    this.#input = input;
    this.#pace = pace;
    this.#onLine = onLine;
    // The input is gone; the host continues.
    input.on('error', () => undefined);
  }

  /** Starts or stops reading. */
  listen(isListening: boolean): void {
    if (isListening && !this.#isListening && this.#input.listenerCount('data') === 0) {
      this.#input.setEncoding('utf8');
      this.#input.on('data', (chunk: string) => void this.#take(chunk));
    }
    this.#isListening = isListening;
    if (!isListening) this.#input.pause();
    else if (!this.#busy) this.#input.resume();
  }

  async #take(chunk: string): Promise<void> {
    this.#busy = true;
    this.#input.pause();
    const [first = '', ...others] = chunk.split('\n');
    this.#partialLine = (this.#partialLine + first).slice(0, LINE_MAX);
    await turnOf(this.#pace);
    for (const next of others) {
      await this.#onLine(this.#partialLine);
      this.#partialLine = next.slice(0, LINE_MAX);
    }
    this.#busy = false;
    if (this.#isListening) this.#input.resume();
  }
}
