/**
 * How long a test waits for what must come. It comes when it comes: only a test that fails waits that long, also on a
 * machine that does much else beside it.
 */
export const PATIENCE_MS = 120_000;
/** For `vi.waitFor` and its like, which give up after a second otherwise. */
export const PATIENTLY = { timeout: PATIENCE_MS } as const;
