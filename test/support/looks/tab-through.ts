/** Goes round by Tab in what lies over the page, as whoever has no mouse must: everything is reached, and nothing outside. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What Tab has to come to, by the browser's own notion of it. */
const CONTROLS = 'button, input, select, textarea, a[href], summary, audio, video, [tabindex="0"]';
/** Some controls, a date for one, are several stops. */
const STOPS_PER_CONTROL = 6;

/** Nothing, where nothing lies over the page. */
export async function tabThrough(page: Page): Promise<void> {
  const dialog = page.locator('[role=dialog], dialog[open]').last();
  if ((await dialog.count()) === 0) return;
  const missing = await dialog.evaluate((box, controls) => {
    const isStop = (control: HTMLElement) =>
      control.tabIndex >= 0 &&
      !control.matches(':disabled, [type=radio]:not(:checked)') &&
      control.getClientRects().length > 0 &&
      getComputedStyle(control).visibility === 'visible';
    const stops = [...box.querySelectorAll<HTMLElement>(controls)].filter(isStop);
    for (const [i, stop] of stops.entries()) stop.dataset['stop'] = `${i} ${stop.outerHTML.slice(0, 120)}`;
    return stops.map((stop) => stop.dataset['stop'] ?? '');
  }, CONTROLS);
  const left = new Set(missing);
  for (let presses = missing.length * STOPS_PER_CONTROL + 2; presses > 0 && left.size > 0; presses -= 1) {
    await page.keyboard.press('Tab');
    const { stop, isInside } = await dialog.evaluate((box) => ({
      stop: (document.activeElement as HTMLElement | null)?.dataset['stop'] ?? '',
      isInside: box.contains(document.activeElement),
    }));
    expect(isInside).toBe(true);
    left.delete(stop);
  }
  expect([...left]).toEqual([]);
}
