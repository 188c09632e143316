/** Presses until something opens: a list that moves under the press, or still scrolls, takes no notice of it. */
import { errors, type Locator } from 'playwright-core';
import { PATIENCE_MS } from '../patience.ts';

/** Of one press, and of what it opens; what takes longer is looked for before the next press. */
const TRY = { timeout: 2_000 } as const;

/** @param press what is pressed, within the time that it is given; never where it has opened already */
export async function openBy(
  press: (within: typeof TRY) => Promise<unknown>,
  opened: Locator,
): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    try {
      if (!(await opened.isVisible())) await press(TRY);
      await opened.waitFor(TRY);
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || performance.now() > deadline) throw error;
    }
  }
}
