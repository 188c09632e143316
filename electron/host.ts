/**
 * The host: builds, starts and stops one server for one room, and is the state that the window and the command
 * line show. It refuses to know which of the two it has.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type {
  Adapter,
  Choice,
  HostEvents,
  HostState,
  Overview,
  Running,
  Said,
  Trouble,
} from '../contract/ipc.ts';
import type { Person } from '../contract/wire.ts';
import { parseText } from '../contract/writing.ts';
import type { Translate } from '../words/words.ts';
import { admit } from './chat/admit.ts';
import { Hub, type Audience } from './chat/hub.ts';
import { Room } from './chat/room.ts';
import { MemoryLog } from './history/memory-log.ts';
import { bracketed, isLoopback, ownHosts } from './http/guard.ts';
import type { Pages } from './http/pages.ts';
import { Site } from './http/site.ts';
import { nextFreePort } from './lan/free-port.ts';
import type { HostLimits } from './limits.ts';
import { CloseCode } from './websocket/close.ts';
import { Connections } from './websocket/connections.ts';

/** Tells whoever watches. */
export type Publish = <E extends keyof HostEvents>(event: E, value: HostEvents[E]) => void;

/** Where to host, as the command line can say it more exactly than the window. */
export interface Place extends Omit<Choice, 'adapter'> {
  readonly adapter: string;
  readonly address: string;
  /** 0 takes any free one. */
  readonly port: number;
}

export interface HostParts {
  readonly pages: Pages;
  readonly t: Translate;
  readonly adapters: () => Promise<Adapter[]>;
  /** The host's own person, if somebody sits at a window. */
  readonly person?: Person;
  /** Left out where nobody watches. */
  readonly publish?: Publish;
  readonly limits: HostLimits;
}

interface OpenRoom {
  readonly name: string;
  readonly hub: Hub;
}

export class ChatHost {
  readonly #parts: HostParts;
  #state: HostState = { kind: 'stopped' };
  /** The change of state that was asked for last. */
  #change: Promise<unknown> = Promise.resolve();
  #room: OpenRoom | undefined;
  /** What is open while the host is on. */
  #server: { readonly site: Site; readonly connections: Connections } | undefined;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  get state(): HostState {
    return this.#state;
  }

  /** What a window needs of the running host when it opens. */
  overview(): Pick<Overview, 'state' | 'people' | 'entries'> {
    return {
      state: this.#state,
      people: this.#room?.hub.people() ?? [],
      entries: this.#room?.hub.entries() ?? [],
    };
  }

  /** Starts on an adapter's first address. */
  startOn(choice: Choice): Promise<HostState> {
    return this.#startWhere((adapters) => {
      const address = adapters.find(({ name }) => name === choice.adapter)?.addresses[0];
      return address === undefined
        ? { code: 'adapter-gone', adapter: choice.adapter }
        : { ...choice, address };
    });
  }

  /** Starts on an address. Answers with `running`, or with `stopped` and the trouble; never rejects. */
  start(place: Place): Promise<HostState> {
    return this.#startWhere(() => place);
  }

  /** Tells every guest (1001) and frees the port; resolves when it is done. Doing it twice does no harm. */
  stop(): Promise<HostState> {
    return this.#inTurn(() => this.#stop());
  }

  #startWhere(choose: (adapters: readonly Adapter[]) => Place | Trouble): Promise<HostState> {
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
    if (this.#state.kind !== 'running') return this.#state;
    this.#enter({ kind: 'stopping' });
    const server = this.#server;
    this.#server = undefined;
    // Nobody new gets in while those inside are told.
    const closed = server?.site.close();
    this.#room?.hub.flush();
    await server?.connections.close(CloseCode.goingAway);
    this.#room?.hub.stop();
    await closed;
    return this.#enter({ kind: 'stopped' });
  }

  /** The host writes in the room. */
  say(raw: unknown): Said {
    const { person } = this.#parts;
    const hub = this.#room?.hub;
    if (this.#state.kind !== 'running' || person === undefined || hub === undefined) {
      return { ok: false, code: 'not-running' };
    }
    const text = parseText(raw);
    if (!text.ok) return text;
    hub.say(person.id, text.text);
    return { ok: true };
  }

  async #start(choose: (adapters: readonly Adapter[]) => Place | Trouble): Promise<HostState> {
    if (this.#state.kind !== 'stopped') return this.#state;
    this.#enter({ kind: 'starting' });
    try {
      // Asked before the port is open: whoever comes at once must not be turned away.
      const adapters = await this.#parts.adapters();
      const place = choose(adapters);
      return this.#enter(
        'code' in place ? { kind: 'stopped', trouble: place } : await this.#open(place, adapters),
      );
    } catch (error) {
      return this.#enter({ kind: 'stopped', trouble: failed(error) });
    }
  }

  async #open(place: Place, adapters: readonly Adapter[]): Promise<HostState> {
    const room = this.#roomOf(place.room);
    const { pages, t, limits } = this.#parts;
    const connections = new Connections(limits.connection);
    const site = new Site(pages, t, limits.crowd, ({ socket, head, ...peer }) =>
      admit(room.hub, peer, (listener) => connections.open(socket, head, listener)),
    );
    try {
      const port = await site.listen(place.address, place.port);
      const addresses = isEvery(place.address)
        ? adapters.filter(({ kind }) => kind !== 'every').flatMap((each) => each.addresses)
        : [place.address];
      site.answerFor(ownHosts(addresses, hostname(), port));
      room.hub.start();
      this.#room = room;
      this.#server = { site, connections };
      return running({ ...place, port }, adapters);
    } catch (error) {
      return { kind: 'stopped', trouble: await troubleOf(error, place) };
    }
  }

  /** The conversation goes on where it was when the same room opens again. */
  #roomOf(name: string): OpenRoom {
    if (this.#room?.name === name) return this.#room;
    const { person, publish } = this.#parts;
    const audience: Audience | undefined = publish && {
      entries: (entries) => publish('entries', entries),
      people: () => publish('people', hub.people()),
    };
    const chance = { identity: drawIdentity, now: () => Date.now() };
    const hub: Hub = new Hub(
      new Room(name, person),
      (committed) => new MemoryLog(randomBytes(8).toString('hex'), () => Date.now(), committed),
      audience,
      chance,
    );
    return { name, hub };
  }

  #enter(state: HostState): HostState {
    this.#state = state;
    this.#parts.publish?.('state', state);
    return state;
  }
}

function drawIdentity() {
  return { id: randomBytes(4).toString('hex'), token: randomBytes(16).toString('hex') };
}

function running(place: Place, adapters: readonly Adapter[]): Running {
  const { adapter, address, port, room } = place;
  // Nobody can open 0.0.0.0: the link names the address that others most likely share.
  const shown = isEvery(address)
    ? (adapters.find(({ suggested }) => suggested)?.addresses[0] ?? '127.0.0.1')
    : address;
  const link = `http://${bracketed(shown)}${port === 80 ? '' : `:${port}`}`;
  return {
    kind: 'running',
    link,
    shareable: !isLoopback(shown),
    adapter,
    address,
    port,
    room,
    since: Date.now(),
  };
}

function isEvery(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

async function troubleOf(error: unknown, { address, port }: Place): Promise<Trouble> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const free = await nextFreePort(address, port);
    return { code: 'port-busy', port, ...(free !== undefined && { free }) };
  }
  if (code === 'EACCES') return { code: 'port-forbidden', port };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return { code: 'address-gone', address };
  return failed(error);
}

function failed(error: unknown): Trouble {
  return { code: 'failed', detail: error instanceof Error ? error.message : String(error) };
}
