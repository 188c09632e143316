/** The hook for how many seconds are left until a moment of the monotonic clock; it goes by itself. */
import { useEffect, useState } from 'react';

/** @param until in milliseconds; `undefined` for a moment that does not come */
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
