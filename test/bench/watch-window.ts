/** Watches the window from within: calls, clicks, frames and tasks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopApp } from '../support/app/desktop-app.ts';
import { makeTemporaryFolder, removeFolder } from '../support/host/temporary-folder.ts';

/** Times in milliseconds. */
export interface Watched {
  readonly seconds: number;
  readonly mainCalls: readonly number[];
  readonly hostCalls: readonly number[];
  readonly clicks: readonly number[];
  /** When each frame was drawn. */
  readonly frames: readonly number[];
  /** The long ones, on the clock. */
  readonly tasks: readonly number[];
  /** All of the window's thread, in the time of a processor that each took. */
  readonly ownTasks: readonly number[];
}

const ASK_EVERY_MS = 20;

/** Begins at once; what it returns ends it. */
export async function watchWindow({
  electron,
  window: { page },
}: DesktopApp): Promise<{ readonly end: () => Promise<Watched> }> {
  await electron.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] }),
  );
  await page.evaluate((everyMs) => {
    const begun = performance.now();
    const [mainCalls, hostCalls, clicks, frames, tasks]: number[][] = [[], [], [], [], []];
    const end = { now: false };
    const ask = async (took: number[] | undefined, command: string, argument: unknown) => {
      while (!end.now) {
        const asked = performance.now();
        await window.host.call(command, argument);
        took?.push(performance.now() - asked);
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    };
    void ask(mainCalls, 'openLink', { link: '' });
    void ask(hostCalls, 'inspect', { id: 'nobody' });
    const frame = () => {
      frames?.push(performance.now() - begun);
      if (!end.now) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const long = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks?.push(duration);
    });
    long.observe({ type: 'longtask' });
    // The time of an event is that of the press, wherever it had to wait since.
    let pressed: number | undefined;
    const press = ({ timeStamp }: Event) => (pressed = timeStamp);
    addEventListener('click', press, true);
    const effect = new MutationObserver(() => {
      if (pressed === undefined) return;
      const at = pressed;
      pressed = undefined;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // After the frame in which it is drawn.
        port1.onmessage = () => clicks?.push(performance.now() - at);
        port2.postMessage(null);
      });
    });
    effect.observe(document.body, { subtree: true, attributeFilter: ['aria-sort', 'aria-selected'] });
    const stop = () => {
      end.now = true;
      removeEventListener('click', press, true);
      effect.disconnect();
      long.disconnect();
      const seconds = (performance.now() - begun) / 1_000;
      return { seconds, mainCalls, hostCalls, clicks, frames, tasks };
    };
    Object.assign(window, { watched: stop });
  }, ASK_EVERY_MS);
  return {
    end: async () => {
      const seen = await page.evaluate(
        () => (window as unknown as { watched: () => Omit<Watched, 'ownTasks'> }).watched(),
        null,
      );
      const folder = makeTemporaryFolder();
      const file = join(folder, 'trace.json');
      await electron.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file);
      const ownTasks = tasksIn(JSON.parse(readFileSync(file, 'utf8')) as Trace);
      removeFolder(folder);
      return { ...seen, ownTasks };
    },
  };
}

/** As Chromium writes it. */
interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    /** In the time of a processor, microseconds. */
    readonly tdur?: number;
    readonly args: { readonly name?: string };
  }[];
}

function tasksIn({ traceEvents }: Trace): number[] {
  const main = traceEvents.find(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const own = traceEvents.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid);
  return own.flatMap(({ name, tdur }) =>
    name === 'ThreadControllerImpl::RunTask' && tdur !== undefined ? [tdur / 1_000] : [],
  );
}
