/**
 * What the host chose, their language, the settings of the app and the limits, kept in one small file in the data
 * folder. It refuses to know what they mean.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Allowed } from '../../contract/ipc/allowed.ts';
import { APP_SETTINGS_DEFAULT, parseAppSettings, type AppSettings } from '../../contract/ipc/app-settings.ts';
import { parseStoredStartOptions, type StartOptions } from '../../contract/ipc/start-options.ts';
import { parsePin } from '../../contract/model/pin.ts';
import { parseRoomName } from '../../contract/model/room-name.ts';
import { languageOf, type Language } from '../../locales/language.ts';
import { writeTextWhole } from '../disk/write-whole.ts';
import { seal, unseal } from './sealed.ts';

/** The PIN that a folder keeps; `lost` if it cannot be read here. */
export type KeptPin = { readonly kind: 'none' | 'lost' } | { readonly kind: 'kept'; readonly pin: string };

export class Settings {
  readonly folder: string;
  readonly file: string;
  readonly #key: Buffer | undefined;

  /**
   * Makes the folder if need be, for its owner alone. Throws Node's own error if it cannot be used.
   *
   * @param key seals the PIN; without it the PIN stands in the file, which only its owner reads
   */
  constructor(folder: string, key?: Buffer) {
    this.#key = key;
    makeFolder(resolve(folder));
    this.folder = folder;
    this.file = join(folder, 'settings.json');
    accessSync(folder, constants.W_OK);
    this.read();
  }

  /** Nothing the first time, and without what cannot be read. */
  read(): Partial<StartOptions> {
    const stored = fieldsOf(this.#stored());
    const pin = this.#unsealed(stored.sealedPin) ?? stored.pin;
    const { keepDays: retentionDays, keepMegabytes: retentionMegabytes } = stored;
    return parseStoredStartOptions({ ...stored, pin, retentionDays, retentionMegabytes });
  }

  /** Whether there is a PIN that cannot be read: it was sealed for another person or computer. */
  isPinLost(): boolean {
    const { sealedPin } = fieldsOf(this.#stored());
    return sealedPin !== undefined && this.#unsealed(sealedPin) === undefined;
  }

  /** The PIN alone, also where the rest is no {@link StartOptions}. */
  readPin(): KeptPin {
    const { sealedPin, pin } = fieldsOf(this.#stored());
    if ((sealedPin ?? pin ?? undefined) === undefined) return { kind: 'none' };
    const read = this.#unsealed(sealedPin) ?? pin;
    const parsed = typeof read === 'string' ? parsePin(read) : undefined;
    return parsed === undefined ? { kind: 'lost' } : { kind: 'kept', pin: parsed };
  }

  /** From now on this one, or none, and no other. Answers as {@link remember} does. */
  rememberPin(pin: string | undefined): string | undefined {
    return this.#attempt(() => {
      const { pin: _, sealedPin: __, ...rest } = fieldsOf(this.#stored());
      this.#write({ ...rest, ...this.#sealedPin(pin) });
    });
  }

  /** The name of the lobby alone, also where the rest is no {@link StartOptions}. */
  readRoom(): string | undefined {
    const room = this.#field('room');
    return typeof room === 'string' ? parseRoomName(room) : undefined;
  }

  /** What stands under `limits`, for its own parser; `undefined` if nothing does. */
  readLimits(): unknown {
    return this.#field('limits');
  }

  /** What stands under `allowed`, for its own parser; `undefined` if nothing does. */
  readAllowed(): unknown {
    return this.#field('allowed');
  }

  /** `undefined` as long as nobody chose one, and for one that is not spoken here. */
  readLanguage(): Language | undefined {
    const language = this.#field('language');
    return typeof language === 'string' ? languageOf(language) : undefined;
  }

  /** What nobody chose is as usual. */
  readApp(): AppSettings {
    return { ...APP_SETTINGS_DEFAULT, ...parseAppSettings(this.#field('app')) };
  }

  /** Answers as {@link remember} does. */
  rememberApp(app: AppSettings): string | undefined {
    return this.#attempt(() => this.#write({ ...fieldsOf(this.#stored()), app }));
  }

  /** Answers as {@link remember} does. */
  rememberLimits(limits: Readonly<Record<string, number>>): string | undefined {
    return this.#attempt(() => this.#write({ ...fieldsOf(this.#stored()), limits }));
  }

  /** Answers as {@link remember} does. */
  rememberAllowed(allowed: Allowed): string | undefined {
    return this.#attempt(() => this.#write({ ...fieldsOf(this.#stored()), allowed }));
  }

  /** A file that nobody can read is not written over: it waits under another name, with which this answers. */
  putAside(): string | undefined {
    if (!existsSync(this.file) || isJson(readFileSync(this.file, 'utf8'))) return undefined;
    const name = `settings.json.damaged-${Date.now()}`;
    renameSync(this.file, join(this.folder, name));
    return name;
  }

  /** Answers as {@link remember} does. */
  rememberLanguage(language: Language): string | undefined {
    return this.#attempt(() => this.#write({ ...fieldsOf(this.#stored()), language }));
  }

  /** Writes, and answers with what went wrong: the light stays on, and the next time has to be told again. */
  remember(choice: StartOptions): string | undefined {
    return this.#attempt(() => this.write(choice));
  }

  /** Of a program that has no say in the rest: a PIN stays, also one that it cannot read. Answers as {@link remember} does. */
  rememberPlace(place: Partial<Omit<StartOptions, 'pin'>>): string | undefined {
    return this.#attempt(() => this.#write({ ...fieldsOf(this.#stored()), ...storedFields(place) }));
  }

  /** What else stands there stays. */
  write(choice: StartOptions): void {
    const app = this.#field('app');
    const allowed = this.readAllowed();
    this.#write({
      ...this.#sealed(choice),
      ...{ limits: this.readLimits(), language: this.readLanguage(), app, allowed },
    });
  }

  #sealed({ pin, ...rest }: StartOptions): object {
    return { ...storedFields(rest), ...this.#sealedPin(pin) };
  }

  #sealedPin(pin: string | undefined): object {
    if (pin === undefined) return {};
    return this.#key === undefined ? { pin } : { sealedPin: seal(pin, this.#key) };
  }

  #unsealed(sealed: unknown): string | undefined {
    return this.#key === undefined || typeof sealed !== 'string' ? undefined : unseal(sealed, this.#key);
  }

  #attempt(act: () => void): string | undefined {
    try {
      act();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Whole or not at all: a half-written file would forget everything. */
  #write(stored: object): void {
    const text = `${JSON.stringify(stored, undefined, 2)}\n`;
    // What stands there already needs no room on a disk that may be full.
    if (existsSync(this.file) && readFileSync(this.file, 'utf8') === text) return;
    writeTextWhole(text, this.file);
  }

  #field(name: 'room' | 'limits' | 'language' | 'app' | 'allowed'): unknown {
    return fieldsOf(this.#stored())[name];
  }

  #stored(): unknown {
    try {
      return parseJson(readFileSync(this.file, 'utf8'));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** One by one from the top: Node 20's own way of making all of them at once never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** An object, which is all that we ever write. */
function isJson(text: string): boolean {
  const stored = parseJson(text);
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The file keeps the names that its fields have had from the first version on. */
function storedFields({
  retentionDays: keepDays,
  retentionMegabytes: keepMegabytes,
  ...rest
}: Partial<Omit<StartOptions, 'pin'>>): object {
  return {
    ...rest,
    ...(keepDays !== undefined && { keepDays }),
    ...(keepMegabytes !== undefined && { keepMegabytes }),
  };
}

function fieldsOf(stored: unknown): Readonly<Record<string, unknown>> {
  return typeof stored === 'object' && stored !== null ? { ...stored } : {};
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
