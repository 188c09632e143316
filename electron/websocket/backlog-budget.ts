/**
 * What waits for all the peers that do not read, together. Each has a limit of its own; many that stay below it could
 * still fill the memory, so past a budget those for whom most waits are let go. It refuses to know the others: whoever
 * reads costs nothing here.
 */
import { CloseCode } from './close.ts';
import type { WebSocketLimits } from './limits.ts';

/** Somebody for whom something may wait. */
export interface Awaited {
  backlogBytes: () => number;
  close: (code: number) => void;
}

export class BacklogBudget {
  readonly #limits: Pick<WebSocketLimits, 'backlogBytesTotalMax'>;
  /** What waited for each when it was last noted; by now it may be less. */
  readonly #bytes = new Map<Awaited, number>();
  #total = 0;
  #check: NodeJS.Immediate | undefined;

  /** @param limits read each time: they may be moved meanwhile */
  constructor(limits: Pick<WebSocketLimits, 'backlogBytesTotalMax'>) {
    this.#limits = limits;
  }

  /** So much waits for it now. What that means for all is looked at once a turn. */
  note(awaited: Awaited, bytes: number): void {
    this.#set(awaited, bytes);
    if (this.#total <= this.#limits.backlogBytesTotalMax || this.#check !== undefined) return;
    this.#check = setImmediate(() => this.#keepBudget());
  }

  #keepBudget(): void {
    this.#check = undefined;
    for (const awaited of this.#bytes.keys()) this.#set(awaited, awaited.backlogBytes());
    if (this.#total <= this.#limits.backlogBytesTotalMax) return;
    const largestFirst = [...this.#bytes].sort(([, one], [, other]) => other - one);
    for (const [awaited] of largestFirst) {
      if (this.#total <= this.#limits.backlogBytesTotalMax) return;
      this.#set(awaited, 0);
      awaited.close(CloseCode.tooSlow);
    }
  }

  #set(awaited: Awaited, bytes: number): void {
    this.#total += bytes - (this.#bytes.get(awaited) ?? 0);
    if (bytes === 0) this.#bytes.delete(awaited);
    else this.#bytes.set(awaited, bytes);
  }
}
