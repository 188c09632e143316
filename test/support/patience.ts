/** How long a test waits for what has to come. It comes when it comes: only a test that fails waits that long. */
export const PATIENCE_MS = 60_000;
/** For `vi.waitFor` and its like, which give up after a second otherwise. */
export const PATIENTLY = { timeout: PATIENCE_MS } as const;
