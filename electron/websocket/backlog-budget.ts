/**
 * A budget for the bytes waiting for all peers that do not read. Each peer has a limit of its own, but many peers just
 * below it could still fill the memory. Over the budget, the peers with the most waiting bytes are closed.
 */
import { CloseCode } from './close.ts';
import type { WebSocketLimits } from './limits.ts';

/** A peer that bytes may be waiting for. */
export interface Awaited {
  backlogBytes: () => number;
  close: (code: number) => void;
}

export class BacklogBudget {
  readonly #limits: Pick<WebSocketLimits, 'backlogBytesTotalMax'>;
  /** Waiting bytes of each peer when last noted. By now it may be fewer. */
  readonly #bytes = new Map<Awaited, number>();
  #total = 0;
  #check: NodeJS.Immediate | undefined;

  /** @param limits read each time, since the host may change them */
  constructor(limits: Pick<WebSocketLimits, 'backlogBytesTotalMax'>) {
    this.#limits = limits;
  }

  /** Notes the waiting bytes of one peer. The total is checked once a turn. */
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
