/**
 * Runs the fuzzer long: `npm run fuzz -- [--seed N] [--inputs N] [--seconds N]`; by default a new seed, a million
 * inputs, and ten minutes at the most.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    inputs: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '600' },
  },
});

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/fuzz'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PORCHLIGHT_FUZZ_SEED: values.seed,
    PORCHLIGHT_FUZZ_INPUTS: values.inputs,
    PORCHLIGHT_FUZZ_SECONDS: values.seconds,
  },
});
process.exit(status ?? 1);
