/** Ends a process with all that descends from it, by the ids of their groups. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Whether a program can be started as the leader of a group, by `detached`. */
export const OWN_GROUP = process.platform !== 'win32';

/**
 * Asks first, and kills what is still there after the grace.
 * @param {number} pid which leads a group of its own
 * @param {number} graceMs
 */
export async function endTree(pid, graceMs) {
  if (!OWN_GROUP) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    return;
  }
  // Browsers and the app have groups of their own, and who started them is known only while all of them run.
  const groups = groupsUnder(pid);
  signalGroups(groups, 'SIGTERM');
  const deadline = performance.now() + graceMs;
  while (performance.now() < deadline && groups.some(isThere)) await sleep(LOOK_EVERY_MS);
  signalGroups(groups, 'SIGKILL');
}

/** What is left of the group of a program that has ended. @param {number} group */
export function killGroup(group) {
  signalGroups([group], 'SIGKILL');
}

/**
 * The process groups of a process and of all that descends from it.
 * @param {number} pid which leads a group of its own
 */
function groupsUnder(pid) {
  const groups = new Set([pid]);
  const tree = new Set([pid]);
  const processes = allProcesses();
  // A set that grows is walked to its end.
  for (const parent of tree) {
    for (const found of processes) {
      if (found.parent !== parent && !(parent === pid && found.group === pid)) continue;
      tree.add(found.pid);
      groups.add(found.group);
    }
  }
  return [...groups];
}

/** Where the kernel tells of them. @returns {{ pid: number, parent: number, group: number }[]} */
function allProcesses() {
  if (process.platform !== 'linux') return processesByPs();
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name of the program stands in brackets and may hold anything.
        const [, parent, group] =
          readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return [{ pid: Number(name), parent: Number(parent), group: Number(group) }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

/** Where there is no /proc. @returns {{ pid: number, parent: number, group: number }[]} */
function processesByPs() {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,pgid='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => {
    const [pid = NaN, parent = NaN, group = NaN] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, group };
  });
}

/** @param {readonly number[]} groups @param {NodeJS.Signals} signal */
function signalGroups(groups, signal) {
  if (!OWN_GROUP) return;
  for (const group of groups) {
    try {
      process.kill(-group, signal);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** @param {number} group */
function isThere(group) {
  try {
    return process.kill(-group, 0);
  } catch (error) {
    return !isGone(error);
  }
}

/** macOS says EPERM of a group in which nothing is left but what nobody has waited for. @param {unknown} error */
function isGone(error) {
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM');
}
