/**
 * The thread on which the disk is waited for. It opens the history in `workerData.folder`, says what was there, and
 * answers one request after the other, in order.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from '../sqlite/database.ts';
import { failureOf } from '../sqlite/failure.ts';
import { RepairingDatabase } from './repairing-database.ts';
import type { StoreRecord } from '../store.ts';
import type { StoreAnswer, StoreStart, StoreRequest } from './sqlite-store.ts';

/** Who has the folder, for whoever else would like it. */
const HOLDER = 'holder.txt';

const given: unknown = workerData;
const folder = typeof given === 'object' && given !== null && 'folder' in given ? given.folder : undefined;
if (parentPort === null || typeof folder !== 'string') throw new Error('not a thread of a host');
const port = parentPort;

function open(path: string): StoreStart & { readonly database?: RepairingDatabase } {
  let database: RepairingDatabase | undefined;
  try {
    database = new RepairingDatabase(path);
    writeFileSync(join(path, HOLDER), `${process.pid}`, { mode: 0o600 });
    return { ok: true, opened: database.opened, unread: database.unread(), database };
  } catch (error) {
    database?.close();
    const failure = failureOf(error);
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, failure, detail, ...(failure === 'in-use' && { holder: readHolder(path) }) };
  }
}

function readHolder(path: string): string {
  try {
    return readFileSync(join(path, HOLDER), 'utf8');
  } catch {
    // The other one is about to write it; it holds the folder all the same.
    return '';
  }
}

function serve(database: RepairingDatabase): void {
  let refolding = setImmediate(refold);
  /** Step by step: whoever asks meanwhile waits for one step only. */
  function refold(): void {
    try {
      if (!database.perform((file) => file.refold())) refolding = setImmediate(refold);
    } catch (error) {
      // On a full disk, say. What is not folded anew is found as it was, and the next start goes on.
      if (!(error instanceof Error)) throw error;
    }
  }
  port.on('message', (request: StoreRequest) => {
    if (request.ask === 'close') clearImmediate(refolding);
    const answered = answer(database, request);
    const isEnd = request.ask === 'close';
    const unread = isEnd ? 0 : database.unread();
    const mended = isEnd ? undefined : database.mended();
    port.postMessage({
      ...answered,
      ...(unread > 0 && { unread }),
      ...(mended && { mended }),
    } satisfies StoreAnswer);
    if (!isEnd) return;
    rmSync(join(String(folder), HOLDER), { force: true });
    port.close();
  });
}

function answer(kept: RepairingDatabase, request: StoreRequest): StoreAnswer {
  try {
    return { id: request.id, ok: true, value: answerOf(kept, request) };
  } catch (error) {
    const failure = failureOf(error) === 'disk-full' ? 'disk-full' : 'failed';
    return {
      id: request.id,
      ok: false,
      failure,
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}

function answerOf(kept: RepairingDatabase, request: StoreRequest): unknown {
  if (request.ask === 'files-gone') return kept.filesGone();
  if (request.ask === 'close') {
    kept.close();
    return undefined;
  }
  if (request.ask === 'prune') return kept.prune(request.age, request.bytesMax);
  return kept.perform((database) => perform(database, request));
}

function perform(
  database: Database,
  request: Exclude<StoreRequest, { ask: 'files-gone' | 'close' | 'prune' }>,
): unknown {
  switch (request.ask) {
    case 'commit':
      database.commit(recordsOf(request.records));
      return undefined;
    case 'page':
      return database.page(request.room, request.place, request.most, request.reader);
    case 'entry':
      return database.entry(request.room, request.seq);
    case 'log':
      return database.log(request.asked);
    case 'search':
      return database.search(request.asked, request.most);
    case 'audit-entries':
      return database.auditEntries(request.most, request.before);
    case 'due':
      return database.due(request.age);
    case 'bytes':
      return database.bytes();
    default:
      return request satisfies never;
  }
}

function recordsOf(json: string): readonly StoreRecord[] {
  // oxlint-disable-next-line typescript/no-unsafe-return -- `SqliteStore` wrote it
  return JSON.parse(json);
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
const { database, ...beginning } = open(folder);
port.postMessage(beginning);
if (database === undefined) port.close();
else serve(database);
