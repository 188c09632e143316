/** The disk is full: what waits is saved once there is room, as much as fits if there is little, and a stop says what is lost. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { all, type Bench, type Figure, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';
import { WireGuest } from './wire-guest.ts';

const TEXT = 'x'.repeat(2_000);
const SAVED_MS_MAX = 60_000;

export const disk: Scenario = {
  title: 'the disk fills up while guests talk',
  root: true,
  run: async (bench) => [
    ...(await onDisk('100m', bench, roomAgain)),
    ...(await onDisk('12m', bench, littleRoom)),
    ...(await onDisk('30m', bench, stoppedWhileFull)),
  ],
};

async function onDisk(
  size: string,
  { folder, say }: Bench,
  run: (data: string) => Promise<Figure[]>,
): Promise<Figure[]> {
  const data = join(folder, `disk-${size}`);
  mkdirSync(data);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', data]);
  try {
    say(`a disk of ${size}`);
    return await run(data);
  } finally {
    execFileSync('umount', ['--lazy', data]);
  }
}

/** 500 before, 1,500 while there is no room, and room again: kill -9 then costs nothing. */
async function roomAgain(data: string): Promise<Figure[]> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Ada');
  const kept = { saved: true };
  guest.hear = (told) => {
    if (told.type === 'server-info') kept.saved = (told['retention'] as { saved: boolean }).saved;
  };
  await sayMany(guest, 500);
  fill(data);
  await sayMany(guest, 1_500);
  rmSync(join(data, 'ballast'));
  const deadline = performance.now() + SAVED_MS_MAX;
  await sayMany(guest, 20);
  while (!kept.saved && performance.now() < deadline) await sleep(100);
  await host.kill();
  return [
    all('said before, while and after the disk was full, found after kill -9', await found(data), 2_020),
  ];
}

/** Too little room for all that waits: as much of it as fits is saved. */
async function littleRoom(data: string): Promise<Figure[]> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Ada');
  fill(data);
  await sayMany(guest, 1_500);
  // Room for about a third of them.
  rmSync(join(data, 'ballast'));
  appendFileSync(join(data, 'ballast'), Buffer.alloc(9_000_000));
  await sleep(15_000);
  await host.kill();
  rmSync(join(data, 'ballast'));
  const kept = await found(data);
  return [
    {
      what: 'of 1,500 that wait, with room for a part of them, saved',
      measured: String(kept),
      wanted: 'more than 0',
      ok: kept > 0,
    },
  ];
}

async function stoppedWhileFull(data: string): Promise<Figure[]> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Ada');
  fill(data);
  await sayMany(guest, 400);
  const code = await host.stop();
  const words = `${host.out}${host.err}`.trim().split('\n').at(-1) ?? '';
  return [
    { what: 'SIGTERM on a full disk ends with', measured: String(code), wanted: 'not 0', ok: code !== 0 },
    {
      what: 'SIGTERM on a full disk says what is lost',
      measured: words,
      wanted: 'a number of messages',
      ok: /\d/.test(words),
    },
  ];
}

async function sayMany(guest: WireGuest, count: number): Promise<void> {
  for (let i = 0; i < count; i += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, count - i) }, (_, k) => guest.say(`${i + k} ${TEXT}`)),
    );
}

async function found(data: string): Promise<number> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Eve');
  const entries = await guest.readAll();
  guest.leave();
  await host.stop();
  return entries.filter(({ type, text }) => type === 'message' && String(text).endsWith(TEXT)).length;
}

/** Until nothing more fits. */
function fill(folder: string): void {
  const piece = Buffer.alloc(65_536);
  for (;;) {
    try {
      appendFileSync(join(folder, 'ballast'), piece);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}
