/** A hook that makes the browser ask before the page closes and loses data. */
import { useEffect } from 'react';

export function useLeaveWarning(losing: boolean): void {
  useEffect(() => {
    if (!losing) return undefined;
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', onBeforeUnload);
    return () => removeEventListener('beforeunload', onBeforeUnload);
  }, [losing]);
}
