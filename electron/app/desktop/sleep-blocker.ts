/** Keeps the computer from going to sleep. */
import { powerSaveBlocker } from 'electron';

export class SleepBlocker {
  #blocker: number | undefined;

  get isActive(): boolean {
    return this.#blocker !== undefined;
  }

  /** The screen may still turn off. Calling it again with the same value has no effect. */
  setActive(wanted: boolean): void {
    if (wanted === this.isActive) return;
    if (this.#blocker !== undefined) powerSaveBlocker.stop(this.#blocker);
    this.#blocker = wanted ? powerSaveBlocker.start('prevent-app-suspension') : undefined;
  }
}
