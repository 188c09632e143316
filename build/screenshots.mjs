/** `npm run screenshots`: takes the pictures in docs/pictures/ of the real app and real browsers. Linux, as root. */
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { allParts } from './build.mjs';
import { buildStale } from './bundle/build-stale.mjs';
import { withHiddenScreen } from './machine/display.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';
import { prepareForTests } from './machine/machine.mjs';

const scripts = ['console-pictures', 'screenshots', 'ways'].map((name) =>
  fileURLToPath(new URL(`../test/e2e/pictures/${name}.ts`, import.meta.url)),
);
const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
/** @param {string} line */
const log = (line) => console.log(line);

const [{ chromium }, { executable }] = await Promise.all([prepareForTests(log), electronRuntime({ log })]);
await buildStale(allParts);
process.env.PORCHLIGHT_CHROMIUM = chromium;
process.env.PORCHLIGHT_ELECTRON = executable;
await withHiddenScreen(async (display) => {
  process.env.DISPLAY = display;
  for (const script of scripts) {
    /** @type {{ module: { takePictures: (folder: string) => Promise<void> } }} */
    const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
    await module.takePictures(folder);
  }
});
