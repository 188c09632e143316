/** The hook for something that the host asks for: it is under way once at a time, and what was refused is known. */
import { useState } from 'react';
import type { Outcome, Refused } from './outcome.ts';

export interface Asked {
  /** Resolves with whether it was done; at once with `false` while the one before is under way. */
  readonly ask: (act: () => Promise<Outcome>) => Promise<boolean>;
  /** Why the last one was not done. */
  readonly refused: Refused | undefined;
  /** What was refused is being put right. */
  readonly forget: () => void;
}

export function useAsked(): Asked {
  const [underWay, setUnderWay] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const ask = async (act: () => Promise<Outcome>) => {
    if (underWay) return false;
    setUnderWay(true);
    const outcome = await act();
    setUnderWay(false);
    setRefused(outcome.ok ? undefined : outcome.code);
    return outcome.ok;
  };
  return { ask, refused, forget: () => setRefused(undefined) };
}
