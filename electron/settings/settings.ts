/** The settings file in the data folder: start options, language, app settings, limits and allowed names. */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorText } from '../../contract/error-text.ts';
import type { Allowed } from '../../contract/ipc/allowed.ts';
import { APP_SETTINGS_DEFAULT, parseAppSettings, type AppSettings } from '../../contract/ipc/app-settings.ts';
import { parseStoredStartOptions, type StartOptions } from '../../contract/ipc/start-options.ts';
import { parsePin } from '../../contract/model/pin.ts';
import { parseRoomName } from '../../contract/model/room-name.ts';
import { languageOf, type Language } from '../../locales/language.ts';
import { writeTextWhole } from '../disk/write-whole.ts';
import { seal, unseal } from './sealed.ts';

/** The PIN stored in a folder; `lost` if it cannot be decrypted here. */
export type StoredPin = { readonly kind: 'none' | 'lost' } | { readonly kind: 'kept'; readonly pin: string };

export class Settings {
  readonly folder: string;
  readonly file: string;
  readonly #key: Buffer | undefined;

  /**
   * Creates the folder if necessary, accessible to its owner only. Throws Node's own error if it cannot be used.
   *
   * @param key encrypts the PIN; without it the PIN is stored in plain text, readable by the owner only
   */
  constructor(folder: string, key?: Buffer) {
    this.#key = key;
    makeFolder(resolve(folder));
    this.folder = folder;
    this.file = join(folder, 'settings.json');
    accessSync(folder, constants.W_OK);
    this.read();
  }

  /** Empty the first time, and without the fields that cannot be read. */
  read(): Partial<StartOptions> {
    const stored = fieldsOf(this.#stored());
    const pin = this.#unsealed(stored.sealedPin) ?? stored.pin;
    const { keepDays: retentionDays, keepMegabytes: retentionMegabytes } = stored;
    return parseStoredStartOptions({ ...stored, pin, retentionDays, retentionMegabytes });
  }

  /** Whether there is a PIN that cannot be decrypted: it was sealed for another user or computer. */
  isPinLost(): boolean {
    const { sealedPin } = fieldsOf(this.#stored());
    return sealedPin !== undefined && this.#unsealed(sealedPin) === undefined;
  }

  /** The PIN alone, even if the rest is not valid {@link StartOptions}. */
  readPin(): StoredPin {
    const { sealedPin, pin } = fieldsOf(this.#stored());
    if ((sealedPin ?? pin ?? undefined) === undefined) return { kind: 'none' };
    const read = this.#unsealed(sealedPin) ?? pin;
    const parsed = typeof read === 'string' ? parsePin(read) : undefined;
    return parsed === undefined ? { kind: 'lost' } : { kind: 'kept', pin: parsed };
  }

  /** Replaces the PIN, or removes it. Returns like {@link remember}. */
  rememberPin(pin: string | undefined): string | undefined {
    return this.#trySaving(() => {
      const { pin: _, sealedPin: __, ...rest } = fieldsOf(this.#stored());
      this.#write({ ...rest, ...this.#sealedPin(pin) });
    });
  }

  /** The name of the lobby alone, even if the rest is not valid {@link StartOptions}. */
  readRoom(): string | undefined {
    const room = this.#field('room');
    return typeof room === 'string' ? parseRoomName(room) : undefined;
  }

  /** The raw value of `limits`, for its own parser; `undefined` if there is none. */
  readLimits(): unknown {
    return this.#field('limits');
  }

  /** The raw value of `allowed`, for its own parser; `undefined` if there is none. */
  readAllowed(): unknown {
    return this.#field('allowed');
  }

  /** `undefined` until one is chosen, and for a language without translations. */
  readLanguage(): Language | undefined {
    const language = this.#field('language');
    return typeof language === 'string' ? languageOf(language) : undefined;
  }

  /** Missing settings have their defaults. */
  readApp(): AppSettings {
    return { ...APP_SETTINGS_DEFAULT, ...parseAppSettings(this.#field('app')) };
  }

  /** Returns like {@link remember}. */
  rememberApp(app: AppSettings): string | undefined {
    return this.#trySaving(() => this.#write({ ...fieldsOf(this.#stored()), app }));
  }

  /** Returns like {@link remember}. */
  rememberLimits(limits: Readonly<Record<string, number>>): string | undefined {
    return this.#trySaving(() => this.#write({ ...fieldsOf(this.#stored()), limits }));
  }

  /** Returns like {@link remember}. */
  rememberAllowed(allowed: Allowed): string | undefined {
    return this.#trySaving(() => this.#write({ ...fieldsOf(this.#stored()), allowed }));
  }

  /** Renames a file that cannot be parsed so that it is not overwritten. Returns its new name, or `undefined`. */
  putAside(): string | undefined {
    if (!existsSync(this.file) || isJson(readFileSync(this.file, 'utf8'))) return undefined;
    const name = `settings.json.damaged-${Date.now()}`;
    renameSync(this.file, join(this.folder, name));
    return name;
  }

  /** Returns like {@link remember}. */
  rememberLanguage(language: Language): string | undefined {
    return this.#trySaving(() => this.#write({ ...fieldsOf(this.#stored()), language }));
  }

  /** Stores the options. Returns `undefined`, or the text of the error: the chat runs anyway. */
  remember(choice: StartOptions): string | undefined {
    return this.#trySaving(() => this.write(choice));
  }

  /**
   * For a program that only sets the place: the PIN stays, even one that it cannot read. Returns like {@link remember}.
   */
  rememberPlace(place: Partial<Omit<StartOptions, 'pin'>>): string | undefined {
    return this.#trySaving(() => this.#write({ ...fieldsOf(this.#stored()), ...storedFields(place) }));
  }

  /** Keeps the other fields of the file. */
  write(choice: StartOptions): void {
    const app = this.#field('app');
    const allowed = this.readAllowed();
    this.#write({
      ...this.#sealed(choice),
      limits: this.readLimits(),
      language: this.readLanguage(),
      app,
      allowed,
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

  #trySaving(save: () => void): string | undefined {
    try {
      save();
      return undefined;
    } catch (error) {
      return errorText(error);
    }
  }

  /** Writes completely or not at all: a half-written file would lose everything. */
  #write(stored: object): void {
    const text = `${JSON.stringify(stored, undefined, 2)}\n`;
    // An unchanged file needs no space on a disk that may be full.
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

/** One folder at a time from the top: the recursive option of Node 20 never returns below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** An object, the only kind of value that we write. */
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
