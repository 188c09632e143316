/** A folder that nobody else has, and its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'porchlight-test-'));
}

export function removeFolder(folder: string): void {
  // A browser that has just ended may still be writing its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
