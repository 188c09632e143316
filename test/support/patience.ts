/**
 * How long a test waits for what must come. Nothing that passes takes this long: it is the time after which a test that
 * fails says so, on a machine that does much else beside it.
 */
export const PATIENCE_MS = 120_000;
