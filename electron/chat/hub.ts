/**
 * Connections ↔ the conversation: lets the rules decide, appends to the history, and delivers what is committed. It
 * refuses to know HTTP, windows, and how a guest's bytes are read: that is `page-guest.ts` and `plain-guest.ts`.
 */
import { isArrival } from '../../contract/model/arrivals.ts';
import type { ConnectedPerson } from '../../contract/ipc/connected-person.ts';
import type { NewEntry, Entry } from '../../contract/model/entry.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { ModerationOverview } from '../../contract/ipc/moderation-action.ts';
import type { Removed } from '../../contract/model/moderation.ts';
import type { Present } from '../../contract/model/person.ts';
import type { Retention } from '../../contract/model/retention.ts';
import { LOBBY, privatePair } from '../../contract/model/room.ts';
import type { ClientMessage, Join } from '../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import { HEARTBEAT_INTERVAL_MS } from '../../contract/wire/wire.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import type { CloseFrame } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import { SessionRegistry } from './sessions/session-registry.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import { Dispatcher } from './sessions/dispatcher.ts';
import { PinGrants } from './model/pin-grants.ts';
import { JoinService } from './join-service.ts';
import { HeldArrivals, type Arrival } from './sessions/held-arrivals.ts';
import { ServerInfoBroadcast } from './server-info-broadcast.ts';
import { ModerationBroadcast } from './moderation-broadcast.ts';
import { Moderation } from './moderation/moderation.ts';
import { plainPerson, type People } from './model/people.ts';
import type { LimitedAction, Denied, RateLimits } from './limits/rate-limits.ts';
import type { Rooms } from './model/rooms.ts';
import { RoomViews } from './room-views.ts';
import { HostActions } from './host-actions.ts';
import { MessageHandler, type MessageRefusal } from './message-handler.ts';

/** The host's side of the house. */
export interface Audience {
  entries: (entries: readonly Entry[]) => void;
  /** Somebody came, went, or changed: {@link Hub.people} is another now. */
  people: () => void;
  /** {@link Hub.order} is another now. */
  order: () => void;
}

/** Where everything is said: the rules, and what remembers. */
export interface HubParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  /** Left out where none are taken. */
  readonly files?: Pick<Files, 'claim' | 'lend' | 'takeBack' | 'terms' | 'uploads'> | undefined;
  readonly restraints: RateLimits;
  readonly kept: () => Retention;
  readonly audience?: Audience;
  readonly chance: ClockAndIds;
}

export class Hub {
  readonly #parts: HubParts;
  readonly #delivery: Dispatcher;
  readonly #arrivals = new HeldArrivals(() => this.#release());
  /** What was committed while those who were held come in. */
  #gathered: Entry[] | undefined;
  readonly #attendance: SessionRegistry;
  readonly #order: Moderation;
  readonly #news: ModerationBroadcast;
  readonly #talk: MessageHandler;
  readonly #notice: ServerInfoBroadcast;
  /** The rooms, as somebody is told of them. */
  readonly views: RoomViews;
  /** How guests come in. */
  readonly entrance: JoinService;
  /** What the host does. */
  readonly hostActions: HostActions;
  /** `undefined` while the host is off. */
  #beat: NodeJS.Timeout | undefined;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.views = new RoomViews(parts);
    const { people, rooms, audience, history, files } = parts;
    const { id: run } = parts.chance.identity();
    this.#delivery = new Dispatcher((room, reader) => this.views.own(room, reader), run);
    this.#attendance = new SessionRegistry(
      people,
      this.#delivery,
      (drafts) => this.#commit(drafts),
      () => audience?.people(),
    );
    const shared = {
      ...{ people, rooms, history, chance: parts.chance, delivery: this.#delivery },
      commit: (drafts: readonly NewEntry[]) => this.#commit(drafts),
      remember: (id: string) => this.#remember(id),
      throwOut: (id: string, out: Removed) => this.#throwOut(id, out),
      networkOf: (id: string) => this.#attendance.networkOf(id),
      addressOf: (id: string) => this.#attendance.addressOf(id),
    };
    this.#notice = new ServerInfoBroadcast({
      ...{ people, views: this.views, delivery: this.#delivery, kept: parts.kept, files },
    });
    this.#order = new Moderation({
      ...shared,
      tell: (id, message) => this.#delivery.answer(id, message),
      tellKeepers: (message) => this.#news.toKeepers(message),
      letThrough: (held) => codeOf(this.#talk.letThrough(held)),
      declined: ({ from, files }) => parts.files?.takeBack(from.id, files),
      changed: () => this.#orderChanged(),
    });
    const order = this.#order;
    this.#news = new ModerationBroadcast({ people, order, delivery: this.#delivery });
    this.#talk = new MessageHandler({
      ...{ ...shared, files, order },
      answer: (id, message) => this.#delivery.answer(id, message),
      tellOthers: (id, room, message) => this.#delivery.toOthers(id, room, message),
      tellAll: (message) => {
        // It may be of somebody who has just come.
        this.#release();
        this.#delivery.toPages(message);
        audience?.people();
      },
    });
    const inside = { ...shared, order, news: this.#news, doors: new PinGrants(history) };
    this.entrance = new JoinService({
      ...{ ...inside, restraints: parts.restraints, attendance: this.#attendance, views: this.views },
      terms: () => this.#notice.terms(),
      arrived: (arrival) => this.#arrived(arrival),
      changed: () => audience?.people(),
    });
    this.hostActions = new HostActions({
      ...inside,
      talk: this.#talk,
      houseChanged: () => this.houseChanged(),
    });
    history.hear((entries) => this.#deliver(entries));
  }

  /** @param link by which guests reach the host */
  start(link: string): void {
    this.moveTo(link);
    this.#beat = setInterval(() => {
      this.#delivery.beat();
      this.#order.sweep();
    }, HEARTBEAT_INTERVAL_MS);
  }

  /** From now on guests reach the host by this link. */
  moveTo(link: string): void {
    this.#delivery.moveTo(link);
  }

  /** Guests are told where the host would be if it lost the address it has; `undefined` if nowhere. */
  tellOtherLink(link: string | undefined): void {
    this.#notice.moveOtherLink(link);
  }

  /** Sends what still waits, before everybody is told goodbye. */
  flush(): void {
    this.#release();
    this.#delivery.flush();
  }

  /** When all connections are closed: nobody is waited for any more. It can be started again. */
  stop(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#attendance.stop();
  }

  /** Everybody from outside who is connected or asleep, in the order in which they came. */
  people(): ConnectedPerson[] {
    return this.#attendance.list().map((person) => {
      const muted = this.#order.mutedOf(person.id);
      if (muted === undefined) return person;
      const { seconds } = muted;
      return { ...person, muted: seconds === undefined ? {} : { seconds } };
    });
  }

  /** Whether anybody from outside is connected or asleep. */
  anybody(): boolean {
    return this.#attendance.anybody();
  }

  /** What was counted of everybody from outside, and in all. */
  look(): ReturnType<SessionRegistry['look']> {
    return this.#attendance.look(this.#parts.chance.now());
  }

  /** The connections that somebody may look at. */
  get lines(): SessionRegistry['lines'] {
    return this.#attendance.lines;
  }

  /** How many people are in from each network; the host's own person is behind none. */
  networks(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { id } of this.#parts.people.present()) {
      const network = this.#attendance.networkOf(id);
      if (network !== undefined) counts.set(network, (counts.get(network) ?? 0) + 1);
    }
    return counts;
  }

  /** Asks everybody for a sign of life, to learn how long it takes. */
  measure(): void {
    this.#attendance.measure();
  }

  /** Everybody who is here. */
  present(): Present[] {
    return this.#parts.people.present();
  }

  person(id: string): Present | undefined {
    return this.#parts.people.get(id);
  }

  /** The host's own person has another name. */
  callHost(id: string, name: string): void {
    const drafts = this.#parts.people.call(id, name);
    if (drafts.length > 0) this.#commit(drafts);
  }

  /** Everybody is told of the rooms, and of how long things are kept, as they are now. */
  houseChanged(): void {
    this.#notice.changed();
  }

  /** A connection is over. */
  lose(id: string, connection: Connection | undefined, closing: CloseFrame): void {
    this.#attendance.lose(id, connection, closing, this.#parts.chance.now());
  }

  /** Sends to one page, after whatever everybody was sent before. */
  tell(connection: Connection, message: ServerMessage): void {
    this.#delivery.tell(connection, message);
  }

  /** What somebody does. */
  handle(id: string, message: Exclude<ClientMessage, Join>): Denied | Promise<Denied> {
    return this.#restrained(id, message, () => this.#talk.handle(id, message));
  }

  /** Somebody on plain text says something. */
  sayPlain(id: string, text: string): Denied | Promise<Denied> {
    const said = { type: 'message', room: LOBBY, text } as const;
    return this.#restrained(id, said, () => this.#talk.say(id, said));
  }

  /** How long somebody has to wait before they say something, in milliseconds. */
  waitToSay(id: string): number {
    const { restraints, chance } = this.#parts;
    return restraints.waitToSay(id, chance.elapsed());
  }

  /** How often one connection may be refused something. */
  refusalsPace(): ReturnType<RateLimits['refusals']> {
    return this.#parts.restraints.refusals();
  }

  /** Resolves when all that was said so far is committed. */
  settled(): Promise<void> {
    this.#release();
    return this.#parts.history.settled();
  }

  /** How order stands. */
  order(): ModerationOverview {
    return this.#news.now();
  }

  #restrained(
    id: string,
    act: LimitedAction,
    perform: () => MessageRefusal | Promise<MessageRefusal>,
  ): Denied | Promise<Denied> {
    const { restraints, chance } = this.#parts;
    const denial = restraints.deny(id, act, chance.elapsed(), () => this.#attendance.networkOf(id) ?? '');
    if (denial !== undefined) return denial;
    const refused = perform();
    return refused instanceof Promise ? refused.then(denied) : denied(refused);
  }

  #throwOut(id: string, out: Removed): void {
    this.#attendance.throwOut(id, out);
    void this.#parts.files?.uploads.removeOf(id);
    this.#parts.audience?.people();
  }

  /** Those who keep order, and the window, are told how it stands. */
  #orderChanged(): void {
    this.#news.changed();
    this.#parts.audience?.people();
    this.#parts.audience?.order();
  }

  #remember(id: string): void {
    // What is remembered last counts.
    this.#release();
    const { people, history } = this.#parts;
    const proof = people.proofOf(id);
    const person = people.known(id);
    if (proof !== undefined && person !== undefined) history.remember({ proof, person: plainPerson(person) });
  }

  /** In a crowd those who come wait for each other. */
  #arrived(arrival: Arrival): void {
    this.#arrivals.hold(arrival);
    const waits = this.#delivery.isCrowd && arrival.drafts.every(isArrival) && this.#arrivals.mayWait();
    if (!waits) this.#release();
  }

  /** Those who were held come in; what is committed at once, without a disk, is delivered together all the same. */
  #release(): void {
    const held = this.#arrivals.release();
    if (held.length === 0) return;
    const gathered: Entry[] = [];
    this.#gathered = gathered;
    try {
      for (const { known, drafts } of held) {
        this.#parts.history.remember(known);
        this.#append(drafts);
      }
    } finally {
      this.#gathered = undefined;
    }
    if (gathered.length > 0) this.#deliver(gathered);
  }

  /** Nothing that is decided later overtakes those who came. */
  #commit(drafts: readonly NewEntry[]): void {
    this.#release();
    this.#append(drafts);
  }

  /** Appends what was decided. A message that is here already is shown to its author again. */
  #append(drafts: readonly NewEntry[]): void {
    for (const draft of drafts) {
      const known = this.#parts.history.append(draft);
      if (known !== undefined && draft.type === 'message') void this.#showAgain(draft.from.id, known);
    }
  }

  async #showAgain(
    id: string,
    { room, seq }: { readonly room: string; readonly seq: number },
  ): Promise<void> {
    // One that is not committed yet comes by itself.
    const message = await this.#parts.history.findOwn(room, seq);
    if (message !== undefined) this.#delivery.answer(id, message);
  }

  #deliver(entries: readonly Entry[]): void {
    if (this.#gathered !== undefined) {
      this.#gathered.push(...entries);
      return;
    }
    const { audience } = this.#parts;
    this.#delivery.entries(entries);
    for (const entry of entries) {
      if (entry.type === 'message') this.#attendance.said(entry.from.id);
      // Whoever is back before this was on the disk stays.
      const gone = entry.type === 'left' && this.#parts.people.get(entry.person.id) === undefined;
      if (gone) this.#attendance.dismiss(entry.person.id);
    }
    if (entries.some(({ room, type }) => room === LOBBY && type !== 'message')) audience?.people();
    audience?.entries(entries.filter(({ room }) => privatePair(room) === undefined));
  }
}

function denied(refused: MessageRefusal): Denied {
  return typeof refused === 'string' ? { code: refused } : refused;
}

function codeOf(refused: MessageRefusal | Promise<MessageRefusal>): ErrorCode | undefined {
  const known = refused instanceof Promise ? undefined : denied(refused);
  return known?.code;
}
