/** The store in SQLite, on a thread of its own: asks the thread, and hands its answers on. */
import type { NumberedAuditEntry } from '../../../contract/model/audit-entry.ts';
import { Worker } from 'node:worker_threads';
import type { LogQuery, LogPage } from '../../../contract/ipc/log.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import type { Unsaved } from '../../../contract/model/unsaved.ts';
import type { Found } from '../../../contract/wire/server-message.ts';
import type { Failure } from '../sqlite/failure.ts';
import {
  SEARCH_RESULTS_MAX,
  StoreError,
  type SearchQuery,
  type DueDeletion,
  type RepairReport,
  type OpenedStore,
  type StoreRecord,
  type SearchStep,
  type Store,
  type StoreFailure,
} from '../store.ts';

type Ask =
  /** As JSON: many small objects cost four times as much to clone. */
  | { readonly ask: 'commit'; readonly records: string }
  | {
      readonly ask: 'page';
      readonly room: string;
      readonly place: ReadPosition;
      readonly most: number;
      readonly reader: string | undefined;
    }
  | { readonly ask: 'entry'; readonly room: string; readonly seq: number }
  | { readonly ask: 'log'; readonly asked: LogQuery }
  | { readonly ask: 'search'; readonly asked: SearchQuery; readonly most: number }
  | { readonly ask: 'audit-entries'; readonly most: number; readonly before: number | undefined }
  | { readonly ask: 'prune'; readonly age: number; readonly bytesMax: number }
  | { readonly ask: 'due'; readonly age: number }
  | { readonly ask: 'bytes' }
  | { readonly ask: 'files-gone' }
  | { readonly ask: 'close' };
export type StoreRequest = Ask & { readonly id: number };

export type StoreAnswer = (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: StoreFailure; readonly detail: string }
) & {
  readonly id: number;
  /** How much that was kept could not be read, and was left out. */
  readonly unread?: number;
  /** Something damaged was come upon, and mended. */
  readonly mended?: RepairReport;
};

/** What is told of the history beside the answers. */
export interface StoreNews {
  /** So much that was kept is damaged, and left out. */
  readonly unread?: (count: number) => void;
  /** It was mended since it was opened. */
  readonly mended?: (mended: RepairReport) => void;
}

/** The first thing that the thread says. */
export type StoreStart =
  | { readonly ok: true; readonly opened: OpenedStore; readonly unread: number }
  | { readonly ok: false; readonly failure: Failure; readonly detail: string; readonly holder?: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StoreError) => void;
}

export class SqliteStore implements Store {
  readonly isImmediate = false;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<unknown>;
  readonly #news: StoreNews;
  #asked = 0;
  /** What was asked for reading last. */
  #reading: Promise<unknown> = Promise.resolve();
  #ended: string | undefined;

  private constructor(worker: Worker, news: StoreNews) {
    this.#worker = worker;
    this.#news = news;
    worker.on('message', (answer: StoreAnswer) => this.#answered(answer));
    worker.on('error', (error) => this.#end(error.message));
    this.#exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.on('exit', () => this.#end('the thread of the history ended'));
  }

  /**
   * @param script the built `thread.ts`
   * @param folder made if need be, for its owner alone
   */
  static async open(
    script: URL,
    folder: string,
    news: StoreNews = {},
  ): Promise<
    | { readonly ok: true; readonly store: SqliteStore; readonly opened: OpenedStore }
    | Extract<StoreStart, { ok: false }>
  > {
    const worker = new Worker(script, { workerData: { folder }, name: 'history' });
    const beginning = await new Promise<StoreStart>((resolve) => {
      const failed = (error: Error) => resolve({ ok: false, failure: 'failed', detail: error.message });
      worker.once('error', failed);
      worker.once('message', (message: StoreStart) => {
        worker.off('error', failed);
        resolve(message);
      });
    });
    if (!beginning.ok) return beginning;
    if (beginning.unread > 0) news.unread?.(beginning.unread);
    return { ok: true, store: new SqliteStore(worker, news), opened: beginning.opened };
  }

  commit(records: readonly StoreRecord[]): Promise<void> {
    return this.#ask({ ask: 'commit', records: JSON.stringify(records) });
  }

  page(room: string, place: ReadPosition, most: number, reader?: string): Promise<Page> {
    return this.#read({ ask: 'page', room, place, most, reader });
  }

  entry(room: string, seq: number): Promise<Entry | undefined> {
    return this.#read({ ask: 'entry', room, seq });
  }

  log(asked: LogQuery): Promise<LogPage> {
    return this.#read({ ask: 'log', asked });
  }

  /** Step by step, until enough is found or nothing is left. */
  async search(asked: SearchQuery): Promise<Pick<Found, 'messages' | 'older'>> {
    const messages: Message[] = [];
    for (let { before } = asked; ;) {
      const most = SEARCH_RESULTS_MAX - messages.length;
      const from = { ...asked, ...(before !== undefined && { before }) };
      const step = await this.#read<SearchStep>({ ask: 'search', asked: from, most });
      messages.push(...step.messages);
      const { older, next } = step;
      if (next === undefined) return { messages, ...(older !== undefined && { older }) };
      before = next;
    }
  }

  auditEntries(most: number, before?: number): Promise<readonly NumberedAuditEntry[]> {
    return this.#read({ ask: 'audit-entries', most, before });
  }

  /** Step by step: whoever writes or reads meanwhile waits for one step only. */
  async prune(age: number, bytesMax: number): Promise<void> {
    while (!(await this.#read<boolean>({ ask: 'prune', age, bytesMax })));
  }

  due(age: number): Promise<DueDeletion> {
    return this.#read({ ask: 'due', age });
  }

  bytes(): Promise<number> {
    return this.#read({ ask: 'bytes' });
  }

  filesGone(): Promise<readonly string[]> {
    return this.#ask({ ask: 'files-gone' });
  }

  lost(): Unsaved {
    return {};
  }

  /** Resolves when the thread has ended, and the folder is free for another. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    await this.#ask({ ask: 'close' });
    await this.#exited;
  }

  /** One after the other: what is to be committed waits for one of them only, however many are asked for. */
  #read<T>(ask: Ask): Promise<T> {
    const answer = this.#reading.then(() => this.#ask<T>(ask));
    this.#reading = answer.catch(() => undefined);
    return answer;
  }

  /** The thread answers what the method of the same name of `Database` does. */
  #ask<T>(ask: Ask): Promise<T> {
    if (this.#ended !== undefined) return Promise.reject(new StoreError('failed', this.#ended));
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      // eslint-disable-next-line no-restricted-syntax -- the thread answers what `Database` returns, see `perform`
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      this.#worker.postMessage({ ...ask, id } satisfies StoreRequest);
    });
  }

  #answered(answer: StoreAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.unread !== undefined) this.#news.unread?.(answer.unread);
    if (answer.mended !== undefined) this.#news.mended?.(answer.mended);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(new StoreError(answer.failure, answer.detail));
  }

  #end(detail: string): void {
    this.#ended = detail;
    for (const { reject } of this.#waiting.values()) reject(new StoreError('failed', detail));
    this.#waiting.clear();
  }
}
