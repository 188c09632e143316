/**
 * How often the window may ask, so that a page that asks without end holds up nobody. It refuses to know what is asked,
 * and reads no clock.
 */
import { paceOf, type CommandName, type CommandPace } from '../../../contract/ipc/commands.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/** A log that is searched reads page after page, as fast as it gets them; nobody acts or asks that fast. */
export const CALL_PACES = {
  read: { burst: 1_000, perSecond: 500 },
  act: { burst: 100, perSecond: 50 },
  dialog: { burst: 5, perSecond: 1 },
} as const satisfies Record<CommandPace, { burst: number; perSecond: number }>;

export class CallPace {
  readonly #buckets: Readonly<Record<CommandPace, TokenBucket>> = {
    read: bucketFor('read'),
    act: bucketFor('act'),
    dialog: bucketFor('dialog'),
  };

  /** @param nowMs monotonic */
  allows(command: CommandName, nowMs: number): boolean {
    return this.#buckets[paceOf(command)].take(nowMs) === 0;
  }
}

function bucketFor(pace: CommandPace): TokenBucket {
  const { burst, perSecond } = CALL_PACES[pace];
  return new TokenBucket(burst, perSecond);
}
