/** What axe finds wrong on a page as it is now, in a line for each element. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Part {
  /** Those that are tried; all of them, if left out. */
  readonly rules?: readonly string[];
  /** A selector: what is looked at; all of the page, if left out. */
  readonly within?: string;
}

export async function violations(page: Page, { rules, within = 'html' }: Part = {}): Promise<string[]> {
  // What still fades in has another contrast in a moment.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  // What is right is not told of: each such element would get its selector, its source and its way out of the page too.
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const found = await page.evaluate<Result[]>(
    `axe.run('${within}', ${options}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Of a page that is in the state which is meant: each look costs seconds, and is taken once. */
export async function expectAccessible(page: Page): Promise<void> {
  const found = await violations(page);
  expect(found).toEqual([]);
}
