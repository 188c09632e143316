/** What the main process and the thread of the host say to each other, and what the thread is given when it begins. */
import type { AppSettings } from '../../../contract/ipc/app-settings.ts';
import type { ExportChoice } from '../../../contract/ipc/export.ts';
import type { HostState } from '../../../contract/ipc/host-state.ts';
import type { Arguments, HostCommandName } from '../../../contract/ipc/commands.ts';
import type { EventName } from '../../../contract/ipc/events.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import { languageOf, type Language } from '../../../locales/language.ts';

/** Plain data that survives a structured clone. */
export interface HostSetting {
  /** The data folder of the app. */
  readonly folder: string;
  /** Of what is kept sealed, in base64; none where the system keeps no secrets. */
  readonly key?: string;
  /** The folder of the built guest page. */
  readonly pages: string;
  /** The built script of the history, as a URL. */
  readonly history: string;
  /** The folder of the licences that the build found. */
  readonly licences: string;
  /** What the system is set to: spoken as long as nobody chose another. */
  readonly language: Language;
  /** How the thread before this one ended, if that was a mistake of its own. */
  readonly broken?: BrokenBefore;
  /** For measuring: no limits on connections and rates, and no network but this computer's own address. */
  readonly unrestrained: boolean;
}

export interface BrokenBefore {
  readonly detail: string;
  /** `false`: it broke so often that it is not started again without the host. */
  readonly again: boolean;
}

export type HostRequest =
  | {
      readonly ask: 'command';
      readonly id: number;
      readonly command: HostCommandName;
      /** Checked by the main process when the window sent it. */
      readonly argument: Arguments[HostCommandName];
    }
  /** The file was chosen by a person, in a dialog of the system. */
  | {
      readonly ask: 'export';
      readonly id: number;
      readonly choice: ExportChoice;
      readonly file: string;
    }
  /** As the one before: a file of a message. */
  | { readonly ask: 'save-file'; readonly id: number; readonly fileId: string; readonly file: string }
  /** Starts with the options of the last time, and answers with whether the chat is on. */
  | { readonly ask: 'start-again'; readonly id: number }
  /** Tries once more to save what a full disk did not take, and answers with what is left. */
  | { readonly ask: 'save-now'; readonly id: number }
  /** The computer was asleep: its networks may be others. */
  | { readonly ask: 'wake' }
  /** Says goodbye to everybody, saves, and ends the thread. */
  | { readonly ask: 'close' };

export type HostNews =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly detail: string }
  /** As JSON: many small objects cost four times as much to clone, and nobody on the way reads them. */
  | { readonly kind: 'event'; readonly event: EventName; readonly json: string }
  | { readonly kind: 'desk'; readonly news: DesktopEvent }
  /** With which it is to be started again if it breaks; nothing while it is off. */
  | { readonly kind: 'started'; readonly options: StartOptions | undefined }
  /** A mistake of ours: the thread saves what it can, and ends. */
  | { readonly kind: 'broken'; readonly detail: string };

/** What the main process itself acts on. */
export type DesktopEvent =
  | { readonly about: 'state'; readonly state: HostState }
  /** What is spoken from now on. */
  | { readonly about: 'language'; readonly language: Language }
  | { readonly about: 'settings'; readonly settings: AppSettings }
  /** How many guests are here. */
  | { readonly about: 'guests'; readonly count: number }
  /** Messages of guests that came in. */
  | { readonly about: 'messages'; readonly count: number }
  | DesktopNotification;

/** What the host would want to be told while the window is not in front. */
export type DesktopNotification =
  | { readonly about: 'came'; readonly name: string }
  | { readonly about: 'mentioned'; readonly name: string; readonly text: string }
  | { readonly about: 'not-saved' }
  | { readonly about: 'guessing' };

/** Reads what a thread was given. Throws TypeError for what is none. */
export function parseSetting(given: unknown): HostSetting {
  const raw: { readonly [field in keyof HostSetting]?: unknown } =
    typeof given === 'object' && given !== null ? given : {};
  const language = languageOf(textOf(raw.language));
  if (language === undefined) throw new TypeError('not the setting of a host');
  return {
    folder: textOf(raw.folder),
    pages: textOf(raw.pages),
    history: textOf(raw.history),
    licences: textOf(raw.licences),
    language,
    unrestrained: raw.unrestrained === true,
    ...(raw.key !== undefined && { key: textOf(raw.key) }),
    ...(raw.broken !== undefined && { broken: parseBroken(raw.broken) }),
  };
}

function parseBroken(given: unknown): BrokenBefore {
  const { detail, again }: { readonly [field in keyof BrokenBefore]?: unknown } =
    typeof given === 'object' && given !== null ? given : {};
  return { detail: textOf(detail), again: again === true };
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not the setting of a host');
  return value;
}
