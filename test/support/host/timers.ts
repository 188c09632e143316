/** The timers of this process, the test runner's own among them. */
import { PATIENCE_MS } from '../patience.ts';

export function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

/** Resolves when there are no more timers than `before`. Vitest's own way of waiting has timers itself. */
export async function timersBackTo(before: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const count = activeTimers();
    if (count <= before) return;
    if (performance.now() > deadline) throw new Error(`${count} timers, and there were ${before}`);
  }
}
