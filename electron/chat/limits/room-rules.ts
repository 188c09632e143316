/**
 * The rules of a room: who may write in it, and how often. Time is monotonic and comes in from outside. It refuses to
 * know what is written.
 */
import type { RoomRules } from '../../../contract/model/moderation.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';

export interface RuleRefusal {
  readonly code: ErrorCode;
  readonly seconds?: number;
}

const REMEMBERED_MAX = 10_000;

export class SlowMode {
  /** Room and person → when they wrote last, the longest ago first. */
  readonly #last = new Map<string, number>();

  /** Why a guest may not write now; `undefined` if they may. */
  deny(room: string, writer: string, { readOnly, slow }: RoomRules, nowMs: number): RuleRefusal | undefined {
    if (readOnly) return { code: 'read-only' };
    const last = slow === undefined ? undefined : this.#last.get(keyOf(room, writer));
    const waitMs = last === undefined || slow === undefined ? 0 : last + slow * 1_000 - nowMs;
    return waitMs > 0 ? { code: 'slow-mode', seconds: Math.ceil(waitMs / 1_000) } : undefined;
  }

  wrote(room: string, writer: string, { slow }: RoomRules, nowMs: number): void {
    if (slow === undefined) return;
    const key = keyOf(room, writer);
    this.#last.delete(key);
    this.#last.set(key, nowMs);
    const [oldest] = this.#last.keys();
    if (oldest !== undefined && this.#last.size > REMEMBERED_MAX) this.#last.delete(oldest);
  }
}

function keyOf(room: string, writer: string): string {
  return `${room} ${writer}`;
}
