/** Real processes, which do not want to end. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { endTree, killGroup } from '../../../build/process/process-tree.mjs';
import { PATIENTLY } from '../../support/patience.ts';

/** Long enough for every program to hear of it. */
const GRACE_MS = 500;

/** Says who it is once it listens. */
const program = (onSigterm: string) =>
  `process.on('SIGTERM', () => { ${onSigterm} }); setInterval(() => {}, 1000); console.log(process.pid)`;
const DEAF = program('');
const POLITE = program('process.exit()');

/** Starts a program that starts another one; both of their ids. */
async function start(parent: string, child: string, { detached }: { detached: boolean }) {
  const startsChild = `
    require('node:child_process')
      .spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { detached: ${detached}, stdio: 'inherit' });`;
  const leader = spawn(process.execPath, ['-e', startsChild + parent], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  leader.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await vi.waitUntil(() => out.split('\n').length > 2, PATIENTLY);
  const pids = out.trim().split('\n').map(Number);
  onTestFinished(() => {
    for (const pid of pids.filter(isRunning)) process.kill(pid, 'SIGKILL');
  });
  return { leader, pids };
}

test.skipIf(process.platform === 'win32').each([
  ['what ends when it is asked', POLITE, POLITE],
  ['what does not listen', DEAF, DEAF],
  ['what does not listen when its parent does', POLITE, DEAF],
])('ends %s', async (_, parent, child) => {
  const { leader, pids } = await start(parent, child, { detached: false });
  await endTree(leader.pid!, GRACE_MS);
  await gone(pids);
});

test.runIf(process.platform === 'linux')('ends what has a group of its own, as browsers have', async () => {
  const { leader, pids } = await start(POLITE, DEAF, { detached: true });
  await endTree(leader.pid!, GRACE_MS);
  await gone(pids);
});

test.skipIf(process.platform === 'win32')('kills what is left of a group whose leader is gone', async () => {
  const { leader, pids } = await start(POLITE, DEAF, { detached: false });
  leader.kill('SIGKILL');
  await once(leader, 'exit');
  expect(pids.filter(isRunning)).toHaveLength(1);
  killGroup(leader.pid!);
  await gone(pids);
});

async function gone(pids: readonly number[]): Promise<void> {
  await vi.waitUntil(() => !pids.some(isRunning), PATIENTLY);
}

/** A process that ended and was not collected yet runs no more. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  if (process.platform !== 'linux') return spawnSync('ps', ['-p', String(pid)]).status === 0;
  return existsSync(status) && !readFileSync(status, 'utf8').includes('State:\tZ');
}
