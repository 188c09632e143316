/**
 * `npm run test:quick`: types, the style and lint of the files that this branch changes, and the quick ones of the unit tests. It needs
 * neither a browser nor a screen, and `npm test` still has the last word.
 */
import { allParts } from './build.mjs';
import { buildStale } from './build-stale.mjs';
import { changedFiles } from './changed.mjs';
import { format, lint, types } from './checks.mjs';
import { passSignalsOn } from './child.mjs';
import { runSteps, totalLine } from './step.mjs';
import { quickUnitTests } from './test-run.mjs';

const build = { name: 'Build', work: () => buildStale(allParts) };

passSignalsOn();
const changed = changedFiles(process.cwd());
const checks = [types, format(changed ?? undefined), lint(changed)];
const counts = await runSteps([[[build]], [checks, [quickUnitTests()]]]);
console.log(totalLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
// A step that did not end would keep this process.
setTimeout(() => process.exit(), 1_000).unref();
