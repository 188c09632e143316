/**
 * What the window feels of a flood: how late the main process runs its own timers, and how long a call of the window
 * takes, while guests talk without pause. In the real app.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DesktopApp } from '../support/app/desktop-app.ts';
import { findFreePort } from '../support/clients/free-port.ts';
import { lateOf, type Late } from './late.ts';
import { makeTemporaryFolder, removeFolder } from '../support/host/temporary-folder.ts';

const FLOOD = fileURLToPath(new URL('./flood.mjs', import.meta.url));
/** How often the main process looks at its own clock, and how often the window asks. */
const BEAT_MS = 10;

export interface Flood {
  readonly guests: number;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Stall {
  readonly main: Late;
  readonly call: Late;
  readonly sent: number;
  /** Frames that reached guests, each second. */
  readonly heardPerSecond: number;
  readonly closed: number;
}

/** One flood at a time, in one app; nobody at all is the first of them. */
export async function measureStalls(floods: readonly Flood[]): Promise<Stall[]> {
  const folder = makeTemporaryFolder();
  const app = await DesktopApp.open(folder, ['--lift-limits']);
  try {
    const link = await app.window.start('This computer', await findFreePort());
    const stalls: Stall[] = [];
    for (const flood of floods) stalls.push(await measure(app, Number(new URL(link).port), flood));
    return stalls;
  } finally {
    await app.close();
    removeFolder(folder);
  }
}

async function measure(app: DesktopApp, port: number, { guests, perSecond, seconds }: Flood): Promise<Stall> {
  await app.electron.evaluate((_, beatMs) => {
    const late: number[] = [];
    let due = performance.now() + beatMs;
    const timer = setInterval(() => {
      late.push(Math.max(0, performance.now() - due));
      due = performance.now() + beatMs;
    }, beatMs);
    Object.assign(globalThis, { beats: () => (clearInterval(timer), late) });
  }, BEAT_MS);
  await app.window.page.evaluate((beatMs) => {
    const took: number[] = [];
    const end = { now: false };
    const ask = async () => {
      while (!end.now) {
        const begun = performance.now();
        await window.host.call('copyLink', null);
        took.push(performance.now() - begun);
        await new Promise((resolve) => setTimeout(resolve, beatMs));
      }
    };
    void ask();
    Object.assign(window, { calls: () => ((end.now = true), took) });
  }, BEAT_MS);
  const flood = [FLOOD, port, guests, perSecond, seconds].map(String);
  // Guests are other machines: where cores are few, they must not take the app's own.
  const { stdout } = await promisify(execFile)('nice', ['-n', '10', process.execPath, ...flood]);
  const { sent, heard, closed } = JSON.parse(stdout) as { sent: number; heard: number; closed: number };
  const call = await app.window.page.evaluate(
    () => (window as unknown as { calls: () => number[] }).calls(),
    null,
  );
  const main = await app.electron.evaluate(() =>
    (globalThis as unknown as { beats: () => number[] }).beats(),
  );
  return {
    main: lateOf(main),
    call: lateOf(call),
    sent,
    heardPerSecond: Math.round(heard / seconds),
    closed,
  };
}
