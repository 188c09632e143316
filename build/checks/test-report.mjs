/**
 * What Vitest tells of a run, a line as soon as it is known: a run that is ended or dies leaves the part that it did.
 * `Reporter` writes it inside Vitest, `readReport` reads it.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The variable that names the file. */
export const REPORT_FILE = 'PORCHLIGHT_TEST_REPORT';

/**
 * @typedef {{ begun: string }
 *   | { ended: string, passed: number, failed: number }
 *   | { errors: number }} Line of a file with tests, or of the end of the run
 *
 * @typedef {object} Report
 * @property {number} passed
 * @property {number} failed
 * @property {boolean} whole false when the run never came to its end
 * @property {string[]} open the files that had begun and not ended
 */

/** What `--reporter` names. */
export default class Reporter {
  #file = process.env[REPORT_FILE] ?? '';

  onInit() {
    writeFileSync(this.#file, '');
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleStart(module) {
    this.#write({ begun: nameOf(module) });
  }

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    let passed = 0;
    let failed = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      if (state === 'failed') failed += 1;
    }
    // A file that cannot be loaded, or whose hook fails, may have no test that did.
    if (failed === 0 && module.state() === 'failed') failed = 1;
    this.#write({ ended: nameOf(module), passed, failed });
  }

  /**
   * @param {readonly unknown[]} modules
   * @param {readonly unknown[]} errors those that belong to no test
   * @param {import('vitest/node').TestRunEndReason} reason
   */
  onTestRunEnd(modules, errors, reason) {
    if (reason !== 'interrupted') this.#write({ errors: errors.length });
  }

  /** @param {Line} line */
  #write(line) {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/**
 * @param {string} file
 * @returns {Report}
 */
export function readReport(file) {
  /** @type {Report} */
  const report = { passed: 0, failed: 0, whole: false, open: [] };
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  // After the last line break stands nothing, or a line that was not written to its end.
  for (const text of lines.slice(0, -1)) {
    /** @type {Line} */
    const line = JSON.parse(text);
    if ('begun' in line) report.open.push(line.begun);
    else if ('errors' in line) {
      report.failed += line.errors;
      report.whole = true;
    } else {
      report.passed += line.passed;
      report.failed += line.failed;
      report.open = report.open.filter((file) => file !== line.ended);
    }
  }
  return report;
}

/** @param {import('vitest/node').TestModule} module */
function nameOf(module) {
  return [module.project.name, module.relativeModuleId].filter(Boolean).join(' ');
}
