/** What the console may ask for. Each argument comes from a renderer, so each is parsed here; no electron. */
import type { About } from '../../../contract/ipc/about.ts';
import { parseAppSettings, type AppSettings, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { AllowedItem } from '../../../contract/ipc/allowed.ts';
import { PORT_DEFAULT, parseStartOptions, type StartOptions } from '../../../contract/ipc/start-options.ts';
import { hostingIn, type HostState } from '../../../contract/ipc/host-state.ts';
import type { ActionResult, HostCommandName } from '../../../contract/ipc/ipc.ts';
import type { Usage } from '../../../contract/ipc/network-usage.ts';
import type { Overview } from '../../../contract/ipc/overview.ts';
import { parsePin } from '../../../contract/model/pin.ts';
import { isRetentionDays, isRetentionMegabytes } from '../../../contract/model/retention.ts';
import type { PictureBytes } from '../../../contract/model/attachment.ts';
import type { AuditPage } from '../../../contract/model/audit-entry.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { BanInfo, BanPreview } from '../../../contract/model/moderation.ts';
import {
  parseModeration,
  parseRoomRules,
  type ModerationMessage,
} from '../../../contract/wire/moderation-message.ts';
import type { StoredFiles } from '../../../contract/ipc/stored-files.ts';
import { parseLogQuery, type LogPage } from '../../../contract/ipc/log.ts';
import type { ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';
import type { Sample } from '../../../contract/ipc/stats.ts';
import { languageOf, type Language } from '../../../locales/language.ts';
import { csvOf, jsonOf } from '../../export/audit-file.ts';
import { readAbout } from '../about.ts';
import type { ChatServer } from '../chat-server.ts';
import { parseAllowedItem } from '../../http/allow-list.ts';
import type { Serve } from './host-messages.ts';
import { readAdapters } from '../../lan/adapters.ts';
import { hostLimits, type ChosenLimits, type HostLimits } from '../limits/limits.ts';
import { changedLimits, limitsNow } from '../limits/limits-now.ts';
import type { ChatService } from '../../chat/chat-service.ts';
import type { Settings } from '../../settings/settings.ts';

const DEEDS_PER_PAGE = 200;

/** As it is as long as nobody chooses otherwise. */
export interface ConsoleStart {
  /** The name of the lobby. */
  readonly room: string;
  readonly language: Language;
  /** The settings file was put aside under this name. */
  readonly aside: string | undefined;
  /** The folder of the licences that the build found. */
  readonly licences: string;
  /** What is chosen of the limits. */
  readonly limits: ChosenLimits;
  /** No more than the system allows, and none at all for measuring. */
  readonly bounded: (limits: HostLimits) => HostLimits;
  /** The window has shown what it was told last, or begins anew. */
  readonly tookEntries: () => void;
  /** Told what is chosen from now on. */
  readonly changed: (change: { readonly language: Language } | { readonly settings: AppSettings }) => void;
}

export class Commands implements Serve<HostCommandName> {
  readonly #host: ChatServer;
  readonly #settings: Settings;
  readonly #beginning: ConsoleStart;
  #language: Language;
  #limits: ChosenLimits;

  constructor(host: ChatServer, settings: Settings, beginning: ConsoleStart) {
    this.#host = host;
    this.#settings = settings;
    this.#beginning = beginning;
    this.#language = beginning.language;
    this.#limits = beginning.limits;
  }

  async overview(): Promise<Overview> {
    const adapters = await readAdapters();
    const { aside } = this.#beginning;
    return {
      ...this.#host.overview(),
      ...{ adapters, choice: this.#choice(adapters), language: this.#language },
      settings: this.#settings.readApp(),
      access: this.#host.access,
      ...(aside !== undefined && { settingsAside: aside }),
      ...(this.#settings.isPinLost() && { pinLost: true }),
    };
  }

  tookEntries(): null {
    this.#beginning.tookEntries();
    return null;
  }

  /** Throws TypeError for an argument that is no choice: the window would not send one. */
  async start(argument: unknown): Promise<HostState> {
    const choice = parseStartOptions(argument);
    if (choice === undefined) throw new TypeError('not a choice');
    const state = await this.#host.startOn(choice);
    if (hostingIn(state) !== undefined) this.#settings.remember(choice);
    return state;
  }

  samples(): readonly Sample[] {
    return this.#host.samples();
  }

  /** What passes over somebody's connection, from now on, as long as this is asked. */
  inspect(argument: unknown): ConnectionInspection | null {
    const { id } = fieldsOf(argument);
    return this.#host.house?.hub.lines.inspect(asText(id)) ?? null;
  }

  /** Throws TypeError for an argument that no window would send. */
  async readLog(argument: unknown): Promise<LogPage | null> {
    const asked = parseLogQuery(argument);
    if (asked === undefined) throw new TypeError('not a part of the log');
    return (await this.#host.house?.log(asked)) ?? null;
  }

  async readPicture(argument: unknown): Promise<PictureBytes | null> {
    const { id } = fieldsOf(argument);
    return (await this.#host.house?.picture(asText(id))) ?? null;
  }

  storedFiles(): readonly StoredFiles[] {
    return this.#host.house?.storedFiles() ?? [];
  }

  deleteFiles(argument: unknown): Promise<ActionResult> {
    const { id } = fieldsOf(argument);
    return this.#inside((house) => house.deleteFilesOf(asText(id)));
  }

  networkUsage(): Usage | null {
    return this.#host.usage() ?? null;
  }

  async freeNetwork(argument: unknown): Promise<ActionResult> {
    const { network, people } = fieldsOf(argument);
    const freed = await this.#host.free(asText(network), people === true);
    return freed === undefined ? { ok: false, code: 'not-running' } : { ok: true };
  }

  stop(): Promise<HostState> {
    return this.#host.stop();
  }

  say(argument: unknown): Promise<ActionResult> {
    const { room, text } = fieldsOf(argument);
    return this.#inside((house) => house.say(asText(room), text));
  }

  openRoom(argument: unknown): Promise<ActionResult> {
    const { name } = fieldsOf(argument);
    return this.#inside((house) => house.openRoom(asText(name)));
  }

  renameRoom(argument: unknown): Promise<ActionResult> {
    const { id, name } = fieldsOf(argument);
    return this.#inside((house) => house.renameRoom(asText(id), asText(name)));
  }

  closeRoom(argument: unknown): Promise<ActionResult> {
    const { id } = fieldsOf(argument);
    return this.#inside((house) => house.closeRoom(asText(id)));
  }

  deleteMessage(argument: unknown): Promise<ActionResult> {
    const { room, seq } = fieldsOf(argument);
    if (typeof seq !== 'number') throw new TypeError('not a message');
    return this.#inside((house) => house.deleteMessage(asText(room), seq));
  }

  setRole(argument: unknown): Promise<ActionResult> {
    const { id, role } = fieldsOf(argument);
    if (role !== 'moderator' && role !== 'guest') throw new TypeError('not a role');
    return this.#inside((house) => house.setRole(asText(id), role));
  }

  order(argument: unknown): Promise<ActionResult> {
    // What is done off the network is parsed by the same rules; it has a ref besides.
    const message = parseModeration({ ...fieldsOf(argument), ref: 'console' });
    if (message === undefined || !isAct(message)) throw new TypeError('nothing that keeps order');
    const { ref: _, ...act } = message;
    return this.#inside((house) => house.order(act));
  }

  setRules(argument: unknown): Promise<ActionResult> {
    const { id, rules } = fieldsOf(argument);
    const parsed = parseRoomRules(rules);
    if (parsed === undefined) throw new TypeError('no rules of a room');
    return this.#inside((house) => house.setRules(asText(id), parsed));
  }

  announce(argument: unknown): Promise<ActionResult> {
    const { text } = fieldsOf(argument);
    return this.#inside((house) => house.announce(asText(text)));
  }

  /** Remembered for the next time too. */
  changePin(argument: unknown): ActionResult {
    const { pin: raw, throwOut } = fieldsOf(argument);
    const pin = raw === undefined ? undefined : parsePin(asText(raw));
    if (raw !== undefined && pin === undefined) throw new TypeError('not a PIN');
    if (!this.#host.changePin(pin, throwOut === true)) return { ok: false, code: 'not-running' };
    this.#settings.rememberPin(pin);
    return { ok: true };
  }

  previewBan(argument: unknown): Omit<BanPreview, 'type' | 'ref'> | null {
    const { id } = fieldsOf(argument);
    return this.#host.house?.hub.hostActions.previewBan(asText(id)) ?? null;
  }

  async deeds(argument: unknown): Promise<AuditPage | null> {
    const { before } = fieldsOf(argument);
    if (before !== undefined && typeof before !== 'number') throw new TypeError('not a place');
    return (await this.#host.house?.deeds(DEEDS_PER_PAGE, before)) ?? null;
  }

  async writeDeeds(argument: unknown): Promise<string | null> {
    const { format } = fieldsOf(argument);
    if (format !== 'csv' && format !== 'json') throw new TypeError('not a format');
    const deeds = await this.#host.house?.allDeeds();
    if (deeds === undefined) return null;
    return format === 'csv' ? csvOf(deeds) : jsonOf(deeds);
  }

  bans(): readonly BanInfo[] {
    return this.#host.house?.hub.hostActions.bans() ?? [];
  }

  /** Remembered for the next time too. */
  keep(argument: unknown): Promise<ActionResult> {
    const { days, megabytes } = fieldsOf(argument);
    if (days === undefined && megabytes === undefined) throw new TypeError('nothing to keep');
    if (days !== undefined && !isRetentionDays(days)) throw new TypeError('not a number of days');
    if (megabytes !== undefined && !isRetentionMegabytes(megabytes)) throw new TypeError('not a size');
    this.#settings.rememberPlace({
      ...(days !== undefined && { keepDays: days }),
      ...(megabytes !== undefined && { keepMegabytes: megabytes }),
    });
    return this.#inside((house) => {
      const kept = { ...(days !== undefined && { days }), ...(megabytes !== undefined && { megabytes }) };
      house.keep(kept, days !== undefined);
      return { ok: true };
    });
  }

  trustClock(): Promise<ActionResult> {
    return this.#inside((house) => {
      house.trustClock();
      return { ok: true };
    });
  }

  changeSettings(argument: unknown): ActionResult {
    const settings = { ...this.#settings.readApp(), ...parseAppSettings(argument) };
    const trouble = this.#settings.rememberApp(settings);
    this.#beginning.changed({ settings });
    return remembered(trouble);
  }

  about(): About {
    return readAbout(this.#beginning.licences, this.#host.sqlite);
  }

  limits(): readonly LimitNow[] {
    return limitsNow(this.#limits);
  }

  changeLimits(argument: unknown): ActionResult {
    this.#limits = changedLimits(this.#limits, argument);
    this.#host.limit(this.#beginning.bounded(hostLimits(this.#limits)));
    return remembered(this.#settings.rememberLimits(Object.fromEntries(this.#limits)));
  }

  allow(argument: unknown): ActionResult {
    const { kind, value } = itemOf(argument);
    const item = parseAllowedItem(kind, value);
    if (item === undefined) return { ok: false, code: kind === 'name' ? 'not-a-name' : 'not-an-origin' };
    if (!this.#host.allow(item)) return { ok: false, code: 'too-many-allowed' };
    return remembered(this.#settings.rememberAllowed(this.#host.access.allowed));
  }

  disallow(argument: unknown): ActionResult {
    this.#host.disallow(itemOf(argument));
    return remembered(this.#settings.rememberAllowed(this.#host.access.allowed));
  }

  setLanguage(argument: unknown): ActionResult {
    const language = languageOf(asText(fieldsOf(argument).language));
    if (language === undefined) throw new TypeError('not a language');
    this.#language = language;
    this.#settings.rememberLanguage(language);
    this.#beginning.changed({ language });
    return { ok: true };
  }

  async #inside(act: (house: ChatService) => ActionResult | Promise<ActionResult>): Promise<ActionResult> {
    const { house } = this.#host;
    return house === undefined ? { ok: false, code: 'not-running' } : await act(house);
  }

  /** What was chosen last, on a network that is still there; else what is suggested. */
  #choice(adapters: readonly Adapter[]): StartOptions {
    const remembered = this.#settings.read();
    const { adapter = '', port = PORT_DEFAULT, room = this.#beginning.room } = remembered;
    const there = adapters.some((each) => each.name === adapter);
    const suggested = adapters.find((each) => each.suggested)?.name ?? '';
    return { ...remembered, adapter: there ? adapter : suggested, port, room };
  }
}

type Act = Exclude<ModerationMessage, { type: 'ban-preview' | 'bans' }>;
const ACTS: Readonly<Record<Act['type'], true>> = {
  mute: true,
  unmute: true,
  remove: true,
  ban: true,
  unban: true,
  review: true,
};

function isAct(message: ClientMessage): message is Act {
  return Object.hasOwn(ACTS, message.type);
}

/** It holds all the same, until the app ends. */
function remembered(trouble: string | undefined): ActionResult {
  return trouble === undefined ? { ok: true } : { ok: false, code: 'not-remembered' };
}

function fieldsOf(argument: unknown): Readonly<Record<string, unknown>> {
  return typeof argument === 'object' && argument !== null ? { ...argument } : {};
}

function itemOf(argument: unknown): AllowedItem {
  const { kind, value } = fieldsOf(argument);
  if (kind !== 'name' && kind !== 'origin') throw new TypeError('neither a name nor an origin');
  return { kind, value: asText(value) };
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a text');
  return value;
}
