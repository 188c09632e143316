/**
 * Runs the host on its thread: passes commands on, tells what is heard, and starts it again when it breaks, later
 * each time, until it has broken too often. It refuses to know what the commands mean, but for Start.
 */
import { Worker } from 'node:worker_threads';
import type { ExportChoice, Written } from '../../contract/ipc/export.ts';
import type { HostState, HostProblem } from '../../contract/ipc/host-state.ts';
import type { EventName, HostCommandName } from '../../contract/ipc/ipc.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type { DesktopEvent, HostNews, HostRequest, HostSetting } from '../server/thread/host-messages.ts';

/** As many within {@link BREAKS_WITHIN_MS}, and it stays off until somebody starts it. */
const BREAKS_MAX = 5;
const BREAKS_WITHIN_MS = 60_000;
const AGAIN_AFTER_MS = 250;
const AGAIN_AFTER_MS_MAX = 4_000;
/** Past it the thread is ended, whatever it still does. */
const CLOSE_WITHIN_MS = 5_000;
/** The rest of the program goes on when the host has used up its own. */
const HEAP_MEGABYTES_MAX = 1_024;

export interface HostRunnerParts {
  /** The built `host-thread.ts`. */
  readonly script: URL;
  readonly setting: HostSetting;
  /** For the window. */
  readonly heard: (event: EventName, json: string) => void;
  /** For the main process. */
  readonly desk: (news: DesktopEvent) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class HostRunner {
  readonly #parts: HostRunnerParts;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #worker: Worker | undefined;
  /** Why the thread is about to end. */
  #detail: string | undefined;
  /** When it broke, on the monotonic clock; the newest last. */
  #breaks: readonly number[] = [];
  #again: NodeJS.Timeout | undefined;
  /** What it was last started with, as long as it is on. */
  #started: { readonly argument: unknown } | undefined;
  #closing = false;

  constructor(parts: HostRunnerParts) {
    this.#parts = parts;
    this.#run();
  }

  /** Answers what the thread answers. Rejects when it refuses, or breaks before it has answered. */
  async ask(command: HostCommandName, argument: unknown): Promise<unknown> {
    if (this.#worker === undefined && !this.#closing) this.#runAgain(command === 'start');
    const answer = await this.#post(command, argument);
    if (command === 'start' && isOn(answer)) this.#started = { argument };
    if (command === 'stop') this.#started = undefined;
    // Whatever starts it again asks for the PIN that is asked for now.
    if (command === 'changePin' && this.#started !== undefined)
      this.#started = { argument: withPin(this.#started.argument, argument) };
    // And keeps what was said as long as it is kept now.
    if (command === 'keep' && this.#started !== undefined)
      this.#started = { argument: withRetention(this.#started.argument, argument) };
    return answer;
  }

  /** Starts with what was chosen last. Answers with whether it is on; rejects as {@link ask} does. */
  async startAgain(): Promise<boolean> {
    const { choice, pinLost } = choiceOf(await this.ask('overview', null));
    // Nobody comes in without the PIN because it was lost.
    if (pinLost) return false;
    return isOn(await this.ask('start', choice));
  }

  /** Rejects as {@link ask} does. */
  async exportLog(choice: ExportChoice, file: string): Promise<Written> {
    const saved = await this.#request((id) => ({ ask: 'export', id, choice, file }));
    // eslint-disable-next-line no-restricted-syntax -- the thread answers what `ChatHost.exportLog` returns
    return saved as Written;
  }

  /** Rejects as {@link ask} does. */
  async saveFile(fileId: string, file: string): Promise<Written> {
    const saved = await this.#request((id) => ({ ask: 'save-file', id, fileId, file }));
    // eslint-disable-next-line no-restricted-syntax -- the thread answers what `ChatHost.saveFile` returns
    return saved as Written;
  }

  /** Tries once more to save what a full disk did not take. Resolves with what is left, or `unknown` if the disk is too slow to tell. */
  async saveNow(): Promise<Unsaved | 'unknown'> {
    const late = new Promise<'unknown'>((resolve) =>
      setTimeout(() => resolve('unknown'), CLOSE_WITHIN_MS).unref(),
    );
    const answer = this.#request((id) => ({ ask: 'save-now', id }));
    // eslint-disable-next-line no-restricted-syntax -- the thread answers what `ChatHost.saveNow` returns
    const left = answer.then((unsaved) => unsaved as Unsaved);
    // A thread that is gone has nothing left to save.
    return Promise.race([left.catch((): Unsaved => ({})), late]);
  }

  /** The computer was asleep. */
  wake(): void {
    this.#worker?.postMessage({ ask: 'wake' } satisfies HostRequest);
  }

  /** Everybody is told goodbye, and what was said is on the disk, when this resolves. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#again);
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ ask: 'close' } satisfies HostRequest);
    const timer = setTimeout(() => void worker.terminate(), CLOSE_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }

  #run(): void {
    clearTimeout(this.#again);
    const { script, setting } = this.#parts;
    const worker = new Worker(script, {
      name: 'host',
      workerData: setting,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
    });
    this.#worker = worker;
    this.#detail = undefined;
    worker.on('message', (news: HostNews) => this.#hear(news));
    worker.on('error', (error) => (this.#detail ??= error.message));
    worker.once('exit', (code) => this.#ended(code));
  }

  #post(command: HostCommandName, argument: unknown): Promise<unknown> {
    return this.#request((id) => ({ ask: 'command', id, command, argument }));
  }

  #request(requestOf: (id: number) => HostRequest): Promise<unknown> {
    const worker = this.#worker;
    if (worker === undefined) return Promise.reject(new Error('the host has ended'));
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(requestOf(id));
    });
  }

  #hear(news: HostNews): void {
    switch (news.kind) {
      case 'event':
        this.#parts.heard(news.event, news.json);
        break;
      case 'desk':
        this.#parts.desk(news.news);
        break;
      case 'answer': {
        const waiting = this.#waiting.get(news.id);
        this.#waiting.delete(news.id);
        if (news.ok) waiting?.resolve(news.value);
        else waiting?.reject(new Error(news.detail));
        break;
      }
      case 'broken':
        this.#detail = news.detail;
        break;
      default:
        news satisfies never;
    }
  }

  #ended(code: number): void {
    this.#worker = undefined;
    const detail = this.#detail ?? `exit ${code}`;
    for (const { reject } of this.#waiting.values()) reject(new Error(detail));
    this.#waiting.clear();
    if (this.#closing) return;
    const now = performance.now();
    this.#breaks = [...this.#breaks.filter((at) => at > now - BREAKS_WITHIN_MS), now];
    const again = this.#breaks.length < BREAKS_MAX;
    this.#tell({ kind: 'stopped', trouble: { code: 'broken', detail, again } });
    if (!again) {
      this.#breaks = [];
      this.#started = undefined;
      return;
    }
    const after = Math.min(AGAIN_AFTER_MS * 2 ** (this.#breaks.length - 1), AGAIN_AFTER_MS_MAX);
    this.#again = setTimeout(() => this.#runAgain(), after);
  }

  /** Where it was on it is on again, unless somebody is starting it; its guests come back by themselves. */
  #runAgain(starting = false): void {
    this.#run();
    const started = this.#started;
    if (started === undefined || starting) return;
    this.#post('start', started.argument).catch((error: unknown) => {
      // It has broken again, and that is told by whoever saw it end.
      this.#detail ??= String(error);
    });
  }

  #tell(state: HostState & { readonly trouble: HostProblem }): void {
    this.#parts.heard('state', JSON.stringify(state));
    this.#parts.desk({ about: 'state', state });
  }
}

function choiceOf(overview: unknown): { readonly choice: unknown; readonly pinLost: boolean } {
  const { choice, pinLost }: { choice?: unknown; pinLost?: unknown } =
    typeof overview === 'object' ? { ...overview } : {};
  return { choice, pinLost: pinLost === true };
}

function isOn(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'running';
}

/** What it was started with, and kept for another time, or up to another size. */
function withRetention(started: unknown, change: unknown): unknown {
  const { days, megabytes }: { days?: unknown; megabytes?: unknown } =
    typeof change === 'object' ? { ...change } : {};
  return {
    ...(typeof started === 'object' && started),
    ...(days !== undefined && { keepDays: days }),
    ...(megabytes !== undefined && { keepMegabytes: megabytes }),
  };
}

/** What it was started with, and another PIN, or none. */
function withPin(started: unknown, change: unknown): unknown {
  const { pin: _, ...rest }: { pin?: unknown } = typeof started === 'object' ? { ...started } : {};
  const { pin }: { pin?: unknown } = typeof change === 'object' ? { ...change } : {};
  return pin === undefined ? rest : { ...rest, pin };
}
