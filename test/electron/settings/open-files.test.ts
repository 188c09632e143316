import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFilesMax, parseOpenFiles } from '../../../electron/settings/open-files.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { build, Program } from '../../support/app/program.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';

const FILES = 300;
const ROOM = FILES - 64;
const CROWD = 400;

test.each([
  [{ userLimits: { open_files: { soft: 1_024, hard: 4_096 } } }, 1_024],
  [{ userLimits: { open_files: { soft: 'unlimited', hard: 'unlimited' } } }, undefined],
  [{ userLimits: { open_files: {} } }, undefined],
  [{ userLimits: {} }, undefined],
  [{ header: {} }, undefined],
])("the system's limit is read from %j", (report, soft) => {
  expect(parseOpenFiles(report)).toBe(soft);
});

test('no random report yields an invalid limit', () => {
  fc.assert(
    fc.property(fc.anything(), (soft) => {
      const read = parseOpenFiles({ userLimits: { open_files: { soft } } });
      expect(read === undefined || (Number.isInteger(read) && read > 0)).toBe(true);
    }),
  );
});

test.skipIf(process.platform === 'win32')('the limit of this process is the one that the shell shows', () => {
  const said = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  expect(String(openFilesMax() ?? 'unlimited')).toBe(said);
});

test.skipIf(process.platform === 'win32')(
  "beyond the system's limit each client is told, as is the host, and then the next one is admitted",
  async () => {
    await build('cli', 'chat');
    const shell = ['sh', '-c', `ulimit -n ${FILES}; exec "$@"`, 'sh'];
    const program = new Program('cli', ['--address', '127.0.0.1', '--port', '0'], shell);
    const port = Number((await program.link()).port);
    // All at once: while the host is stopped, they wait in the queue of the system.
    program.child.kill('SIGSTOP');
    const clients = await Promise.all(Array.from({ length: CROWD }, (_, i) => knock(port, i)));
    program.child.kill('SIGCONT');
    await Promise.all(clients.map(answered));
    const inside = clients.filter(({ response }) => response.startsWith('HTTP/1.1 101'));
    const refused = clients.filter(({ response }) => response.startsWith('HTTP/1.1 503'));
    expect([inside.length, refused.length]).toEqual([ROOM, CROWD - ROOM]);
    await vi.waitFor(() => expect(turnedAway(program.err)).toBe(CROWD - ROOM), PATIENTLY);
    expect(program.err.split('\n').length).toBeLessThan(5);
    for (const client of inside.slice(0, 5)) client.destroy();
    await vi.waitFor(async () => {
      const next = await knock(port, 0);
      await answered(next);
      expect(next.response).toMatch(/^HTTP\/1\.1 101/);
      next.say('hello');
      await next.until(() => next.texts.some((text) => text.endsWith('hello')));
    }, PATIENTLY);
  },
);

/** Connects from one of 20 addresses. */
async function knock(port: number, i: number): Promise<RawClient> {
  const client = await RawClient.dial(port, '127.0.0.1', `127.0.3.${1 + (i % 20)}`);
  onTestFinished(() => client.destroy());
  client.send(openingRequest(port));
  return client;
}

/** Resolves when there is a response, or nothing more can come. */
async function answered(client: RawClient): Promise<void> {
  await Promise.race([client.until(() => client.response !== ''), client.ended]);
}

/** The number of refused connections that stderr reports. */
function turnedAway(lines: string): number {
  const counts = lines.matchAll(/^Turned away (a|\d+) connections?: the system allows .* 300 /gm);
  return [...counts].reduce((sum, [, count]) => sum + (count === 'a' ? 1 : Number(count)), 0);
}
