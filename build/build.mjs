/**
 * Builds what runs, into dist/: the main process, the thread of the host, the preload script, the command line, the echo server, and the
 * two pages. `node build/build.mjs [part…]` builds those parts alone.
 */
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { basicPage } from './bundle/basic-page.mjs';
import { emojiNames } from './bundle/emoji-names.mjs';
import { preact } from './bundle/preact.mjs';
import { licences } from './bundle/licences.mjs';
import { forgetBuilt, markBuilt, sourcePrint } from './bundle/sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {'main' | 'host' | 'preload' | 'cli' | 'echo' | 'history' | 'console' | 'chat'} Part */

/**
 * A program for Node: one file, with all that it imports but Node's own modules and Electron inside.
 * @param {Part} part
 * @param {string} entry
 * @param {'es' | 'cjs'} format
 * @returns {import('vite').InlineConfig}
 */
function program(part, entry, format) {
  return {
    build: {
      ssr: entry,
      outDir: `dist/${part}`,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        external: ['electron', /^node:/],
        output: {
          format,
          entryFileNames: `${part}.${format === 'cjs' ? 'cjs' : 'js'}`,
          codeSplitting: false,
        },
      },
    },
    ssr: { noExternal: true },
  };
}

const LANGUAGE_FILES = /[\\/]locales[\\/]([\w-]+)[\\/]\w+\.json$/;

/** @param {string} file */
function languageOf(file) {
  return `locale-${LANGUAGE_FILES.exec(file)?.[1] ?? ''}`;
}

/**
 * A page with its script and styles, every reference relative to itself.
 * @param {Part} part
 * @param {string} folder
 * @param {string} target
 * @param {string | string[]} cssTarget
 * @param {import('vite').Plugin[]} more
 * @returns {import('vite').InlineConfig}
 */
function page(part, folder, target, cssTarget = target, more = []) {
  return {
    root: `${root}${folder}`,
    base: './',
    plugins: [react(), emojiNames(), ...more],
    build: {
      outDir: `${root}dist/${part}`,
      target,
      cssTarget,
      // A data: URL would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The parts of a language are read together.
      rolldownOptions: {
        output: {
          codeSplitting: { groups: [{ name: languageOf, debugName: 'locale', test: LANGUAGE_FILES }] },
        },
      },
      reportCompressedSize: false,
      // What a guest fetches has a bound of its own (test/build/weight.test.ts); the window's page is read from the disk.
      chunkSizeWarningLimit: Infinity,
    },
  };
}

/**
 * The main process.
 * @param {{ debuggable: boolean }} options whether it may be looked into while it runs: for tests, never for a release
 * @returns {import('vite').InlineConfig}
 */
export function mainWith({ debuggable }) {
  return {
    ...program('main', 'electron/app/main.ts', 'es'),
    define: { __DEBUGGABLE__: String(debuggable) },
  };
}

/** @type {Record<Part, import('vite').InlineConfig>} */
export const parts = {
  main: mainWith({ debuggable: false }),
  host: program('host', 'electron/server/thread/host-thread.ts', 'cjs'),
  preload: program('preload', 'electron/app/preload.ts', 'cjs'),
  cli: program('cli', 'electron/cli/cli.ts', 'es'),
  echo: program('echo', 'electron/cli/echo.ts', 'es'),
  history: program('history', 'electron/history/thread/thread.ts', 'cjs'),
  console: page('console', 'renderer/console', 'chrome130'),
  // Not es2022: for Safari 15 the bundler would still write class fields otherwise, so it does not trust all of it.
  chat: {
    ...page('chat', 'renderer/guest', 'es2021', ['chrome96', 'firefox95', 'safari15'], [basicPage()]),
    resolve: preact,
  },
};

/**
 * @param {Part[]} names
 */
export async function buildParts(names) {
  const print = await sourcePrint();
  for (const name of names) {
    const part = parts[name];
    await forgetBuilt(name);
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      ...part,
      plugins: [part.plugins, licences(name, `${root}dist/licences`)],
      build: { emptyOutDir: true, ...part.build },
    });
    if (name === 'history') await copyPrebuilds();
    await markBuilt(name, print);
  }
}

/** SQLite itself, for every system: the library looks for it one folder above its own. */
async function copyPrebuilds() {
  const library = fileURLToPath(import.meta.resolve('@photostructure/sqlite/package.json'));
  await cp(join(dirname(library), 'prebuilds'), `${root}dist/prebuilds`, { recursive: true });
}

/** Everything there is. */
export const allParts = /** @type {Part[]} */ (Object.keys(parts));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = /** @type {Part[]} */ (process.argv.slice(2));
  await buildParts(asked.length > 0 ? asked : allParts);
}
