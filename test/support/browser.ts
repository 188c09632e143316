/** A real Chromium for guests, which asks nobody on the internet for anything. */
import { chromium, type Browser } from 'playwright-core';

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
export function launchBrowser(executable = HEADLESS, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: [...QUIET, ...more, ...sandboxFlags()] });
}

/** Root cannot have Chromium's sandbox. */
export function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
