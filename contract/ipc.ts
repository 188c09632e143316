/**
 * What the console window and the main process say to each other. One line here and one method in the host
 * is all that a new command takes. Everything is plain data that survives a structured clone.
 */
import type { Entry, Person } from './wire.ts';
import type { TextRefusal } from './writing.ts';

export type AdapterKind = 'wifi' | 'ethernet' | 'vpn' | 'virtual' | 'loopback' | 'other' | 'every';

/** Why an adapter is, or is not, the one suggested; the words are in `words/`. */
export type AdapterReason =
  | 'default-route'
  | 'private-address'
  | 'only-choice'
  | 'virtual'
  | 'vpn'
  | 'self-assigned'
  | 'no-address'
  | 'this-machine'
  | 'public-address'
  | 'every-network';

export interface Adapter {
  /** The operating system's name, e.g. `wlan0` or `Ethernet 2`; `*` stands for every network at once. */
  readonly name: string;
  readonly kind: AdapterKind;
  /** IPv4 first; empty when it has none. The first one is what Start binds unless another is chosen. */
  readonly addresses: readonly string[];
  readonly reason: AdapterReason;
  readonly suggested: boolean;
}

/** What the host chose, and what is remembered. */
export interface Choice {
  /** {@link Adapter.name}; remembered, since addresses change. */
  readonly adapter: string;
  /** 1–65535 */
  readonly port: number;
  readonly room: string;
}

/** Why it is not on, each with its next step in words. */
export type Trouble =
  | {
      readonly code: 'port-busy';
      readonly port: number;
      /** the next free port, if one was found */ readonly free?: number;
    }
  | { readonly code: 'port-forbidden'; readonly port: number }
  | { readonly code: 'address-gone'; readonly address: string }
  | { readonly code: 'adapter-gone'; readonly adapter: string }
  | { readonly code: 'failed'; readonly detail: string };

export interface Running {
  readonly kind: 'running';
  /** e.g. `http://192.168.1.20:8080` */
  readonly link: string;
  /** `false` on loopback: nobody else can reach it, and it never becomes a QR code. */
  readonly shareable: boolean;
  readonly adapter: string;
  readonly address: string;
  readonly port: number;
  readonly room: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

export type HostState =
  | { readonly kind: 'stopped'; readonly trouble?: Trouble }
  | { readonly kind: 'starting' }
  | Running
  | { readonly kind: 'stopping' };

/** One row of the console's table of people. */
export interface Connected extends Person {
  /** e.g. `192.168.1.31`, without the port */
  readonly address: string;
  /** The browser's own description of itself (User-Agent), empty when it sent none. */
  readonly userAgent: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

/** Everything that a console needs when it opens. */
export interface Overview {
  readonly state: HostState;
  readonly adapters: readonly Adapter[];
  readonly choice: Choice;
  readonly people: readonly Connected[];
  /** The last entries of the log, in order. */
  readonly entries: readonly Entry[];
}

export type Said = { readonly ok: true } | { readonly ok: false; readonly code: TextRefusal | 'not-running' };

/** Window → main: name, argument, answer. */
export interface HostCommands {
  overview: (argument: null) => Overview;
  start: (choice: Choice) => HostState;
  stop: (argument: null) => HostState;
  say: (message: { readonly text: string }) => Said;
  /** Puts the link into the clipboard; `false` when there is none. */
  copyLink: (argument: null) => boolean;
}

/** Main → window. `state`, `adapters`, `people` are snapshots; `entries` is the only stream. */
export interface HostEvents {
  state: HostState;
  adapters: readonly Adapter[];
  people: readonly Connected[];
  /** New entries in order, in batches. */
  entries: readonly Entry[];
}

export type CommandName = keyof HostCommands;
export type EventName = keyof HostEvents;

export const COMMAND_NAMES = [
  'overview',
  'start',
  'stop',
  'say',
  'copyLink',
] as const satisfies readonly CommandName[];
export const EVENT_NAMES = ['state', 'adapters', 'people', 'entries'] as const satisfies readonly EventName[];

/** What the preload script puts on the console's `window.host`. */
export interface HostBridge {
  call<C extends CommandName>(
    command: C,
    argument: Parameters<HostCommands[C]>[0],
  ): Promise<ReturnType<HostCommands[C]>>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (value: HostEvents[E]) => void): () => void;
}

/** The longest name of a room, in UTF-16 units. */
export const ROOM_NAME_MAX = 64;
export const PORT_DEFAULT = 8080;

/** A port as a person writes it: digits for 1–65535, else `undefined`. */
export function parsePort(raw: string): number | undefined {
  const digits = raw.trim();
  if (!/^\d{1,5}$/.test(digits)) return undefined;
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A choice out of what the window sent or a file held; `undefined` if it is none. */
export function parseChoice(raw: unknown): Choice | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { adapter, port, room }: { adapter?: unknown; port?: unknown; room?: unknown } = raw;
  if (typeof adapter !== 'string' || adapter === '' || adapter.length > ADAPTER_NAME_MAX) return undefined;
  if (typeof port !== 'number' || parsePort(String(port)) === undefined) return undefined;
  const name = typeof room === 'string' ? parseRoomName(room) : undefined;
  return name === undefined ? undefined : { adapter, port, room: name };
}

/** A room's name without blank edges; `undefined` if it is empty or too long. */
export function parseRoomName(raw: string): string | undefined {
  const name = raw.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return name === '' || name.length > ROOM_NAME_MAX ? undefined : name;
}

const ADAPTER_NAME_MAX = 256;
