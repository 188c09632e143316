/** The hook that lets the browser ask before the page goes, while that would lose something. */
import { useEffect } from 'react';

export function useLeaveWarning(losing: boolean): void {
  useEffect(() => {
    if (!losing) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [losing]);
}
