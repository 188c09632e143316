/** The real module, with programs that fail, hang and break off. */
import { describe, expect, test, vi } from 'vitest';
import { node, runStep, runSteps, StepFailed, totalLine, type Step } from '../../../build/process/step.mjs';

const HANG = 'setInterval(() => {}, 1000)';

const fine = (name: string, passed = 0): Step => ({
  name,
  work: () => Promise.resolve({ passed, failed: 0 }),
});
const broken = (name: string, error: Error): Step => ({ name, work: () => Promise.reject(error) });

/** Runs the stages; the lines without their seconds. */
async function run(...stages: Step[][][]) {
  const lines: string[] = [];
  const counts = await runSteps(stages, (line) => lines.push(line.replace(/\d+\.\d s/, 'T')));
  return { lines, total: totalLine(counts) };
}

describe('a step', () => {
  test('that works says how long it took, and its tests are counted', async () => {
    expect(await run([[fine('Unit', 3)]])).toEqual({ lines: ['✔ Unit, T'], total: '3 passed, 0 failed' });
  });

  test('that is ended at its limit says so, and is a failure', async () => {
    const slow = { name: 'Slow', work: () => node('-e', [HANG], { limitMs: 300 }) };
    expect(await run([[slow]])).toEqual({
      lines: ['✘ Slow, T: ended at its limit of 0.3 s'],
      total: '0 passed, 1 failed',
    });
  });

  test('that never ends, and runs no program that could be ended, is a failure all the same', async () => {
    const lines: string[] = [];
    const work = () => new Promise<void>(() => undefined);
    const counts = await runStep({ name: 'Build', work }, (line) => lines.push(line), 200);
    expect({ lines, counts }).toEqual({
      lines: [expect.stringMatching(/^✘ Build, \d+\.\d s: not done after 0\.2 s$/)],
      counts: { passed: 0, failed: 1 },
    });
  });

  test('that fails shows all of its output', async () => {
    const shown = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const lint = { name: 'Lint', work: () => node('-e', ['console.log("a fault"); process.exit(3)']) };
    const { lines, total } = await run([[lint]]);
    expect(String(shown.mock.calls)).toBe('a fault\n');
    shown.mockRestore();
    expect({ lines, total }).toEqual({ lines: ['✘ Lint, T: exit code 3'], total: '0 passed, 1 failed' });
  });

  test('that breaks off is a failure', async () => {
    const dies = { name: 'Dies', work: () => node('-e', ['process.kill(process.pid, "SIGKILL")']) };
    expect((await run([[dies]])).lines).toEqual(['✘ Dies, T: killed by SIGKILL']);
  });

  test('that throws is a failure, with its message', async () => {
    const { lines, total } = await run([[broken('Machine', new Error('no browser'))]]);
    expect({ lines, total }).toEqual({
      lines: ['✘ Machine, T: no browser'],
      total: '0 passed, 1 failed',
    });
  });

  test('with tests counts those, and at least one failure', async () => {
    const unit = broken('Unit', new StepFailed('tests failed', { passed: 5, failed: 2 }));
    const e2e = broken('End to end', new StepFailed('exit code 1', { passed: 4, failed: 0 }));
    expect((await run([[unit], [e2e]])).total).toBe('9 passed, 3 failed');
  });
});

test('no step begins after one has failed, and those that never ran are named', async () => {
  const lint = broken('Lint', new StepFailed('exit code 1'));
  expect(await run([[lint, fine('Format')], [fine('Unit', 2)]], [[fine('End to end')]])).toEqual({
    lines: ['✘ Lint, T: exit code 1', '✔ Unit, T', 'Not run: Format, End to end.'],
    total: '2 passed, 1 failed',
  });
});
