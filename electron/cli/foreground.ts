/**
 * Whether this program may read its terminal: one in the background that tries is stopped by the system (SIGTTIN), and a
 * host must not be.
 */
import { readFileSync } from 'node:fs';

/** Of what follows the name of the program in `/proc/PID/stat`. (proc_pid_stat(5)) */
const GROUP = 2;
const FOREGROUND_GROUP = 5;

const LOOK_AGAIN_MS = 1_000;

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

/**
 * Tells now whether it may be read, and from then on when that changes: as soon as it goes on in the background, and within
 * a second when it comes to the foreground, since a shell sends no signal (SIGCONT) to what runs already.
 */
export function followTerminal(mayRead: () => boolean, tell: (mayRead: boolean) => void): void {
  let told: boolean | undefined;
  const look = () => {
    const now = mayRead();
    if (now !== told) tell(now);
    told = now;
  };
  look();
  process.on('SIGCONT', look);
  setInterval(look, LOOK_AGAIN_MS).unref();
}
