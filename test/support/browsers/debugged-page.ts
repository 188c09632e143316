/** A page behind the debugging port of some Chromium, however old: a few requests of JSON (chromedevtools.github.io/devtools-protocol). */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { PATIENCE_MS } from '../patience.ts';

/** Between two looks. */
const LOOK_AGAIN_MS = 20;

/** Of all that methods answer what is wanted here. */
interface Result {
  readonly result?: { readonly value?: unknown; readonly description?: string };
  readonly exceptionDetails?: object;
  readonly data?: string;
}

/** An answer, which has an id, or an event, which has a method. */
interface Heard {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Result;
  readonly error?: { readonly message: string };
}

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

export class DebuggedPage {
  readonly #socket: WebSocket;
  #sent = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** The first page that there is. @param host name and port */
  static async of(host: string): Promise<DebuggedPage> {
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
      const targets = (await (await fetch(`http://${host}/json/list`)).json()) as Target[];
      const found = targets.find(({ type }) => type === 'page');
      if (found !== undefined) return DebuggedPage.#connect(found.webSocketDebuggerUrl);
      await sleep(LOOK_AGAIN_MS);
    }
    throw new Error(`there is no page at ${host}`);
  }

  static async #connect(url: string): Promise<DebuggedPage> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    const page = new DebuggedPage(socket);
    await page.send('Page.enable');
    return page;
  }

  async send(method: string, params: object = {}): Promise<Result> {
    this.#sent += 1;
    const id = this.#sent;
    const answer = this.#hears((heard) => heard.id === id);
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answer;
    if (result === undefined) throw new Error(`${method}: ${error?.message ?? ''}`);
    return result;
  }

  /** Resolves when it is loaded, or what it leads to. */
  async goTo(url: string): Promise<void> {
    const loaded = this.#hears(({ method }) => method === 'Page.loadEventFired');
    await this.send('Page.navigate', { url });
    await loaded;
  }

  async ask(expression: string): Promise<unknown> {
    const params = { expression, returnByValue: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', params);
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${result?.description ?? ''}`);
    return result?.value;
  }

  #hears(isIt: (heard: Heard) => boolean): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const read = (bytes: Buffer) => {
        const heard = JSON.parse(bytes.toString()) as Heard;
        if (!isIt(heard)) return;
        this.#socket.off('message', read);
        this.#socket.off('close', fail);
        resolve(heard);
      };
      const fail = () => reject(new Error('the page is gone'));
      this.#socket.on('message', read);
      this.#socket.once('close', fail);
    });
  }
}
