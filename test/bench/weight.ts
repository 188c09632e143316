/** What a real browser fetches of the guest page, and how soon it can be used where the processor is slow. */
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browsers/browser.ts';
import { GuestPage, PHONE } from '../support/browsers/guest-page.ts';
import { House } from '../support/host/host-program.ts';

const ROUNDS = 5;
const SLOWER = 4;
/** Nothing more is on its way. */
const CALM_MS = 500;

/** Bytes as they came over the line, headers and all; milliseconds until a name can be written. */
export interface Weight {
  readonly first: number;
  readonly joined: number;
  readonly interactiveMs: number;
}

export async function weigh(): Promise<Weight> {
  const [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  try {
    const { first, joined } = await fetched(browser, house.link);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await interactiveMs(browser, house.link));
    times.sort((one, other) => one - other);
    return { first, joined, interactiveMs: times[ROUNDS >> 1] ?? NaN };
  } finally {
    await browser.close();
    await house.close();
  }
}

async function fetched(browser: Browser, link: string): Promise<Pick<Weight, 'first' | 'joined'>> {
  const guest = await GuestPage.open(browser, 'about:blank', PHONE);
  const cdp = await guest.page.context().newCDPSession(guest.page);
  await cdp.send('Network.enable');
  let bytes = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await guest.page.goto(link, { waitUntil: 'networkidle' });
  await guest.page.waitForTimeout(CALM_MS);
  const first = bytes;
  await guest.join('Ada');
  await guest.page.waitForTimeout(CALM_MS);
  await guest.page.context().close();
  return { first, joined: bytes };
}

/** Nothing is in the browser's cache. */
async function interactiveMs(browser: Browser, link: string): Promise<number> {
  const guest = await GuestPage.open(browser, 'about:blank', PHONE);
  const cdp = await guest.page.context().newCDPSession(guest.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await guest.page.goto(link, { waitUntil: 'commit' });
  const ms = await guest.page.evaluate(async () => {
    while (document.querySelector('form input') === null) await new Promise(requestAnimationFrame);
    // Whatever still runs delays the answer to a key.
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  });
  await guest.page.context().close();
  return ms;
}
