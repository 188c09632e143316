/**
 * Kinds of tests: `unit` needs nothing but Node, `console` is the same for what is built with React itself; `e2e` needs a
 * screen, a browser and Electron too (see build/test.mjs).
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { preact } from './build/preact.mjs';
import { PATIENCE_MS } from './test/support/patience.ts';

/** A property is tried a thousand times, also where another program has the processor. */
const UNIT_LIMIT_MS = 30_000;
/** Longer than anything takes that is waited for; a file says so only where it fails. */
const END_TO_END_LIMIT_MS = 10 * 60_000;
/** What is waited for comes when it comes, and most often at once. */
const expect = { poll: { timeout: 20_000 } };
const patientExpect = { poll: { timeout: PATIENCE_MS } };

/** Most of them wait for a deadline and need no processor meanwhile. */
const UNIT_LANES = 3;
/**
 * A host and a screen of their own each: nobody hears that another one runs beside. Most of them wait, so that more of
 * them run than there are processors. Windows and macOS have one screen, one focus and one clipboard for all.
 */
const END_TO_END_LANES = process.platform === 'linux' ? 4 : 1;

/** Whatever the system speaks: what is tested speaks English, unless a test asks for something else. */
const env = { LC_ALL: 'C.UTF-8', LANGUAGE: '' };

/** The guest page is tested as it is built. */
const guestReact = {
  ...preact,
  alias: [
    { find: /^react$/, replacement: fileURLToPath(new URL('test/support/guest-react.mjs', import.meta.url)) },
    ...preact.alias,
  ],
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: guestReact,
        test: {
          name: 'unit',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          include: [
            'test/{contract,words,electron,renderer,build,fuzz}/**/*.test.{ts,tsx}',
            'test/architecture.test.ts',
          ],
          exclude: ['test/renderer/host/**'],
          // What is not read by the bundler finds React.
          server: { deps: { inline: ['virtua'] } },
        },
      },
      {
        test: {
          name: 'console',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          include: ['test/renderer/{host,ui}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          env,
          expect: patientExpect,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/support/own-screen.ts'],
          maxWorkers: END_TO_END_LANES,
          sequence: { groupOrder: 1 },
          testTimeout: END_TO_END_LIMIT_MS,
          hookTimeout: END_TO_END_LIMIT_MS,
        },
      },
    ],
  },
});
