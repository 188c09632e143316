/**
 * What the page remembers: the person of this tab (token, unsent messages, draft) for as long as the tab lives, and
 * the last name for next time. Never a cookie: other servers on the same address could read it. Storage may be
 * forbidden; then the page works and forgets.
 */
import type { Outgoing } from './outbox.ts';
import { parseFields, toFields } from './server-message.ts';

export interface Remembered {
  readonly name: string;
  readonly token: string;
  readonly outbox: readonly Outgoing[];
  readonly draft: string;
}

const TAB_KEY = 'porchlight.tab';
const NAME_KEY = 'porchlight.name';

/** Whoever was in the room in this tab before a reload. */
export function recallTab(): Remembered | undefined {
  const fields = parseFields(read(() => sessionStorage, TAB_KEY) ?? '');
  const { name, token, outbox, draft } = fields ?? {};
  if (typeof name !== 'string' || typeof token !== 'string') return undefined;
  const kept: readonly unknown[] = Array.isArray(outbox) ? outbox : [];
  return {
    name,
    token,
    outbox: kept.map(parseOutgoing).filter((outgoing) => outgoing !== undefined),
    draft: typeof draft === 'string' ? draft : '',
  };
}

export function rememberTab(remembered: Remembered): void {
  write(() => sessionStorage, TAB_KEY, JSON.stringify(remembered));
}

export function forgetTab(): void {
  write(() => sessionStorage, TAB_KEY, undefined);
}

export function recallName(): string {
  return read(() => localStorage, NAME_KEY) ?? '';
}

export function rememberName(name: string): void {
  write(() => localStorage, NAME_KEY, name);
}

function parseOutgoing(value: unknown): Outgoing | undefined {
  const { ref, text, at } = toFields(value) ?? {};
  if (typeof ref !== 'string' || typeof text !== 'string' || typeof at !== 'number') return undefined;
  return { ref, text, at };
}

/** Even to name the storage throws where it is forbidden, hence the function. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function write(storage: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch (error) {
    // Forbidden or full: what was not remembered is asked for again.
    if (!(error instanceof DOMException)) throw error;
  }
}
