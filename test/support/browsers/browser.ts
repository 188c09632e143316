/** A real Chromium for guests, which asks nobody on the internet for anything. */
import { chromium, type Browser } from 'playwright-core';
import { PATIENCE_MS } from '../patience.ts';

export const CHROMIUM = process.env.PORCHLIGHT_CHROMIUM ?? '/usr/bin/chromium';
/** The same engine without a window of its own, where there is one. */
const HEADLESS = process.env.PORCHLIGHT_HEADLESS ?? CHROMIUM;

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];

/**
 * @param executable another program that becomes Chromium in the end, e.g. in a namespace
 * @param more flags beside the usual ones
 */
export async function launchBrowser(executable = HEADLESS, more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: executable,
    args: [...QUIET, ...more, ...sandboxFlags()],
    timeout: PATIENCE_MS,
  });
  // Otherwise each waits 30 seconds, which a busy machine may take for a page.
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

/** Root cannot have Chromium's sandbox. */
export function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
