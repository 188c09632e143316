/** Keeps the computer from falling asleep, as long as somebody wants it. It refuses to know why. */
import { powerSaveBlocker } from 'electron';

export class SleepBlocker {
  #blocker: number | undefined;

  get kept(): boolean {
    return this.#blocker !== undefined;
  }

  /** The screen may go dark all the same. Doing it twice does no harm. */
  keep(wanted: boolean): void {
    if (wanted === this.kept) return;
    if (this.#blocker !== undefined) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = wanted ? powerSaveBlocker.start('prevent-app-suspension') : undefined;
  }
}
