/**
 * WebKitGTK's MiniBrowser by W3C WebDriver, a few requests of JSON: the libraries that speak it want a later Node, or
 * fetch drivers of their own. https://www.w3.org/TR/webdriver2/
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEYS, type Engine, type EngineTab } from './engine-tab.ts';
import { findFreePort } from './free-port.ts';
import { PATIENCE_MS } from './patience.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const DESK = { width: 1440, height: 900 };
/** The name that a reference to an element has. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** There is nothing to draw with but the processor. */
const DRAWN_BY_PROCESSOR = { WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' };

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** One tab at a time: the driver has one session. */
export async function openWebKit(driverProgram: string): Promise<Engine> {
  const home = makeTemporaryFolder();
  const port = await findFreePort();
  const env = { ...process.env, ...DRAWN_BY_PROCESSOR, HOME: home, XDG_RUNTIME_DIR: home, NO_AT_BRIDGE: '1' };
  const driver = spawn(driverProgram, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  const kill = () => driver.kill();
  process.on('exit', kill);
  const send = sender(`http://127.0.0.1:${port}`);
  await answering(send);
  return {
    open: () => openTab(send),
    close: async () => {
      const ended = once(driver, 'exit');
      kill();
      await ended;
      process.off('exit', kill);
      removeFolder(home);
    },
  };
}

function sender(driver: string): Send {
  return async (method, path, body) => {
    const answer = await fetch(driver + path, { method, ...(body && { body: JSON.stringify(body) }) });
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

async function openTab(send: Send): Promise<EngineTab> {
  const timeouts = { script: PATIENCE_MS, pageLoad: PATIENCE_MS };
  const made = await send('POST', '/session', { capabilities: { alwaysMatch: { timeouts } } });
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
    close: () => send('DELETE', session),
  };
}
