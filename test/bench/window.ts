/**
 * What somebody at the window feels while guests talk without pause, and when they read back afterwards: in the real
 * app, with real input.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CDPSession } from 'playwright-core';
import { DesktopApp } from '../support/app/desktop-app.ts';
import { findFreePort } from '../support/clients/free-port.ts';
import { IN_THE_WINDOW } from '../support/browsers/read-log.ts';
import { makeTemporaryFolder, removeFolder } from '../support/host/temporary-folder.ts';
import { lateOf, type Late } from './late.ts';
import { watchWindow, type Watched } from './watch-window.ts';
import { tableOf } from './window-table.ts';

const FLOOD = fileURLToPath(new URL('./flood.mjs', import.meta.url));
const CLICK_EVERY_MS = 100;
/** As browsers count them. */
const LONG_TASK_MS = 50;
/** One turn of the wheel, and how soon the next. */
const WHEEL_PX = 4_000;
const WHEEL_EVERY_MS = 30;
/** Reading back ends when nothing older came for so long. */
const STUCK_MS = 30_000;

export interface Plan {
  readonly guests: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** So many rows are scrolled through afterwards. */
  readonly rows: number;
}

/** Of a stretch of time in the window. */
export interface Feel {
  readonly seconds: number;
  /** A call that the main process answers, and one that the host does. */
  readonly mainCall: Late;
  readonly hostCall: Late;
  /** From a press of the mouse to the frame that shows what it did. */
  readonly click: Late;
  readonly framesPerSecond: number;
  /** In the worst second. */
  readonly framesLeast: number;
  /** Past 50 ms on the clock, in which the window may have waited for a processor. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** The same in time of its own: what no other program takes from it. */
  readonly ownLongTasks: number;
  readonly ownLongestTaskMs: number;
  /** The share of one processor that the window's own thread took, of 1. */
  readonly ownShare: number;
}

/** In megabytes. */
export interface Memory {
  /** JavaScript of the window, after its garbage was collected. */
  readonly windowHeap: number;
  readonly windowProcess: number;
  /** Of the main process, in which the host has its thread. */
  readonly mainHeap: number;
  readonly mainProcess: number;
}

export interface WindowFigures {
  readonly quiet: Feel;
  readonly flood: Feel & { readonly sent: number; readonly heardPerSecond: number; readonly closed: number };
  readonly scroll: Omit<Feel, 'click'> & { readonly rows: number };
  readonly memory: { readonly before: Memory; readonly during: Memory; readonly after: Memory };
}

export async function measureWindow(plan: Plan): Promise<{ figures: WindowFigures; table: string[] }> {
  const figures = await measure(plan);
  return { figures, table: tableOf(plan, figures) };
}

async function measure(plan: Plan): Promise<WindowFigures> {
  const folder = makeTemporaryFolder();
  const app = await DesktopApp.open(folder, ['--lift-limits']);
  try {
    const link = await app.window.start('This computer', await findFreePort());
    const port = Number(new URL(link).port);
    const { page } = app.window;
    const cdp = await page.context().newCDPSession(page);
    await page.evaluate(() => window.host.call('openRoom', { name: 'Second' }), null);
    await page.getByRole('tab', { name: 'All rooms' }).waitFor();
    // What is compiled and filled once is no growth.
    await flood(port, { ...plan, seconds: 5 });
    const quiet = await feel(app, () => sleep(5_000));
    const before = await memory(app, cdp, true);
    let during: Memory | undefined;
    const [talked, flooded] = await inFlood();
    const after = await memory(app, cdp, true);
    await page.getByRole('tab', { name: 'Lobby' }).click();
    const scroll = await readBack(app, plan.rows);
    return {
      quiet: quiet.feel,
      flood: { ...flooded.feel, ...talked },
      scroll,
      memory: { before, during: during ?? after, after },
    };

    async function inFlood() {
      const end = { now: false };
      const outcome = flood(port, plan).finally(() => (end.now = true));
      const felt = await feel(app, async () => {
        while (!end.now) {
          during = most(during, await memory(app, cdp, false));
          await sleep(1_000);
        }
      });
      return [await outcome, felt] as const;
    }
  } finally {
    await app.close();
    removeFolder(folder);
  }
}

async function flood(port: number, { guests, perSecond, seconds }: Plan) {
  const parameters = [FLOOD, port, guests, perSecond, seconds].map(String);
  // Guests are other machines: where cores are few, they must not take the app's own.
  const nice = ['-n', '10', process.execPath, ...parameters];
  const { stdout } = await promisify(execFile)('nice', nice);
  const { sent, heard, closed } = JSON.parse(stdout) as { sent: number; heard: number; closed: number };
  return { sent, heardPerSecond: Math.round(heard / seconds), closed };
}

/** What the window feels while something happens; somebody clicks all the time. */
async function feel(app: DesktopApp, during: () => Promise<unknown>): Promise<{ readonly feel: Feel }> {
  const { page } = app.window;
  const places: [number, number][] = [];
  for (const target of [
    page.getByRole('button', { name: 'Name', exact: true }),
    page.getByRole('tab', { name: 'All rooms' }),
    page.getByRole('button', { name: 'Name', exact: true }),
    page.getByRole('tab', { name: 'Lobby' }),
  ]) {
    const box = await target.boundingBox();
    if (box === null) throw new Error('nothing to click');
    places.push([box.x + box.width / 2, box.y + box.height / 2]);
  }
  const watched = await watchWindow(app);
  const end = { now: false };
  const clicking = (async () => {
    for (let i = 0; !end.now; i += 1) {
      const [x, y] = places[i % places.length] ?? [0, 0];
      const next = sleep(CLICK_EVERY_MS);
      await page.mouse.click(x, y);
      await next;
    }
  })();
  await during();
  end.now = true;
  await clicking;
  const seen = await watched.end();
  return { feel: { ...feelOf(seen), click: lateOf(seen.clicks) } };
}

/** Turns the wheel until so many rows went by. Each message has its number at the start of its text. */
async function readBack(app: DesktopApp, rows: number): Promise<WindowFigures['scroll']> {
  const { page } = app.window;
  const box = await app.window.log.boundingBox();
  if (box === null) throw new Error('no log');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await app.window.log.locator(IN_THE_WINDOW.text).first().waitFor();
  const first = () =>
    page.evaluate((text) => {
      const top = document.querySelector('[role=log]')?.getBoundingClientRect().top ?? 0;
      const said = [...document.querySelectorAll<HTMLElement>(`[role=log] ${text}`)];
      const line = said.find((each) => each.getBoundingClientRect().bottom > top);
      return Number(/^\d+/.exec(line?.textContent ?? '')?.[0] ?? Number.NaN);
    }, IN_THE_WINDOW.text);
  const newest = await first();
  let oldest = newest;
  let moved = performance.now();
  const watched = await watchWindow(app);
  while (newest - oldest < rows && performance.now() - moved < STUCK_MS) {
    await page.mouse.wheel(0, -WHEEL_PX);
    await sleep(WHEEL_EVERY_MS);
    const now = await first();
    if (now < oldest) [oldest, moved] = [now, performance.now()];
  }
  return { ...feelOf(await watched.end()), rows: newest - oldest };
}

function feelOf({ seconds, mainCalls, hostCalls, frames, tasks, ownTasks }: Watched): Omit<Feel, 'click'> {
  const bySecond = new Map<number, number>();
  for (const at of frames) {
    const second = Math.floor(at / 1_000);
    bySecond.set(second, (bySecond.get(second) ?? 0) + 1);
  }
  // The last second is not a whole one.
  const whole = Array.from({ length: Math.floor(seconds) }, (_, second) => bySecond.get(second) ?? 0);
  return {
    seconds,
    mainCall: lateOf(mainCalls),
    hostCall: lateOf(hostCalls),
    framesPerSecond: frames.length / seconds,
    framesLeast: Math.min(...whole),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
    ownLongTasks: ownTasks.filter((ms) => ms > LONG_TASK_MS).length,
    ownLongestTaskMs: ownTasks.reduce((one, other) => Math.max(one, other), 0),
    ownShare: ownTasks.reduce((sum, ms) => sum + ms, 0) / 1_000 / seconds,
  };
}

async function memory(app: DesktopApp, cdp: CDPSession, collected: boolean): Promise<Memory> {
  if (collected) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { heap, processes } = await app.electron.evaluate(({ app: electron }, collects) => {
    if (collects) {
      const node = process as unknown as {
        getBuiltinModule: (name: string) => {
          setFlagsFromString: (flags: string) => void;
          runInNewContext: (code: string) => unknown;
        };
      };
      node.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
      node.getBuiltinModule('node:vm').runInNewContext('gc()');
    }
    return {
      heap: process.memoryUsage().heapUsed,
      processes: electron.getAppMetrics().map(({ type, memory }) => [type, memory.workingSetSize] as const),
    };
  }, collected);
  const kilobytes = (type: string) => processes.find(([each]) => each === type)?.[1] ?? Number.NaN;
  return {
    windowHeap: usedSize / 1_000_000,
    windowProcess: (kilobytes('Tab') * 1_024) / 1_000_000,
    mainHeap: heap / 1_000_000,
    mainProcess: (kilobytes('Browser') * 1_024) / 1_000_000,
  };
}

function most(one: Memory | undefined, other: Memory): Memory {
  if (one === undefined) return other;
  return {
    windowHeap: Math.max(one.windowHeap, other.windowHeap),
    windowProcess: Math.max(one.windowProcess, other.windowProcess),
    mainHeap: Math.max(one.mainHeap, other.mainHeap),
    mainProcess: Math.max(one.mainProcess, other.mainProcess),
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
