/** What the host chose, kept in one small file in the data folder. It refuses to know what the choice means. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseChoice, type Choice } from '../contract/ipc.ts';

export class Settings {
  readonly folder: string;
  readonly #file: string;

  /** Makes the folder if need be, for its owner alone. Throws Node's own error if it cannot be used. */
  constructor(folder: string) {
    makeFolder(resolve(folder));
    this.folder = folder;
    this.#file = join(folder, 'settings.json');
    accessSync(folder, constants.W_OK);
    this.read();
  }

  /** `undefined` the first time, or when the file was damaged: then it is as if it were the first time. */
  read(): Choice | undefined {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    return parseChoice(parseJson(text));
  }

  /** Writes, and answers with what went wrong: the light stays on, and the next time has to be told again. */
  remember(choice: Choice): string | undefined {
    try {
      this.write(choice);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Whole or not at all: a half-written file would forget everything. */
  write(choice: Choice): void {
    const draft = `${this.#file}.new`;
    writeFileSync(draft, `${JSON.stringify(choice, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.#file);
  }
}

/** One by one from the top: Node 20's own way of making all of them at once never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
