/** Slow mode and read-only rooms: whether a guest may write in a room now. */
import type { RoomRules } from '../../../contract/model/moderation.ts';
import { fail, ok } from '../../../contract/result.ts';
import type { Permission } from './rate-limits.ts';

const REMEMBERED_MAX = 10_000;

export class SlowMode {
  /** Room and person → when they wrote last, the longest ago first. */
  readonly #last = new Map<string, number>();

  /** Whether a guest may write now. @param nowMs monotonic */
  allow(room: string, writer: string, { readOnly, slow }: RoomRules, nowMs: number): Permission {
    if (readOnly) return fail({ code: 'read-only' });
    const last = slow === undefined ? undefined : this.#last.get(keyOf(room, writer));
    const waitMs = last === undefined || slow === undefined ? 0 : last + slow * 1_000 - nowMs;
    return waitMs > 0 ? fail({ code: 'slow-mode', seconds: Math.ceil(waitMs / 1_000) }) : ok(undefined);
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
