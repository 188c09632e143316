/**
 * The host: builds, starts and stops one server for one room, and is the state that the window and the command
 * line show. It refuses to know which of the two it has.
 */
import { hostname } from 'node:os';
import { ALLOWED_NONE, type Access, type Allowed, type AllowedItem } from '../../contract/ipc/allowed.ts';
import type { Reachability } from '../../contract/ipc/reachability.ts';
import type { Adapter } from '../../contract/ipc/adapter.ts';
import type { FreedCounts, Usage } from '../../contract/ipc/network-usage.ts';
import type { StartOptions } from '../../contract/ipc/start-options.ts';
import {
  hostingIn,
  type HostState,
  type Hosting,
  type Running,
  type HostProblem,
} from '../../contract/ipc/host-state.ts';
import type { HostSnapshot } from '../../contract/ipc/snapshot.ts';
import { NO_TRAFFIC, type Sample } from '../../contract/ipc/stats.ts';
import type { ExportChoice, Written } from '../../contract/ipc/export.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import { AccessRules } from './access-rules.ts';
import { networkOf } from '../limits/network-of.ts';
import { PinGuard } from '../chat/limits/pin-guard.ts';
import { isLoopback, ownNames, type OwnNames } from '../http/guard.ts';
import { listenFor } from './listen-for.ts';
import type { CloseResult } from '../history/commit-queue.ts';
import { hostNamesOf } from '../lan/dns-sd.ts';
import type { AdapterIdentity } from '../lan/look-up-adapter.ts';
import { AdapterWatch } from '../lan/watch-adapters.ts';
import { moveLimits, type HostLimits } from './limits/limits.ts';
import { moved } from './network/moving.ts';
import { usageOf } from './stats/network-usage.ts';
import { daysOr, type ChatService } from '../chat/chat-service.ts';
import { openChat, type OpenChatParts } from './open-chat.ts';
import { StatsSampler } from './stats/stats-sampler.ts';
import {
  failed,
  fallbackLinkOf,
  bindTargetOn,
  running,
  troubleOf,
  type BindTarget,
} from './network/bind-target.ts';
import { announcementOf, LanPresence } from './network/lan-presence.ts';
import type { Listening, ListeningParts } from './listening.ts';
import { exportLog, writeFileOfMessage } from './write-files.ts';

export interface ChatServerParts extends ListeningParts, Omit<OpenChatParts, 'peopled'> {
  readonly adapters: () => Promise<Adapter[]>;
  /** Which other names it answers to, and which pages elsewhere may connect; none if left out. */
  readonly allowed?: Allowed;
  /** So many wrong PINs came that the host should know; once a minute at the most. */
  readonly guessing?: () => void;
  /** Why it is off, before anything was started. */
  readonly trouble?: HostProblem;
  /** What was kept was opened by a start: there may be anything in it. */
  readonly opened?: () => void;
  /** The host is in another state now; for whoever watches nothing else. */
  readonly entered?: (state: HostState) => void;
  /** Whether people can reach it, whenever that changes; for whoever watches nothing else. */
  readonly diagnosed?: (diagnosis: Reachability) => void;
}

type HouseOpened =
  { readonly ok: true; readonly house: ChatService } | { readonly ok: false; readonly trouble: HostProblem };

const NO_HOUSE: HostSnapshot['chatInfo'] = {
  rooms: [],
  retention: { saved: false },
  persistence: { kind: 'memory' },
  clock: {},
};

export class ChatServer {
  #parts: ChatServerParts;
  #state: HostState = { kind: 'stopped' };
  /** The change of state that was asked for last. */
  #change: Promise<unknown> = Promise.resolve();
  #house: ChatService | undefined;
  #sqlite: string | undefined;
  /** What the last house could not save. */
  #lost: Unsaved = {};
  readonly #pin: PinGuard;
  readonly #access: AccessRules;
  /** What is open while the host is on. */
  #server: Listening | undefined;
  /** While it is on, where somebody watches. */
  #pulse: StatsSampler | undefined;
  readonly #watch: AdapterWatch;
  /** Of the last look. */
  #adapters: readonly Adapter[] = [];
  readonly #outreach: LanPresence;
  /** By which the adapter is known again, while it is on. */
  #footing: Pick<AdapterIdentity, 'mac' | 'exact'> = { exact: false };

  constructor(parts: ChatServerParts) {
    // Its own, since they can be moved while it is on.
    this.#parts = { ...parts, limits: structuredClone(parts.limits) };
    if (parts.trouble !== undefined) this.#state = { kind: 'stopped', trouble: parts.trouble };
    this.#pin = new PinGuard(undefined, () => parts.guessing?.());
    this.#access = new AccessRules(parts.allowed ?? ALLOWED_NONE);
    this.#watch = new AdapterWatch({
      read: parts.adapters,
      looked: (adapters) => this.#looked(adapters),
      // It looks again, and whoever starts is told.
      failed: () => undefined,
    });
    this.#outreach = new LanPresence({
      diagnosed: (diagnosis) => {
        parts.diagnosed?.(diagnosis);
        parts.publish?.('diagnosis', diagnosis);
      },
      nearby: (nearby) => parts.publish?.('nearby', nearby),
    });
  }

  get state(): HostState {
    return this.#state;
  }

  /** What a window needs of the running host when it opens. */
  overview(): Omit<
    HostSnapshot,
    'adapters' | 'startOptions' | 'language' | 'settings' | 'settingsAside' | 'access' | 'pinLost'
  > {
    const { diagnosis, nearby } = this.#outreach;
    return {
      ...{ state: this.#state, diagnosis, nearby },
      people: this.#house?.people() ?? [],
      chatInfo: this.#house?.info() ?? NO_HOUSE,
      moderation: this.#house?.moderationOverview() ?? { waiting: [] },
      entries: this.#house?.entries() ?? [],
      traffic: this.#pulse?.traffic() ?? NO_TRAFFIC,
      samples: this.samples(),
    };
  }

  /** Whoever sits at the window is called so from now on. */
  callHost(name: string): void {
    const { person } = this.#parts;
    if (person === undefined) return;
    this.#parts = { ...this.#parts, person: { ...person, name } };
    this.#house?.hostActions.callHost(name);
  }

  /** Writes what was said into a file. Never rejects. */
  async exportLog(choice: ExportChoice, file: string): Promise<Written> {
    if (this.#house === undefined) return { ok: false, why: 'not-running' };
    return exportLog(this.#house, this.#parts.speak([]), choice, file);
  }

  /** Writes a file of a message. Never rejects. */
  async saveFile(id: string, file: string): Promise<Written> {
    if (this.#house === undefined) return { ok: false, why: 'not-running' };
    return writeFileOfMessage(this.#house, this.#parts.speak([]), id, file);
  }

  /** The last hour of a host that is on, the oldest first. */
  samples(): readonly Sample[] {
    return this.#pulse?.samples() ?? [];
  }

  /** Which network takes up how much; `undefined` while it is off. */
  usage(): Usage | undefined {
    const [server, house] = [this.#server, this.house];
    if (server === undefined || house === undefined) return undefined;
    const none = { most: 0, byNetwork: new Map<string, number>() };
    const taken = {
      uploads: none,
      forms: none,
      ...server.usage(),
      waiting: house.hostActions.pendingUsage(),
    };
    return usageOf(taken, house.connectedPeople.networks());
  }

  /**
   * Closes the connections of a network that nobody has joined by, ends its uploads, declines what waits of it, and, if
   * `people` says so, asks to leave whoever is in from there. `undefined` while it is off.
   *
   * @param address of the network, or any of its addresses
   */
  async free(address: string, people: boolean): Promise<FreedCounts | undefined> {
    const network = networkOf(address);
    const [server, house] = [this.#server, this.house];
    if (server === undefined || house === undefined) return undefined;
    // The house first: once they are asked to leave, nobody new comes in from there while the rest is freed.
    const [ofHouse, ofServer] = await Promise.all([
      house.hostActions.free(network, people),
      server.free(network),
    ]);
    return { ...ofHouse, ...ofServer };
  }

  /** What the host does in it; `undefined` while nobody can be there. */
  get house(): ChatService | undefined {
    return hostingIn(this.#state) && this.#house;
  }

  /** From now on whoever watches is told of adapters that come, go and change, whether it is on or not. */
  watchAdapters(): void {
    this.#outreach.lookAround();
    this.#watch.start();
    void this.#watch.look();
  }

  /** The computer woke, or something else may have changed its networks: does not wait for the next look. */
  lookAgain(): Promise<void> {
    return this.#watch.look();
  }

  /** The version of what keeps the history; `undefined` while it is not open, or in memory. */
  get sqlite(): string | undefined {
    return this.#sqlite;
  }

  /** They hold at once; whoever is in already is not put out. */
  limit(limits: HostLimits): void {
    moveLimits(this.#parts.limits, limits);
    this.#house?.files?.limitsMoved();
  }

  /** This computer slept: those who went meanwhile said nothing. */
  resumed(): void {
    this.#server?.resumed();
  }

  /** Another PIN, or none, while it is on; who is in stays, or says it to come in again. */
  changePin(pin: string | undefined, removePeople: boolean): boolean {
    const { house } = this;
    if (house === undefined) return false;
    this.#pin.change(pin);
    house.hostActions.pinChanged(removePeople && pin !== undefined);
    return true;
  }

  get access(): Access {
    return this.#access.now();
  }

  /** Holds at once and from now on. `false` if as many are allowed as may be. */
  allow(item: AllowedItem): boolean {
    const fits = this.#access.allow(item);
    this.#accessChanged();
    return fits;
  }

  /** Holds for whoever comes from now on. */
  disallow(item: AllowedItem): void {
    this.#access.disallow(item);
    this.#accessChanged();
  }

  /** Opens what was kept before anybody asks for it, so that Start has less to wait for. */
  async prepare(lobby: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.#openHouse(lobby);
      return this.#state;
    });
  }

  /** Starts on an adapter. */
  startOn(choice: StartOptions): Promise<HostState> {
    return this.#startWhere((adapters) => bindTargetOn(choice, adapters));
  }

  /** Starts on an address. Answers with `running`, or with `stopped` and the trouble; never rejects. */
  start(place: BindTarget): Promise<HostState> {
    return this.#startWhere(() => place);
  }

  /** Tells every guest (1001) and frees the port; resolves when it is done. Doing it twice does no harm. */
  stop(): Promise<HostState> {
    return this.#inTurn(() => this.#stop());
  }

  /** What would be lost if the program ended now; once it is closed, what is. */
  unsaved(): Unsaved {
    return this.#house?.unsaved() ?? this.#lost;
  }

  /** Does not wait for the next try to save what a disk did not take. Resolves with what is left. */
  async saveNow(): Promise<Unsaved> {
    return (await this.#house?.saveNow()) ?? {};
  }

  /** Stops, and lets the data folder go. */
  async close(closing?: CloseResult): Promise<void> {
    await this.#watch.stop();
    await this.stop();
    await this.#outreach.stop();
    await this.#house?.close(closing);
    this.#lost = this.unsaved();
    this.#house = undefined;
  }

  #startWhere(choose: (adapters: readonly Adapter[]) => BindTarget | HostProblem): Promise<HostState> {
    return this.#inTurn(() => this.#start(choose));
  }

  /** One change at a time, in the order in which they were asked for. */
  #inTurn(change: () => Promise<HostState>): Promise<HostState> {
    const changed = this.#change.then(change);
    // A bug in one is its caller's to hear of; the next one has its turn all the same.
    this.#change = changed.catch(() => undefined);
    return changed;
  }

  async #stop(): Promise<HostState> {
    if (hostingIn(this.#state) === undefined) return this.#state;
    this.#enter({ kind: 'stopping' });
    const server = this.#server;
    this.#server = undefined;
    this.#pulse?.stop();
    this.#pulse = undefined;
    this.#house?.hub.flush();
    await server?.close();
    this.#house?.hub.stop();
    return this.#enter({ kind: 'stopped' });
  }

  async #start(choose: (adapters: readonly Adapter[]) => BindTarget | HostProblem): Promise<HostState> {
    if (this.#state.kind !== 'stopped') return this.#state;
    this.#enter({ kind: 'starting' });
    try {
      // Asked before the port is open: whoever comes at once must not be turned away.
      const adapters = await this.#parts.adapters();
      this.#adapters = adapters;
      const place = choose(adapters);
      return this.#enter(
        'code' in place ? { kind: 'stopped', trouble: place } : await this.#open(place, adapters),
      );
    } catch (error) {
      return this.#enter({ kind: 'stopped', trouble: failed(error) });
    }
  }

  async #open(place: BindTarget, adapters: readonly Adapter[]): Promise<HostState> {
    const wasOpen = this.#house !== undefined;
    const opened = await this.#openHouse(place.room);
    if (opened.ok && !wasOpen) this.#parts.opened?.();
    if (!opened.ok) return { kind: 'stopped', trouble: opened.trouble };
    const { house } = opened;
    house.roomActions.nameLobby(place.room);
    house.setRetention({
      days: daysOr(place.retentionDays),
      megabytes: place.retentionMegabytes ?? this.#parts.limits.historyMegabytes,
    });
    this.#pin.change(place.pin);
    const server = listenFor(house, this.#pin, this.#parts, {
      arrived: (address, port) => this.#outreach.arrived(address, port),
      notAllowed: (item) => this.#refuse(item),
    });
    try {
      const port = await server.site.listen(place.address, place.port);
      const state = running({ ...place, port }, adapters, Date.now());
      server.site.answerFor(this.#namesIn(state));
      house.hub.start(state.link);
      const { publish } = this.#parts;
      if (publish !== undefined) this.#pulse = new StatsSampler(house, (stats) => publish('stats', stats));
      this.#server = server;
      const mac = adapters.find(({ name }) => name === place.adapter)?.mac;
      this.#footing = { exact: place.exact === true, ...(mac !== undefined && { mac }) };
      this.#watch.start();
      return state;
    } catch (error) {
      return { kind: 'stopped', trouble: await troubleOf(error, place) };
    }
  }

  async #looked(adapters: readonly Adapter[]): Promise<void> {
    if (JSON.stringify(adapters) !== JSON.stringify(this.#adapters))
      this.#parts.publish?.('adapters', adapters);
    this.#adapters = adapters;
    await this.#inTurn(async () => {
      const lit = hostingIn(this.#state);
      // No network takes this computer away from itself.
      if (lit !== undefined && !isLoopback(lit.address)) await this.#follow(lit, adapters);
      this.#outreach.update(this.#state, adapters);
      return this.#state;
    });
  }

  async #follow(lit: Hosting, adapters: readonly Adapter[]): Promise<void> {
    const [server, house] = [this.#server, this.#house];
    if (server === undefined || house === undefined) return;
    const now = await moved(lit, this.#footing, adapters, (address, port) =>
      server.site.listen(address, port),
    );
    if (now.kind === 'running') {
      server.site.answerFor(this.#namesIn(now));
      house.hub.moveTo(now.link);
      // Told while they still hear it.
      house.serverInfo.setFallbackLink(this.#footing.exact ? undefined : fallbackLinkOf(now, adapters));
    }
    if (now !== lit) this.#enter(now);
  }

  /** Opened once; the conversation goes on where it was. */
  async #openHouse(lobby: string): Promise<HouseOpened> {
    if (this.#house !== undefined) return { ok: true, house: this.#house };
    const opened = await openChat(lobby, {
      ...this.#parts,
      peopled: (guests) => this.#outreach.peopled(guests),
    });
    if (!opened.ok) return opened;
    this.#house = opened.house;
    this.#sqlite = opened.sqlite;
    return opened;
  }

  #enter(state: HostState): HostState {
    this.#state = state;
    this.#outreach.update(state, this.#adapters);
    this.#parts.publish?.('state', state);
    this.#parts.entered?.(state);
    return state;
  }

  #refuse(item: AllowedItem): boolean {
    const isNew = this.#access.refuse(item);
    if (isNew) this.#parts.publish?.('access', this.#access.now());
    return isNew;
  }

  #accessChanged(): void {
    if (this.#state.kind === 'running') this.#server?.site.answerFor(this.#namesIn(this.#state));
    this.#parts.publish?.('access', this.#access.now());
  }

  /** What the host is called, where it is. */
  #namesIn(state: Running): OwnNames {
    const announced = announcementOf(state);
    return ownNames(hostname(), state.port, this.#access.allowed, announced && hostNamesOf(announced));
  }
}
