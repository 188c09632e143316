/** A page scrolls through ten thousand messages as it does through a few, and one that hears thousands more does not grow. */
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import words from '../../../locales/en/chat.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';

const FEW = 400;
const MESSAGES = 10_000;
/** As much as somebody says who says something each second for an hour. */
const HOUR = 3_600;
const BATCH = 200;
const SAID_WITHIN = { timeout: PATIENCE_MS, interval: 20 };
/** Elements of the whole page, whatever its log holds; each message in sight has about twenty. */
const ELEMENTS_MAX = 2_500;
/** What a frame costs among thousands of messages, beside what it costs among a few on the same machine. */
const FRAME_RATIO_MAX = 3;
/** What the page may hold on to more after an hour. */
const GROWTH_BYTES_MAX = 3_000_000;

let browser: Browser;
let house: House;
let reader: GuestPage;
let cdp: CDPSession;
let crowd: PlainClient[];
let said = 0;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open('--lift-limits'), launchBrowser()]);
  crowd = await Promise.all(Array.from({ length: 4 }, () => PlainClient.join(house.link)));
  await talk(FEW);
  reader = await GuestPage.open(browser, house.link);
  await reader.join('Reader');
  cdp = await reader.page.context().newCDPSession(reader.page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Short and long ones, from several people, some of them with Markdown. */
async function talk(count: number): Promise<void> {
  const [listener] = crowd;
  const until = said + count;
  const heard = () => listener!.lines.filter((line) => line.includes(' say: ')).length;
  const sayAlone = async (words: string) => {
    listener!.say(`${(said += 1)} ${words}`);
    await vi.waitUntil(() => heard() === said, SAID_WITHIN);
  };
  // The others are heard in the order in which their connections are read; these two are the first and the last.
  await sayAlone('and this is how it began');
  while (said < until - 1) {
    for (const end = Math.min(said + BATCH, until - 1); said < end;) {
      const text = [
        'on my way',
        '**see** the `map`',
        '我們在三樓等你。',
        'and then some more words '.repeat(9),
      ];
      crowd[Math.floor(said / 7) % crowd.length]!.say(`${(said += 1)} ${text[said % text.length]!.trim()}`);
    }
    await vi.waitUntil(() => heard() === said, SAID_WITHIN);
  }
  await sayAlone('and that is all');
}

interface Scrolled {
  /** Of tasks over 50 ms, in milliseconds. */
  readonly longTasks: readonly number[];
  readonly elementsMax: number;
  readonly frames: number;
}

/** A turn of the wheel each frame until nothing is left that way. */
function scroll(way: 'up' | 'down'): Promise<Scrolled> {
  return reader.log.evaluate(
    async (box, { way, loading }) => {
      const TURN_PX = 900;
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        longTasks.push(...list.getEntries().map(({ duration }) => duration));
      });
      observer.observe({ type: 'longtask' });
      let [elementsMax, frames, calm] = [0, 0, 0];
      while (calm < 10) {
        box.scrollTop += way === 'up' ? -TURN_PX : TURN_PX;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        frames += 1;
        elementsMax = Math.max(elementsMax, document.getElementsByTagName('*').length);
        const there =
          way === 'up'
            ? box.scrollTop === 0 && box.querySelector('.messages-head')?.textContent !== loading
            : document.querySelector('.to-end') === null;
        calm = there ? calm + 1 : 0;
      }
      observer.disconnect();
      return { longTasks, elementsMax, frames };
    },
    { way, loading: words.messages.loading },
  );
}

/** Of the page's main thread so far, in milliseconds of its own: it does not grow while others have the processor. */
async function taskMs(): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1_000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
}

/** Up to the first message and down again. */
async function scrollAll(): Promise<Scrolled & { readonly frameMs: number }> {
  await reader.said(new RegExp(`^${said} `)).waitFor();
  const before = await taskMs();
  const up = await scroll('up');
  await reader.said(/^1 /).waitFor();
  const down = await scroll('down');
  await reader.said(new RegExp(`^${said} `)).waitFor();
  const frames = up.frames + down.frames;
  return {
    frames,
    frameMs: ((await taskMs()) - before) / frames,
    longTasks: [...up.longTasks, ...down.longTasks],
    elementsMax: Math.max(up.elementsMax, down.elementsMax),
  };
}

async function heldBytes(): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

test(`${MESSAGES} messages cost a frame no more than ${FEW} do`, async () => {
  // Once for what the browser does the first time only.
  await scrollAll();
  const few = await scrollAll();
  await talk(MESSAGES - FEW);
  const many = await scrollAll();
  console.log(
    `${many.frames} frames, ${many.frameMs.toFixed(1)} ms of the page's own time each (${few.frameMs.toFixed(1)} among ` +
      `${FEW}); ${many.longTasks.length} tasks over 50 ms, the longest ${Math.max(0, ...many.longTasks)} ms; ` +
      `${many.elementsMax} elements`,
  );
  expect(many.frameMs / few.frameMs).toBeLessThan(FRAME_RATIO_MAX);
  expect(many.elementsMax).toBeLessThan(ELEMENTS_MAX);
});

test(`the page holds no more after ${HOUR} messages than before`, async () => {
  await scroll('down');
  const before = await heldBytes();
  await talk(HOUR);
  // A page that the machine gave no time may have lost its place at the end meanwhile.
  const last = reader.said(new RegExp(`^${MESSAGES + HOUR} `));
  await last.or(reader.page.locator('.to-end')).first().waitFor();
  const grown = (await heldBytes()) - before;
  console.log(`${before} bytes, ${grown} more after ${HOUR} messages`);
  expect(grown).toBeLessThan(GROWTH_BYTES_MAX);
  expect(reader.errors).toEqual([]);
});
