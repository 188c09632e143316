/** What is counted of the guests, each by their id. It refuses to know who they are. */
import type { Figures } from '../../../contract/ipc/vitals.ts';
import { Tally, type Line } from './tally.ts';

/** What was counted so far, of all who ever came. */
export interface Counted {
  readonly messages: number;
  readonly bytes: number;
}

export class Tallies {
  readonly #tallies = new Map<string, Tally>();
  #messages = 0;
  #bytesOfGone = 0;

  /** Somebody came, or came back. @param now wall clock, milliseconds since 1970 */
  begin(id: string, now: number): void {
    if (!this.#tallies.has(id)) this.#tallies.set(id, new Tally(now));
  }

  said(id: string): void {
    this.#messages += 1;
    this.#tallies.get(id)?.said();
  }

  /** A connection of theirs is over. */
  over(id: string, line: Line | undefined): void {
    if (line !== undefined) this.#tallies.get(id)?.over(line);
  }

  /** They left. */
  end(id: string): void {
    this.#bytesOfGone += this.#tallies.get(id)?.bytes ?? 0;
    this.#tallies.delete(id);
  }

  /** @param lineOf the connection that somebody has now */
  look(
    lineOf: (id: string) => Line | undefined,
    now: number,
  ): { readonly figures: readonly Figures[]; readonly counted: Counted } {
    const figures = [...this.#tallies].map(([id, tally]) => tally.look(id, lineOf(id), now));
    const bytes = figures.reduce((sum, { received, sent }) => sum + received + sent, this.#bytesOfGone);
    return { figures, counted: { messages: this.#messages, bytes } };
  }
}
