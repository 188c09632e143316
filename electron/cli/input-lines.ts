/** The lines that somebody types, one after the other: the next is read when the one before is answered. */
import type { Readable } from 'node:stream';
import type { TokenBucket } from '../limits/token-bucket.ts';
import { turnOf } from '../server/turn-of.ts';

/** In UTF-16 units; what is longer is cut, since nobody types so much. */
const LINE_MAX = 1_000;

export class TypedLines {
  readonly #input: Readable;
  readonly #pace: Pick<TokenBucket, 'take'>;
  readonly #heard: (line: string) => Promise<void>;
  #begun = '';
  #wanted = false;
  #busy = false;

  /**
   * @param pace of what is read at once, mostly a line or 64 KiB: a program that writes without end takes up no more
   * @param heard must not reject
   */
  constructor(input: Readable, pace: Pick<TokenBucket, 'take'>, heard: (line: string) => Promise<void>) {
    this.#input = input;
    this.#pace = pace;
    this.#heard = heard;
    // Whoever typed is gone; the host goes on.
    input.on('error', () => undefined);
  }

  /** Reads from now on, or no more until it is told to again. */
  listen(wanted: boolean): void {
    if (wanted && !this.#wanted && this.#input.listenerCount('data') === 0) {
      this.#input.setEncoding('utf8');
      this.#input.on('data', (chunk: string) => void this.#take(chunk));
    }
    this.#wanted = wanted;
    if (!wanted) this.#input.pause();
    else if (!this.#busy) this.#input.resume();
  }

  async #take(chunk: string): Promise<void> {
    this.#busy = true;
    this.#input.pause();
    const [first = '', ...others] = chunk.split('\n');
    this.#begun = (this.#begun + first).slice(0, LINE_MAX);
    await turnOf(this.#pace);
    for (const next of others) {
      await this.#heard(this.#begun);
      this.#begun = next.slice(0, LINE_MAX);
    }
    this.#busy = false;
    if (this.#wanted) this.#input.resume();
  }
}
