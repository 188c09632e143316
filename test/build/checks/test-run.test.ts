/** What is counted of a run of Vitest, however it ends. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { StepFailed } from '../../../build/process/step.mjs';
import { readReport, REPORT_FILE } from '../../../build/checks/test-report.mjs';
import { judged, runTests } from '../../../build/checks/test-run.mjs';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
afterAll(() => {
  shown.mockRestore();
  complained.mockRestore();
});

/** Runs these files in turn, the longest first, in a Vitest of their own. */
async function run(files: Record<string, string>) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const here = ['--root', folder, '--globals', '--no-file-parallelism'];
  try {
    return await runTests('of-a-test', here);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { ...error.counts, reason: error.message };
  }
}

describe('a run of Vitest', () => {
  test('counts its tests, a file that cannot be loaded, a hook, and an error that belongs to no test', async () => {
    expect(
      await run({
        'a.test.js': 'test("one", () => {}); test.skip("two"); test("three", () => { throw new Error() })',
        'b.test.js': 'import "./nowhere.js"',
        'c.test.js': 'beforeAll(() => { throw new Error() }); test("one", () => {})',
        'd.test.js': 'test("one", () => { setTimeout(() => { throw new Error() }) })',
      }),
    ).toEqual({ passed: 2, failed: 4, reason: 'exit code 1' });
  });

  test.skipIf(process.platform === 'win32')('that dies leaves what it did, and where it was', async () => {
    const dies = `
      import { readFileSync } from "node:fs";
      const report = () => readFileSync(process.env.${REPORT_FILE}, "utf8");
      test("dies", async () => {
        await vi.waitUntil(() => report().includes('"begun":"b.'), 20_000);
        process.kill(process.ppid, "SIGKILL");
        await new Promise(() => {});
      })`;
    expect(
      await run({ 'a.test.js': `test("one", () => {}); ${' '.repeat(dies.length)}`, 'b.test.js': dies }),
    ).toEqual({ passed: 1, failed: 1, reason: 'killed by SIGKILL, during b.test.js' });
  });
});

describe('what is counted', () => {
  const report = { passed: 7, failed: 0, whole: true, open: [] };
  const failure = (failed: number): unknown => expect.objectContaining({ counts: { passed: 7, failed } });

  test('is what the report says when all is well', () => {
    expect(judged(null, report)).toEqual({ passed: 7, failed: 0 });
  });

  test.each([
    ['exit code 1', report, 1],
    ['exit code 1', { ...report, failed: 2 }, 2],
    ['ended at its limit of 30 min', { ...report, whole: false }, 1],
    ['ended at its limit of 30 min', { ...report, failed: 2, whole: false }, 3],
    [null, { ...report, whole: false }, 1],
    [null, { ...report, failed: 2 }, 2],
  ])('is a failure at least when something is not: %s, %o', (fault, found, failed) => {
    expect(() => judged(fault, found)).toThrow(failure(failed));
  });

  test('is a failure when there is no report', () => {
    expect(() => judged(null, readReport(join(temporaryFolder(), 'none')))).toThrow(StepFailed);
  });
});

test('a report that breaks off in a line is read up to there', () => {
  const file = join(temporaryFolder(), 'report');
  writeFileSync(file, '{"begun":"a"}\n{"ended":"a","passed":2,"failed":0}\n{"begun":"b"}\n{"ended":"b","pas');
  expect(readReport(file)).toEqual({ passed: 2, failed: 0, whole: false, open: ['b'] });
});
