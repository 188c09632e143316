/** What the window may not do, tried on the running app. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMAND_NAMES } from '../../../contract/ipc/commands.ts';
import { CALL_PACES } from '../../../electron/server/thread/call-pace.ts';
import { appArguments, DesktopApp, electronExecutable, ROOT } from '../../support/app/desktop-app.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';
import { UNOPENED_LINKS } from '../../support/looks/unopened-links.ts';

const CONSOLE_URL = 'app://bundle/';

/** Electron has it, its types do not. */
interface Configured {
  getLastWebPreferences: () => Readonly<Record<string, unknown>>;
}

const folder = makeTemporaryFolder();
let app: DesktopApp;
/** Somebody on the network who would love to hear from the window. */
const stranger = createServer((_, response) => {
  strangerHeard += 1;
  response.setHeader('Access-Control-Allow-Origin', '*').end('<h1>stranger</h1>');
});
let strangerHeard = 0;
let strangerUrl: string;

beforeAll(async () => {
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const bound = stranger.address();
  if (bound === null || typeof bound === 'string') throw new Error('the stranger has no port');
  strangerUrl = `http://127.0.0.1:${bound.port}/`;
  app = await DesktopApp.open(folder);
});
afterAll(async () => {
  await app.close();
  stranger.close();
  removeFolder(folder);
});

const page = () => app.window.page;
const windows = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe('the window', () => {
  test('is sandboxed, isolated, and without Node', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) => (contents as unknown as Configured).getLastWebPreferences()),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
    });
    const globals = await page().evaluate(
      (names) => names.filter((name) => name in globalThis),
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'],
    );
    expect(globals).toEqual([]);
  });

  test('has a bridge of two functions that know their commands and events', async () => {
    await expect
      .poll(() => page().evaluate(() => Object.keys(window.host).sort(), null))
      .toEqual(['call', 'on']);
    const answer = await page().evaluate(
      () => window.host.call('require', null).then(String, (error: unknown) => String(error)),
      null,
    );
    expect(answer).toContain('unknown command');
  });

  test('runs no code from a string, no inline script, no frame', async () => {
    const violated = await page().evaluate(async () => {
      const directives: string[] = [];
      const framed = new Promise<void>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          directives.push(effectiveDirective);
          if (effectiveDirective === 'frame-src') resolve();
        });
      });
      const attempts: (() => unknown)[] = [
        () => void (0, eval)('window.ran = true'),
        // oxlint-disable-next-line typescript/no-implied-eval -- that is what must not work
        () => setTimeout('window.ran = true'),
        () => {
          const script = document.createElement('script');
          script.append('window.ran = true');
          document.body.append(script);
        },
        () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">'),
      ];
      const outcomes = await Promise.all(
        attempts.map(
          (attempt) =>
            // In a task of its own, as a page's own script would run.
            new Promise<string>((resolve) => {
              setTimeout(() => {
                try {
                  attempt();
                  resolve('no exception');
                } catch (error) {
                  resolve((error as Error).name);
                }
              });
            }),
        ),
      );
      const frame = document.createElement('iframe');
      frame.src = 'app://bundle/';
      document.body.append(frame);
      await framed;
      frame.remove();
      return { outcomes, directives: [...new Set(directives)].sort(), ran: 'ran' in window };
    }, null);
    expect(violated.ran).toBe(false);
    expect(violated.outcomes[0]).toBe('EvalError');
    expect(violated.directives).toEqual(
      expect.arrayContaining(['frame-src', 'require-trusted-types-for']) as string[],
    );
  });

  test('reads no file and speaks to nobody on the network', async () => {
    const outcome = await page().evaluate(async (url) => {
      const image = new Promise((resolve) => {
        const element = new Image();
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = url;
      });
      const socket = new Promise((resolve) => {
        const line = new WebSocket(url.replace('http', 'ws'));
        line.onopen = () => resolve('open');
        line.onerror = () => resolve('refused');
      });
      return {
        fetch: await fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
        file: await fetch('file:///etc/hostname').then(
          () => 'answered',
          () => 'refused',
        ),
        image: await image,
        socket: await socket,
        beacon: navigator.sendBeacon(url) ? 'queued' : 'refused',
      };
    }, strangerUrl);
    expect(outcome).toMatchObject({ fetch: 'refused', file: 'refused', image: 'refused', socket: 'refused' });
    expect(strangerHeard).toBe(0);
  });

  test('opens no second one', async () => {
    const abroad = await page().evaluate((url) => window.open(url) === null, strangerUrl);
    expect(abroad).toBe(true);
    const inside = await page().evaluate(() => window.open('app://bundle/') === null, null);
    expect(inside).toBe(true);
    await expect.poll(() => windows()).toBe(1);
    expect(strangerHeard).toBe(0);
  });

  test.each(['location', 'link', 'form', 'refresh'])('goes nowhere by %s', async (way) => {
    await page().evaluate(() => Object.assign(globalThis, { stayed: true }), null);
    // Whichever of the two locks holds first says so.
    const refused = page().evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener(
            'securitypolicyviolation',
            ({ effectiveDirective }) => resolve(effectiveDirective),
            {
              once: true,
            },
          );
        }),
      null,
    );
    await app.electron.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      const prevented = new Promise<string>((resolve) => {
        contents?.once('will-frame-navigate', (event) =>
          resolve(event.defaultPrevented ? 'prevented' : 'allowed'),
        );
      });
      Object.assign(globalThis, { prevented });
    });
    await page().evaluate(
      ({ url, way }) => {
        const link = Object.assign(document.createElement('a'), { href: url, textContent: 'link' });
        const form = Object.assign(document.createElement('form'), { action: url, method: 'get' });
        const meta = Object.assign(document.createElement('meta'), {
          httpEquiv: 'refresh',
          content: `0;url=${url}`,
        });
        if (way === 'location') location.href = url;
        else if (way === 'link') document.body.append(link);
        else if (way === 'form') document.body.append(form);
        else document.head.append(meta);
        if (way === 'link') link.click();
        if (way === 'form') form.submit();
      },
      { url: strangerUrl, way },
    );
    const prevented = app.electron.evaluate(
      () => (globalThis as unknown as { prevented: Promise<string> }).prevented,
    );
    const first = await Promise.race([refused, prevented]);
    expect(first).toMatch(/^(prevented|form-action)$/);
    refused.catch(() => undefined);
    expect(app.window.page.url()).toBe(CONSOLE_URL);
    await expect.poll(() => page().evaluate(() => 'stayed' in globalThis, null)).toBe(true);
    expect(strangerHeard).toBe(0);
  });

  test('is given no permission', async () => {
    const answers: Record<string, unknown> = await page().evaluate(async () => {
      const nameOf = (error: unknown) => (error as Error).name;
      const states = async () => {
        const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
        const asked = names.map(async (name) => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          return [`${name}, as it is told`, state];
        });
        return Object.fromEntries(await Promise.all(asked)) as Record<string, string>;
      };
      return {
        geolocation: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            ({ code, PERMISSION_DENIED }) => resolve(code === PERMISSION_DENIED ? 'denied' : 'other'),
          ),
        ),
        camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', nameOf),
        microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', nameOf),
        screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'granted', nameOf),
        midi: await navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', nameOf),
        notifications: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().then(() => 'granted', nameOf),
        ...(await states()),
      };
    }, null);
    expect(answers).toMatchObject({ geolocation: 'denied', notifications: 'denied' });
    for (const [permission, answer] of Object.entries(answers))
      expect(answer, permission).not.toBe('granted');
  });
});

describe('what is dragged onto the window', () => {
  const drag = async (items: { mimeType: string; data: string }[], files: string[]) => {
    const session = await page().context().newCDPSession(page());
    const data = { items, files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
    await session.detach();
  };
  test.each([
    ['a link', () => drag([{ mimeType: 'text/uri-list', data: strangerUrl }], [])],
    ['a file', () => drag([], [join(ROOT, 'package.json')])],
  ])('takes it nowhere: %s', async (_, act) => {
    await page().evaluate(() => {
      Object.assign(globalThis, { stayed: true });
      addEventListener('drop', () => Object.assign(globalThis, { dropped: true }), { once: true });
    }, null);
    await act();
    await expect.poll(async () => (await app.window.snapshot()).state.kind).toBe('stopped');
    expect(page().url()).toBe(CONSOLE_URL);
    await expect.poll(() => page().evaluate(() => 'stayed' in globalThis, null)).toBe(true);
    await expect.poll(async () => [await windows(), strangerHeard]).toEqual([1, 0]);
  });
});

describe('a link', () => {
  /** Stands in for the person and for the browser: what each of them got to see. */
  const watch = (answer: 'yes' | 'no' | 'held') =>
    app.electron.evaluate(({ dialog, shell }, answer) => {
      const seen: { asked: string[]; opened: string[] } = { asked: [], opened: [] };
      Object.assign(globalThis, { seen });
      Object.assign(dialog, {
        showMessageBox: (_: unknown, { message }: { message: string }) => {
          seen.asked.push(message);
          return new Promise((resolve) => {
            const press = () => resolve({ response: answer === 'no' ? 1 : 0 });
            // Not at once, as no person does.
            if (answer === 'held') Object.assign(globalThis, { answer: press });
            else setTimeout(press, 50);
          });
        },
      });
      Object.assign(shell, {
        openExternal: (url: string) => Promise.resolve(void seen.opened.push(url)),
      });
    }, answer);
  const seen = () =>
    app.electron.evaluate(
      () => (globalThis as unknown as { seen: { asked: string[]; opened: string[] } }).seen,
    );
  const open = (link: unknown) =>
    page().evaluate(async (link) => {
      for (;;) {
        const answer = await window.host.call('openLink', { link }).then(String, (error: unknown) => error);
        if (!(answer instanceof Error) || answer.message !== 'too-often') return answer;
      }
    }, link) as Promise<string>;
  /** As soon as it may be asked again. */
  const openOnceMore = async (link: string) => {
    await expect.poll(() => open(link)).not.toBe('refused');
  };
  const page1 = 'https://xn--e1awd7f.example/a?b#c';

  test('that is none to the web is neither opened nor asked about', async () => {
    await watch('yes');
    for (const link of UNOPENED_LINKS) {
      const answer: unknown = await open(link);
      const how = answer instanceof Error ? answer.message : answer;
      expect(how, String(link)).toBe(typeof link === 'string' ? 'refused' : 'failed');
    }
    await expect.poll(() => seen()).toEqual({ asked: [], opened: [] });
  });

  test('is opened when somebody was asked, who read where it leads in letters that hide nothing', async () => {
    const answer = await open(page1);
    expect(answer).toBe('opened');
    await expect
      .poll(() => seen())
      .toEqual({ asked: ['Open xn--e1awd7f.example in your browser?'], opened: [page1] });
  });

  test('is not opened for who says no', async () => {
    await watch('no');
    await openOnceMore('https://example.org/');
    await expect.poll(async () => (await seen()).opened).toEqual([]);
  });

  test('is refused as long as another one is asked about', async () => {
    await watch('held');
    const first = openOnceMore('https://example.org/once-more');
    await expect.poll(async () => (await seen()).asked).toHaveLength(1);
    // No other reason is left: the one asked about now kept the pace, and its own begins when it is answered.
    const answer = await open('https://example.org/1');
    expect(answer).toBe('refused');
    await expect.poll(async () => (await seen()).asked).toHaveLength(1);
    await app.electron.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
    await first;
    await expect.poll(async () => (await seen()).opened).toEqual(['https://example.org/once-more']);
  });

  test('of a host nearby is asked about as any other: a guest may write the same', async () => {
    await watch('no');
    await openOnceMore('http://192.168.1.20:8080');
    await expect
      .poll(() => seen())
      .toEqual({ asked: ['Open 192.168.1.20:8080 in your browser?'], opened: [] });
  });
});

describe('the session', () => {
  test('downloads nothing', async () => {
    const cancelled = await app.electron.evaluate(
      ({ BrowserWindow, session }) =>
        new Promise<boolean>((resolve) => {
          // Heard after the app.
          session.fromPartition('console').once('will-download', (event) => resolve(event.defaultPrevented));
          BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('app://bundle/');
        }),
    );
    expect(cancelled).toBe(true);
  });
});

describe('app://', () => {
  test.each([
    'app://bundle/nothing-here.js',
    'app://bundle/../../package.json',
    'app://bundle/%2e%2e/%2e%2e/package.json',
    'app://bundle/..%2f..%2fpackage.json',
    'app://bundle//etc/passwd',
    'app://other/',
    'app://bundle.other/',
  ])('%s is not served', async (url) => {
    const answer = await app.electron.evaluate(
      ({ session }, asked) =>
        session
          .fromPartition('console')
          .fetch(asked)
          .then(
            async (response) => `${response.status} ${await response.text()}`,
            () => 'refused',
          ),
      url,
    );
    expect(answer).toMatch(/^(404 |refused)$/);
  });

  test('is served with its policy', async () => {
    const { status, policy } = await app.electron.evaluate(async ({ session }) => {
      const response = await session.fromPartition('console').fetch('app://bundle/');
      return { status: response.status, policy: response.headers.get('content-security-policy') };
    });
    expect(status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('the main process', () => {
  test('answers no other window, though it shows the same page with the same preload script', async () => {
    const answers = await app.electron.evaluate(
      async ({ BrowserWindow, session }, { commands, preload }) => {
        const intruder = new BrowserWindow({
          show: false,
          webPreferences: { session: session.fromPartition('console'), preload, sandbox: true },
        });
        try {
          await intruder.loadURL('app://bundle/');
          const script = `Promise.all(${JSON.stringify(commands)}.map((command) =>
            window.host.call(command, null).then(() => 'answered', (error) => error.message)))`;
          return (await intruder.webContents.executeJavaScript(script)) as string[];
        } finally {
          intruder.destroy();
        }
      },
      { commands: [...COMMAND_NAMES], preload: join(ROOT, 'dist/preload/preload.cjs') },
    );
    expect(answers).toHaveLength(COMMAND_NAMES.length);
    for (const answer of answers) expect(answer).toContain('refused');
    await expect.poll(() => windows()).toBe(1);
  });

  test('answers no frame within the console, none that is gone, and no caller without one', async () => {
    const answers = await app.electron.evaluate(
      async ({ BrowserWindow, ipcMain }, commands) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents;
        await contents.executeJavaScript('void document.body.append(document.createElement("iframe"))');
        const frame = contents.mainFrame.frames[0]!;
        // Electron has no other way for a frame without a preload script to call.
        const { _invokeHandlers: handlers } = ipcMain as unknown as {
          _invokeHandlers: Map<string, (event: object, argument: unknown) => Promise<{ code?: string }>>;
        };
        const call = (senderFrame: unknown) =>
          Promise.all(
            commands.map((name) =>
              handlers.get(`command:${name}`)!({ sender: contents, senderFrame }, null).then(
                ({ code }) => code,
                (error: unknown) => String(error),
              ),
            ),
          );
        const within = await call(frame);
        await contents.executeJavaScript('document.querySelector("iframe").remove()');
        return {
          frames: frame !== contents.mainFrame,
          all: [
            ...within,
            ...(await call(frame)),
            ...(await call(null)),
            ...(await call({ url: 'app://bundle/' })),
          ],
        };
      },
      [...COMMAND_NAMES],
    );
    expect(answers.frames).toBe(true);
    expect(answers.all).toHaveLength(4 * COMMAND_NAMES.length);
    expect(new Set(answers.all)).toEqual(new Set(['refused']));
  });

  test('goes on whatever it is sent on each of its channels', async () => {
    await app.electron.evaluate(({ dialog }) => {
      Object.assign(dialog, {
        showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
        showMessageBox: () => Promise.resolve({ response: 1 }),
      });
    });
    const faults = () =>
      app.electron.evaluate(() => (globalThis as unknown as { faults?: string[] }).faults ?? []);
    await app.electron.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { faults: seen });
      process.on('uncaughtExceptionMonitor', (error) => seen.push(String(error)));
    });
    const given: unknown[] = fc.sample(fc.jsonValue({ maxDepth: 6 }), 12);
    // The first two would answer well, the last would end it.
    const commands = COMMAND_NAMES.filter((name) => !['start', 'stop', 'quit'].includes(name));
    const answers = await page().evaluate(async (json) => {
      const { commands, given } = JSON.parse(json) as { commands: string[]; given: unknown[] };
      let deep: unknown = [];
      for (let depth = 0; depth < 900; depth += 1) deep = [deep];
      const tried = [...given, undefined, Number.NaN, deep, new Map([[{}, new Date()]]), 'x'.repeat(1 << 20)];
      const answers: string[] = [];
      for (const command of commands) {
        // Those that ask somebody may only do it a few times.
        for (const argument of tried) {
          const answer = await window.host.call(command, argument).then(
            () => 'answered',
            (error: unknown) => (error as Error).message,
          );
          answers.push(answer);
        }
      }
      return answers;
    }, JSON.stringify({ commands, given }));
    expect(answers).toHaveLength(commands.length * (given.length + 5));
    expect(new Set(answers)).toEqual(new Set(['answered', 'failed', 'too-often']));
    await expect.poll(() => faults()).toEqual([]);
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setFullScreen(false),
    );
    await expect.poll(async () => (await app.window.snapshot()).state.kind).toBe('stopped');
  });

  test('answers a window that asks without end with a code, and passes no more on than it may', async () => {
    const CALLS = 20_000;
    const answers = page().evaluate(async (calls) => {
      const begun = performance.now();
      const all = Array.from({ length: calls }, () =>
        window.host.call('limits', null).then(
          () => 'answered',
          (error: unknown) => (error as Error).message,
        ),
      );
      const answers = await Promise.all(all);
      const seconds = (performance.now() - begun) / 1_000;
      const of = (what: string) => answers.filter((each) => each === what).length;
      return { answered: of('answered'), refused: of('too-often'), seconds };
    }, CALLS);
    // It is asked by somebody else meanwhile.
    await expect.poll(() => windows()).toBe(1);
    const { answered, refused, seconds } = await answers;
    const { burst, perSecond } = CALL_PACES.read;
    expect(answered + refused).toBe(CALLS);
    expect(answered).toBeLessThanOrEqual(burst + perSecond * seconds + 1);
    // What is done is counted for itself.
    const copied = await page().evaluate(() => window.host.call('copyLink', null), null);
    expect(copied).toBe(false);
    await expect.poll(() => app.window.snapshot().then(({ state }) => state.kind, String)).toBe('stopped');
  });

  test('is one for each data folder: a second start ends and shows nothing', async () => {
    const second = spawn(await electronExecutable(), appArguments(folder), { stdio: 'ignore' });
    const timer = setTimeout(() => second.kill(), PATIENCE_MS);
    const [code, signal] = (await once(second, 'exit')) as [number | null, string | null];
    clearTimeout(timer);
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    await expect.poll(() => windows()).toBe(1);
    await expect.poll(async () => (await app.window.snapshot()).state.kind).toBe('stopped');
  });
});
