/**
 * What people install, made as it is released but not yet wrapped up: it starts and does the same, and its locks hold.
 * A release cannot be looked into while it runs; that is tried on its twin, which differs in one constant of the main
 * process (build/electron/debuggable.mjs).
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeDebuggable } from '../../../build/electron/debuggable.mjs';
import { COMMAND_NAMES, isHostCommand } from '../../../contract/ipc/commands.ts';
import words from '../../../locales/en/chat.json';
import { LANGUAGES } from '../../../locales/language.ts';
import { agreement } from '../../support/agreement.ts';
import { launchBrowser, sandboxFlags } from '../../support/browsers/browser.ts';
import { DebuggedApp } from '../../support/app/debugged-app.ts';
import { ROOT } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { makeTemporaryFolder, removeFolder, temporaryFolder } from '../../support/host/temporary-folder.ts';

/** What is smaller may be there twice. */
const SMALL_BYTES = 20_000;
/** All of Porchlight: `npm run bench:start` tells what it is with Electron. */
const OURS_BYTES_MAX = 14_000_000;

const IS_LINUX = process.platform === 'linux';
const WHY_NOT = IS_LINUX ? '' : ' (not tried: only Linux is packaged here)';

describe.runIf(IS_LINUX)(`the packaged app${WHY_NOT}`, () => {
  const installed = join(ROOT, 'release/linux-unpacked');
  const twin = join(ROOT, 'release/debuggable');
  const [release, executable] = [join(installed, 'porchlight'), join(twin, 'porchlight')];
  let folder: string;
  let browser: Browser;
  let app: DebuggedApp;

  beforeAll(async () => {
    folder = makeTemporaryFolder();
    await promisify(execFile)(process.execPath, ['build/package.mjs', 'dir'], { cwd: ROOT });
    await makeDebuggable(installed, twin);
    [app, browser] = await Promise.all([
      DebuggedApp.open({ executable, dataFolder: folder }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    removeFolder(folder);
  });

  test('hosts a guest, carries messages both ways, and says goodbye', async () => {
    const link = await app.window.start('This computer', await findFreePort());
    const guest = await GuestPage.open(browser, link, PHONE);
    await guest.join('小明');
    await guest.say('大家好 👋');
    await agreement({ console: app.window, guest }, 1);
    await app.window.say('Welcome');
    const texts = await agreement({ console: app.window, guest }, 2);
    expect(texts).toEqual(['大家好 👋', 'Welcome']);
    await expect.poll(async () => (await app.window.people()).map(([name]) => name)).toEqual(['小明']);
    // After Stop a guest's page knocks in vain, and its browser says so.
    expect([app.window.errors, guest.errors]).toEqual([[], []]);
    await app.window.stop();
    await guest.page.getByText(words.trouble['host-gone']).waitFor();
  });

  test('leaves nothing of the conversation to be read by others on this computer', () => {
    const ours = ['settings.json', 'window.json', 'history.db', 'files'].filter((name) =>
      existsSync(join(folder, name)),
    );
    expect(ours).toEqual(expect.arrayContaining(['settings.json', 'history.db']) as string[]);
    for (const name of ours) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
  });

  test('shares its data folder with no host without a window: the second is told who has it', async () => {
    const host = promisify(execFile)(process.execPath, [...headless(), '--data', folder]);
    const { code, stderr } = await host.then(
      () => ({ code: 0, stderr: '' }),
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect({ code, stderr }).toMatchObject({ code: 3 });
    expect(stderr).toContain(`process ${app.pid}`);
  });

  test('has a window without Node, that runs no text as code and speaks to nobody', async () => {
    const outcome = await app.window.page.evaluate(async () => {
      const settled = (promise: Promise<unknown>) =>
        promise.then(
          () => 'answered',
          () => 'refused',
        );
      const blocked = new Set<string>();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        blocked.add(effectiveDirective),
      );
      const script = document.createElement('script');
      try {
        script.append('window.ran = true');
        document.body.append(script);
      } catch {
        blocked.add('trusted-types');
      }
      const frame = document.createElement('iframe');
      frame.src = 'app://bundle/';
      document.body.append(frame);
      // In a task of its own, as a page's own script would run.
      const evaluated = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            (0, eval)('window.ran = true');
            resolve('ran');
          } catch (error) {
            resolve((error as Error).name);
          }
        });
      });
      const image = (url: string) =>
        new Promise((resolve) => {
          const element = new Image();
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = url;
        });
      return {
        globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
          (name) => name in globalThis,
        ),
        evaluated,
        ran: 'ran' in window,
        fetched: await settled(fetch('http://127.0.0.1:9/')),
        file: await settled(fetch('file:///etc/hostname')),
        traversals: await Promise.all(
          [
            'app://bundle/../../package.json',
            'app://bundle/%2e%2e/%2e%2e/build/icon.png',
            'app://other/',
          ].map(image),
        ),
        opened: window.open('app://bundle/'),
        notifications: await Notification.requestPermission(),
        camera: await settled(navigator.mediaDevices.getUserMedia({ video: true })),
        bridge: Object.keys(window.host).sort(),
        unknown: await settled(window.host.call('require', null)),
      };
    }, null);
    expect(outcome).toEqual({
      globals: [],
      ...{ evaluated: 'EvalError', ran: false, fetched: 'refused', file: 'refused' },
      traversals: ['refused', 'refused', 'refused'],
      ...{ opened: null, notifications: 'denied', camera: 'refused' },
      ...{ bridge: ['call', 'on'], unknown: 'refused' },
    });
  });

  test('goes nowhere else, whatever its page asks for', async () => {
    await app.window.page.evaluate(() => {
      location.href = 'https://example.com/';
      const link = Object.assign(document.createElement('a'), {
        href: 'https://example.com/',
        download: 'x',
      });
      document.body.append(link);
      link.click();
    }, null);
    await app.window.snapshot();
    expect(app.window.page.url()).toBe('app://bundle/');
  });

  test('goes on whatever the window sends to each of its commands', async () => {
    const given: unknown[] = fc.sample(fc.jsonValue({ maxDepth: 6 }), 12);
    const commands = COMMAND_NAMES.filter(isHostCommand).filter((name) => !['start', 'stop'].includes(name));
    const answers = await app.window.page.evaluate(async (json) => {
      const { commands, given } = JSON.parse(json) as { commands: string[]; given: unknown[] };
      let deep: unknown = [];
      for (let depth = 0; depth < 900; depth += 1) deep = [deep];
      const call = (command: string, argument: unknown) =>
        window.host.call(command, argument).then(
          () => 'answered',
          (error: unknown) => (error as Error).message,
        );
      const answers: string[] = [];
      for (const command of commands) {
        for (const argument of [...given, undefined, Number.NaN, deep]) {
          let answer = await call(command, argument);
          while (answer === 'too-often') answer = await call(command, argument);
          answers.push(answer);
        }
      }
      return answers;
    }, JSON.stringify({ commands, given }));
    expect(answers).toHaveLength(commands.length * (given.length + 3));
    expect(new Set(answers)).toEqual(new Set(['answered', 'failed']));
    await expect.poll(async () => (await app.window.snapshot()).state.kind).toBe('stopped');
  });

  test('ends when its window is closed', async () => {
    const code = await app.close();
    expect(code).toBe(0);
  });

  test('has the conversation of before when it is opened again', async () => {
    app = await DebuggedApp.open({ executable, dataFolder: folder });
    await app.window.startButton.click();
    await app.window.link();
    await expect.poll(() => app.window.texts()).toEqual(['大家好 👋', 'Welcome']);
    await expect
      .poll(async () => (await app.window.snapshot()).chatInfo.persistence)
      .toEqual({ kind: 'saved' });
    const code = await app.close();
    expect(code).toBe(0);
  });

  test('has a host without a window beside it, which keeps the conversation as well', async () => {
    const data = temporaryFolder();
    const first = await hostWithoutWindow(data);
    const guest = await Guest.join(first.port, 'Ada');
    expect(guest.welcome.retention.saved).toBe(true);
    await guest.says('kept without a window');
    await first.end();
    const second = await hostWithoutWindow(data);
    const later = await Guest.join(second.port, 'Ben');
    const texts = later.pageOf()?.entries.map((entry) => (entry.type === 'message' ? entry.text : ''));
    expect(texts).toContain('kept without a window');
    await second.end();
  });

  test('brings SQLite for the system and the processor that it is for, and for no other', () => {
    const brought = readdirSync(join(installed, 'resources'), { recursive: true, encoding: 'utf8' });
    const prebuilds = brought.filter((name) => name.endsWith('.node')).map((name) => name.split('/'));
    expect(prebuilds.length).toBeGreaterThan(0);
    expect(new Set(prebuilds.map((path) => path.at(-2)))).toEqual(new Set([`linux-${process.arch}`]));
  });

  test('is no larger than it has to be: nothing twice, and of Electron the languages that it speaks', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name));
    const seen = new Map<string, string>();
    const twice: [string, string][] = [];
    for (const file of files.filter((each) => statSync(each).size > SMALL_BYTES)) {
      const print = createHash('sha256').update(readFileSync(file)).digest('hex');
      const other = seen.get(print);
      if (other !== undefined) twice.push([other, file]);
      seen.set(print, file);
    }
    expect(twice).toEqual([]);
    expect(readdirSync(join(installed, 'locales'))).toHaveLength(LANGUAGES.length);
    const ours = files.filter((file) => file.startsWith(join(installed, 'resources/')));
    expect(ours.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(OURS_BYTES_MAX);
  });

  test('has the fuses that a release has', async () => {
    const { ENABLE, DISABLE } = { ENABLE: FuseState.ENABLE, DISABLE: FuseState.DISABLE };
    const wire = await getCurrentFuseWire(release);
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      cookies: wire[FuseV1Options.EnableCookieEncryption],
      integrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
      asarOnly: wire[FuseV1Options.OnlyLoadAppFromAsar],
      snapshot: wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot],
      files: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      ...{ runAsNode: DISABLE, nodeOptions: DISABLE, inspect: DISABLE },
      ...{ cookies: ENABLE, integrity: ENABLE, asarOnly: ENABLE },
      ...{ snapshot: DISABLE, files: DISABLE },
    });
  });

  test.each([
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--js-flags=--expose-gc',
    '--disable-web-security',
  ])('does not start with %s, and says so', async (option) => {
    const parameters = [...sandboxFlags(), `--user-data-dir=${temporaryFolder()}`, option];
    const run = spawn(release, parameters, { stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE_MS });
    let said = '';
    run.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(run, 'exit')) as [number | null];
    expect({ code, said }).toMatchObject({ code: 2 });
    expect(said).toContain(option.split('=')[0]);
    expect(said).not.toContain('listening');
  });

  test('starts no program of another: as Node it would, and does not', async () => {
    const run = promisify(execFile)(executable, ['--version'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
      timeout: PATIENCE_MS,
    });
    await expect(run).rejects.toThrow();
  });
});

/** The host without a window, as its package brings it. */
function headless(): string[] {
  const script = join(ROOT, 'release/linux-unpacked/resources/headless/cli/cli.mjs');
  return [script, '--address', '127.0.0.1', '--port', '0'];
}

/** With the Node that is at hand, as an admin of a headless box would. */
async function hostWithoutWindow(data: string) {
  const parameters = [...headless(), '--data', data];
  const host = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void host.kill('SIGKILL'));
  const [line] = (await once(host.stdout, 'data')) as [Buffer];
  const link = / is on: (\S+)/.exec(line.toString())?.[1];
  if (link === undefined) throw new Error(line.toString());
  const ended = once(host, 'exit');
  return {
    port: Number(new URL(link).port),
    end: async () => {
      host.kill('SIGTERM');
      await ended;
    },
  };
}

/** Where Electron compares the archive with a sum in the executable; on Linux it does not (docs/security.md). */
const WHERE: Partial<Record<NodeJS.Platform, readonly [folder: RegExp, program: string, archive: string]>> = {
  win32: [/^win.*unpacked$/, 'porchlight.exe', 'resources/app.asar'],
  darwin: [/^mac/, 'Porchlight.app/Contents/MacOS/porchlight', 'Porchlight.app/Contents/Resources/app.asar'],
};
const where = WHERE[process.platform];

describe.runIf(where !== undefined)('the packaged app where its archive has a sum', () => {
  test('refuses an archive that was changed by one byte', async () => {
    await promisify(execFile)(process.execPath, ['build/package.mjs', 'dir'], { cwd: ROOT });
    const [folder, program, archive] = where!;
    const made = readdirSync(join(ROOT, 'release')).find((name) => folder.test(name))!;
    const file = join(ROOT, 'release', made, archive);
    const bytes = readFileSync(file);
    // Within the list of files at its beginning, which the sum is made of.
    bytes[100]! ^= 1;
    writeFileSync(file, bytes);
    const run = spawn(join(ROOT, 'release', made, program), [`--user-data-dir=${temporaryFolder()}`], {
      timeout: PATIENCE_MS,
    });
    const [code, signal] = (await once(run, 'exit')) as [number | null, string | null];
    expect({ code, signal }).not.toEqual({ code: 0, signal: null });
    expect(signal).not.toBe('SIGTERM');
  });
});
