import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { HostState } from '../../../contract/ipc/host-state.ts';
import type { DesktopEvent } from '../../../electron/server/thread/host-messages.ts';
import { HostRunner } from '../../../electron/app/host-runner.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { fillDisk, smallDisk } from '../../support/host/small-disk.ts';
import { PATIENTLY } from '../../support/patience.ts';

const dist = (path: string) => new URL(`../../../dist/${path}`, import.meta.url);

/** What a host says that breaks when it is asked to stop, and as soon as it begins if `START` says so. */
const BRITTLE = `
  const { parentPort, workerData } = require('node:worker_threads');
  if (workerData.language === 'de') throw new Error('broken from the start');
  parentPort.on('message', ({ ask, id, command, argument }) => {
    if (ask === 'close' || command === 'stop') process.exit(7);
    const what = command === 'start' ? argument : (command ?? ask);
    if (command === 'start') parentPort.postMessage({ kind: 'started', options: argument });
    parentPort.postMessage({ kind: 'event', event: 'chatInfo', json: JSON.stringify(what) });
    parentPort.postMessage({ kind: 'answer', id, ok: true, value: what });
  });
`;

function runner(script: URL, language: 'en' | 'de' = 'en', disk?: string) {
  const folder = disk ?? mkdtempSync(join(tmpdir(), 'porchlight-runner-'));
  const states: HostState[] = [];
  const heard: string[] = [];
  const host = new HostRunner({
    script,
    setting: {
      folder,
      pages: dist('chat').pathname,
      history: dist('history/history.cjs').href,
      licences: dist('licences').pathname,
      language,
      unrestrained: false,
    },
    heard: (event, json) => heard.push(`${event} ${json}`),
    desk: (news: DesktopEvent) => {
      if (news.about === 'state') states.push(news.state);
    },
  });
  onTestFinished(async () => {
    await host.close();
    if (disk === undefined) rmSync(folder, { recursive: true });
  });
  return { host, states, heard };
}

const HERE = { adapter: 'lo', port: 1, room: 'Lobby' };

function brittle(language?: 'de') {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-brittle-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'brittle.cjs');
  writeFileSync(script, BRITTLE);
  return runner(pathToFileURL(script), language);
}

test('the real host answers, hosts, tells what happens, and says goodbye on its thread', async () => {
  const { host, states, heard } = runner(dist('host/host.cjs'));
  const choice = { adapter: 'lo', port: await findFreePort(), room: 'Lobby' };
  expect(await host.ask('start', choice)).toMatchObject({ kind: 'running' });
  const guest = await Guest.join(choice.port, 'Ada');
  await expect
    .poll(() => heard.some((each) => each.startsWith('people ') && each.includes('Ada')))
    .toBe(true);
  await host.ask('subscribe', null);
  expect(heard.findLast((each) => each.startsWith('snapshot '))).toContain('"name":"Ada"');
  expect(states.map(({ kind }) => kind)).toEqual(['starting', 'running']);
  await host.close();
  expect(await guest.closed).toBe(1001);
});

test('what the host refuses is refused, without the trace of its own', async () => {
  const { host } = runner(dist('host/host.cjs'));
  await expect(host.ask('setLanguage', { language: 'none' })).rejects.toThrow(/^not a language$/);
});

test('a host that breaks is started again, and is on again where it was on', async () => {
  const { host, states, heard } = brittle();
  await host.ask('start', HERE);
  await expect(host.ask('stop', null)).rejects.toThrow('exit 7');
  expect(states).toEqual([{ kind: 'stopped', trouble: { code: 'broken', detail: 'exit 7', again: true } }]);
  await expect
    .poll(() => heard.filter((each) => each === `chatInfo ${JSON.stringify(HERE)}`))
    .toHaveLength(2);
  expect(await host.ask('limits', null)).toBe('limits');
});

test('one that is started again sends the window a snapshot by itself, with what broke', async () => {
  const { host, heard } = runner(dist('host/host.cjs'));
  const snapshots = () => heard.filter((each) => each.startsWith('snapshot '));
  await host.ask('subscribe', null);
  // One that was asked for, and one for what was kept, which is opened meanwhile.
  await expect.poll(() => snapshots().length, PATIENTLY).toBe(2);
  // oxlint-disable-next-line typescript/unbound-method -- it is put back where it was
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...given: Parameters<typeof postMessage>) {
    Worker.prototype.postMessage = postMessage;
    void this.terminate();
    postMessage.apply(this, given);
  };
  await expect(host.ask('limits', null)).rejects.toThrow();
  await expect.poll(() => snapshots().length, PATIENTLY).toBe(3);
  expect(snapshots().at(-1)).toContain('"trouble":{"code":"broken"');
});

test('what it is started with again, from the tray, is for the thread to know', async () => {
  const { host } = brittle();
  expect(await host.startAgain()).toBe('start-again');
});

test('what is asked while it is broken is asked of the next one', async () => {
  const { host, heard } = brittle();
  await host.ask('start', HERE);
  await expect(host.ask('stop', null)).rejects.toThrow('exit 7');
  expect(await host.ask('limits', null)).toBe('limits');
  expect(heard.filter((each) => each.startsWith('chatInfo'))).toEqual([
    `chatInfo ${JSON.stringify(HERE)}`,
    `chatInfo ${JSON.stringify(HERE)}`,
    'chatInfo "limits"',
  ]);
});

test('one that breaks five times in a row stays off, says so, and is tried when somebody starts it', async () => {
  const { host, states } = brittle('de');
  await expect.poll(() => states.length, PATIENTLY).toBe(5);
  const again = states.map(
    (state) => state.kind === 'stopped' && state.trouble?.code === 'broken' && state.trouble.again,
  );
  expect(again).toEqual([true, true, true, true, false]);
  expect(states[4]).toMatchObject({ trouble: { detail: 'broken from the start' } });
  await expect(host.ask('start', HERE)).rejects.toThrow('broken from the start');
  expect(states).toHaveLength(6);
});

test('what a full disk did not take is told to whoever would quit, and saved once there is room', async ({
  skip,
}) => {
  const disk = smallDisk(2);
  if (disk === undefined) return skip('only root may mount a disk');
  const { host } = runner(dist('host/host.cjs'), 'en', disk);
  const choice = { adapter: 'lo', port: await findFreePort(), room: 'Lobby' };
  expect(await host.ask('start', choice)).toMatchObject({ kind: 'running' });
  const guest = await Guest.join(choice.port, 'Ada');
  expect(await host.saveNow()).toEqual({});
  const ballast = fillDisk(disk);
  guest.write('not saved');
  await guest.hearsOf('server-info', ({ retention }) => !retention.saved);
  expect(await host.saveNow()).toMatchObject({ messages: 1 });
  rmSync(ballast);
  expect(await host.saveNow()).toEqual({});
});
