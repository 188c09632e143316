/**
 * Knows what the app and its tests need of this machine, and gets it where it may. `node build/machine/machine.mjs` does so
 * for the tests.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './debian.mjs';

/** The Debian package of each library that Electron loads and that a bare system lacks. */
const electronLibraries = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libgbm.so.1': 'libgbm1',
  'libasound.so.2': 'libasound2',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libcups.so.2': 'libcups2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXdamage.so.1': 'libxdamage1',
  'libXrandr.so.2': 'libxrandr2',
  'libXcomposite.so.1': 'libxcomposite1',
};

/** Without these, pictures of pages show boxes. A language stands for a script; `und-zsye` are the emoji. */
const fonts = {
  ja: 'fonts-noto-cjk',
  'und-zsye': 'fonts-noto-color-emoji',
  ar: 'fonts-noto-core',
  hi: 'fonts-noto-core',
};

/** @typedef {(line: string) => void} Log */

/** So that a window can open. @param {Log} log */
export async function prepareForWindow(log) {
  await installPackages(missingLibraries(), 'the window of the app', log);
}

/**
 * So that every test can run.
 * @param {Log} log
 * @returns {Promise<{ chromium: string, headless: string }>} `headless` is the same engine without a window of its own,
 *   which takes a third less of the processor; where there is none, it is `chromium`
 */
export async function prepareForTests(log) {
  if (process.platform === 'linux') {
    const tools = [
      ...(chromium() ? [] : ['chromium']),
      ...(headlessShell() || !mayHaveShell() ? [] : ['chromium-headless-shell']),
      ...(programFile('Xvfb') ? [] : ['xvfb']),
      ...(programFile('ip') ? [] : ['iproute2']),
      ...(programFile('fc-list') ? [] : ['fontconfig']),
      ...(fakeClock() || !isDebianOfRoot() ? [] : ['libfaketime']),
      ...(firefox() || !isDebianOfRoot() ? [] : ['firefox-esr']),
      ...(webKitDriver() || !isDebianOfRoot() ? [] : ['webkit2gtk-driver']),
      ...(pythonOfQt() || !isDebianOfRoot() ? [] : ['python3-pyqt5.qtwebengine']),
    ];
    await installPackages([...tools, ...missingLibraries(), ...missingFonts()], 'the tests', log);
  }
  for (const [name, program] of [
    ['Firefox', firefox()],
    ['WebKitGTK', webKitDriver()],
    ["Chromium 87 (Qt 5's WebEngine, with PyQt)", pythonOfQt()],
  ])
    if (program === undefined) log(`${name} is not installed: the pages are not tried in it.`);
  const browser = chromium();
  if (browser) return { chromium: browser, headless: headlessShell() ?? browser };
  throw new Error(
    'Please install Chrome or Chromium for the tests, or set CHROME_PATH to one that is installed.',
  );
}

/** The tests do without it, so nobody has to install it by hand; and only Debian has it as a package. */
function mayHaveShell() {
  return isDebianOfRoot() && process.env.CHROME_PATH === undefined;
}

function isDebianOfRoot() {
  const system = '/etc/os-release';
  const isDebian = existsSync(system) && /^ID=debian$/m.test(readFileSync(system, 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

/**
 * The library that tells a program another time; the tests do without it too.
 * @returns {string | undefined}
 */
export function fakeClock() {
  if (process.platform !== 'linux') return undefined;
  const files = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'faketime/libfaketimeMT.so.1'));
  return files.find((file) => existsSync(file));
}

/**
 * The pages are tried in it where it is. One out of a snap is not looked for: it cannot read the profile it is given.
 * @returns {string | undefined}
 */
export function firefox() {
  const { FIREFOX_PATH, PROGRAMFILES = '' } = process.env;
  return [
    FIREFOX_PATH,
    programFile('firefox-esr'),
    '/usr/lib/firefox/firefox',
    '/usr/lib64/firefox/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    join(PROGRAMFILES, 'Mozilla Firefox/firefox.exe'),
  ].find((file) => file && existsSync(file));
}

/**
 * What drives WebKitGTK's small browser; the pages are tried in that where it is.
 * @returns {string | undefined}
 */
export function webKitDriver() {
  return process.platform === 'linux' ? programFile('WebKitWebDriver') : undefined;
}

/**
 * What opens a window of Qt 5's WebEngine, which is Chromium 87; the pages are tried in that where it is.
 * @returns {string | undefined} the system's own Python: another one does not look among its modules
 */
export function pythonOfQt() {
  const module = '/usr/lib/python3/dist-packages/PyQt5/QtWebEngineWidgets.abi3.so';
  const python = '/usr/bin/python3';
  return existsSync(module) && isExecutable(python) ? python : undefined;
}

/** @returns {string | undefined} */
function headlessShell() {
  return process.env.CHROME_PATH === undefined ? programFile('chromium-headless-shell') : undefined;
}

/** @returns {string | undefined} */
function chromium() {
  const { CHROME_PATH, PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;
  const onWindows = 'Google/Chrome/Application/chrome.exe';
  return [
    CHROME_PATH,
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(programFile),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(PROGRAMFILES, onWindows),
    join(LOCALAPPDATA, onWindows),
  ].find((file) => file && existsSync(file));
}

/** @param {string} name @returns {string | undefined} */
function programFile(name) {
  // An ordinary user's path may leave out where Debian keeps `ip`.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string[]} packages */
function missingLibraries() {
  const ldconfig = process.platform === 'linux' ? programFile('ldconfig') : undefined;
  // A system without it keeps its libraries elsewhere; Electron itself will say what it lacks.
  if (!ldconfig) return [];
  const known = spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout;
  return Object.entries(electronLibraries)
    .filter(([library]) => !known.includes(`\t${library} `))
    .map(([, name]) => name);
}

/** @returns {string[]} packages */
function missingFonts() {
  const missing = Object.entries(fonts)
    .filter(([language]) => !spawnSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' }).stdout)
    .map(([, name]) => name);
  return [...new Set(missing)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await prepareForTests((line) => console.log(line));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
