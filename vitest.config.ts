/** Two kinds of tests: `unit` needs nothing but Node, `e2e` a screen, a browser and Electron (see build/test.mjs). */
import { defineConfig } from 'vitest/config';

const END_TO_END_LIMIT_MS = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'test/{contract,words,electron,renderer,build,fuzz}/**/*.test.{ts,tsx}',
            'test/architecture.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          // Each one starts hosts, browsers and windows of its own: side by side they would only measure each other.
          fileParallelism: false,
          testTimeout: END_TO_END_LIMIT_MS,
          hookTimeout: END_TO_END_LIMIT_MS,
        },
      },
    ],
  },
});
