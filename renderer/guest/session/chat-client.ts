/** The client: everything a person can do in the chat. Components call its methods and read its conversation. */
import { privateRoom } from '../../../contract/model/room.ts';
import type { ClientMessage, Refusal } from '../../../contract/wire/wire.ts';
import { greeting, type Conversation } from '../state/conversation.ts';
import type { Action, ScrollTarget } from '../state/reduce.ts';
import { ServerConnection } from '../connection/server-connection.ts';
import type { ConnectionEvent } from '../connection/connection-event.ts';
import { isForLater } from '../state/outbox.ts';
import type { MessageActs } from '../state/message-actions.ts';
import { newsIn, type News } from '../state/news.ts';
import { ModerationRequests, type ModerationAnswer, type Unanswered } from '../state/moderation-requests.ts';
import { OutboxSender } from './outbox-sender.ts';
import { randomId } from '../connection/random-id.ts';
import { PageReader } from './page-reader.ts';
import { ConversationStore } from './conversation-store.ts';
import { nextFade } from '../state/typing.ts';
import { Uploader } from '../files/uploader.ts';
import { isPhone, onHidden } from '../connection/wake.ts';
import { MessageWriter } from './message-writer.ts';

export class ChatClient {
  readonly #store = new ConversationStore();
  readonly #writer = new MessageWriter({
    conversation: () => this.conversation(),
    dispatch: (action) => this.#do(action),
    send: (message) => this.#line.send(message),
  });
  /** The files to upload. */
  readonly files = new Uploader({
    conversation: () => this.conversation(),
    dispatch: (step) => this.#do({ type: 'files', step }),
    hear: (step) => this.#store.hear({ type: 'files', step }),
    ready: () => this.#post.flush(),
    random: () => Math.random(),
  });
  readonly #line: ServerConnection;
  readonly #post: OutboxSender;
  readonly #reader: PageReader;
  readonly #ordering = new ModerationRequests((message) => this.#line.send(message));
  readonly #news = new Set<(news: News) => void>();
  readonly #returns = new Set<() => void>();
  #wasWelcomed = false;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #stopWatching: (() => void) | undefined;

  /** @param isReachable whether the host answers an HTTP request; must not reject */
  constructor(connect: () => WebSocket, answers: () => Promise<boolean>) {
    this.#line = new ServerConnection({
      connect,
      answers,
      greet: () => greeting(this.conversation()),
      hear: (event) => this.#hear(event),
      random: () => Math.random(),
    });
    this.#post = new OutboxSender({
      outbox: () => this.conversation().outbox,
      send: (message) => this.#line.send(message),
    });
    this.#reader = new PageReader({
      rooms: () => this.conversation().rooms,
      send: (message) => this.#line.send(message),
      sent: (room, ref) => this.#store.hear({ type: 'read-sent', room, ref }),
    });
  }

  /** Reports new messages the person does not see. Returns its unsubscribe. */
  readonly onNews = (listener: (news: News) => void): (() => void) => {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  };

  /** Reports every welcome after the first; the host may have changed. Returns its unsubscribe. */
  readonly onReturn = (listener: () => void): (() => void) => {
    this.#returns.add(listener);
    return () => this.#returns.delete(listener);
  };

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  readonly conversation = (): Conversation => this.#store.conversation();

  /** Joins automatically if this tab had joined before a reload. */
  readonly start = (): void => {
    this.#stopWatching ??= onHidden((hidden) => this.#hide(hidden));
    this.#do({ type: 'hidden', hidden: document.hidden });
    const { token, name } = this.conversation();
    if (token !== undefined) this.join(name);
  };

  /** @param pin if the host requires one */
  readonly join = (name: string, pin?: string): void => {
    this.#do({ type: 'joining', name, pin });
    // Earlier tries used another name, and have already reported that the host does not answer.
    this.#line.stop();
    this.#line.start();
  };

  /** Tries now instead of later; also takes over again from another tab. */
  readonly tryAgain = (): void => this.#line.start();

  /** Stops joining, so that another name can be chosen. */
  readonly giveUp = (): void => {
    this.#stop();
    this.#store.forget();
  };

  /** The page is closing: stops everything but keeps what is stored. */
  readonly end = (): void => {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#stop();
  };

  readonly leave = (): void => {
    this.#line.send({ type: 'leave' });
    this.giveUp();
  };

  readonly openRoom = (room: string): void => this.#do({ type: 'opened', room });

  /** Opens the private room shared with a person. */
  readonly openPrivate = (id: string): void => {
    const { you, people } = this.conversation();
    const other = people.find((person) => person.id === id);
    if (you === undefined || other === undefined || id === you.id) return;
    this.#do({ type: 'private-opened', room: privateRoom(you.id, id), with: other });
  };

  /** Whether the reader is at the newest message of the open room. */
  readonly placed = (atEnd: boolean): void => this.#do({ type: 'placed', atEnd });

  /** @param keep the end of the loaded entries that the reader is closer to */
  readonly trim = (keep: 'start' | 'end'): void => this.#do({ type: 'trimmed', keep });

  readonly readEarlier = (): void => this.#scrollTo({ to: 'earlier' });
  readonly readLater = (): void => this.#scrollTo({ to: 'later' });
  readonly toEnd = (): void => this.#scrollTo({ to: 'end' });
  readonly jumpToDay = (since: number): void => this.#scrollTo({ to: 'day', since });
  /** @param room of the message; the open room by default */
  readonly jumpTo = (seq: number, room = this.conversation().open): void => {
    if (room !== this.conversation().open) this.openRoom(room);
    this.#scrollTo({ to: 'entry', seq });
  };

  /** Updates the draft, and retries the connection because the person is waiting for it. */
  readonly draft = (text: string): void => {
    this.#writer.draft(text);
    this.#line.retryNow();
  };

  readonly takeBack = this.#writer.takeBack;
  readonly startReply = this.#writer.startReply;
  readonly startEdit = this.#writer.startEdit;
  readonly cancelCompose = this.#writer.cancelCompose;
  readonly delete = this.#writer.delete;
  readonly react = this.#writer.react;

  /** Sends a moderation request and resolves with the answer. */
  readonly order = (asked: Unanswered): Promise<ModerationAnswer> => this.#ordering.ask(asked);

  /** Dismisses the host's announcement. */
  readonly dismiss = (): void => this.#do({ type: 'dismissed' });

  /** The actions on messages of the open room. */
  readonly acts: MessageActs = {
    react: this.react,
    reply: this.startReply,
    edit: this.startEdit,
    delete: this.delete,
  };

  /** Sends the draft, now or after a reconnect; an edit only now. Returns `false` if there was nothing to send. */
  readonly say = (): boolean => {
    const sent = this.#writer.say();
    this.#post.flush();
    return sent;
  };

  /**
   * Results appear in the conversation's `search`.
   *
   * @param where the open room or all rooms
   */
  readonly search = (text: string, where: 'room' | 'everywhere'): void => {
    const ref = randomId();
    const room = where === 'room' ? this.conversation().open : undefined;
    this.#do({ type: 'search-sent', text, room, ref });
    this.#ask({ type: 'search', ref, text, ...(room !== undefined && { room }) });
  };

  readonly searchOlder = (): void => {
    const { finding } = this.conversation();
    if (finding?.older === undefined || finding.state.is === 'asked') return;
    const { text, room, older: before } = finding;
    const ref = randomId();
    this.#do({ type: 'older-sent', ref });
    this.#ask({ type: 'search', ref, text, before, ...(room !== undefined && { room }) });
  };

  readonly closeSearch = (): void => this.#do({ type: 'search-closed' });

  /** Opens or closes the form for changing the name. */
  readonly openRename = (open: boolean): void => this.#do({ type: 'rename-opened', open });

  /** Requests another name; the result appears in the conversation's `renaming`. */
  readonly rename = (name: string): void => {
    this.#do({ type: 'rename-asked', name });
    if (this.conversation().renaming.is !== 'asked') return;
    if (!this.#line.send({ type: 'rename', name })) this.#do({ type: 'rename-unheard' });
  };

  #stop(): void {
    this.#line.stop();
    this.#post.stop();
    this.#reader.stop();
    this.files.stop();
    clearTimeout(this.#fading);
  }

  #do(action: Action): void {
    this.#store.dispatch(action);
    this.#reader.send();
    this.files.sync();
  }

  #scrollTo(target: ScrollTarget): void {
    this.#do({ type: 'wished', target });
  }

  #ask(message: ClientMessage): void {
    if (!this.#line.send(message)) this.#do({ type: 'search-unheard' });
  }

  #hide(hidden: boolean): void {
    this.#do({ type: 'hidden', hidden });
    // A desktop that shows another window is not asleep.
    if (isPhone()) this.#line.send({ type: 'presence', asleep: hidden });
  }

  #hear(event: ConnectionEvent): void {
    if (event.type === 'heard' && this.#ordering.hear(event.message)) return;
    if (endsAnswers(event)) this.#ordering.forget();
    const before = this.conversation();
    const timed = event.type === 'heard' || event.type === 'removed';
    this.#store.hear(timed ? { ...event, now: performance.now() } : event);
    this.files.sync();
    if (event.type === 'connection') this.#post.flush();
    if (event.type !== 'heard') return;
    const { message } = event;
    const news = newsIn(before, this.conversation(), message);
    if (news !== undefined) for (const tell of this.#news) tell(news);
    if (message.type === 'welcome') {
      if (document.hidden && isPhone()) this.#line.send({ type: 'presence', asleep: true });
      if (this.#wasWelcomed) for (const tell of this.#returns) tell();
      this.#wasWelcomed = true;
      this.#reader.renew();
      this.#post.renew();
    }
    if (message.type === 'error') this.#slowDown(message, before);
    if (message.type === 'typing') this.#fadeLater();
    this.#reader.send();
  }

  /**
   * Waits before sending again when the host is overloaded.
   *
   * @param rooms as they were before the refusal
   */
  #slowDown({ code, ref, seconds = 1 }: Refusal, { rooms }: Conversation): void {
    if (ref === undefined || (code !== 'read-failed' && !isForLater(code))) return;
    if (this.conversation().outbox.some((outgoing) => outgoing.ref === ref)) this.#post.hold(seconds);
    else if (rooms.some(({ ask }) => ask?.ref === ref)) this.#reader.hold(seconds);
  }

  #fadeLater(): void {
    clearTimeout(this.#fading);
    const fade = nextFade(this.conversation().typists);
    if (fade === undefined) return;
    this.#fading = setTimeout(
      () => {
        this.#do({ type: 'time-passed', now: performance.now() });
        this.#fadeLater();
      },
      Math.max(0, fade - performance.now()),
    );
  }
}

/**
 * Whether pending requests will not be answered. An interruption does not count: the connection may still be
 * alive.
 */
function endsAnswers(event: ConnectionEvent): boolean {
  return event.type === 'heard' ? event.message.type === 'welcome' : event.type !== 'connection';
}
