/**
 * Whether this program may read its terminal: one in the background that tries is stopped by the system (SIGTTIN), and a
 * host must not be.
 */
import { readFileSync } from 'node:fs';

/** Of what follows the name of the program in `/proc/PID/stat`. (proc_pid_stat(5)) */
const GROUP = 2;
const FOREGROUND_GROUP = 5;

/** @param stat of `/proc/self/stat`; where it cannot be read, nobody knows */
export function isForeground(stat: string): boolean {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[GROUP] !== undefined && fields[GROUP] === fields[FOREGROUND_GROUP];
}

/** A pipe or a file is read in any case; Windows has no background, and elsewhere than on Linux nobody can tell. */
export function mayReadTerminal(isTerminal: boolean, platform: NodeJS.Platform): boolean {
  if (!isTerminal || platform === 'win32') return true;
  if (platform !== 'linux') return false;
  try {
    return isForeground(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return false;
  }
}
