/** `npm start`: builds the app and opens it; where there is no display it hosts without a window. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './bundle/build-stale.mjs';
import { display } from './machine/display.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';
import { prepareForWindow } from './machine/machine.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string} line */
const log = (line) => console.log(line);

try {
  await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string[]} parameters for the app, as the user gave them */
async function start(parameters) {
  const screen = await display();
  if (screen === null) {
    // The command line says it, in one line with the link.
    process.env.PORCHLIGHT_NO_DISPLAY = '1';
    await run('cli', parameters);
    return;
  }
  await buildStale(['main', 'host', 'preload', 'console', 'chat', 'history']);
  await prepareForWindow(log);
  const { executable } = await electronRuntime({ log });
  const wayland = screen === 'wayland' ? ['--ozone-platform=wayland'] : [];
  log("Porchlight opens its window; Ctrl+C here quits it. Lines in brackets are Chromium's own.");
  await open(executable, [...wayland, ...sandbox(executable), root, ...parameters]);
}

/**
 * Electron's exit code becomes ours.
 * @param {string} executable
 * @param {string[]} parameters
 * @returns {Promise<void>}
 */
function open(executable, parameters) {
  const env = { ...process.env };
  // Some editors set it in their terminals, and Electron would be nothing but Node.
  delete env.ELECTRON_RUN_AS_NODE;
  // Its own session: Ctrl+C reaches the terminal's whole group, npm passes it on once more, and the second interrupt
  // would cut the farewell short. This way Electron gets exactly one.
  const child = spawn(executable, parameters, {
    cwd: root,
    env,
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  });
  let asked = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (!asked) child.kill(signal);
      asked = true;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
      resolve();
    });
  });
}

/** Where Chromium's sandbox cannot work from a checkout; an installed Porchlight has it. @param {string} executable */
function sandbox(executable) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) return ['--no-sandbox'];
  const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  const restricted = existsSync(restriction) && readFileSync(restriction, 'utf8').trim() === '1';
  const assistant = join(dirname(executable), 'chrome-sandbox');
  if (!restricted || (existsSync(assistant) && isSetuidRoot(assistant))) return [];
  log('This system keeps Chromium’s sandbox from programs that are not installed: starting without it.');
  return ['--no-sandbox'];
}

/** @param {string} file */
function isSetuidRoot(file) {
  const { uid, mode } = statSync(file);
  return uid === 0 && (mode & 0o4000) !== 0;
}
