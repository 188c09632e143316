/** Hands what guests send to the rules, and commits and sends what they decide: the one place that does. */
import type { Entry } from '../../contract/model/entry.ts';
import { LOBBY, privatePair } from '../../contract/model/room.ts';
import { fail, ok } from '../../contract/result.ts';
import { HEARTBEAT_INTERVAL_MS } from '../../contract/wire/wire.ts';
import type { ClientMessage, Join } from '../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import type { CloseFrame } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import type { Committer } from './committer.ts';
import type { Decided, Decision } from './decision.ts';
import type { LimitedAction, Permission, RateLimits } from './limits/rate-limits.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageSending } from './message-sending.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import type { Origins } from './model/origins.ts';
import type { Effect, Outcome } from './model/outcome.ts';
import type { People } from './model/people.ts';
import type { ModerationBroadcast } from './moderation-broadcast.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { SessionRegistry } from './sessions/session-registry.ts';

/** Told what happens in the chat, for the host's window. */
export interface Audience {
  readonly entries: (entries: readonly Entry[]) => void;
  /** People came, went, or changed. */
  readonly people: () => void;
  /** Pending messages, mutes or the announcement changed. */
  readonly moderation: () => void;
}

export interface HubParts {
  readonly people: People;
  readonly history: Pick<History, 'settled'>;
  readonly committer: Committer;
  readonly dispatcher: Dispatcher;
  readonly sessions: SessionRegistry;
  readonly origins: Pick<Origins, 'networkOf'>;
  readonly limits: RateLimits;
  readonly handler: MessageHandler;
  readonly sending: MessageSending;
  readonly moderation: Moderation;
  readonly moderationBroadcast: ModerationBroadcast;
  /** Left out where no files are taken. */
  readonly files?: Pick<Files, 'takeBack' | 'uploads'> | undefined;
  readonly audience: Audience;
  readonly clockAndIds: Pick<ClockAndIds, 'elapsed' | 'now'>;
}

export class Hub {
  readonly #parts: HubParts;
  /** `undefined` while the server is off. */
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(parts: HubParts) {
    this.#parts = parts;
    parts.committer.onCommitted((entries) => this.#send(entries));
  }

  /** @param link by which guests reach the server */
  start(link: string): void {
    const { dispatcher, moderation } = this.#parts;
    this.moveTo(link);
    this.#heartbeat = setInterval(() => {
      dispatcher.sendHeartbeat();
      void this.#perform(moderation.sweep());
    }, HEARTBEAT_INTERVAL_MS);
  }

  /** From now on guests reach the server by this link. */
  moveTo(link: string): void {
    this.#parts.dispatcher.moveTo(link);
  }

  /** Sends what still waits, before everybody is told goodbye. */
  flush(): void {
    this.#parts.committer.release();
    this.#parts.dispatcher.flush();
  }

  /** Call it when all connections are closed: nobody is waited for any more. The hub can be started again. */
  stop(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
    this.#parts.sessions.stop();
  }

  /** A connection is over. */
  lose(id: string, connection: Connection | undefined, closing: CloseFrame): void {
    this.#parts.sessions.lose(id, connection, closing, this.#parts.clockAndIds.now());
  }

  /** Sends to one page, after everything that all pages were sent before. */
  tell(connection: Connection, message: ServerMessage): void {
    this.#parts.dispatcher.tell(connection, message);
  }

  /** Handles a message of a guest, within their rate limits. */
  handle(id: string, message: Exclude<ClientMessage, Join>): Permission | Promise<Permission> {
    const allowed = this.#allow(id, message);
    return allowed.ok ? this.perform(this.#parts.handler.handle(id, message)) : allowed;
  }

  /** Handles a message of a guest on plain text, within their rate limits. */
  sayPlain(id: string, text: string): Permission | Promise<Permission> {
    const said = { type: 'message', room: LOBBY, text } as const;
    const allowed = this.#allow(id, said);
    return allowed.ok ? this.perform(this.#parts.sending.say(id, said)) : allowed;
  }

  /** Milliseconds until a guest may say something. */
  waitToSay(id: string): number {
    const { limits, clockAndIds } = this.#parts;
    return limits.waitToSay(id, clockAndIds.elapsed());
  }

  /** How often one connection may be refused something. */
  refusalLimit(): ReturnType<RateLimits['refusals']> {
    return this.#parts.limits.refusals();
  }

  /** Resolves when everything so far is committed. */
  settled(): Promise<void> {
    return this.#parts.committer.settled();
  }

  /** Commits and sends what was decided, in the same turn. */
  perform(decided: Decided): Permission | Promise<Permission> {
    if (decided instanceof Promise) return decided.then((decide) => this.#performDecision(decide()));
    return this.#performDecision(decided);
  }

  #allow(id: string, action: LimitedAction): Permission {
    const { limits, clockAndIds, origins } = this.#parts;
    return limits.allow(id, action, clockAndIds.elapsed(), () => origins.networkOf(id) ?? '');
  }

  #performDecision(decision: Decision): Permission | Promise<Permission> {
    if (!decision.ok) return fail(decision.error);
    const committed = this.#perform(decision.value);
    return committed === undefined ? ok(undefined) : committed.then(() => ok(undefined));
  }

  /** Answers with a promise if an effect has to wait until the others are committed. */
  #perform(outcome: Outcome): Promise<void> | undefined {
    let last: Promise<void> | undefined;
    for (const effect of outcome) last = this.#performEffect(effect) ?? last;
    return last;
  }

  #performEffect(effect: Effect): Promise<void> | undefined {
    const { committer, dispatcher, moderationBroadcast, files, audience } = this.#parts;
    switch (effect.kind) {
      case 'append':
        committer.commit(effect.entries);
        return undefined;
      case 'tell':
        dispatcher.answer(effect.id, effect.message);
        return undefined;
      case 'tell-when-committed':
        return this.#parts.history.settled().then(() => dispatcher.answer(effect.id, effect.message));
      case 'tell-moderators':
        moderationBroadcast.toModerators(effect.message);
        return undefined;
      case 'tell-room':
        dispatcher.toOthers(effect.from, effect.room, effect.message);
        return undefined;
      case 'tell-pages':
        dispatcher.toPages(effect.message);
        return undefined;
      case 'presence':
        // The person may have joined a moment ago.
        committer.release();
        dispatcher.toPages({ type: 'presence', id: effect.id, asleep: effect.asleep });
        audience.people();
        return undefined;
      case 'remember':
        committer.remember(effect.id);
        return undefined;
      case 'remove':
        this.#parts.sessions.remove(effect.id, effect.message);
        void files?.uploads.removeOf(effect.id);
        audience.people();
        return undefined;
      case 'return-files':
        files?.takeBack(effect.owner, effect.files);
        return undefined;
      case 'moderation-changed':
        moderationBroadcast.changed();
        audience.people();
        audience.moderation();
        return undefined;
      default:
        return effect satisfies never;
    }
  }

  #send(entries: readonly Entry[]): void {
    const { dispatcher, sessions, people, audience } = this.#parts;
    dispatcher.entries(entries);
    for (const entry of entries) {
      if (entry.type === 'message') sessions.countMessage(entry.from.id);
      // A person who is back before this was on the disk stays.
      const isGone = entry.type === 'left' && people.get(entry.person.id) === undefined;
      if (isGone) sessions.dismiss(entry.person.id);
    }
    if (entries.some(({ room, type }) => room === LOBBY && type !== 'message')) audience.people();
    audience.entries(entries.filter(({ room }) => privatePair(room) === undefined));
  }
}
