/**
 * `npm run test:quick`: types, the style and lint of the files that this branch changes, and the quick ones of the unit tests. It needs
 * neither a browser nor a screen, and `npm test` still has the last word.
 */
import { allParts } from './build.mjs';
import { buildStale } from './bundle/build-stale.mjs';
import { changedFiles } from './checks/changed.mjs';
import { format, lint, types } from './checks/checks.mjs';
import { passSignalsOn } from './process/child.mjs';
import { runSteps, totalLine } from './process/step.mjs';
import { quickUnitTests } from './checks/test-run.mjs';

const build = { name: 'Build', work: () => buildStale(allParts) };

passSignalsOn();
const changed = changedFiles(process.cwd());
const checks = [types, format(changed ?? undefined), lint(changed)];
const counts = await runSteps([[[build]], [checks, [quickUnitTests()]]]);
console.log(totalLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
// A step that did not end would keep this process.
setTimeout(() => process.exit(), 1_000).unref();
