/**
 * Gives each file of tests a hidden screen of its own, so that none shares its focus or its clipboard with another. A
 * file whose tests are all skipped runs no hooks, and gets none.
 */
import { afterAll, beforeAll } from 'vitest';
import { hiddenScreen } from '../../../build/machine/display.mjs';

if (process.platform === 'linux') {
  let end: (() => void) | undefined;
  beforeAll(async () => {
    const screen = await hiddenScreen();
    end = screen.end;
    process.env.DISPLAY = screen.display;
    process.env.WAYLAND_DISPLAY = '';
  });
  afterAll(() => end?.());
}
