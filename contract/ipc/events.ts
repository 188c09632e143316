/** The events that the console window hears: one table of their names and of the values that they carry. */
import type { Adapter } from './adapter.ts';
import type { Access } from './allowed.ts';
import type { AppSettings } from './app-settings.ts';
import type { ConnectedPerson } from './connected-person.ts';
import type { EntryBatch } from './entry-batch.ts';
import type { HostState } from './host-state.ts';
import type { ModerationOverview } from './moderation-action.ts';
import type { Nearby } from './nearby.ts';
import type { Reachability } from './reachability.ts';
import type { Shortcut } from './shortcut.ts';
import type { HostSnapshot } from './snapshot.ts';
import type { StartOptions } from './start-options.ts';
import type { Stats } from './stats.ts';
import { typeOf, type TypeOf } from '../type-of.ts';
import type { ChatInfo } from '../model/chat-info.ts';
import type { Entry } from '../model/entry.ts';

/** Of the host. Those that are named as a field of the snapshot carry all of that field as it is now. */
const WINDOW_EVENTS = {
  /** Takes the place of all that was known. The first event after `subscribe`, and again when the host was started anew. */
  snapshot: typeOf<HostSnapshot>(),
  startOptions: typeOf<StartOptions>(),
  state: typeOf<HostState>(),
  adapters: typeOf<readonly Adapter[]>(),
  people: typeOf<readonly ConnectedPerson[]>(),
  chatInfo: typeOf<ChatInfo>(),
  settings: typeOf<AppSettings>(),
  /** The names and pages that are allowed, and those that were refused. */
  access: typeOf<Access>(),
  /** Whether people can come in, as far as it is known. */
  diagnosis: typeOf<Reachability>(),
  nearby: typeOf<readonly Nearby[]>(),
  moderation: typeOf<ModerationOverview>(),
  /** Every few seconds while the host is on. */
  stats: typeOf<Stats>(),
  /** In batches: the next one comes when the window has shown this one (`entriesShown`). */
  entries: typeOf<EntryBatch>(),
  /** Entries that are older than this are deleted; wall clock, milliseconds since 1970. */
  entriesDropped: typeOf<{ readonly before: number }>(),
};

const DESKTOP_EVENTS = {
  /** Whether the computer is kept from falling asleep. */
  keepsAwake: typeOf<boolean>(),
  /** The window was closed while so many guests are here, and there is no tray: the person has to confirm it. */
  closing: typeOf<number>(),
  /** Chosen in the menu. */
  shortcut: typeOf<Shortcut>(),
};

const EVENTS = { ...WINDOW_EVENTS, ...DESKTOP_EVENTS };

type Values<Table> = { readonly [E in keyof Table]: Table[E] extends TypeOf<infer Value> ? Value : never };

export type ConsoleEvents = Values<typeof EVENTS>;
export type WindowEvents = Values<typeof WINDOW_EVENTS>;
/** As the host tells them; the entries are not yet in batches. */
export type HostEvents = Omit<WindowEvents, 'entries' | 'snapshot'> & { readonly entries: readonly Entry[] };

export type EventName = keyof ConsoleEvents;
export type HostEventName = keyof HostEvents;

export const EVENT_NAMES = Object.keys(EVENTS).filter(isEvent);

function isEvent(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}
