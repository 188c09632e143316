/**
 * The session: what one person can do, over the line to the host. Components call it and read its conversation. It
 * refuses to know components.
 */
import { privateRoom } from '../../../contract/model/room.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
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
  /** What is done with files. */
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

  /** @param answers whether the host answers another request than one for a WebSocket; must not reject */
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

  /** Tells of what came while nobody looked at it. Returns its own unsubscribe. */
  readonly onNews = (listener: (news: News) => void): (() => void) => {
    this.#news.add(listener);
    return () => this.#news.delete(listener);
  };

  /** Tells of each welcome but the first: the host may be another one by then. Returns its own unsubscribe. */
  readonly onReturn = (listener: () => void): (() => void) => {
    this.#returns.add(listener);
    return () => this.#returns.delete(listener);
  };

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  readonly conversation = (): Conversation => this.#store.conversation();

  /** Comes in by itself if this tab was in before a reload. */
  readonly start = (): void => {
    this.#stopWatching ??= onHidden((hidden) => this.#hide(hidden));
    this.#do({ type: 'hidden', hidden: document.hidden });
    const { token, name } = this.conversation();
    if (token !== undefined) this.join(name);
  };

  /** @param pin what the host wants to hear, if it was asked for */
  readonly join = (name: string, pin?: string): void => {
    this.#do({ type: 'joining', name, pin });
    // What was tried before was with another name, and has told already that nobody answers.
    this.#line.stop();
    this.#line.start();
  };

  /** Tries now instead of later; after another tab took over, takes it back. */
  readonly tryAgain = (): void => this.#line.start();

  /** Gives up coming in, to choose another name. */
  readonly giveUp = (): void => {
    this.#stop();
    this.#store.forget();
  };

  /** The page goes away: nothing is heard or sent any more, and what was remembered stays. */
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

  /** The room of this person and another. */
  readonly openPrivate = (id: string): void => {
    const { you, people } = this.conversation();
    const other = people.find((person) => person.id === id);
    if (you === undefined || other === undefined || id === you.id) return;
    this.#do({ type: 'private-opened', room: privateRoom(you.id, id), with: other });
  };

  /** Whether the reader is at the newest of the open room. */
  readonly placed = (atEnd: boolean): void => this.#do({ type: 'placed', atEnd });

  /** @param keep the end of what is held that the reader is nearer to */
  readonly trim = (keep: 'start' | 'end'): void => this.#do({ type: 'trimmed', keep });

  readonly readEarlier = (): void => this.#scrollTo({ to: 'earlier' });
  readonly readLater = (): void => this.#scrollTo({ to: 'later' });
  readonly toEnd = (): void => this.#scrollTo({ to: 'end' });
  readonly jumpToDay = (since: number): void => this.#scrollTo({ to: 'day', since });
  /** @param room of the message; the open one, if left out */
  readonly jumpTo = (seq: number, room = this.conversation().open): void => {
    if (room !== this.conversation().open) this.openRoom(room);
    this.#scrollTo({ to: 'entry', seq });
  };

  /** Whoever writes is waiting for the line. */
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

  /** What hosts and moderators do to keep order; resolves with the answer. */
  readonly order = (asked: Unanswered): Promise<ModerationAnswer> => this.#ordering.ask(asked);

  /** What the host has to say to all rooms was read. */
  readonly dismiss = (): void => this.#do({ type: 'dismissed' });

  /** What can be done with a message of the open room. */
  readonly acts: MessageActs = {
    react: this.react,
    reply: this.startReply,
    edit: this.startEdit,
    delete: this.delete,
  };

  /** Sends what is written, now or when the line is back; an edit only now. `false` if there is nothing to send. */
  readonly say = (): boolean => {
    const sent = this.#writer.say();
    this.#post.flush();
    return sent;
  };

  /** @param where in the open room or in all of them; the answer is in the conversation's `finding` */
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

  /** Opens the field for another name, or closes it. */
  readonly openRename = (open: boolean): void => this.#do({ type: 'rename-opened', open });

  /** Asks the host for another name; its word is in the conversation's `renaming`. */
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
    // A computer that shows another window is not asleep.
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

  /** The host has no time for what it was sent, or cannot read just now. @param rooms as they were before it said so */
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

/** Whether what was asked before has to be asked again. An interruption alone says nothing: the connection may live. */
function endsAnswers(event: ConnectionEvent): boolean {
  return event.type === 'heard' ? event.message.type === 'welcome' : event.type !== 'connection';
}
