/**
 * Builds what runs, into dist/: the main process, its preload script, the command line, the echo server, and the
 * two pages. `node build/build.mjs [part…]` builds those parts alone.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { forgetBuilt, markBuilt, sourcePrint } from './sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {'main' | 'preload' | 'cli' | 'echo' | 'console' | 'chat'} Part */

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

/**
 * A page with its script and styles, every reference relative to itself.
 * @param {Part} part
 * @param {string} folder
 * @param {string} target
 * @param {string | string[]} cssTarget
 * @returns {import('vite').InlineConfig}
 */
function page(part, folder, target, cssTarget = target) {
  return {
    root: `${root}${folder}`,
    base: './',
    plugins: [react()],
    build: {
      outDir: `${root}dist/${part}`,
      target,
      cssTarget,
      // A data: URL would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}

/** @type {Record<Part, import('vite').InlineConfig>} */
const parts = {
  main: program('main', 'electron/main.ts', 'es'),
  preload: program('preload', 'electron/preload.ts', 'cjs'),
  cli: program('cli', 'electron/cli.ts', 'es'),
  echo: program('echo', 'electron/echo.ts', 'es'),
  console: page('console', 'renderer/host', 'chrome130'),
  // Not es2022: for Safari 15 the bundler would still write class fields otherwise, so it does not trust all of it.
  chat: page('chat', 'renderer/chat', 'es2021', ['chrome96', 'firefox95', 'safari15']),
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
      build: { emptyOutDir: true, ...part.build },
    });
    await markBuilt(name, print);
  }
}

/** Everything there is. */
export const allParts = /** @type {Part[]} */ (Object.keys(parts));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = /** @type {Part[]} */ (process.argv.slice(2));
  await buildParts(asked.length > 0 ? asked : allParts);
}
