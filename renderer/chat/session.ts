/**
 * The session: one person's conversation, the line it runs over and the memory that outlives a reload, as a store
 * that components subscribe to. It refuses to know components.
 */
import { beginning, fold, greeting, type Conversation, type Happening } from './conversation.ts';
import { Line, type LineEvent } from './line.ts';
import { forgetTab, recallName, recallTab, rememberName, rememberTab } from './memory.ts';
import { randomId } from './random-id.ts';

/** Entries that pour in are shown this often at most: more often than anybody reads, seldom enough for a phone. */
const RENDER_INTERVAL_MS = 40;

export class Session {
  #conversation: Conversation;
  readonly #line: Line;
  readonly #listeners = new Set<() => void>();
  #toldAt = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(connect: () => WebSocket) {
    this.#conversation = beginning({ name: recallName(), ...recallTab() });
    this.#line = new Line({
      connect,
      greet: () => greeting(this.#conversation),
      hear: (event) => this.#hear(event),
      random: () => Math.random(),
    });
  }

  /** Comes in by itself if this tab was in before a reload. */
  readonly start = (): void => {
    if (this.#conversation.token !== undefined) this.join(this.#conversation.name);
  };

  readonly join = (name: string): void => {
    this.#happen({ type: 'joining', name });
    this.#line.start();
  };

  /** Tries now instead of later; after another tab took over, takes it back. */
  readonly tryAgain = (): void => {
    if (this.#conversation.status.is === 'replaced') this.#happen({ type: 'trying-again' });
    this.#line.start();
  };

  /** Gives up coming in, to choose another name. */
  readonly giveUp = (): void => {
    this.#line.stop();
    forgetTab();
    this.#put(beginning({ name: this.#conversation.name }));
    this.#tell();
  };

  readonly leave = (): void => {
    this.#line.send({ type: 'leave' });
    this.giveUp();
  };

  /** Whoever writes is waiting for the line. */
  readonly draft = (text: string): void => {
    this.#happen({ type: 'drafted', text });
    this.#line.hurry();
  };

  /** Opens the field for another name, or closes it. */
  readonly openRename = (open: boolean): void => this.#happen({ type: 'rename-opened', open });

  /** Asks the host for another name; its word is in the conversation's `renaming`. */
  readonly rename = (name: string): void => {
    this.#happen({ type: 'rename-asked', name });
    if (this.#conversation.renaming.is !== 'asked') return;
    if (!this.#line.send({ type: 'rename', name })) this.#happen({ type: 'rename-unheard' });
  };

  readonly takeBack = (): void => this.#happen({ type: 'taken-back' });

  /** Sends the draft, now or when the line is back. `false` if there was nothing that can be sent. */
  readonly say = (): boolean => {
    const ref = randomId();
    this.#happen({ type: 'said', ref, at: Date.now() });
    const said = this.#conversation.outbox.find((outgoing) => outgoing.ref === ref);
    if (said === undefined) return false;
    this.#line.send({ type: 'message', ref, text: said.text });
    return true;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly conversation = (): Conversation => this.#conversation;

  #hear(event: LineEvent): void {
    this.#put(fold(this.#conversation, event));
    if (event.type === 'heard' && event.message.type === 'welcome') this.#sendOutbox();
    this.#tellSoon();
  }

  /** All of it, in order: the host drops what it has already, so nothing is lost and nothing is doubled. */
  #sendOutbox(): void {
    for (const { ref, text } of this.#conversation.outbox) this.#line.send({ type: 'message', ref, text });
  }

  #happen(happening: Happening): void {
    this.#put(fold(this.#conversation, happening));
    this.#tell();
  }

  #put(next: Conversation): void {
    const before = this.#conversation;
    this.#conversation = next;
    const { name, token, outbox, draft } = next;
    if (token === undefined) return;
    if (name !== before.name || token !== before.token) rememberName(name);
    const same =
      name === before.name && token === before.token && outbox === before.outbox && draft === before.draft;
    if (!same) rememberTab({ name, token, outbox, draft });
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#toldAt = performance.now();
    for (const listener of this.#listeners) listener();
  }

  #tellSoon(): void {
    const wait = this.#toldAt + RENDER_INTERVAL_MS - performance.now();
    if (wait <= 0) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), wait);
  }
}
