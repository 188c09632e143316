/** What lies in the folder of files, and how many files this process has open: for tests that nothing stays behind. */
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export function filesBeside(folder: string): string[] {
  return readdirSync(join(folder, 'files')).sort();
}

/** Files that are open below a folder; only where the system tells. */
export function openBelow(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((each) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${each}`);
      return path.startsWith(folder) ? [path] : [];
    } catch {
      // It was the one that this list was read by.
      return [];
    }
  });
}
