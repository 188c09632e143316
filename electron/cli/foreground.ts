/**
 * Decides whether this program may read its terminal: the system stops a background process that tries (SIGTTIN), and a
 * host must keep running.
 */
import { readFileSync } from 'node:fs';

/** Indexes of the fields after the program's name in `/proc/PID/stat` (proc_pid_stat(5)). */
const GROUP = 2;
const FOREGROUND_GROUP = 5;

const POLL_INTERVAL_MS = 1_000;

/** @param stat content of `/proc/self/stat` */
export function isForeground(stat: string): boolean {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[GROUP] !== undefined && fields[GROUP] === fields[FOREGROUND_GROUP];
}

/**
 * A pipe or file can always be read. Windows has no background processes; on systems other than Linux there is no way
 * to tell.
 */
export function mayReadTerminal(isTerminal: boolean, platform: NodeJS.Platform): boolean {
  if (!isTerminal || platform === 'win32') return true;
  if (platform !== 'linux') return false;
  try {
    return isForeground(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * Reports now and on each change whether the terminal may be read: at once when the program continues in the
 * background, and within 1 s when it comes to the foreground, since a shell sends a running process no signal
 * (SIGCONT).
 */
export function followTerminal(mayRead: () => boolean, onChange: (mayRead: boolean) => void): void {
  let last: boolean | undefined;
  const check = () => {
    const now = mayRead();
    if (now !== last) onChange(now);
    last = now;
  };
  check();
  process.on('SIGCONT', check);
  setInterval(check, POLL_INTERVAL_MS).unref();
}
