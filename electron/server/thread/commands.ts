/** Carries out the commands of the console. The arguments are checked before they come here. */
import type { About } from '../../../contract/ipc/about.ts';
import type { AppSettings, LimitNow } from '../../../contract/ipc/app-settings.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import { PORT_DEFAULT, type StartOptions } from '../../../contract/ipc/start-options.ts';
import { hostingIn, type HostState } from '../../../contract/ipc/host-state.ts';
import type { Arguments, CommandHandlers, HostCommandName } from '../../../contract/ipc/commands.ts';
import type { ActionResult } from '../../../contract/ipc/results.ts';
import type { Usage } from '../../../contract/ipc/network-usage.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { ok } from '../../../contract/result.ts';
import type { PictureBytes } from '../../../contract/model/attachment.ts';
import type { AuditPage } from '../../../contract/model/audit-entry.ts';
import type { BanInfo, BanPreview } from '../../../contract/model/moderation.ts';
import type { StoredFiles } from '../../../contract/ipc/stored-files.ts';
import type { LogPage } from '../../../contract/ipc/log.ts';
import type { ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';
import { languageOf, type Language } from '../../../locales/language.ts';
import { csvOf, jsonOf } from '../../export/audit-file.ts';
import { readAbout } from '../about.ts';
import type { ChatServer } from '../chat-server.ts';
import { parseAllowedItem } from '../../http/allow-list.ts';
import { readAdapters } from '../../lan/adapters.ts';
import { hostLimits, type ChosenLimits, type HostLimits } from '../limits/limits.ts';
import { changedLimits, limitsNow } from '../limits/limits-now.ts';
import type { ChatService } from '../../chat/chat-service.ts';
import type { HostResult } from '../../chat/host-actions.ts';
import type { Settings } from '../../settings/settings.ts';

const AUDIT_ENTRIES_PER_PAGE = 200;
const DAY_MS = 86_400_000;

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
  readonly entriesShown: () => void;
  /** Told with which options the chat runs; `undefined` once it was stopped. */
  readonly started: (options: StartOptions | undefined) => void;
  /** The window begins anew with this. */
  readonly begin: (snapshot: HostSnapshot) => void;
  /** Told what is chosen from now on. */
  readonly changed: (change: SnapshotChange) => void;
}

export type SnapshotChange =
  | { readonly language: Language }
  | { readonly settings: AppSettings }
  | { readonly startOptions: StartOptions }
  | { readonly entriesDropped: { readonly before: number } };

export class Commands implements CommandHandlers<HostCommandName> {
  readonly #host: ChatServer;
  readonly #settings: Settings;
  readonly #beginning: ConsoleStart;
  #language: Language;
  #limits: ChosenLimits;
  /** Chosen last, as the window was told. */
  #chosen: StartOptions | undefined;
  #started: StartOptions | undefined;

  constructor(host: ChatServer, settings: Settings, beginning: ConsoleStart) {
    this.#host = host;
    this.#settings = settings;
    this.#beginning = beginning;
    this.#language = beginning.language;
    this.#limits = beginning.limits;
  }

  async subscribe(): Promise<null> {
    const adapters = await readAdapters();
    // In one go: nothing that happens comes between the snapshot and its place in the stream.
    this.#beginning.begin(this.#snapshot(adapters));
    return null;
  }

  entriesShown(): null {
    this.#beginning.entriesShown();
    return null;
  }

  async start(choice: StartOptions): Promise<HostState> {
    const state = await this.#host.startOn(choice);
    if (hostingIn(state) !== undefined) {
      this.#settings.remember(choice);
      this.#runsWith(choice);
      this.#choose(choice);
    }
    return state;
  }

  /** With the options of the last time; resolves with whether it is on. Never without the PIN because that was lost. */
  async startAgain(): Promise<boolean> {
    if (this.#settings.isPinLost()) return false;
    const state = await this.start(this.#choice(await readAdapters()));
    return state.kind === 'running';
  }

  /** What passes over somebody's connection, from now on, as long as this is asked. */
  inspect({ id }: Arguments['inspect']): ConnectionInspection | null {
    return this.#host.house?.connectedPeople.inspector.inspect(id) ?? null;
  }

  async readLog(query: Arguments['readLog']): Promise<LogPage | null> {
    return (await this.#host.house?.log(query)) ?? null;
  }

  async readPicture({ id }: Arguments['readPicture']): Promise<PictureBytes | null> {
    return (await this.#host.house?.fileActions.picture(id)) ?? null;
  }

  storedFiles(): readonly StoredFiles[] {
    return this.#host.house?.fileActions.storedFiles() ?? [];
  }

  deleteFiles({ id }: Arguments['deleteFiles']): Promise<ActionResult> {
    return this.#inside((house) => house.fileActions.deleteFilesOf(id));
  }

  networkUsage(): Usage | null {
    return this.#host.usage() ?? null;
  }

  async freeNetwork({ network, people }: Arguments['freeNetwork']): Promise<ActionResult> {
    const freed = await this.#host.free(network, people);
    return freed === undefined ? { ok: false, code: 'not-running' } : { ok: true };
  }

  async stop(): Promise<HostState> {
    const state = await this.#host.stop();
    this.#runsWith(undefined);
    return state;
  }

  postMessage({ room, text }: Arguments['postMessage']): Promise<ActionResult> {
    return this.#inside((house) => house.hostActions.say(room, text));
  }

  openRoom({ name }: Arguments['openRoom']): Promise<ActionResult> {
    return this.#inside((house) => house.roomActions.open(name));
  }

  renameRoom({ id, name }: Arguments['renameRoom']): Promise<ActionResult> {
    return this.#inside((house) => house.roomActions.rename(id, name));
  }

  closeRoom({ id }: Arguments['closeRoom']): Promise<ActionResult> {
    return this.#inside((house) => house.roomActions.close(id));
  }

  deleteMessage({ room, seq }: Arguments['deleteMessage']): Promise<ActionResult> {
    return this.#inside((house) => house.hostActions.deleteMessage(room, seq));
  }

  setRole({ id, role }: Arguments['setRole']): Promise<ActionResult> {
    return this.#inside((house) => house.hostActions.setRole(id, role));
  }

  moderate(action: Arguments['moderate']): Promise<ActionResult> {
    return this.#inside((house) => house.hostActions.moderate(action));
  }

  setRules({ id, rules }: Arguments['setRules']): Promise<ActionResult> {
    return this.#inside((house) => house.roomActions.setRules(id, rules));
  }

  announce({ text }: Arguments['announce']): Promise<ActionResult> {
    return this.#inside((house) => house.hostActions.announce(text));
  }

  /** Remembered for the next time too. */
  changePin({ pin, removePeople }: Arguments['changePin']): ActionResult {
    if (!this.#host.changePin(pin, removePeople)) return { ok: false, code: 'not-running' };
    this.#settings.rememberPin(pin);
    this.#rechoose(({ pin: _, ...rest }) => ({ ...rest, ...(pin !== undefined && { pin }) }));
    return { ok: true };
  }

  previewBan({ id }: Arguments['previewBan']): Omit<BanPreview, 'type' | 'ref'> | null {
    return this.#host.house?.hostActions.previewBan(id) ?? null;
  }

  async auditLog({ before }: Arguments['auditLog']): Promise<AuditPage | null> {
    return (await this.#host.house?.hostActions.auditPage(AUDIT_ENTRIES_PER_PAGE, before)) ?? null;
  }

  async auditLogText({ format }: Arguments['auditLogText']): Promise<string | null> {
    const entries = await this.#host.house?.hostActions.auditLog();
    if (entries === undefined) return null;
    return format === 'csv' ? csvOf(entries) : jsonOf(entries);
  }

  bans(): readonly BanInfo[] {
    return this.#host.house?.hostActions.bans() ?? [];
  }

  /** Remembered for the next time too. */
  setRetention(change: Arguments['setRetention']): Promise<ActionResult> {
    const { days, megabytes } = change;
    const chosen = {
      ...(days !== undefined && { retentionDays: days }),
      ...(megabytes !== undefined && { retentionMegabytes: megabytes }),
    };
    this.#settings.rememberPlace(chosen);
    this.#rechoose((options) => ({ ...options, ...chosen }));
    return this.#inside((house) => {
      house.setRetention(change, days !== undefined);
      if (days !== undefined && days > 0)
        this.#beginning.changed({ entriesDropped: { before: Date.now() - days * DAY_MS } });
      return ok(undefined);
    });
  }

  trustClock(): Promise<ActionResult> {
    return this.#inside((house) => {
      house.trustClock();
      return ok(undefined);
    });
  }

  changeSettings(change: Arguments['changeSettings']): ActionResult {
    const settings = { ...this.#settings.readApp(), ...change };
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

  /** Throws TypeError for what is no limit. */
  changeLimits(change: Arguments['changeLimits']): ActionResult {
    this.#limits = changedLimits(this.#limits, change);
    this.#host.limit(this.#beginning.bounded(hostLimits(this.#limits)));
    return remembered(this.#settings.rememberLimits(Object.fromEntries(this.#limits)));
  }

  allow({ kind, value }: Arguments['allow']): ActionResult {
    const item = parseAllowedItem(kind, value);
    if (item === undefined) return { ok: false, code: kind === 'name' ? 'not-a-name' : 'not-an-origin' };
    if (!this.#host.allow(item)) return { ok: false, code: 'too-many-allowed' };
    return remembered(this.#settings.rememberAllowed(this.#host.access.allowed));
  }

  disallow(item: Arguments['disallow']): ActionResult {
    this.#host.disallow(item);
    return remembered(this.#settings.rememberAllowed(this.#host.access.allowed));
  }

  /** Throws TypeError for a language that the app does not have. */
  setLanguage({ language: tag }: Arguments['setLanguage']): ActionResult {
    const language = languageOf(tag);
    if (language === undefined) throw new TypeError('not a language');
    this.#language = language;
    this.#settings.rememberLanguage(language);
    this.#beginning.changed({ language });
    return { ok: true };
  }

  #snapshot(adapters: readonly Adapter[]): HostSnapshot {
    const { aside } = this.#beginning;
    this.#chosen = this.#choice(adapters);
    return {
      ...this.#host.overview(),
      adapters,
      startOptions: this.#chosen,
      language: this.#language,
      settings: this.#settings.readApp(),
      access: this.#host.access,
      ...(aside !== undefined && { settingsAside: aside }),
      ...(this.#settings.isPinLost() && { pinLost: true }),
    };
  }

  #choose(options: StartOptions): void {
    this.#chosen = options;
    this.#beginning.changed({ startOptions: options });
  }

  #rechoose(change: (options: StartOptions) => StartOptions): void {
    if (this.#started !== undefined) this.#runsWith(change(this.#started));
    if (this.#chosen !== undefined) this.#choose(change(this.#chosen));
  }

  #runsWith(options: StartOptions | undefined): void {
    this.#started = options;
    this.#beginning.started(options);
  }

  async #inside(act: (house: ChatService) => HostResult | Promise<HostResult>): Promise<ActionResult> {
    const { house } = this.#host;
    if (house === undefined) return { ok: false, code: 'not-running' };
    const result = await act(house);
    return result.ok ? { ok: true } : { ok: false, code: result.error };
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

/** It holds all the same, until the app ends. */
function remembered(trouble: string | undefined): ActionResult {
  return trouble === undefined ? { ok: true } : { ok: false, code: 'not-remembered' };
}
