/**
 * Connections ↔ the conversation: lets the rules decide, appends to the history, and delivers what is committed. It
 * refuses to know HTTP, windows, and how a guest's bytes are read: that is `page-guest.ts` and `plain-guest.ts`.
 */
import type { FileTerms } from '../../contract/attachment.ts';
import type { Deed } from '../../contract/deed.ts';
import type { Connected } from '../../contract/connected.ts';
import type { OrderAct, OrderNow } from '../../contract/order-act.ts';
import type { BanTold, Out, Preview, RoomRules } from '../../contract/order.ts';
import type { Draft, Entry } from '../../contract/entry.ts';
import type { ErrorCode } from '../../contract/error-code.ts';
import type { Present } from '../../contract/person.ts';
import type { Kept } from '../../contract/retention.ts';
import { LOBBY, privatePair, type Room } from '../../contract/room.ts';
import { BEAT_INTERVAL_MS, type ClientMessage, type Join, type ServerMessage } from '../../contract/wire.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import type { Closing } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import { Attendance } from './attendance.ts';
import { keepsOrder } from './authority.ts';
import { Delivery } from './delivery.ts';
import { Doors } from './doors.ts';
import { networkOf } from './network-of.ts';
import { Order } from './order.ts';
import { plainPerson, type People } from './people.ts';
import { plainName } from './plain-text.ts';
import type { Act, Denial, Restraints } from './restraints.ts';
import type { Rooms, RoomState } from './rooms.ts';
import type { Peer } from './seat.ts';
import { RoomViews } from './room-views.ts';
import { Talk, type Refused } from './talk.ts';
import { pagesFor } from './welcome.ts';

/** The host's side of the house. */
export interface Audience {
  entries: (entries: readonly Entry[]) => void;
  /** Somebody came, went, or changed: {@link Hub.people} is another now. */
  people: () => void;
  /** {@link Hub.order} is another now. */
  order: () => void;
}

/** Why somebody who wants to come in may not. */
export type Barred = Omit<Out, 'type'>;

/** What the pure core may not draw for itself. */
export interface Chance {
  identity: () => { readonly id: string; readonly token: string };
  /** The wall clock, milliseconds since 1970. */
  now: () => number;
  /** Monotonic, milliseconds. */
  elapsed: () => number;
  /** What is kept of a token: whoever reads that has nobody's name. */
  proofOf: (token: string) => string;
}

/** Where everything is said: the rules, and what remembers. */
export interface Parts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  /** Left out where none are taken. */
  readonly files?: Pick<Files, 'claim' | 'terms' | 'uploads'> | undefined;
  readonly restraints: Restraints;
  readonly kept: () => Kept;
  readonly audience?: Audience;
  readonly chance: Chance;
}

/** `undefined` if all is well. */
export type Denied = Denial | undefined;

type Joining = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: ErrorCode };

/** Under which the history keeps the rules of rooms. */
export const RULES_MARK = 'rules';

const BEAT: ServerMessage = { type: 'beat' };

export class Hub {
  readonly #parts: Parts;
  readonly #delivery: Delivery;
  readonly #attendance: Attendance;
  readonly #order: Order;
  readonly #doors: Doors;
  readonly #talk: Talk;
  readonly #views: RoomViews;
  /** Who was muted when it was told last. */
  #muted: readonly string[] = [];
  /** `undefined` while the host is off. */
  #beat: NodeJS.Timeout | undefined;

  #otherLink: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#views = new RoomViews(parts);
    const { people, rooms, audience, history, files } = parts;
    this.#delivery = new Delivery((room, reader) => this.#views.own(room, reader));
    this.#attendance = new Attendance(
      people,
      this.#delivery,
      (drafts) => this.#commit(drafts),
      () => audience?.people(),
    );
    this.#doors = new Doors(history);
    this.#order = new Order({
      ...{ people, history, chance: parts.chance },
      networkOf: (id) => this.#networkOf(id),
      throwOut: (id, out) => this.#throwOut(id, out),
      remember: (id) => this.#remember(id),
      tell: (id, message) => this.#answer(id, message),
      tellKeepers: (message) => this.#tellKeepers(message),
      letThrough: (held) => codeOf(this.#talk.letThrough(held)),
      changed: () => this.#orderChanged(),
    });
    this.#talk = new Talk({
      ...{ people, rooms, history, files },
      order: this.#order,
      chance: parts.chance,
      networkOf: (id) => this.#networkOf(id),
      commit: (drafts) => this.#commit(drafts),
      remember: (id) => this.#remember(id),
      answer: (id, message) => this.#answer(id, message),
      tellOthers: (id, room, message) => this.#delivery.toOthers(id, room, message),
      tellAll: (message) => {
        this.#delivery.toPages(message);
        audience?.people();
      },
    });
    people.reserve(rooms.list().map(({ name }) => name));
    history.hear((entries) => this.#deliver(entries));
  }

  /** @param link by which guests reach the host */
  start(link: string): void {
    this.moveTo(link);
    this.#beat = setInterval(() => {
      this.#delivery.toPages(BEAT);
      this.#order.sweep();
    }, BEAT_INTERVAL_MS);
  }

  /** From now on guests reach the host by this link. */
  moveTo(link: string): void {
    this.#delivery.moveTo(link);
  }

  /** Guests are told where the host would be if it lost the address it has; `undefined` if nowhere. */
  tellOtherLink(link: string | undefined): void {
    if (link === this.#otherLink) return;
    this.#otherLink = link;
    this.houseChanged();
  }

  /** Sends what still waits, before everybody is told goodbye. */
  flush(): void {
    this.#delivery.flush();
  }

  /** When all connections are closed: nobody is waited for any more. It can be started again. */
  stop(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
    this.#attendance.stop();
  }

  /** Everybody from outside who is connected or asleep, in the order in which they came. */
  people(): Connected[] {
    return this.#attendance.list().map((person) => {
      const muted = this.#order.mutedOf(person.id);
      if (muted === undefined) return person;
      const { seconds } = muted;
      return { ...person, muted: seconds === undefined ? {} : { seconds } };
    });
  }

  /** What was counted of everybody from outside, and in all. */
  look(): ReturnType<Attendance['look']> {
    return this.#attendance.look(this.#parts.chance.now());
  }

  /** The connections that somebody may look at. */
  get lines(): Attendance['lines'] {
    return this.#attendance.lines;
  }

  /** Asks everybody for a sign of life, to learn how long it takes. */
  measure(): void {
    this.#attendance.measure();
  }

  /** The rooms of all. */
  rooms(): Room[] {
    return this.#views.ofAll();
  }

  /** Everybody who is here. */
  present(): Present[] {
    return this.#parts.people.present();
  }

  person(id: string): Present | undefined {
    return this.#parts.people.get(id);
  }

  /** The last entries of the lobby. */
  lobby(): readonly Entry[] {
    return this.#parts.history.resume(LOBBY, undefined).entries;
  }

  /** The last entries of every room of all. */
  entries(): Entry[] {
    return this.#parts.rooms
      .list()
      .flatMap(({ id }) => [...this.#parts.history.resume(id, undefined).entries]);
  }

  /** Everybody is told of the rooms, and of how long things are kept, as they are now. */
  houseChanged(): void {
    this.#parts.people.reserve(this.#parts.rooms.list().map(({ name }) => name));
    this.#delivery.toPages({ type: 'house', rooms: this.rooms(), ...this.#terms() });
  }

  /** A room was opened, renamed or closed; `undefined` if that could not be. */
  roomChanged(room: RoomState | undefined): boolean {
    if (room === undefined) return false;
    this.#parts.history.keepRoom(room);
    this.houseChanged();
    return true;
  }

  /** Somebody on plain text takes their seat. Returns their id. */
  joinPlain(connection: Connection, peer: Peer, hear: (message: ServerMessage) => void): string {
    const { chance, people } = this.#parts;
    const { id } = chance.identity();
    const { drafts } = people.joinPlain(id, plainName(peer.address, peer.port));
    this.#attendance.take(id, { connection, peer, hear }, [], chance.now());
    this.#commit(drafts);
    return id;
  }

  /** Somebody at the form takes their seat. */
  joinForm(name: string, peer: Peer, hear: (message: ServerMessage) => void): Joining {
    const { chance, people } = this.#parts;
    const { id } = chance.identity();
    if (this.#order.isNameBarred(name)) return { ok: false, code: 'name-barred' };
    const outcome = people.joinForm(id, name);
    if (!outcome.ok) return outcome;
    this.#attendance.take(id, { connection: undefined, peer, hear }, [], chance.now());
    this.#commit(outcome.drafts);
    return { ok: true, id };
  }

  /** Whether the token is one that was given out: whoever has it was let in before. */
  knows(token: string | undefined): boolean {
    const { people, chance } = this.#parts;
    if (token === undefined) return false;
    const proof = chance.proofOf(token);
    return people.recall(proof) !== undefined && this.#doors.isOpenTo(proof);
  }

  /** Why somebody is kept out; `undefined` if nothing speaks against them but perhaps their name. */
  barOf(token: string | undefined, { address }: Peer): Barred | undefined {
    const proof = token === undefined ? undefined : this.#parts.chance.proofOf(token);
    const bar = this.#order.barOf(proof, networkOf(address));
    if (bar === undefined) return undefined;
    const { why, reason, seconds } = bar;
    return { why, ...(reason !== '' && { reason }), ...(seconds !== undefined && { seconds }) };
  }

  /** Why somebody who was not here before has to wait. */
  denyNewcomer({ address }: Peer): Denied {
    const { restraints, chance } = this.#parts;
    return restraints.denyNewcomer(networkOf(address), chance.elapsed());
  }

  /** Why somebody has to wait who was here before; `undefined` also for somebody who was not. */
  denyReturn({ token, name }: Join): Denied {
    const { people, restraints, chance } = this.#parts;
    const known = token === undefined ? undefined : people.recall(chance.proofOf(token));
    return known && restraints.denyReturn(known.id, known.name !== name, chance.elapsed());
  }

  /** Who has the token, if they are in. */
  whoHas(token: string): string | undefined {
    const { people, chance } = this.#parts;
    const id = people.recall(chance.proofOf(token))?.id;
    return id === undefined ? undefined : people.get(id)?.id;
  }

  /** Somebody on the page takes their seat, or takes it back from an older connection of theirs. */
  joinPage(asked: Join, connection: Connection, peer: Peer): Joining {
    const { chance, people, history } = this.#parts;
    const fresh = chance.identity();
    const proof = asked.token === undefined ? undefined : chance.proofOf(asked.token);
    if (this.#order.isNameBarred(asked.name)) return { ok: false, code: 'name-barred' };
    const admission = people.join(asked.name, proof, { id: fresh.id, proof: chance.proofOf(fresh.token) });
    if (!admission.ok) return admission;
    const { person, drafts, wasAsleep } = admission;
    const token = admission.proof === proof && asked.token !== undefined ? asked.token : fresh.token;
    const own = this.#views.ownOf(person.id);
    this.#attendance.take(
      person.id,
      { connection, peer },
      own.map(({ id }) => id),
      chance.now(),
    );
    this.#delivery.tell(connection, {
      type: 'welcome',
      log: history.id,
      you: person,
      token,
      people: people.present(),
      rooms: [...this.rooms(), ...own],
      ...this.#terms(),
      pages: pagesFor(person.id, asked.resume, this.#parts),
    });
    this.#tellOrder(person.id);
    this.#doors.letIn(admission.proof);
    history.remember({ proof: admission.proof, person });
    this.#commit(drafts);
    if (wasAsleep) this.#delivery.toPages({ type: 'presence', id: person.id, asleep: false });
    this.#parts.audience?.people();
    return { ok: true, id: person.id };
  }

  /** A connection is over. */
  lose(id: string, connection: Connection | undefined, closing: Closing): void {
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

  /** Resolves when all that was said so far is committed. */
  settled(): Promise<void> {
    return this.#parts.history.settled();
  }

  /** What the host does, whom nobody restrains. */
  handleHost(id: string, message: Exclude<ClientMessage, Join>): Refused | Promise<Refused> {
    return this.#talk.handle(id, message);
  }

  /** The host makes somebody a moderator, or a guest again. */
  setRole(by: string, id: string, role: 'moderator' | 'guest'): Refused {
    const { people } = this.#parts;
    const outcome = people.setRole(id, role);
    if (!outcome.ok) return outcome.code;
    this.#remember(id);
    this.#commit(outcome.drafts);
    const [host, whom] = [people.get(by), people.get(id)];
    if (host && whom) this.#order.record({ what: 'role', whom: { id, name: whom.name }, to: role }, host);
    this.#tellOrder(id);
    return undefined;
  }

  /** Everybody but the host is out, and says the new PIN to come in again. */
  askPinAnew(): void {
    this.#doors.askAnew();
    for (const { id, role } of this.present())
      if (role !== 'host') this.#throwOut(id, { type: 'out', why: 'pin' });
  }

  /** What was done by the host elsewhere is written down. */
  record(by: string, deed: Omit<Deed, 'at' | 'by'>): void {
    const host = this.person(by);
    if (host !== undefined) this.#order.record(deed, host);
  }

  /** `false` if there is no such room. */
  setRules(by: string, id: string, rules: RoomRules): boolean {
    const { rooms, history } = this.#parts;
    if (!rooms.setRules(id, rules)) return false;
    history.mark(RULES_MARK, id, Object.keys(rules).length === 0 ? undefined : rules);
    const name = rooms.list().find((room) => room.id === id)?.name ?? '';
    this.record(by, { what: 'rules', room: { id, name }, rules });
    this.houseChanged();
    return true;
  }

  /** The host says something to all rooms; nothing takes down what is shown. */
  async announce(by: string, text: string | undefined): Promise<Refused> {
    const host = this.person(by);
    if (host === undefined) return 'not-joined';
    const announcement = this.#order.announce(host, text);
    this.#delivery.toPages({ type: 'announced', ...(announcement && { announcement }) });
    if (text === undefined) return undefined;
    return this.#talk.say(by, { room: LOBBY, text, ref: announcement?.id ?? '', announcement: true });
  }

  /** How order stands. */
  order(): OrderNow {
    const { announcement } = this.#order;
    return { waiting: this.#order.waiting(), ...(announcement && { announcement }) };
  }

  /** What the host does to keep order; resolves when all that came before it is committed. */
  async keepOrder(by: string, act: OrderAct): Promise<Refused> {
    const refused = this.#order.handle(by, act);
    await this.#parts.history.settled();
    return refused;
  }

  /** Whom a ban would hit; `undefined` if that person is not known. */
  previewBan(id: string): Omit<Preview, 'type' | 'ref'> | undefined {
    return this.#order.preview(id);
  }

  /** The bans in force, the newest first. */
  bans(): readonly BanTold[] {
    return this.#order.bans();
  }

  #restrained(id: string, act: Act, perform: () => Refused | Promise<Refused>): Denied | Promise<Denied> {
    const { restraints, chance } = this.#parts;
    const denial = restraints.deny(id, act, chance.elapsed(), () =>
      networkOf(this.#attendance.addressOf(id) ?? ''),
    );
    if (denial !== undefined) return denial;
    const refused = perform();
    return refused instanceof Promise ? refused.then(denied) : denied(refused);
  }

  /** What people should know before they write or send. */
  #terms(): { readonly kept: Kept; readonly files?: FileTerms; readonly otherLink?: string } {
    const { kept, files } = this.#parts;
    const otherLink = this.#otherLink;
    return {
      kept: kept(),
      ...(files && { files: files.terms() }),
      ...(otherLink !== undefined && { otherLink }),
    };
  }

  #throwOut(id: string, out: Out): void {
    this.#attendance.throwOut(id, out);
    void this.#parts.files?.uploads.removeOf(id);
    this.#parts.audience?.people();
  }

  #networkOf(id: string): string | undefined {
    const address = this.#attendance.addressOf(id);
    return address === undefined ? undefined : networkOf(address);
  }

  #tellKeepers(message: ServerMessage): void {
    for (const person of this.present()) if (keepsOrder(person)) this.#answer(person.id, message);
  }

  /** Those who keep order, and the window, are told how it stands. */
  #orderChanged(): void {
    const muted = this.#order.muted();
    if (muted.join() !== this.#muted.join()) {
      this.#muted = muted;
      this.#tellKeepers({ type: 'order', muted, waiting: this.#order.waiting() });
    }
    this.#parts.audience?.people();
    this.#parts.audience?.order();
  }

  /** What they should know who come in, or have become a moderator. */
  #tellOrder(id: string): void {
    const person = this.person(id);
    if (person !== undefined && keepsOrder(person))
      this.#answer(id, { type: 'order', muted: this.#order.muted(), waiting: this.#order.waiting() });
    const { announcement } = this.#order;
    if (announcement !== undefined) this.#answer(id, { type: 'announced', announcement });
    const muted = this.#order.mutedOf(id);
    if (muted === undefined) return;
    const { reason, seconds } = muted;
    this.#answer(id, {
      ...{ type: 'silenced', on: true },
      ...(reason !== '' && { reason }),
      ...(seconds !== undefined && { seconds }),
    });
  }

  #remember(id: string): void {
    const { people, history } = this.#parts;
    const proof = people.proofOf(id);
    const person = people.known(id);
    if (proof !== undefined && person !== undefined) history.remember({ proof, person: plainPerson(person) });
  }

  #answer(id: string, message: ServerMessage): void {
    const seat = this.#delivery.seats.get(id);
    if (seat?.hear !== undefined) seat.hear(message);
    else if (seat?.connection !== undefined) this.#delivery.tell(seat.connection, message);
  }

  /** Appends what was decided. A message that is here already is shown to its author again. */
  #commit(drafts: readonly Draft[]): void {
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
    const message = await this.#parts.history.find(room, seq);
    if (message !== undefined) this.#answer(id, message);
  }

  #deliver(entries: readonly Entry[]): void {
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

function denied(refused: Refused): Denied {
  return typeof refused === 'string' ? { code: refused } : refused;
}

function codeOf(refused: Refused | Promise<Refused>): ErrorCode | undefined {
  const known = refused instanceof Promise ? undefined : denied(refused);
  return known?.code;
}
