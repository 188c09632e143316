/** The client: everything a person can do in the chat. Components call its methods and read its conversation. */
import { defined } from '../../../contract/defined.ts';
import { privateRoom } from '../../../contract/model/room.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import { joinRequest, type Conversation } from '../state/conversation.ts';
import type { Action, ScrollTarget } from '../state/reduce.ts';
import { ServerConnection } from '../connection/server-connection.ts';
import type { ConnectionEvent } from '../connection/connection-event.ts';
import { isForLater } from '../state/outbox.ts';
import type { MessageActionHandlers } from '../state/message-actions.ts';
import { unseenMessageIn, type UnseenMessage } from '../state/unseen-message.ts';
import {
  ModerationRequests,
  type ModerationAnswer,
  type ModerationRequest,
} from '../state/moderation-requests.ts';
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
    dispatch: (action) => this.#dispatch(action),
    send: (message) => this.#connection.send(message),
  });
  /** The files to upload. */
  readonly files = new Uploader({
    conversation: () => this.conversation(),
    dispatch: (change) => this.#dispatch({ type: 'files', change }),
    dispatchSoon: (change) => this.#store.dispatchSoon({ type: 'files', change }),
    onReady: () => this.#outboxSender.flush(),
    random: () => Math.random(),
  });
  readonly #connection: ServerConnection;
  readonly #outboxSender: OutboxSender;
  readonly #reader: PageReader;
  readonly #moderation = new ModerationRequests((message) => this.#connection.send(message));
  readonly #unseenListeners = new Set<(unseen: UnseenMessage) => void>();
  readonly #returnListeners = new Set<() => void>();
  #wasWelcomed = false;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #stopWatching: (() => void) | undefined;

  /** @param isReachable whether the host answers an HTTP request; must not reject */
  constructor(connect: () => WebSocket, isReachable: () => Promise<boolean>) {
    this.#connection = new ServerConnection({
      connect,
      isReachable,
      joinRequest: () => joinRequest(this.conversation()),
      onEvent: (event) => this.#onEvent(event),
      random: () => Math.random(),
    });
    this.#outboxSender = new OutboxSender({
      outbox: () => this.conversation().outbox,
      send: (message) => this.#connection.send(message),
    });
    this.#reader = new PageReader({
      rooms: () => this.conversation().rooms,
      send: (message) => this.#connection.send(message),
      onSent: (room, ref) => this.#store.dispatchSoon({ type: 'page-requested', room, ref }),
    });
  }

  /** Reports new messages the person does not see. Returns its unsubscribe. */
  readonly onUnseenMessage = (listener: (unseen: UnseenMessage) => void): (() => void) => {
    this.#unseenListeners.add(listener);
    return () => this.#unseenListeners.delete(listener);
  };

  /** Reports every welcome after the first; the host may have changed. Returns its unsubscribe. */
  readonly onReturn = (listener: () => void): (() => void) => {
    this.#returnListeners.add(listener);
    return () => this.#returnListeners.delete(listener);
  };

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);
  readonly conversation = (): Conversation => this.#store.conversation();

  /** Joins automatically if this tab had joined before a reload. */
  readonly start = (): void => {
    this.#stopWatching ??= onHidden((hidden) => this.#hide(hidden));
    this.#dispatch({ type: 'hidden', hidden: document.hidden });
    const { token, name } = this.conversation();
    if (token !== undefined) this.join(name);
  };

  /** @param pin if the host requires one */
  readonly join = (name: string, pin?: string): void => {
    this.#dispatch({ type: 'joining', name, pin });
    // Earlier tries used another name, and have already reported that the host does not answer.
    this.#connection.stop();
    this.#connection.start();
  };

  /** Tries now instead of later; also takes over again from another tab. */
  readonly tryAgain = (): void => this.#connection.start();

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
    this.#connection.send({ type: 'leave' });
    this.giveUp();
  };

  readonly openRoom = (room: string): void => this.#dispatch({ type: 'opened', room });

  /** Opens the private room shared with a person. */
  readonly openPrivate = (id: string): void => {
    const { you, people } = this.conversation();
    const other = people.find((person) => person.id === id);
    if (you === undefined || other === undefined || id === you.id) return;
    this.#dispatch({ type: 'private-opened', room: privateRoom(you.id, id), with: other });
  };

  /** Whether the reader is at the newest message of the open room. */
  readonly setAtEnd = (atEnd: boolean): void => this.#dispatch({ type: 'scrolled', atEnd });

  /** @param keep the end of the loaded entries that the reader is closer to */
  readonly trim = (keep: 'start' | 'end'): void => this.#dispatch({ type: 'trimmed', keep });

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
    this.#connection.retryNow();
  };

  readonly restoreRefusedText = this.#writer.restoreRefusedText;
  readonly startReply = this.#writer.startReply;
  readonly startEdit = this.#writer.startEdit;
  readonly cancelDraftMode = this.#writer.cancelDraftMode;
  readonly delete = this.#writer.delete;
  readonly react = this.#writer.react;

  /** Sends a moderation request and resolves with the answer. */
  readonly moderate = (request: ModerationRequest): Promise<ModerationAnswer> =>
    this.#moderation.request(request);

  /** Dismisses the host's announcement. */
  readonly dismiss = (): void => this.#dispatch({ type: 'announcement-dismissed' });

  /** The actions on messages of the open room. */
  readonly messageActions: MessageActionHandlers = {
    react: this.react,
    reply: this.startReply,
    edit: this.startEdit,
    delete: this.delete,
  };

  /** Sends the draft, now or after a reconnect; an edit only now. Returns `false` if there was nothing to send. */
  readonly send = (): boolean => {
    const sent = this.#writer.send();
    this.#outboxSender.flush();
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
    this.#dispatch({ type: 'search-sent', text, room, ref });
    this.#sendSearch(defined({ type: 'search', ref, text, room }));
  };

  readonly searchOlder = (): void => {
    const { search } = this.conversation();
    if (search?.older === undefined || search.state.is === 'requested') return;
    const { text, room, older: before } = search;
    const ref = randomId();
    this.#dispatch({ type: 'older-sent', ref });
    this.#sendSearch(defined({ type: 'search', ref, text, before, room }));
  };

  readonly closeSearch = (): void => this.#dispatch({ type: 'search-closed' });

  /** Opens or closes the form for changing the name. */
  readonly openRename = (open: boolean): void => this.#dispatch({ type: 'rename-opened', open });

  /** Requests another name; the result appears in the conversation's `renaming`. */
  readonly rename = (name: string): void => {
    this.#dispatch({ type: 'rename-requested', name });
    if (this.conversation().renaming.is !== 'requested') return;
    if (!this.#connection.send({ type: 'rename', name })) this.#dispatch({ type: 'rename-failed' });
  };

  #stop(): void {
    this.#connection.stop();
    this.#outboxSender.stop();
    this.#reader.stop();
    this.files.stop();
    clearTimeout(this.#typingTimer);
  }

  #dispatch(action: Action): void {
    this.#store.dispatch(action);
    this.#reader.send();
    this.files.sync();
  }

  #scrollTo(target: ScrollTarget): void {
    this.#dispatch({ type: 'scroll-requested', target });
  }

  #sendSearch(message: ClientMessage): void {
    if (!this.#connection.send(message)) this.#dispatch({ type: 'search-failed' });
  }

  #hide(hidden: boolean): void {
    this.#dispatch({ type: 'hidden', hidden });
    // A desktop that shows another window is not asleep.
    if (isPhone()) this.#connection.send({ type: 'presence', asleep: hidden });
  }

  #onEvent(event: ConnectionEvent): void {
    if (event.type === 'message-received' && this.#moderation.handleAnswer(event.message)) return;
    if (endsAnswers(event)) this.#moderation.forget();
    const before = this.conversation();
    const timed = event.type === 'message-received' || event.type === 'removed';
    this.#store.dispatchSoon(timed ? { ...event, now: performance.now() } : event);
    this.files.sync();
    if (event.type === 'connection') this.#outboxSender.flush();
    if (event.type !== 'message-received') return;
    const { message } = event;
    const unseen = unseenMessageIn(before, this.conversation(), message);
    if (unseen !== undefined) for (const tell of this.#unseenListeners) tell(unseen);
    if (message.type === 'welcome') {
      if (document.hidden && isPhone()) this.#connection.send({ type: 'presence', asleep: true });
      if (this.#wasWelcomed) for (const tell of this.#returnListeners) tell();
      this.#wasWelcomed = true;
      this.#reader.renew();
      this.#outboxSender.renew();
    }
    if (message.type === 'error') this.#slowDown(message, before);
    if (message.type === 'typing') this.#scheduleTypingEnd();
    this.#reader.send();
  }

  /**
   * Waits before sending again when the host is overloaded.
   *
   * @param rooms as they were before the refusal
   */
  #slowDown({ code, ref, seconds = 1 }: Refusal, { rooms }: Conversation): void {
    if (ref === undefined || (code !== 'read-failed' && !isForLater(code))) return;
    if (this.conversation().outbox.some((outgoing) => outgoing.ref === ref))
      this.#outboxSender.pause(seconds);
    else if (rooms.some(({ request }) => request?.ref === ref)) this.#reader.pause(seconds);
  }

  #scheduleTypingEnd(): void {
    clearTimeout(this.#typingTimer);
    const nextEnd = nextFade(this.conversation().typists);
    if (nextEnd === undefined) return;
    this.#typingTimer = setTimeout(
      () => {
        this.#dispatch({ type: 'time-passed', now: performance.now() });
        this.#scheduleTypingEnd();
      },
      Math.max(0, nextEnd - performance.now()),
    );
  }
}

/**
 * Whether pending requests will not be answered. An interruption does not count: the connection may still be
 * alive.
 */
function endsAnswers(event: ConnectionEvent): boolean {
  return event.type === 'message-received' ? event.message.type === 'welcome' : event.type !== 'connection';
}
