/**
 * Kinds of tests: `unit` needs nothing but Node; `unit-waits` is the same for what waits for deadlines or starts
 * programs, `unit-alone` for what looks at the memory or the timers of its process, and `console` for what is built with
 * React itself; `e2e` needs a screen, a browser and Electron too (see build/test.mjs).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { preact } from './build/bundle/preact.mjs';
import { PATIENCE_MS, PATIENTLY } from './test/support/patience.ts';

/** Longer than anything takes that is waited for: only what hangs takes that long. */
const UNIT_LIMIT_MS = 2 * PATIENCE_MS;
const END_TO_END_LIMIT_MS = 5 * PATIENCE_MS;
/** What is waited for comes when it comes, and most often at once. */
const expect = { poll: PATIENTLY };

/** Those that wait need no processor meanwhile. */
const UNIT_LANES = 3;
const UNIT = [
  'test/{contract,locales,electron,renderer,build,fuzz}/**/*.test.{ts,tsx}',
  'test/architecture.test.ts',
];
const WAITS = [
  'test/build/npm-scripts.test.ts',
  'test/electron/app/host-runner.test.ts',
  'test/electron/cli/{cli,echo,export-command}.test.ts',
  'test/electron/server/{fallback-pages,half-open,open-chat,return-of-all,wrong-clock}.test.ts',
  'test/electron/settings/open-files.test.ts',
  'test/electron/chat/slow-reader.test.ts',
  'test/electron/files/kill.test.ts',
  'test/electron/history/{full-disk,kill,wrong-clock}.test.ts',
  'test/electron/history/repair/repair.test.ts',
  'test/electron/history/thread/repairing-database.test.ts',
  'test/electron/http/{connection-limits,http-server,http-server.malformed,http-server.upgrade}.test.ts',
  'test/electron/lan/mdns-service.test.ts',
];
const ALONE = [
  'test/build/{needs,weight}.test.ts',
  'test/fuzz/*.test.ts',
  'test/electron/http/files/file-route.failures.test.ts',
  'test/electron/websocket/{attacks,broadcast,conformance,protocol}.test.ts',
];
/**
 * A host and a screen of their own each: nobody hears that another one runs beside. Most of them wait, so that more of
 * them run than there are processors. Windows and macOS have one screen, one focus and one clipboard for all.
 */
const END_TO_END_LANES = process.platform === 'linux' ? 4 : 1;

/** Whatever the system speaks: what is tested speaks English, unless a test asks for something else. */
const env = { LC_ALL: 'C.UTF-8', LANGUAGE: '' };

/** Those that take long by themselves come first, so that the others compute meanwhile. */
const ORDER = ['unit-alone', 'unit-waits', 'unit', 'console'];

/**
 * A worker that shares its modules goes on with the next file only if that is of the same project and environment:
 * those of one kind follow each other.
 */
class ByKind extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const kinds = new Map(sorted.map((file) => [file, kindOf(file)]));
    return sorted.toSorted((a, b) => (kinds.get(a) ?? '').localeCompare(kinds.get(b) ?? ''));
  }
}

function kindOf({ project, moduleId }: TestSpecification): string {
  const environment = /^\/\/ @vitest-environment (\S+)/.exec(readFileSync(moduleId, 'utf8'))?.[1] ?? '';
  return `${ORDER.indexOf(project.name)} ${environment}`;
}

/** The guest page is tested as it is built. */
const guestReact = {
  ...preact,
  alias: [
    {
      find: /^react$/,
      replacement: fileURLToPath(new URL('test/support/app/guest-react.mjs', import.meta.url)),
    },
    ...preact.alias,
  ],
};

export default defineConfig({
  test: {
    sequence: { sequencer: ByKind },
    projects: [
      {
        resolve: guestReact,
        test: {
          name: 'unit',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          hookTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          isolate: false,
          include: UNIT,
          exclude: ['test/renderer/console/**', ...WAITS, ...ALONE],
          // What is not read by the bundler finds React.
          server: { deps: { inline: ['virtua'] } },
        },
      },
      {
        test: {
          name: 'unit-waits',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          hookTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          isolate: false,
          include: WAITS,
        },
      },
      {
        test: {
          name: 'unit-alone',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          hookTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          include: ALONE,
        },
      },
      {
        test: {
          name: 'console',
          environment: 'node',
          env,
          expect,
          testTimeout: UNIT_LIMIT_MS,
          hookTimeout: UNIT_LIMIT_MS,
          maxWorkers: UNIT_LANES,
          isolate: false,
          include: ['test/renderer/{console,ui}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          env,
          expect,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/support/app/own-screen.ts'],
          maxWorkers: END_TO_END_LANES,
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: END_TO_END_LIMIT_MS,
          hookTimeout: END_TO_END_LIMIT_MS,
        },
      },
    ],
  },
});
