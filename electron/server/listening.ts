/**
 * What is open while the host is on: the site, the connections that come out of it, and what is reported of them.
 * It refuses to know rooms.
 */
import type { AllowedItem } from '../../contract/ipc/allowed.ts';
import type { FreedCounts, Resource, ResourceUse } from '../../contract/ipc/network-usage.ts';
import type { Translate } from '../../locales/translate.ts';
import type { Caller } from '../chat/sessions/session.ts';
import type { Pages } from '../http/pages/pages.ts';
import { HttpServer, type Route, type HttpServerListener, type SpeakTo } from '../http/http-server.ts';
import type { HostLimits } from './limits/limits.ts';
import { ThrottledLog } from './throttled-log.ts';
import { CloseCode } from '../websocket/close.ts';
import type { Listener } from '../websocket/connection.ts';
import { Connections } from '../websocket/connections.ts';

export interface ListeningParts {
  readonly pages: Pages;
  /** The host's own words. */
  readonly t: Translate;
  /** Those of whoever asks for a page. */
  readonly speak: SpeakTo;
  readonly limits: HostLimits;
  /** Writes a line for whoever runs the host. */
  readonly warn: (sentence: string) => void;
}

/** To answer in after this computer slept. */
const DOUBT_MS = 5_000;

/** Who is told of those who come, in or not. */
export interface Visits {
  readonly arrived: HttpServerListener['arrived'];
  /** Answers whether this is news. */
  readonly notAllowed: (item: AllowedItem) => boolean;
}

type Admit = (caller: Caller) => void;

/** What else is answered over HTTP. */
export interface OpenRoute extends Route {
  /** Who came in by it is let go. */
  readonly stop: () => void;
  /** What of it networks take up. */
  readonly usage: () => Partial<Record<Resource, ResourceUse>>;
  /** What one network takes up of it, other than by people who are in, is given back. */
  readonly free: (network: string) => Promise<Partial<FreedCounts>>;
}
/** @param failed a mistake of our own */
export type OpenRoutes = (failed: (error: unknown) => void) => readonly OpenRoute[];

export class Listening {
  readonly site: HttpServer;
  readonly #connections: Connections;
  readonly #reports: ThrottledLog;
  readonly #routes: readonly OpenRoute[];

  /** @param admit takes in a peer whose handshake was accepted */
  constructor(
    { pages, t, speak, limits, warn }: ListeningParts,
    admit: Admit,
    open: OpenRoutes,
    { arrived, notAllowed }: Visits,
  ) {
    this.#reports = new ThrottledLog(t, limits, warn);
    const { failed, full, refused } = this.#reports;
    this.#connections = new Connections(limits.connection, failed);
    this.#routes = open(failed);
    const heard: HttpServerListener = {
      arrived,
      upgraded: ({ socket, head, ...peer }, place) => {
        const open = (listener: Listener) => this.#connections.open(socket, head, listener);
        admit({ peer, place, refused, failed, open });
      },
      failed,
      full,
      notAllowed: (item) => {
        if (notAllowed(item)) this.#reports.notAllowed(item);
      },
    };
    this.site = new HttpServer(pages, speak, limits.crowd, heard, this.#routes);
  }

  /** Whoever went while this computer slept is noticed soon. */
  resumed(): void {
    this.#connections.doubt(DOUBT_MS);
  }

  /** What networks take up of it. */
  usage(): Partial<Record<Resource, ResourceUse>> & ReturnType<HttpServer['usage']> {
    return this.#routes.reduce((all, route) => ({ ...all, ...route.usage() }), this.site.usage());
  }

  /** What a network takes up, other than by people who are in, is given back. */
  async free(network: string): Promise<Pick<FreedCounts, 'connections' | 'uploads'>> {
    const freed = await Promise.all(this.#routes.map((route) => route.free(network)));
    const uploads = freed.reduce((all, each) => all + (each.uploads ?? 0), 0);
    return { connections: this.site.free(network), uploads };
  }

  /** Tells every guest (1001) and frees the port; resolves when it is done. */
  async close(): Promise<void> {
    // Nobody new gets in while those inside are told.
    const closed = this.site.close();
    await this.#connections.close(CloseCode.goingAway);
    await closed;
    for (const route of this.#routes) route.stop();
    this.#reports.stop();
  }
}
