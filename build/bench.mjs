/** `npm run bench [row…]`: installs the peers to measure beside, builds the servers, and runs the table. Linux only. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildParts } from './build.mjs';

const bench = fileURLToPath(new URL('../test/bench', import.meta.url));

if (process.platform !== 'linux') {
  process.stderr.write(
    "The benchmark reads the kernel's own count of CPU time, which it knows how to do on Linux only.\n",
  );
  process.exit(1);
}
if (!existsSync(`${bench}/node_modules`)) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: bench, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await buildParts(['cli', 'chat', 'echo', 'history']);
const { status } = spawnSync(process.execPath, [`${bench}/run.mjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
