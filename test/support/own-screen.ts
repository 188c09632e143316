/** Gives each file of tests a hidden screen of its own, so that none shares its focus or its clipboard with another. */
import { afterAll } from 'vitest';
import { hiddenScreen } from '../../build/display.mjs';

if (process.platform === 'linux') {
  const screen = await hiddenScreen();
  process.env.DISPLAY = screen.display;
  process.env.WAYLAND_DISPLAY = '';
  afterAll(screen.end);
}
