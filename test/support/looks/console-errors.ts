/** What a page complained about: errors and warnings of its console, and what nobody caught. */
import type { Page } from 'playwright-core';

/** The returned list grows while the page lives. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') errors.push(`${line.type()}: ${line.text()}`);
  });
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  return errors;
}
