/** The thread of the history, killed before each single step of a mending: whatever it was at, the next start has all. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { LOBBY } from '../../../../contract/model/room.ts';
import { RepairingDatabase } from '../../../../electron/history/thread/repairing-database.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { build } from '../../../support/app/program.ts';
import { messages } from '../../../support/said.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

beforeAll(() => build('history'));

const IN_FILE = 600;
const IN_LOG = 20;
/** More steps than a mending has. */
const STEPS_MAX = 1_000;

/** Before each thread: its process ends before so many changes to the names of files were made. */
const KILLING = `
  const fs = require('node:fs');
  let left = Number(process.env.STEPS);
  for (const name of ['renameSync', 'rmSync', 'copyFileSync', 'openSync']) {
    const real = fs[name];
    fs[name] = (...given) => {
      const isChange = name === 'openSync' ? given[1] === 'a' : name !== 'rmSync' || fs.existsSync(given[0]);
      const isStep = require('node:worker_threads').isMainThread === false && isChange;
      if (isStep && left-- === 0) process.kill(process.pid, 'SIGKILL');
      return real(...given);
    };
  }
`;
const OPENING = `
  const { Worker } = require('node:worker_threads');
  const [script, folder] = process.argv.slice(1);
  const worker = new Worker(script, { workerData: { folder } });
  worker.once('message', ({ ok }) => (ok ? worker.postMessage({ ask: 'close', id: 1 }) : process.exit(1)));
`;

/** Opens the history and closes it again. Answers whether it was killed at that. */
function isKilled(folder: string, steps: number): boolean {
  const hook = join(temporaryFolder(), 'killing.cjs');
  writeFileSync(hook, KILLING);
  const { signal, status, stderr } = spawnSync(
    process.execPath,
    ['--require', hook, '-e', OPENING, fileURLToPath(HISTORY_SCRIPT), folder],
    { env: { ...process.env, STEPS: `${steps}` }, encoding: 'utf8' },
  );
  if (signal === null && status !== 0) throw new Error(stderr);
  return signal === 'SIGKILL';
}

/** As a program leaves it that was killed while it had a part of what was said in its log. */
function killed(): { readonly bytes: Buffer; readonly log: Buffer } {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  const say = (count: number, from: number) =>
    kept.perform((database) =>
      database.commit(messages(count, from).map((entry) => ({ kind: 'entry', entry }) as const)),
    );
  say(IN_FILE, 1);
  kept.perform((database) => database.prune(0, 1e12));
  say(IN_LOG, IN_FILE + 1);
  const bytes = readFileSync(join(folder, 'history.db'));
  const log = readFileSync(join(folder, 'history.db-wal'));
  kept.close();
  return { bytes, log };
}

/** The sequence numbers of all that is there. */
function numbers(kept: RepairingDatabase): number[] {
  const read: number[] = [];
  for (let after = 0; ;) {
    const page = kept.perform((database) => database.page(LOBBY, { after }, 50));
    read.push(...page.entries.map(({ seq }) => seq));
    if (page.last) return read;
    after = read.at(-1) ?? Infinity;
  }
}

/** Put aside by a mending before this one, when the clock went ahead. */
const EARLIER = ['history.db.corrupt-4000000000000', 'history.db.corrupt-4000000000000-wal'];
const ASIDE = 'history.db.corrupt-4000000000001';

test.each<[string, boolean, (bytes: Buffer) => Buffer | undefined]>([
  ['lost two pages', false, (bytes) => Buffer.from(bytes).fill('x', 16_384, 24_576)],
  ['was cut off', true, (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['is gone', true, () => undefined],
])(
  'killed at any step of mending a file that %s, the next start has all that can be read',
  (_, isKept, harm) => {
    const { bytes, log } = killed();
    const harmed = harm(bytes);
    const mendedFrom = (steps: number) => {
      const folder = temporaryFolder();
      if (harmed !== undefined) writeFileSync(join(folder, 'history.db'), harmed);
      writeFileSync(join(folder, 'history.db-wal'), log);
      for (const name of EARLIER) writeFileSync(join(folder, name), 'an earlier one');
      const wasKilled = isKilled(folder, steps);
      const left = readdirSync(folder).sort();
      const kept = new RepairingDatabase(folder);
      const read = numbers(kept);
      kept.close();
      return { folder, wasKilled, left, read, condition: kept.opened.condition };
    };
    const { read: readable } = mendedFrom(STEPS_MAX);
    expect(readable.slice(-IN_LOG)).toEqual(messages(IN_LOG, IN_FILE + 1).map(({ seq }) => seq));
    let asItWas = 0;
    for (let steps = 0; ; steps += 1) {
      const { folder, wasKilled, left, read, condition } = mendedFrom(steps);
      if (!wasKilled) break;
      expect([left, read]).toEqual([left, readable]);
      if (left.includes('history.db.salvaged')) expect([left, condition]).toEqual([left, 'salvaged']);
      for (const name of EARLIER)
        expect([left, name, readFileSync(join(folder, name), 'utf8') === 'an earlier one']).toEqual([
          left,
          name,
          true,
        ]);
      const now = readdirSync(folder).filter((name) => name !== 'holder.txt');
      // SQLite brings the log in where it can open the file.
      if (!now.includes(`${ASIDE}-wal`)) {
        expect(now.sort()).toEqual(['history.db', ...EARLIER, ASIDE].sort());
        continue;
      }
      asItWas += 1;
      expect([left, now.sort()]).toEqual([left, ['history.db', ...EARLIER, ASIDE, `${ASIDE}-wal`].sort()]);
      expect(readFileSync(join(folder, ASIDE)).equals(harmed ?? Buffer.alloc(0))).toBe(true);
      expect(readFileSync(join(folder, `${ASIDE}-wal`)).equals(log)).toBe(true);
    }
    expect(asItWas > 0).toBe(isKept);
  },
);
