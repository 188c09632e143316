/** A hook that counts the seconds until a time of the monotonic clock. */
import { useEffect, useState } from 'react';

/**
 * @param until in milliseconds of the monotonic clock; `undefined` for no end
 * @returns whole seconds, at least 0
 */
export function useSecondsLeft(until: number | undefined): number | undefined {
  const [now, setNow] = useState(() => performance.now());
  const over = until === undefined || until <= now;
  useEffect(() => {
    if (over) return;
    const ticking = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(ticking);
  }, [over]);
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1_000));
}
