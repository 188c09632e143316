/** A small disk that fills up while people talk, and has room again. */
import { randomBytes } from 'node:crypto';
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { PersistenceStatus } from '../../../contract/model/chat-info.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HISTORY_SCRIPT } from '../../support/host/kept-history.ts';
import { readKept } from '../../support/host/kept-file.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { build, Program } from '../../support/app/program.ts';
import { fillDisk, smallDisk } from '../../support/host/small-disk.ts';

/** The host tries again every 5 s. */
const RETRIED = { ...PATIENTLY, interval: 50 };

beforeAll(() => build('cli', 'chat', 'history'));

test('on a full disk people talk on, it is said, and once there is room all is saved and nothing twice', async ({
  skip,
}) => {
  const folder = smallDisk(1);
  if (folder === undefined) return skip('only root may mount a disk');
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(550_000));
  const { host, port } = await lightHost({
    unrestrained: true,
    history: { folder, script: HISTORY_SCRIPT },
  });
  const keeping = (): PersistenceStatus => host.overview().chatInfo.persistence;
  expect(keeping()).toEqual({ kind: 'saved' });
  const ada = await Guest.join(port, 'Ada');
  while (keeping().kind === 'saved' && ada.texts.length < 5_000)
    await ada.says(`${'x'.repeat(1_000)} ${ada.texts.length}`);
  expect(keeping()).toMatchObject({ kind: 'failing', why: 'disk-full' });
  expect((await ada.hearsOf('server-info', ({ retention }) => !retention.saved)).retention.saved).toBe(false);
  const bob = await Guest.join(port, 'Bob');
  await bob.says('we go on');
  expect((await ada.hearsOf('message', ({ text }) => text === 'we go on')).seq).toBe(ada.log.at(-1)?.seq);
  rmSync(ballast);
  await vi.waitFor(() => expect(keeping()).toEqual({ kind: 'saved' }), RETRIED);
  await bob.says('and it is kept');
  await bob.hears(() => bob.all('server-info').at(-1)?.retention.saved === true);
  const said = ada.log.map(({ seq }) => seq);
  await host.close();
  const { integrity, entries } = readKept(folder);
  expect(integrity).toBe('ok');
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  expect(entries.slice(0, said.length).map(({ seq }) => seq)).toEqual(said);
  expect(entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : [])).slice(-2)).toEqual([
    'we go on',
    'and it is kept',
  ]);
});

const hostOn = (folder: string, before: readonly string[] = []) =>
  new Program('cli', ['--address', '127.0.0.1', '--port', '0', '--data', folder, '--lift-limits'], before);

async function sayMany(guest: Guest, count: number): Promise<void> {
  for (let said = 0; said < count; said += 1) guest.write(`${randomBytes(750).toString('base64')} ${said}`);
  await guest.hears(() => guest.texts.length >= count);
}

test('where there is room for a part of what waits that part is saved, the oldest first, and the rest is not called saved', async ({
  skip,
}) => {
  const folder = smallDisk(12);
  if (folder === undefined) return skip('only root may mount a disk');
  const program = hostOn(folder);
  const port = Number((await program.link()).port);
  const ada = await Guest.join(port, 'Ada');
  const ballast = fillDisk(folder);
  await sayMany(ada, 1_500);
  await ada.hearsOf('server-info', ({ retention }) => !retention.saved);
  const before = readKept(folder).entries.length;
  truncateSync(ballast, statSync(ballast).size - 4 * 1_048_576);
  await expect.poll(() => readKept(folder).entries.length, RETRIED).toBeGreaterThan(before + 100);
  program.child.kill('SIGKILL');
  await program.ended;
  const { integrity, entries } = readKept(folder);
  expect(integrity).toBe('ok');
  expect(entries.length).toBeLessThan(1_500);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  const said = new Map(ada.log.map((entry) => [entry.seq, entry]));
  expect(entries.filter(({ seq, type }) => said.has(seq) && said.get(seq)!.type !== type)).toEqual([]);
  expect(ada.all('server-info').at(-1)?.retention.saved).toBe(false);
  console.log(`of 1,500 that waited ${entries.length - before} were saved in 4 MiB`);
});

/** A host on a full disk, and somebody who talked on. */
async function talkedOn(folder: string, before: readonly string[] = []) {
  const program = hostOn(folder, before);
  const ada = await Guest.join(Number((await program.link()).port), 'Ada');
  const ballast = fillDisk(folder);
  await sayMany(ada, 300);
  await ada.hearsOf('server-info', ({ retention }) => !retention.saved);
  await expect.poll(() => program.err).toMatch(/^The disk is full/);
  return { program, ada, ballast };
}

test('an end on a full disk says that it tries again, then what is lost, and is no 0', async ({ skip }) => {
  const folder = smallDisk(2);
  if (folder === undefined) return skip('only root may mount a disk');
  const { program, ada } = await talkedOn(folder);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(4);
  const kept = readKept(folder).entries.filter(({ type }) => type === 'message').length;
  const lost = ada.texts.length - kept;
  expect(lost).toBeGreaterThan(0);
  expect(program.err).toMatch(
    new RegExp(`\nNot saved yet: messages: ${lost}, [^\n]*\nCouldn’t be [^\n]*: messages: ${lost}, `),
  );
  expect(program.out).toMatch(/\nPorchlight is off\.\n$/);
});

test('an end on a full disk with nothing of anybody left to save says nothing of it, and is a 0', async ({
  skip,
}) => {
  const folder = smallDisk(12);
  if (folder === undefined) return skip('only root may mount a disk');
  const program = hostOn(folder);
  await program.link();
  fillDisk(folder);
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(0);
  expect(program.err).toBe('');
});

test('a start on a full disk says so, not that the folder cannot be used, and names no code', async ({
  skip,
}) => {
  const folder = smallDisk(12);
  if (folder === undefined) return skip('only root may mount a disk');
  const first = hostOn(folder);
  await first.link();
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  fillDisk(folder);
  const program = hostOn(folder);
  await program.link();
  expect(program.err).toContain('disk is full');
  expect(program.err).toContain('couldn’t be saved for the next start');
  expect(program.err).not.toMatch(/cannot be used|\bE[A-Z]{3,}\b/);
});

test('a second signal ends the waiting for a full disk, and what is lost is said', async ({ skip }) => {
  const folder = smallDisk(2);
  if (folder === undefined) return skip('only root may mount a disk');
  const { program } = await talkedOn(folder);
  program.child.kill('SIGINT');
  await expect.poll(() => program.err).toContain('Not saved yet: ');
  program.child.kill('SIGINT');
  expect(await program.ended).toBe(4);
  expect(program.err).toMatch(/\nCouldn’t be saved and is lost: messages: \d+, [^\n]*\.\n$/);
});

test('room that is made while the end waits is used: all is saved, and it ends with 0', async ({ skip }) => {
  const folder = smallDisk(8);
  if (folder === undefined) return skip('only root may mount a disk');
  const { program, ada, ballast } = await talkedOn(folder);
  program.child.kill('SIGTERM');
  await expect.poll(() => program.err).toContain('Not saved yet: ');
  rmSync(ballast);
  expect(await program.ended).toBe(0);
  expect(program.err).not.toContain('lost');
  const { entries } = readKept(folder);
  expect(entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []))).toEqual(ada.texts);
});

test('a mistake of ours on a full disk does not say that all is saved', async ({ skip }) => {
  const folder = smallDisk(2);
  if (folder === undefined) return skip('only root may mount a disk');
  const mistake = "--import=data:text/javascript,process.once('SIGUSR2',()=>{throw(new(Error)('mistake'))})";
  const { program } = await talkedOn(folder, ['env', `NODE_OPTIONS=${mistake}`]);
  program.child.kill('SIGUSR2');
  expect(await program.ended).toBe(1);
  expect(program.err).toMatch(/\n[^\n]*quitting\. [^\n]*\(mistake\)\nCouldn’t [^\n]* is lost: messages: \d+/);
});
