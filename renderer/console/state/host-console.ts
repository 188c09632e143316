/**
 * The window's only line to the host: the commands it gives, and a live value for each thing it hears.
 * It refuses to know how any of it looks.
 */
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import { ALLOWED_NONE, type Access, type AllowedItem } from '../../../contract/ipc/allowed.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { HostState } from '../../../contract/ipc/host-state.ts';
import type { ChatInfo } from '../../../contract/model/chat-info.ts';
import type { HostBridge } from '../../../contract/ipc/bridge.ts';
import type { EventName } from '../../../contract/ipc/events.ts';
import type { SaveResult } from '../../../contract/ipc/results.ts';
import type { Nearby } from '../../../contract/ipc/nearby.ts';
import type { ModerationAction, ModerationOverview } from '../../../contract/ipc/moderation-action.ts';
import type { RetentionChange } from '../../../contract/model/retention.ts';
import type { Reachability } from '../../../contract/ipc/reachability.ts';
import { SAMPLES_MAX, type TrafficStats, type Sample, type StorageUse } from '../../../contract/ipc/stats.ts';
import type { About } from '../../../contract/ipc/about.ts';
import { APP_SETTINGS_DEFAULT, type AppSettings, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import type { AuditFormat, AuditPage } from '../../../contract/model/audit-entry.ts';
import type { EntryBatch } from '../../../contract/ipc/entry-batch.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { LogFilter } from '../../../contract/ipc/log.ts';
import type { BanInfo, BanPreview, RoomRules } from '../../../contract/model/moderation.ts';
import type { Usage } from '../../../contract/ipc/network-usage.ts';
import type { StoredFiles } from '../../../contract/ipc/stored-files.ts';
import type { Shortcut } from '../../../contract/ipc/shortcut.ts';
import type { ExportChoice, Written } from '../../../contract/ipc/export.ts';
import type { EndedConnection, ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';
import { Observable } from './observable.ts';
import { LogReader } from './log-reader.ts';
import { outcomeOf, type ActionOutcome } from './action-outcome.ts';
import { PictureShelf } from './picture-shelf.ts';
import {
  dropBefore,
  inOrder,
  keepEntries,
  leaveOut,
  noteAuthors,
  noteLeftOut,
  noteNews,
  type Places,
  type RoomLogs,
} from './room-logs.ts';
import { nextStatus, type HostStatus } from './host-status.ts';

const DAY_MS = 86_400_000;

export class HostConsole {
  readonly stage = new Observable<HostStatus>({ kind: 'off' });
  readonly adapters = new Observable<readonly Adapter[]>([]);
  readonly people = new Observable<readonly ConnectedPerson[]>([]);
  readonly figures = new Observable<readonly TrafficStats[]>([]);
  /** The last hour, the oldest first. */
  readonly samples = new Observable<readonly Sample[]>([]);
  readonly storage = new Observable<StorageUse>({});
  /** Connections that ended, the newest first. */
  readonly ended = new Observable<readonly EndedConnection[]>([]);
  readonly chatInfo = new Observable<ChatInfo>({
    rooms: [],
    retention: { saved: false },
    persistence: { kind: 'memory' },
    clock: {},
  });
  readonly diagnosis = new Observable<Reachability>({ checks: [], causes: [] });
  readonly nearby = new Observable<readonly Nearby[]>([]);
  readonly moderation = new Observable<ModerationOverview>({ waiting: [] });
  readonly logs = new Observable<RoomLogs>(new Map());
  /** By id: who said something lately. */
  readonly authors = new Observable<ReadonlyMap<string, Person>>(new Map());
  /** The last message that came in each room while the window was open. */
  readonly news = new Observable<Places>(new Map());
  /** What guests are asked for while it is on; `undefined` if anybody may come in. */
  readonly pin = new Observable<string | undefined>(undefined);
  /** How much is kept, as soon as that was chosen in this window; until then it may be what the limits say. */
  readonly chosenMegabytes = new Observable<number | undefined>(undefined);
  readonly settings = new Observable<AppSettings>(APP_SETTINGS_DEFAULT);
  /** What else is let in, and what was not. */
  readonly access = new Observable<Access>({ allowed: ALLOWED_NONE, refused: [] });
  /** Whether the computer is kept from falling asleep. */
  readonly keepsAwake = new Observable(false);
  /** Somebody closes the window while so many guests are here; 0 while nobody does. */
  readonly closing = new Observable(0);
  /** What was chosen in the menu last; each choice is an object of its own. */
  readonly shortcut = new Observable<{ readonly shortcut: Shortcut } | undefined>(undefined);
  /** The settings file was put aside under this name. */
  settingsAside: string | undefined;
  /** Whether the PIN of before can be read no more. */
  pinLost = false;
  /** What the window is to speak, once it is open; BCP 47. */
  language = '';
  readonly pictures: PictureShelf;
  readonly #bridge: HostBridge;
  readonly #whenIdle: (act: () => void) => void;
  readonly #readers = new Set<LogReader>();
  /** Room → the sequence number of the last entry that was heard. */
  readonly #latest = new Map<string, number>();
  readonly #heard = new Set<EventName>();
  readonly #unsubscribes: readonly (() => void)[];

  /** @param whenIdle does something once the window has drawn what it was told */
  constructor(bridge: HostBridge, whenIdle: (act: () => void) => void) {
    this.#bridge = bridge;
    this.#whenIdle = whenIdle;
    this.pictures = new PictureShelf((id) => bridge.call('readPicture', { id }));
    this.#unsubscribes = [
      bridge.on('state', (state) => this.#showState(state)),
      bridge.on('adapters', (adapters) => this.#hear('adapters', this.adapters, adapters)),
      bridge.on('people', (people) => this.#hear('people', this.people, people)),
      bridge.on('moderation', (moderation) => this.#hear('moderation', this.moderation, moderation)),
      bridge.on('chatInfo', (chatInfo) => this.#hear('chatInfo', this.chatInfo, chatInfo)),
      bridge.on('diagnosis', (diagnosis) => this.#hear('diagnosis', this.diagnosis, diagnosis)),
      bridge.on('nearby', (nearby) => this.#hear('nearby', this.nearby, nearby)),
      bridge.on('stats', ({ figures, sample, storage, ended }) => {
        this.ended.set(ended);
        this.figures.set(figures);
        this.samples.set([...this.samples.read().slice(1 - SAMPLES_MAX), sample]);
        this.storage.set(storage);
      }),
      bridge.on('settings', (settings) => this.#hear('settings', this.settings, settings)),
      bridge.on('access', (access) => this.#hear('access', this.access, access)),
      bridge.on('keepsAwake', (keepsAwake) => this.keepsAwake.set(keepsAwake)),
      bridge.on('shortcut', (shortcut) => this.shortcut.set({ shortcut })),
      bridge.on('closing', (guests) => this.closing.set(guests)),
      bridge.on('entries', (batch) => this.#hearEntries(batch)),
    ];
  }

  /** Asks for everything there is, and answers with the remembered choice. Rejects when the host does not answer. */
  async open(): Promise<StartOptions> {
    // What was on its way to a window that was here before is lost.
    void this.#took();
    const overview = await this.#bridge.call('overview', null);
    this.pin.set(overview.choice.pin);
    this.language = overview.language;
    this.settingsAside = overview.settingsAside;
    this.pinLost = overview.pinLost === true;
    if (!this.#heard.has('settings')) this.settings.set(overview.settings);
    if (!this.#heard.has('access')) this.access.set(overview.access);
    // What was heard since asking is newer than the answer.
    if (!this.#heard.has('state')) this.#showState(overview.state);
    if (!this.#heard.has('adapters')) this.adapters.set(overview.adapters);
    if (!this.#heard.has('people')) this.people.set(overview.people);
    if (!this.#heard.has('chatInfo')) this.chatInfo.set(overview.chatInfo);
    if (!this.#heard.has('diagnosis')) this.diagnosis.set(overview.diagnosis);
    if (!this.#heard.has('nearby')) this.nearby.set(overview.nearby);
    if (!this.#heard.has('moderation')) this.moderation.set(overview.moderation);
    this.logs.set(keepEntries(this.logs.read(), overview.entries));
    this.authors.set(noteAuthors(this.authors.read(), overview.entries));
    if (overview.state.kind === 'running') this.samples.set(await this.#bridge.call('samples', null));
    return overview.choice;
  }

  /** Never rejects: what went wrong becomes the trouble on the stage. */
  async start(choice: StartOptions): Promise<void> {
    this.#showState({ kind: 'starting' });
    this.pin.set(choice.pin);
    try {
      const state = await this.#bridge.call('start', choice);
      // What it was started with is what is remembered.
      if (state.kind === 'running') this.pinLost = false;
      this.#showState(state);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#showState({ kind: 'stopped', trouble: { code: 'failed', detail } });
    }
  }

  /** Asks where to, and writes a file of a message there. Never rejects. */
  saveFile(id: string, name: string): Promise<Written> {
    return saved(this.#bridge.call('saveFile', { id, name }));
  }

  /** Rejects when the host could not be asked; then it is still on. */
  async stop(): Promise<void> {
    const before = this.stage.read();
    this.#showState({ kind: 'stopping' });
    try {
      this.#showState(await this.#bridge.call('stop', null));
    } catch (error) {
      this.stage.set(before);
      throw error;
    }
  }

  /** `null` if they have no connection. Rejects when the host could not be asked. */
  inspect(id: string): Promise<ConnectionInspection | null> {
    return this.#bridge.call('inspect', { id });
  }

  /** Never rejects. */
  exportLog(choice: ExportChoice): Promise<Written> {
    return saved(this.#bridge.call('exportLog', choice));
  }

  /** Never rejects. */
  saveReport(report: string): Promise<Written> {
    return saved(this.#bridge.call('saveReport', report));
  }

  /** A view of the log, which begins when it is looked at. */
  readLog(filter: LogFilter): LogReader {
    return new LogReader(filter, {
      held: (room) => (room === undefined ? inOrder(this.logs.read()) : (this.logs.read().get(room) ?? [])),
      read: (asked) => this.#bridge.call('readLog', asked),
      join: (reader) => {
        this.#readers.add(reader);
        return () => this.#readers.delete(reader);
      },
    });
  }

  say(room: string, text: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('postMessage', { room, text }));
  }

  /** The new room is the last one of the house when this resolves. */
  async openRoom(name: string): Promise<ActionOutcome> {
    const outcome = await outcomeOf(this.#bridge.call('openRoom', { name }));
    // Told of in the next batch of events only.
    if (outcome.ok) this.chatInfo.set((await this.#bridge.call('overview', null)).chatInfo);
    return outcome;
  }

  renameRoom(id: string, name: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('renameRoom', { id, name }));
  }

  closeRoom(id: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('closeRoom', { id }));
  }

  deleteMessage(room: string, seq: number): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('deleteMessage', { room, seq }));
  }

  setRole(id: string, role: 'moderator' | 'guest'): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('setRole', { id, role }));
  }

  /** The rules of a room from now on. */
  setRules(id: string, rules: RoomRules): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('setRules', { id, rules }));
  }

  /** An empty text takes down what is shown. */
  announce(text: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('announce', { text }));
  }

  /** @param pin `undefined`: anybody may come in */
  async changePin(pin: string | undefined, removePeople: boolean): Promise<ActionOutcome> {
    const change = { removePeople, ...(pin !== undefined && { pin }) };
    const outcome = await outcomeOf(this.#bridge.call('changePin', change));
    if (outcome.ok) this.pin.set(pin);
    return outcome;
  }

  /** Mutes, asks to leave, bans, or lifts one of these. */
  order(act: ModerationAction): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('moderate', act));
  }

  /** Whom a ban would hit; `null` if that person is not known. */
  previewBan(id: string): Promise<Omit<BanPreview, 'type' | 'ref'> | null> {
    return this.#bridge.call('previewBan', { id });
  }

  /** @param before of the oldest that is held */
  async deeds(before?: number): Promise<AuditPage> {
    const page = await this.#bridge.call('auditLog', before === undefined ? {} : { before });
    return page ?? { entries: [], more: false };
  }

  /** Asks where, and saves it there. */
  saveDeeds(format: AuditFormat): Promise<SaveResult> {
    return this.#bridge.call('saveAuditLog', { format });
  }

  bans(): Promise<readonly BanInfo[]> {
    return this.#bridge.call('bans', null);
  }

  storedFiles(): Promise<readonly StoredFiles[]> {
    return this.#bridge.call('storedFiles', null);
  }

  deleteFiles(id: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('deleteFiles', { id }));
  }

  /** `null` while it is off. */
  networkUsage(): Promise<Usage | null> {
    return this.#bridge.call('networkUsage', null);
  }

  /** @param people whoever is in from there is asked to leave */
  freeNetwork(network: string, people: boolean): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('freeNetwork', { network, people }));
  }

  async keep(retention: RetentionChange): Promise<ActionOutcome> {
    const outcome = await outcomeOf(this.#bridge.call('setRetention', retention));
    const { days = 0, megabytes } = retention;
    if (outcome.ok && megabytes !== undefined) this.chosenMegabytes.set(megabytes);
    // What the host drops is not to be read here either.
    if (outcome.ok && days > 0) this.logs.set(dropBefore(this.logs.read(), Date.now() - days * DAY_MS));
    return outcome;
  }

  /** The clock of the computer is right: what is too old by it is deleted now. */
  trustClock(): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('trustClock', null));
  }

  changeSettings(change: Partial<AppSettings>): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('changeSettings', change));
  }

  limits(): Promise<readonly LimitNow[]> {
    return this.#bridge.call('limits', null);
  }

  /** `null` takes what is usual. */
  changeLimits(change: Readonly<Record<string, number | null>>): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('changeLimits', change));
  }

  /** Another name, or another page, as somebody wrote it. */
  allow(item: AllowedItem): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('allow', item));
  }

  disallow(item: AllowedItem): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('disallow', item));
  }

  about(): Promise<About> {
    return this.#bridge.call('about', null);
  }

  /** Says goodbye to everybody, and ends the app. */
  quit(): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('quit', null).then(() => ({ ok: true })));
  }

  setLanguage(language: string): Promise<ActionOutcome> {
    return outcomeOf(this.#bridge.call('setLanguage', { language }));
  }

  /** `true` only when the link is in the clipboard. */
  copyLink(): Promise<boolean> {
    return this.#bridge.call('copyLink', null);
  }

  /** Opens a link in the browser; somebody may decline when they are asked. */
  openLink(link: string): Promise<ActionOutcome> {
    const opened = this.#bridge.call('openLink', { link });
    return outcomeOf(
      opened.then((how) => (how === 'refused' ? { ok: false, code: 'not-running' } : { ok: true })),
    );
  }

  /** Resolves with whether the window fills the screen now. */
  fullScreen(on: boolean): Promise<boolean> {
    return this.#bridge.call('fullScreen', { on });
  }

  /** Stops listening. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  #hear<T>(event: EventName, live: Observable<T>, value: T): void {
    this.#heard.add(event);
    live.set(value);
  }

  #hearEntries(batch: EntryBatch): void {
    const { entries, left } = batch;
    const gaps = this.#gapsBefore(batch);
    this.logs.set(keepEntries(leaveOut(this.logs.read(), gaps), entries));
    this.authors.set(noteAuthors(this.authors.read(), entries));
    for (const reader of this.#readers) reader.hear(batch, gaps);
    this.news.set(noteNews(noteLeftOut(this.news.read(), left), entries));
    // What comes next waits where it takes nothing of the window.
    this.#whenIdle(() => void this.#took());
  }

  /** The rooms of which something is missing between what was heard before and this. */
  #gapsBefore({ entries, left }: EntryBatch): ReadonlySet<string> {
    const gaps = new Set(left.map(({ room }) => room));
    for (const { room, seq } of entries) {
      if (seq > (this.#latest.get(room) ?? seq) + 1) gaps.add(room);
      this.#latest.set(room, seq);
    }
    return gaps;
  }

  async #took(): Promise<void> {
    // Where it cannot be told the host broke, and the one that comes after it waits for nothing.
    await this.#bridge.call('entriesShown', null).catch(() => null);
  }

  #showState(state: HostState): void {
    this.#heard.add('state');
    const before = this.stage.read();
    this.stage.set(nextStatus(before, state));
    if (state.kind === 'stopped') {
      this.figures.set([]);
      this.samples.set([]);
    }
    if (before.kind === 'off' && before.busy === 'starting' && state.kind === 'running') {
      void this.#readAnew();
    }
  }

  /** A start may open what was kept, or come after a break: the window has not heard of all that is there. */
  async #readAnew(): Promise<void> {
    const { entries, people, chatInfo, moderation } = await this.#bridge.call('overview', null);
    this.logs.set(keepEntries(this.logs.read(), entries));
    this.people.set(people);
    this.chatInfo.set(chatInfo);
    this.moderation.set(moderation);
  }
}

async function saved(asked: Promise<Written>): Promise<Written> {
  try {
    return await asked;
  } catch (error) {
    return { ok: false, why: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
