/**
 * Runs the host on its thread: passes commands on, tells what is heard, and starts it again when it breaks, later
 * each time, until it has broken too often. It reads none of the commands.
 */
import { Worker } from 'node:worker_threads';
import type { ExportChoice, Written } from '../../contract/ipc/export.ts';
import type { HostState, HostProblem } from '../../contract/ipc/host-state.ts';
import type { Answers, Arguments, HostCommandName } from '../../contract/ipc/commands.ts';
import type { EventName } from '../../contract/ipc/events.ts';
import type { StartOptions } from '../../contract/ipc/start-options.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type {
  BrokenBefore,
  DesktopEvent,
  HostNews,
  HostRequest,
  HostSetting,
} from '../server/thread/host-messages.ts';

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
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

export class HostRunner {
  readonly #parts: HostRunnerParts;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #worker: Worker | undefined;
  /** Why the thread before ended. */
  #broken: BrokenBefore | undefined;
  /** Why the thread is about to end. */
  #detail: string | undefined;
  /** When it broke, on the monotonic clock; the newest last. */
  #breaks: readonly number[] = [];
  #again: NodeJS.Timeout | undefined;
  /** With which the chat runs, as the thread told; `undefined` while it is off. */
  #started: StartOptions | undefined;
  #closing = false;

  constructor(parts: HostRunnerParts) {
    this.#parts = parts;
    this.#run();
  }

  /** Answers what the thread answers. Rejects when it refuses, or breaks before it has answered. */
  ask<C extends HostCommandName>(command: C, argument: Arguments[C]): Promise<Answers[C]> {
    this.#revive(command === 'start');
    return this.#request((id) => ({ ask: 'command', id, command, argument }));
  }

  /** Starts with what was chosen last. Answers with whether it is on; rejects as {@link ask} does. */
  startAgain(): Promise<boolean> {
    this.#revive(true);
    return this.#request((id) => ({ ask: 'start-again', id }));
  }

  /** Rejects as {@link ask} does. */
  exportLog(choice: ExportChoice, file: string): Promise<Written> {
    return this.#request((id) => ({ ask: 'export', id, choice, file }));
  }

  /** Rejects as {@link ask} does. */
  saveFile(fileId: string, file: string): Promise<Written> {
    return this.#request((id) => ({ ask: 'save-file', id, fileId, file }));
  }

  /** Tries once more to save what a full disk did not take. Resolves with what is left, or `unknown` if the disk is too slow to tell. */
  async saveNow(): Promise<Unsaved | 'unknown'> {
    const late = new Promise<'unknown'>((resolve) =>
      setTimeout(() => resolve('unknown'), CLOSE_WITHIN_MS).unref(),
    );
    const left = this.#request<Unsaved>((id) => ({ ask: 'save-now', id }));
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
      workerData: {
        ...setting,
        ...(this.#broken !== undefined && { broken: this.#broken }),
      } satisfies HostSetting,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
    });
    this.#worker = worker;
    this.#detail = undefined;
    worker.on('message', (news: HostNews) => this.#hear(news));
    worker.on('error', (error) => (this.#detail ??= error.message));
    worker.once('exit', (code) => this.#ended(code));
  }

  /** @template T the answer of the thread to this request */
  #request<T>(requestOf: (id: number) => HostRequest): Promise<T> {
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
        // eslint-disable-next-line no-restricted-syntax -- the thread answers each request with its own type
        if (news.ok) waiting?.resolve(news.value as never);
        else waiting?.reject(new Error(news.detail));
        break;
      }
      case 'started':
        this.#started = news.options;
        break;
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
    this.#broken = { detail, again };
    this.#tell({ kind: 'stopped', trouble: { code: 'broken', detail, again } });
    if (!again) {
      this.#breaks = [];
      this.#started = undefined;
      return;
    }
    const after = Math.min(AGAIN_AFTER_MS * 2 ** (this.#breaks.length - 1), AGAIN_AFTER_MS_MAX);
    this.#again = setTimeout(() => this.#runAgain(), after);
  }

  #revive(starting: boolean): void {
    if (this.#worker === undefined && !this.#closing) this.#runAgain(starting);
  }

  /** Where it was on it is on again, unless it is being started; its guests come back by themselves. */
  #runAgain(starting = false): void {
    this.#run();
    const started = this.#started;
    if (started === undefined || starting) return;
    this.ask('start', started).catch((error: unknown) => {
      // It has broken again, and that is told by whoever saw it end.
      this.#detail ??= String(error);
    });
  }

  #tell(state: HostState & { readonly trouble: HostProblem }): void {
    this.#parts.heard('state', JSON.stringify(state));
    this.#parts.desk({ about: 'state', state });
  }
}
