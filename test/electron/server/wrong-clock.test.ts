/**
 * The built host on a computer whose clock is wrong for a while, by Debian's libfaketime; where that is not installed it is
 * left out, and `history/wrong-clock.test.ts` has the same with clocks of its own.
 */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { fakeClock } from '../../../build/machine/machine.mjs';
import { Guest } from '../../support/clients/guest.ts';
import { build, Program } from '../../support/app/program.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const library = fakeClock();
const NINE = Array.from({ length: 9 }, (_, i) => `minutes ${i}`);
const HOUR = 3_600_000;

beforeAll(() => build('cli', 'chat', 'history'));

/** A data folder, and hosts on it one after the other. */
class Computer {
  readonly #folder = temporaryFolder();
  #program: Program | undefined;
  ann!: Guest;

  /** @param offset of the clock, as faketime has it */
  async start(offset = '+0d'): Promise<void> {
    await this.stop();
    const environment = {
      ...{ LD_PRELOAD: library, FAKETIME: offset },
      ...{ DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    };
    const before = ['env', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)];
    const on = ['--address', '127.0.0.1', '--port', '0', '--data', this.#folder];
    this.#program = new Program('cli', on, before);
    this.ann = await Guest.join(Number((await this.#program.link()).port), 'Ann');
  }

  async stop(): Promise<void> {
    this.#program?.child.kill('SIGTERM');
    await this.#program?.ended;
  }

  get told(): string {
    return this.#program?.err ?? '';
  }

  get texts(): readonly string[] {
    return this.ann.log.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
  }
}

/** By how many hours the time of a message is wrong. */
const wrong = (at: number) => Math.round(Math.abs(at - Date.now()) / HOUR);

test
  .skipIf(library === undefined)
  .each(['+100d', '+200d', '-365d', '@1970-01-02 00:00:00', '@2150-01-01 00:00:00'])(
  'one start with the clock at %s deletes nothing, says so, and leaves the next times right',
  async (offset) => {
    const computer = new Computer();
    onTestFinished(() => computer.stop());
    await computer.start();
    for (const text of NINE) await computer.ann.says(text);
    await computer.start(offset);
    expect(computer.texts).toEqual(NINE);
    await expect.poll(() => computer.told).toContain('computer’s clock');
    await computer.ann.says('while it is wrong');
    await computer.start();
    expect(computer.texts).toEqual([...NINE, 'while it is wrong']);
    const { at } = await computer.ann.says('right again');
    expect(wrong(at)).toBe(0);
  },
);

test.skipIf(library === undefined)(
  'a clock that was behind from the first start deletes nothing when it is right',
  async () => {
    const computer = new Computer();
    onTestFinished(() => computer.stop());
    await computer.start('-100d');
    for (const text of NINE) await computer.ann.says(text);
    await computer.start();
    expect(computer.texts).toEqual(NINE);
  },
);
