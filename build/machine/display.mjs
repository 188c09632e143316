/** Finds out whether a window could be shown here, and lends tests a screen that nobody sees. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

const ANSWER_WITHIN_MS = 2_000;
const X_TCP_BASE_PORT = 6000;

/**
 * A display that is named but does not answer is none: a stale variable must not end in a crash.
 * @returns {Promise<'native' | 'x11' | 'wayland' | null>}
 */
export async function display() {
  if (process.platform !== 'linux') return 'native';
  const { DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR = '' } = process.env;
  const x = DISPLAY ? /^(.*):(\d+)(\.\d+)?$/.exec(DISPLAY) : null;
  if (x && (await xAnswers(x[1] ?? '', Number(x[2])))) return 'x11';
  if (!WAYLAND_DISPLAY) return null;
  const socket = WAYLAND_DISPLAY.startsWith('/') ? WAYLAND_DISPLAY : join(XDG_RUNTIME_DIR, WAYLAND_DISPLAY);
  return (await answers({ path: socket })) ? 'wayland' : null;
}

/**
 * However this process ends, the screen ends with it.
 * @returns {Promise<{ display: string, end: () => void }>} display: what `DISPLAY` has to be for a program to be seen there
 */
export async function hiddenScreen() {
  const options = ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const kill = () => screen.kill();
  process.on('exit', kill);
  const end = () => {
    process.off('exit', kill);
    kill();
  };
  try {
    const [number] = await Promise.race([
      once(/** @type {import('node:stream').Readable} */ (screen.stdio[3]), 'data'),
      once(screen, 'exit').then(() => {
        throw new Error('Xvfb did not start. Please try again.');
      }),
    ]);
    return { display: `:${String(number).trim()}`, end };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * @template T
 * @param {(display: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withHiddenScreen(use) {
  const screen = await hiddenScreen();
  try {
    return await use(screen.display);
  } finally {
    screen.end();
  }
}

/** @param {string} host empty or `unix` for this machine @param {number} number */
async function xAnswers(host, number) {
  if (host !== '' && host !== 'unix') return answers({ host, port: X_TCP_BASE_PORT + number });
  const path = `/tmp/.X11-unix/X${number}`;
  return (await answers({ path })) || (await answers({ path: `\0${path}` }));
}

/** @param {import('node:net').NetConnectOpts} address @returns {Promise<boolean>} */
function answers(address) {
  return new Promise((resolve) => {
    const socket = connect({ ...address, timeout: ANSWER_WITHIN_MS });
    const settle = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
  });
}
