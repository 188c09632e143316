/**
 * A twin of the packaged folder for tests, which alone may be looked into while it runs: the same files, but for the
 * main process, which is built without the refusal. Releases have it compiled in.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { build } from 'vite';
import { mainWith } from '../build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} installed the packaged folder
 * @param {string} twin written anew
 */
export async function makeDebuggable(installed, twin) {
  await rm(twin, { recursive: true, force: true });
  await cp(installed, twin, { recursive: true, verbatimSymlinks: true });
  const archive = join(twin, 'resources/app.asar');
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-twin-'));
  try {
    extractAll(archive, folder);
    const part = mainWith({ debuggable: true });
    const outDir = join(folder, 'dist/main');
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      ...part,
      build: { ...part.build, outDir, emptyOutDir: true },
    });
    await rm(`${archive}.unpacked`, { recursive: true });
    await createPackageWithOptions(folder, archive, {
      unpackDir: 'dist/{host,history,prebuilds,chat,licences}',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
