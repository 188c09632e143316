/** The real host, killed while it is spoken to: what came back to its author is there, once, and in its place. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Entry } from '../../../contract/model/entry.ts';
import { readKept } from '../../support/host/kept-file.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { build, Program } from '../../support/app/program.ts';
import { Sender } from '../../support/clients/sender.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

/** `KILLS=200 npx vitest run test/electron/history/kill.test.ts` takes minutes. */
const KILLS = Number(process.env.KILLS ?? 20);
const KILL_MS = 20_000;
/** A host is killed within so long after the first word, or, now and then, within its start. */
const TALK_MS_MAX = 300;
const START_MS_MAX = 400;
const SOON = { ...PATIENTLY, interval: 5 };

beforeAll(() => build('cli', 'chat', 'history'));

const start = (data: string) =>
  new Program('cli', ['--address', '127.0.0.1', '--port', '0', '--data', data, '--lift-limits']);
const portOf = async (program: Program) => Number((await program.link()).port);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function people(...names: string[]): Sender[] {
  const senders = names.map((name) => new Sender(name));
  onTestFinished(() => senders.forEach((sender) => sender.end()));
  return senders;
}

/** Everything that came back is in its place, and no message is there twice. */
function expectKept(folder: string, senders: readonly Sender[]): void {
  const { integrity, entries } = readKept(folder);
  expect(integrity).toBe('ok');
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  expect(bySeq.size).toBe(entries.length);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  const missing = senders.flatMap(({ acknowledged }) =>
    [...acknowledged].filter(([ref, { seq, type }]) => {
      const entry = bySeq.get(seq);
      return entry?.type !== type || refOf(entry) !== ref;
    }),
  );
  expect(missing).toEqual([]);
  const refs = entries.filter(({ type }) => type === 'message').map(refOf);
  expect(new Set(refs).size).toBe(refs.length);
}

/** How much came back to all of them. */
const acknowledged = (senders: readonly Sender[]) =>
  senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);

const refOf = (entry: Entry) => ('ref' in entry ? entry.ref : undefined);

test(
  `after ${KILLS} kills everything that was acknowledged is there once, also what was sent again`,
  { timeout: KILLS * KILL_MS },
  async () => {
    const data = temporaryFolder();
    const senders = people('Ada', 'Bob', 'Cleo', 'Dan');
    for (let kill = 0; kill < KILLS; kill += 1) {
      const program = start(data);
      if (kill % 5 === 4) await sleep(Math.random() * START_MS_MAX);
      else {
        const port = await portOf(program);
        const before = acknowledged(senders);
        await Promise.all(senders.map((sender) => sender.talk(port)));
        // By turns whatever came back by then, and once something did, however slow the machine is.
        if (kill % 2 === 0)
          await expect.poll(() => acknowledged(senders) - before, SOON).toBeGreaterThanOrEqual(10);
        await sleep(Math.random() * TALK_MS_MAX);
      }
      program.child.kill('SIGKILL');
      await program.ended;
      for (const sender of senders) sender.end();
      if (existsSync(join(data, 'history.db'))) expectKept(data, senders);
    }
    const last = start(data);
    const port = await portOf(last);
    await Promise.all(senders.map((sender) => sender.settle(port)));
    expect(senders.map(({ underWay }) => underWay.size)).toEqual([0, 0, 0, 0]);
    last.child.kill('SIGTERM');
    expect(await last.ended).toBe(0);
    expectKept(data, senders);
    const said = acknowledged(senders);
    console.log(`kill: ${KILLS} kills, ${said} acknowledged`);
  },
);

test('a host that is ended in the middle of it all saves what it acknowledged, and ends with 0', async () => {
  const data = temporaryFolder();
  const senders = people('Ada', 'Bob', 'Cleo', 'Dan');
  const program = start(data);
  const port = await portOf(program);
  await Promise.all(senders.map((sender) => sender.talk(port)));
  await expect.poll(() => acknowledged(senders), SOON).toBeGreaterThan(100);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.err).toBe('');
  expectKept(data, senders);
  expect(readKept(data).entries.length).toBeGreaterThan(100);
});

test('a host that was killed lets the next one have the folder, and one that runs does not', async () => {
  const data = temporaryFolder();
  const first = start(data);
  await first.link();
  const second = start(data);
  expect(await second.ended).toBe(3);
  expect(second.err).toMatch(
    new RegExp(`^Porchlight is already running with [^\\n]*\\(process ${first.child.pid}\\)[^\\n]*\\n$`),
  );
  first.child.kill('SIGKILL');
  await first.ended;
  await start(data).link();
});
