/** The people who need not give the PIN again: those who joined with it, until it changes. */
import { isNumber } from '../../../contract/model/fields.ts';
import type { History } from '../../history/history.ts';

const SETTING = 'door';
/** Counts how often all grants were revoked. */
const EPOCH = 'epoch';

export class PinGrants {
  readonly #history: Pick<History, 'mark'>;
  #epoch = 0;
  /** By proof. */
  readonly #granted: Set<string>;

  constructor(history: Pick<History, 'marks' | 'mark'>) {
    this.#history = history;
    const settings = history.marks(SETTING, (value, name) => (isNumber(value) ? { name, value } : undefined));
    this.#epoch = settings.find(({ name }) => name === EPOCH)?.value ?? 0;
    this.#granted = new Set(settings.map(({ name }) => name).filter((name) => name !== EPOCH));
  }

  isGranted(proof: string): boolean {
    return this.#epoch === 0 || this.#granted.has(proof);
  }

  /** They joined. */
  grant(proof: string): void {
    if (this.isGranted(proof)) return;
    this.#granted.add(proof);
    this.#history.mark(SETTING, proof, 1);
  }

  /** From now on everybody has to give the PIN. */
  revokeAll(): void {
    this.#epoch += 1;
    this.#history.mark(SETTING, EPOCH, this.#epoch);
    for (const proof of this.#granted) this.#history.mark(SETTING, proof, undefined);
    this.#granted.clear();
  }
}
