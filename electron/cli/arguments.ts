/** Parses the arguments of the command line. Pure. */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { ALLOWED_MAX, type AllowedItem } from '../../contract/ipc/allowed.ts';
import { parsePort } from '../../contract/ipc/start-options.ts';
import { SLOW_SECONDS_MAX, type RoomRules } from '../../contract/model/moderation.ts';
import { parsePin } from '../../contract/model/pin.ts';
import { RETENTION_DAYS_MAX, parseRetentionDays } from '../../contract/model/retention.ts';
import { ROOM_NAME_MAX, parseRoomName } from '../../contract/model/room-name.ts';
import { LANGUAGES, languageOf, type Language } from '../../locales/language.ts';
import type { Translate } from '../../locales/translate.ts';
import { parseAllowedItem } from '../http/allow-list.ts';
import { limitSentence } from '../server/limits/limit-text.ts';
import { parseLimits, type ChosenLimits } from '../server/limits/limits.ts';

export interface ServeOptions {
  readonly address?: string;
  readonly interface?: string;
  /** 0 selects any free port. */
  readonly port?: number;
  readonly room?: string;
  readonly data?: string;
  readonly pin?: string;
  /** No PIN is required, whatever the folder has stored. */
  readonly noPin?: boolean;
  readonly retentionDays?: number;
  /** Rules of the Lobby; the stored ones apply if left out. */
  readonly rules?: RoomRules;
  readonly limits?: ChosenLimits;
  /** Additional names of the host; the stored ones apply if left out. */
  readonly names?: readonly string[];
  /** Origins of other pages that may connect; the stored ones apply if left out. */
  readonly origins?: readonly string[];
  /** The computer's clock is right: messages that are too old by it are deleted at once. */
  readonly trustClock?: true;
  /** No limits on rates and connections, for measurements on loopback only. */
  readonly liftLimits: boolean;
}

export type CommandLine =
  | { readonly kind: 'host'; readonly asked: ServeOptions }
  | { readonly kind: 'help' | 'version' }
  /** One sentence that says what to do. */
  | { readonly kind: 'wrong'; readonly sentence: string };

/** As for `parseArgs`: each option takes a string, or nothing. */
type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

export type OptionValues =
  | {
      readonly ok: true;
      /** The last value of a repeated option. */
      readonly values: ReadonlyMap<string, string>;
      /** Every option, in order. */
      readonly given: readonly (readonly [option: string, value: string])[];
    }
  | { readonly ok: false; readonly sentence: string };

const OPTIONS: Options = {
  address: { type: 'string' },
  interface: { type: 'string' },
  port: { type: 'string' },
  room: { type: 'string' },
  data: { type: 'string' },
  pin: { type: 'string' },
  'no-pin': { type: 'boolean' },
  keep: { type: 'string' },
  limit: { type: 'string' },
  name: { type: 'string' },
  'allow-origin': { type: 'string' },
  slow: { type: 'string' },
  'read-only': { type: 'boolean' },
  approve: { type: 'boolean' },
  'trust-clock': { type: 'boolean' },
  language: { type: 'string' },
  'lift-limits': { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
};

/** The requested language, read before the other arguments are checked; the last one that has translations. */
export function askedLanguage(args: readonly string[]): Language | undefined {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: false, allowPositionals: true });
  const { language } = values;
  return typeof language === 'string' ? languageOf(language) : undefined;
}

/** @param args without the program's name */
export function parseCommandLine(args: readonly string[], t: Translate): CommandLine {
  const read = readOptions(args, OPTIONS, t);
  if (!read.ok) return { kind: 'wrong', sentence: read.sentence };
  const { values } = read;
  if (values.has('help')) return { kind: 'help' };
  if (values.has('version')) return { kind: 'version' };
  const names = allowedIn(read.given, 'name');
  const origins = allowedIn(read.given, 'origin');
  const wrong = firstWrong(values, t) ?? names.wrong?.(t) ?? origins.wrong?.(t);
  if (wrong !== undefined) return { kind: 'wrong', sentence: wrong };
  const { chosen, refused } = parseLimits(limitsIn(read.given));
  if (refused[0] !== undefined) return { kind: 'wrong', sentence: limitSentence(refused[0], t) };
  const given = values.get('address');
  const address = given === undefined ? undefined : canonical(given);
  const adapter = values.get('interface');
  const port = values.get('port');
  const room = parseRoomName(values.get('room') ?? '');
  const data = values.get('data');
  const pin = parsePin(values.get('pin') ?? '');
  const retentionDays = parseRetentionDays(values.get('keep') ?? '');
  return {
    kind: 'host',
    asked: {
      ...(address !== undefined && { address }),
      ...(adapter !== undefined && { interface: adapter }),
      ...(port !== undefined && { port: Number(port) }),
      ...(room !== undefined && { room }),
      ...(data !== undefined && { data }),
      ...(pin !== undefined && { pin }),
      ...(values.has('no-pin') && { noPin: true }),
      ...(retentionDays !== undefined && { retentionDays }),
      ...rulesIn(values),
      ...(chosen.size > 0 && { limits: chosen }),
      ...(names.values.length > 0 && { names: names.values }),
      ...(origins.values.length > 0 && { origins: origins.values }),
      ...(values.has('trust-clock') && { trustClock: true }),
      liftLimits: values.has('lift-limits'),
    },
  };
}

/** Any of the three options replaces all stored rules; the ones left out are turned off. */
function rulesIn(values: ReadonlyMap<string, string>): { readonly rules?: RoomRules } {
  if (!['slow', 'read-only', 'approve'].some((name) => values.has(name))) return {};
  const slow = Number(values.get('slow') ?? 0);
  return {
    rules: {
      ...(slow > 0 && { slow }),
      ...(values.has('read-only') && { readOnly: true }),
      ...(values.has('approve') && { approve: true }),
    },
  };
}

/** Each `--limit NAME=NUMBER` as a field; an invalid number gives a field that `parseLimits` refuses. */
function limitsIn(given: readonly (readonly [option: string, value: string])[]): object {
  const limits = given.flatMap(([option, value]) => {
    if (option !== 'limit') return [];
    const [, name = value, number] = /^(.*)=(\d{1,15})$/s.exec(value) ?? [];
    return [[name, number === undefined ? undefined : Number(number)] as const];
  });
  return Object.fromEntries(limits);
}

/** The distinct values of `--name` or `--allow-origin`, or what is wrong: the first invalid one, or their number. */
function allowedIn(
  given: readonly (readonly [option: string, value: string])[],
  kind: AllowedItem['kind'],
): { readonly values: readonly string[]; readonly wrong?: (t: Translate) => string } {
  const option = kind === 'name' ? 'name' : 'allow-origin';
  const values = new Set<string>();
  for (const [name, value] of given) {
    if (name !== option) continue;
    const item = parseAllowedItem(kind, value);
    if (item === undefined) return { values: [], wrong: (t) => t(`host:usage.${kind}`, { value }) };
    values.add(item.value);
  }
  if (values.size <= ALLOWED_MAX) return { values: [...values] };
  return { values: [], wrong: (t) => t('host:usage.too-many', { option: `--${option}`, most: ALLOWED_MAX }) };
}

/** Returns an address in the form that browsers use in a Host header. */
function canonical(address: string): string {
  if (isIP(address) === 4) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function firstWrong(values: ReadonlyMap<string, string>, t: Translate): string | undefined {
  const address = values.get('address');
  const port = values.get('port');
  const room = values.get('room');
  const pin = values.get('pin');
  const keep = values.get('keep');
  if (address !== undefined && values.has('interface')) return t('host:usage.both');
  if (address !== undefined && (isIP(address) === 0 || address.includes('%')))
    return t('host:usage.address', { address });
  if (port !== undefined && port !== '0' && parsePort(port) === undefined)
    return t('host:usage.port', { port });
  if (room !== undefined && parseRoomName(room) === undefined)
    return t('host:usage.room', { most: ROOM_NAME_MAX });
  if (pin !== undefined && values.has('no-pin')) return t('host:usage.pin-both');
  if (pin !== undefined && parsePin(pin) === undefined) return t('host:usage.pin');
  if (keep !== undefined && parseRetentionDays(keep) === undefined)
    return t('host:usage.keep', { keep, most: RETENTION_DAYS_MAX });
  const slow = values.get('slow');
  if (slow !== undefined && !(/^\d{1,4}$/.test(slow) && Number(slow) <= SLOW_SECONDS_MAX))
    return t('host:usage.slow', { slow, most: SLOW_SECONDS_MAX });
  const language = values.get('language');
  if (language !== undefined && languageOf(language) === undefined)
    return t('host:usage.language', { language, languages: LANGUAGES.join(', ') });
  return undefined;
}

/** Reads `--name value`, `--name=value` and `--flag`. The sentence is about the first argument of another form. */
export function readOptions(args: readonly string[], options: Options, t: Translate): OptionValues {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: [option: string, value: string][] = [];
  for (const token of tokens) {
    if (token.kind === 'positional')
      return { ok: false, sentence: t('host:usage.unexpected', { argument: token.value }) };
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined)
      return { ok: false, sentence: t('host:usage.unknown-option', { option: token.rawName }) };
    // A value that looks like an option is only accepted in the form `--room=--x`.
    const isOption = token.value === undefined || (!token.inlineValue && token.value.startsWith('--'));
    const missing = option.type === 'string' && (isOption || token.value === '');
    if (missing) return { ok: false, sentence: t('host:usage.missing-value', { option: token.rawName }) };
    given.push([token.name, token.value ?? '']);
  }
  return { ok: true, values: new Map(given), given };
}
