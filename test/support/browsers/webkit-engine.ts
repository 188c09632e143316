/**
 * WebKitGTK's MiniBrowser by W3C WebDriver, a few requests of JSON: the libraries that speak it want a later Node, or
 * fetch drivers of their own. https://www.w3.org/TR/webdriver2/
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEYS, type Engine, type EngineTab } from './engine-tab.ts';
import { findFreePort } from '../clients/free-port.ts';
import { PATIENCE_MS } from '../patience.ts';
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts';

const DESK = { width: 1440, height: 900 };
/** The name that a reference to an element has. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** There is nothing to draw with but the processor. */
const DRAWN_BY_PROCESSOR = { WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' };

/** MiniBrowser is there within a second or two, on a busy machine within ten; now and then it never is. */
const STARTS_WITHIN_MS = 30_000;

type Send = (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  signal?: AbortSignal,
) => Promise<unknown>;

/** A driver each, which has one session: one whose browser does not start is ended with it. */
export function openWebKit(driverProgram: string): Promise<Engine> {
  return Promise.resolve({ open: () => openTab(driverProgram), close: () => Promise.resolve() });
}

interface Driver {
  readonly send: Send;
  readonly end: () => Promise<void>;
}

async function startDriver(program: string): Promise<Driver> {
  const home = makeTemporaryFolder();
  const port = await findFreePort();
  const env = { ...process.env, ...DRAWN_BY_PROCESSOR, HOME: home, XDG_RUNTIME_DIR: home, NO_AT_BRIDGE: '1' };
  const options = { env, stdio: 'ignore', detached: true } as const;
  const driver = spawn(program, [`--port=${port}`, '--host=127.0.0.1'], options);
  // With the browser, which is of its group.
  const kill = () => driver.exitCode ?? process.kill(-driver.pid!);
  process.on('exit', kill);
  const send = sender(`http://127.0.0.1:${port}`);
  await answering(send);
  return {
    send,
    end: async () => {
      const ended = once(driver, 'exit');
      kill();
      await ended;
      process.off('exit', kill);
      removeFolder(home);
    },
  };
}

function sender(driver: string): Send {
  return async (method, path, body, signal) => {
    const answer = await fetch(driver + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

/** Resolves when the driver takes requests. */
async function answering(send: Send): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    try {
      await send('GET', '/status');
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(20);
    }
  }
}

async function startSession(program: string): Promise<{ readonly driver: Driver; readonly made: unknown }> {
  const timeouts = { script: PATIENCE_MS, pageLoad: PATIENCE_MS };
  const wanted = { capabilities: { alwaysMatch: { timeouts } } };
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const driver = await startDriver(program);
    try {
      const made = await driver.send('POST', '/session', wanted, AbortSignal.timeout(STARTS_WITHIN_MS));
      return { driver, made };
    } catch (error) {
      await driver.end();
      if (performance.now() > deadline) throw error;
    }
  }
}

async function openTab(program: string): Promise<EngineTab> {
  const { driver, made } = await startSession(program);
  const { send } = driver;
  const { sessionId } = made as { sessionId: string };
  const session = `/session/${sessionId}`;
  const post = (path: string, body: object) => send('POST', `${session}${path}`, body);
  const evaluate = (expression: string) =>
    post('/execute/sync', { script: `return (${expression})`, args: [] });
  const act = (type: 'pointer' | 'key', actions: readonly object[]) =>
    post('/actions', { actions: [{ type, id: type, actions }] });
  const moved = (x: number, y: number) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y) });
  const pressed = (value: string) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ];
  await post('/window/rect', DESK);
  return {
    goTo: (url) => post('/url', { url }),
    ask: evaluate,
    point: (x, y) => act('pointer', [moved(x, y)]),
    click: async (x, y) => {
      const button = { button: 0 };
      const down = { type: 'pointerDown', ...button };
      await act('pointer', [moved(x, y), down, { type: 'pointerUp', ...button }]);
    },
    type: (text) => act('key', Array.from(text).flatMap(pressed)),
    press: (key) => act('key', pressed(KEYS[key])),
    giveFiles: async (field, paths) => {
      const { [ELEMENT]: id } = (await evaluate(field)) as Record<string, string>;
      await post(`/element/${id}/value`, { text: paths.join('\n') });
    },
    resize: async (width, height) => {
      await post('/window/rect', { width, height });
      const inside = (await evaluate('[innerWidth, innerHeight]')) as number[];
      const more = { width: 2 * width - inside[0]!, height: 2 * height - inside[1]! };
      await post('/window/rect', more);
    },
    picture: async () => Buffer.from((await send('GET', `${session}/screenshot`)) as string, 'base64'),
    close: async () => {
      await send('DELETE', session);
      await driver.end();
    },
  };
}
