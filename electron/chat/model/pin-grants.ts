/**
 * Who need not say the PIN again: whoever was let in before, until another one is asked of everybody. It refuses to
 * know PINs.
 */
import { isNumber } from '../../../contract/model/fields.ts';
import type { History } from '../../history/history.ts';

const DOOR_MARK = 'door';
/** How often everybody was asked anew. */
const EPOCH = 'epoch';

export class PinGrants {
  readonly #history: Pick<History, 'mark'>;
  #epoch = 0;
  /** By proof. */
  readonly #proved: Set<string>;

  constructor(history: Pick<History, 'marks' | 'mark'>) {
    this.#history = history;
    const marks = history.marks(DOOR_MARK, (value, name) => (isNumber(value) ? { name, value } : undefined));
    this.#epoch = marks.find(({ name }) => name === EPOCH)?.value ?? 0;
    this.#proved = new Set(marks.map(({ name }) => name).filter((name) => name !== EPOCH));
  }

  isOpenTo(proof: string): boolean {
    return this.#epoch === 0 || this.#proved.has(proof);
  }

  /** They are in. */
  letIn(proof: string): void {
    if (this.isOpenTo(proof)) return;
    this.#proved.add(proof);
    this.#history.mark(DOOR_MARK, proof, 1);
  }

  /** From now on everybody is asked. */
  askAnew(): void {
    this.#epoch += 1;
    this.#history.mark(DOOR_MARK, EPOCH, this.#epoch);
    for (const proof of this.#proved) this.#history.mark(DOOR_MARK, proof, undefined);
    this.#proved.clear();
  }
}
