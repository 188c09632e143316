/**
 * Connections ↔ the room: lets the room decide, appends to the log, and when an entry is committed encodes it
 * once for each protocol and sends it to everybody. It refuses to know HTTP, windows, and how a guest's bytes
 * are read: that is `page-guest.ts` and `plain-guest.ts`.
 */
import type { Connected } from '../../contract/ipc.ts';
import {
  BEAT_INTERVAL_MS,
  CLOSE,
  type ClientMessage,
  type Entry,
  type ErrorCode,
  type Join,
  type ServerMessage,
} from '../../contract/wire.ts';
import type { Committed, Log } from '../history/log.ts';
import { Broadcast } from '../websocket/broadcast.ts';
import { CloseCode, type Closing } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import { plainLine, plainName } from './plain-text.ts';
import type { Identity, Outcome, Room } from './room.ts';
import type { Peer, Seat } from './seat.ts';

/** The host's side of the room. */
export interface Audience {
  entries: (entries: readonly Entry[]) => void;
  /** Somebody came, went, or changed: {@link Hub.people} is another now. */
  people: () => void;
}

/** What the pure core may not draw for itself. */
export interface Chance {
  identity: () => Identity;
  /** The wall clock, milliseconds since 1970. */
  now: () => number;
}

type Joining = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: ErrorCode };

const BEAT = JSON.stringify({ type: 'beat' } satisfies ServerMessage);

/** A page that reloads, or a phone that changes networks, is back within this and was never away. */
const RETURN_GRACE_MS = 3_000;

export class Hub {
  readonly #room: Room;
  readonly #log: Log;
  readonly #audience: Audience | undefined;
  readonly #chance: Chance;
  readonly #pages = new Broadcast();
  readonly #plains = new Broadcast();
  readonly #seats = new Map<string, Seat>();
  /** Who lost their connection a moment ago, and since when they had been here. */
  readonly #returning = new Map<string, { readonly timer: NodeJS.Timeout; readonly since: number }>();
  /** `undefined` while the host is off. */
  #beat: NodeJS.Timeout | undefined;

  /** @param openLog makes the log that tells of what it committed */
  constructor(
    room: Room,
    openLog: (committed: Committed) => Log,
    audience: Audience | undefined,
    chance: Chance,
  ) {
    this.#room = room;
    this.#audience = audience;
    this.#chance = chance;
    this.#log = openLog((entries) => this.#deliver(entries));
  }

  /** Somebody in the room says something: a guest by plain text, or the host. */
  say(id: string, text: string): Outcome {
    return this.#commit(this.#room.say(id, text));
  }

  /** What somebody in the room did on their page. */
  handle(id: string, message: Exclude<ClientMessage, Join>): Outcome {
    switch (message.type) {
      case 'message':
        return this.#commit(this.#room.say(id, message.text, message.ref));
      case 'rename':
        return this.#commit(this.#room.rename(id, message.name));
      case 'leave':
        return this.#commit(this.#room.leave(id, true));
      default:
        return message satisfies never;
    }
  }

  /** The last page of the log. */
  entries(): readonly Entry[] {
    return this.#log.last().entries;
  }

  /** Everybody from outside who is connected, in the order in which they came. */
  people(): Connected[] {
    const people = new Map(this.#room.people().map((person) => [person.id, person]));
    const seats = [...this.#seats].sort(([, a], [, b]) => a.since - b.since);
    return seats.flatMap(([id, { peer, since }]) => {
      const person = people.get(id);
      if (person === undefined) return [];
      return [{ ...person, address: peer.address, userAgent: peer.userAgent, since }];
    });
  }

  start(): void {
    this.#beat = setInterval(() => this.#pages.send(BEAT), BEAT_INTERVAL_MS);
  }

  /** Sends what still waits, before everybody is told goodbye. */
  flush(): void {
    this.#pages.flush();
    this.#plains.flush();
  }

  /** When all connections are closed: nobody is waited for any more. It can be started again. */
  stop(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
    for (const [id, { timer }] of this.#returning) {
      clearTimeout(timer);
      this.#commit(this.#room.leave(id, true));
    }
    this.#returning.clear();
  }

  /** Somebody on plain text takes their seat. Returns their id. */
  joinPlain(connection: Connection, peer: Peer): string {
    const { id } = this.#chance.identity();
    const outcome = this.#room.joinPlain(id, plainName(peer.address, peer.port));
    this.#plains.add(connection);
    this.#seats.set(id, { connection, peer, since: this.#chance.now() });
    this.#commit({ ok: true, drafts: outcome.drafts });
    return id;
  }

  /** Somebody on the page takes their seat, or takes it back from an older connection of theirs. */
  joinPage(asked: Join, connection: Connection, peer: Peer): Joining {
    const admission = this.#room.join(asked, this.#chance.identity());
    if (!admission.ok) return admission;
    const { person, token, drafts } = admission;
    const away = this.#returning.get(person.id);
    clearTimeout(away?.timer);
    this.#returning.delete(person.id);
    const before = this.#seats.get(person.id);
    const since = before?.since ?? away?.since ?? this.#chance.now();
    this.#seats.set(person.id, { connection, peer, since });
    if (before !== undefined) {
      this.#pages.delete(before.connection);
      before.connection.close(CLOSE.replaced);
    }
    this.#pages.add(connection);
    const { resume } = asked;
    const page = resume?.log === this.#log.id ? this.#log.since(resume.after) : this.#log.last();
    const people = this.#room.people();
    this.tell(connection, {
      type: 'welcome',
      log: this.#log.id,
      room: this.#room.name,
      you: person,
      token,
      people,
      ...page,
    });
    this.#commit({ ok: true, drafts });
    this.#audience?.people();
    return { ok: true, id: person.id };
  }

  /** The connection is over. Somebody on the page may come back; somebody on plain text has no name to come back to. */
  lose(id: string, connection: Connection, closing: Closing): void {
    const seat = this.#seats.get(id);
    if (seat?.connection !== connection) return;
    this.#seats.delete(id);
    this.#audience?.people();
    this.#pages.delete(connection);
    this.#plains.delete(connection);
    // Only `quit` is a goodbye on plain text.
    const plain = seat.peer.subprotocol === undefined;
    const goodbye = !plain && (closing.code === CloseCode.normal || closing.code === CloseCode.goingAway);
    const gone = () => {
      this.#returning.delete(id);
      this.#commit(this.#room.leave(id, goodbye));
    };
    this.#returning.set(id, { timer: setTimeout(gone, plain ? 0 : RETURN_GRACE_MS), since: seat.since });
  }

  /** Appends what came out of the room. A message that the log knows already is shown to its author again. */
  #commit(outcome: Outcome): Outcome {
    if (!outcome.ok) return outcome;
    for (const draft of outcome.drafts) {
      const known = this.#log.append(draft);
      const author = known?.type === 'message' ? this.#seats.get(known.from.id) : undefined;
      if (known !== undefined && author !== undefined) this.tell(author.connection, known);
    }
    return outcome;
  }

  /** Sends to one page, after whatever everybody was sent before. */
  tell(connection: Connection, message: ServerMessage): void {
    this.#pages.flush();
    connection.send(JSON.stringify(message));
  }

  #deliver(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (!this.#pages.empty) this.#pages.send(JSON.stringify(entry));
      const line = this.#plains.empty ? undefined : plainLine(entry);
      if (line !== undefined) this.#plains.send(line);
      if (entry.type !== 'message') this.#audience?.people();
      if (entry.type === 'left') this.#dismiss(entry.person.id);
    }
    this.#audience?.entries(entries);
  }

  /** Whoever said goodbye and is still connected has heard it by now. */
  #dismiss(id: string): void {
    const seat = this.#seats.get(id);
    if (seat === undefined) return;
    this.#seats.delete(id);
    // Leaving a broadcast sends what waits in it.
    this.#pages.delete(seat.connection);
    this.#plains.delete(seat.connection);
    seat.connection.close(CloseCode.normal);
  }
}
