/** The hook for something that the host asks for: it is under way once at a time, and what was refused is known. */
import { useState } from 'react';
import type { ActionOutcome, ActionRefusal } from './action-outcome.ts';

export interface PendingAction {
  /** Resolves with whether it was done; at once with `false` while the one before is under way. */
  readonly ask: (act: () => Promise<ActionOutcome>) => Promise<boolean>;
  /** Why the last one was not done. */
  readonly refused: ActionRefusal | undefined;
  /** What was refused is being put right. */
  readonly forget: () => void;
}

export function usePendingAction(): PendingAction {
  const [underWay, setUnderWay] = useState(false);
  const [refused, setRefused] = useState<ActionRefusal>();
  const ask = async (act: () => Promise<ActionOutcome>) => {
    if (underWay) return false;
    setUnderWay(true);
    const outcome = await act();
    setUnderWay(false);
    setRefused(outcome.ok ? undefined : outcome.code);
    return outcome.ok;
  };
  return { ask, refused, forget: () => setRefused(undefined) };
}
