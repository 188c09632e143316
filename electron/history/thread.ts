/**
 * The thread on which the disk is waited for. It opens the history in `workerData.folder`, says what was there, and
 * answers one request after the other, in order.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Database } from './database.ts';
import { failureOf } from './failure.ts';
import type { Record } from './store.ts';
import type { Answer, Beginning, Request } from './thread-store.ts';

const FILE = 'history.db';
/** Who has the folder, for whoever else would like it. */
const HOLDER = 'holder.txt';

const given: unknown = workerData;
const folder = typeof given === 'object' && given !== null && 'folder' in given ? given.folder : undefined;
if (parentPort === null || typeof folder !== 'string') throw new Error('not a thread of a host');
const port = parentPort;

function open(path: string, aside?: string): Beginning & { readonly database?: Database } {
  let database: Database | undefined;
  try {
    database = new Database(join(path, FILE));
    writeFileSync(join(path, HOLDER), `${process.pid}`, { mode: 0o600 });
    const opened = { ...database.open(), ...(aside !== undefined && { aside }) };
    return { ok: true, opened, unread: database.unread(), database };
  } catch (error) {
    database?.close();
    const failure = failureOf(error);
    if (failure === 'damaged' && aside === undefined) return open(path, putAside(path));
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, failure, detail, ...(failure === 'in-use' && { holder: readHolder(path) }) };
  }
}

/** Nothing is deleted: the damaged file waits under another name. */
function putAside(path: string): string {
  const name = `${FILE}.corrupt-${Date.now()}`;
  renameSync(join(path, FILE), join(path, name));
  for (const more of ['-wal', '-shm']) {
    try {
      renameSync(join(path, `${FILE}${more}`), join(path, `${name}${more}`));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return name;
}

function readHolder(path: string): string {
  try {
    return readFileSync(join(path, HOLDER), 'utf8');
  } catch {
    // The other one is about to write it; it holds the folder all the same.
    return '';
  }
}

function serve(database: Database): void {
  port.on('message', (request: Request) => {
    const answered = answer(database, request);
    const unread = request.ask === 'close' ? 0 : database.unread();
    port.postMessage({ ...answered, ...(unread > 0 && { unread }) } satisfies Answer);
    if (request.ask !== 'close') return;
    rmSync(join(String(folder), HOLDER), { force: true });
    port.close();
  });
}

function answer(database: Database, request: Request): Answer {
  try {
    return { id: request.id, ok: true, value: perform(database, request) };
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

function perform(database: Database, request: Request): unknown {
  switch (request.ask) {
    case 'commit':
      database.commit(recordsOf(request.records));
      return undefined;
    case 'page':
      return database.page(request.room, request.place, request.most);
    case 'entry':
      return database.entry(request.room, request.seq);
    case 'log':
      return database.log(request.asked);
    case 'search':
      return database.search(request.asked, request.most);
    case 'deeds':
      return database.deeds(request.most, request.before);
    case 'prune':
      return database.prune(request.age, request.bytesMax);
    case 'due':
      return database.due(request.age);
    case 'bytes':
      return database.bytes();
    case 'files-gone':
      return database.filesGone();
    case 'close':
      database.close();
      return undefined;
    default:
      return request satisfies never;
  }
}

function recordsOf(json: string): readonly Record[] {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- `ThreadStore` wrote it
  return JSON.parse(json);
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
const { database, ...beginning } = open(folder);
port.postMessage(beginning);
if (database === undefined) port.close();
else serve(database);
