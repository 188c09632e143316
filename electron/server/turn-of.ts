/** Waits for a turn at a pace. */
import { setTimeout } from 'node:timers/promises';
import type { TokenBucket } from '../limits/token-bucket.ts';

/** Takes one, now or as soon as there is one; keeps no program from its end. */
export async function turnOf(pace: Pick<TokenBucket, 'take'>): Promise<void> {
  for (let waitMs; (waitMs = pace.take(performance.now())) > 0;)
    await setTimeout(Math.ceil(waitMs), undefined, { ref: false });
}
