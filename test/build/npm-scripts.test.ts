/** npm, its shell and our script stand between whoever starts the program and the program itself. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

/** So that a test run does not become what this user's own next start remembers. */
const data = mkdtempSync(join(tmpdir(), 'porchlight-'));
afterAll(() => rmSync(data, { recursive: true }));

/** Windows has no signals to pass on. */
describe.skipIf(process.platform === 'win32')('npm run host', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('ends in order when npm gets %s', async (signal) => {
    const npm = host('--address', '127.0.0.1', '--port', '0', '--data', data);
    const ended = once(npm, 'exit');
    await once(npm.stdout, 'data');
    npm.kill(signal);
    expect(await ended).toEqual([0, null]);
  });

  test('hands on the exit code of the program', async () => {
    expect(await once(host('--nonsense'), 'exit')).toEqual([2, null]);
  });
});

function host(...parameters: string[]): ChildProcessWithoutNullStreams {
  return spawn('npm', ['run', '--silent', 'host', '--', ...parameters]);
}
