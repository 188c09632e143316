/** A folder that nobody else has, and its end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'porchlight-test-'));
}

export function removeFolder(folder: string): void {
  // A browser that has just ended may still be writing its last file.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** A folder that is gone when the test ends. */
export function temporaryFolder(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}
