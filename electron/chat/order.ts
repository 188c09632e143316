/**
 * Order in the house: mutes, asks to leave and bans, decided when they are done and written down. It refuses to know
 * connections; those who are thrown out are handed to whoever does.
 */
import type { Deed } from '../../contract/deed.ts';
import {
  KICK_SECONDS,
  type Ban as AskedBan,
  type Announcement,
  type BanTold,
  type Covers,
  type Decide,
  type Kick,
  type Lift,
  type Mute,
  type Named,
  type OrderMessage,
  type Out,
  type Preview,
  type Waiting,
} from '../../contract/order.ts';
import type { Message } from '../../contract/entry.ts';
import type { ErrorCode } from '../../contract/error-code.ts';
import type { Person } from '../../contract/person.ts';
import type { Say, ServerMessage } from '../../contract/wire.ts';
import type { History } from '../history/history.ts';
import type { Mark } from '../history/store.ts';
import { keepsOrder, mayActOn } from './authority.ts';
import { Bans, type Ban, type Bar } from './bans.ts';
import { Mutes, type Muted, type Muting } from './mutes.ts';
import { Pace } from './pace.ts';
import { plainPerson, type People } from './people.ts';
import { told, WaitingRoom, type Held } from './waiting-room.ts';

export interface OrderParts {
  readonly people: People;
  readonly history: Pick<History, 'marks' | 'mark' | 'record'>;
  readonly chance: {
    readonly identity: () => { readonly id: string; readonly token: string };
    readonly now: () => number;
    readonly elapsed: () => number;
  };
  /** Behind which network somebody is who is in. */
  readonly networkOf: (id: string) => string | undefined;
  readonly throwOut: (id: string, out: Out) => void;
  /** Who they are now is kept. */
  readonly remember: (id: string) => void;
  readonly tell: (id: string, message: ServerMessage) => void;
  /** To all hosts and moderators. */
  readonly tellKeepers: (message: ServerMessage) => void;
  /** What waited is said; why not, if it cannot be. */
  readonly letThrough: (held: Held) => ErrorCode | undefined;
  /** Something is another way now. */
  readonly changed: () => void;
}

/** `undefined` if it was done. */
type Refused = ErrorCode | undefined;

/** What can be done, and needs no answer but that it was. */
type Act = Exclude<OrderMessage, { type: 'preview' | 'bans' }>;
type Unanswered<M> = M extends Act ? Omit<M, 'ref'> : never;

/** Written down of what nobody may: a flood of it must not push out the rest. */
const REFUSALS_BURST = 20;
const REFUSALS_PER_SECOND = 1 / 3;
const BAN_MARK = 'ban';
const MUTE_MARK = 'mute';
const ANNOUNCEMENT_MARK = 'announcement';
const MINUTE_MS = 60_000;

export class Order {
  readonly #parts: OrderParts;
  readonly #bans: Bans;
  readonly #mutes: Mutes;
  readonly #waiting = new WaitingRoom();
  #announcement: Announcement | undefined;
  readonly #refusals = new Pace(REFUSALS_BURST, REFUSALS_PER_SECOND);

  constructor(parts: OrderParts) {
    this.#parts = parts;
    const { history, chance } = parts;
    const [now, nowMs] = [chance.now(), chance.elapsed()];
    this.#bans = new Bans(history.marks(BAN_MARK).map(banOf), now, nowMs);
    this.#mutes = new Mutes(history.marks(MUTE_MARK).map(mutingOf), now, nowMs);
    this.#announcement = history.marks(ANNOUNCEMENT_MARK).map(announcementOf)[0];
  }

  /** What keeps somebody out who wants to come in. */
  barOf(proof: string | undefined, network: string): Bar | undefined {
    const id = this.#parts.people.recall(proof)?.id;
    return this.#bans.barOf({ proof, id, network }, this.#parts.chance.elapsed());
  }

  isNameBarred(name: string): boolean {
    return this.#bans.isNameBarred(name, this.#parts.chance.elapsed());
  }

  /** `undefined` if they may speak. */
  mutedOf(id: string): Muted | undefined {
    return this.#mutes.find(id, this.#mutedBy(this.#parts.people.get(id)), this.#parts.chance.elapsed());
  }

  /** The ids of those who are here and muted. */
  muted(): readonly string[] {
    const present = this.#parts.people.present();
    return present.filter(({ id }) => this.mutedOf(id) !== undefined).map(({ id }) => id);
  }

  /** What nobody has seen but those who decide. */
  waiting(): readonly Waiting[] {
    return this.#waiting.list();
  }

  /** What the host has to say to all rooms. */
  get announcement(): Announcement | undefined {
    return this.#announcement;
  }

  /** `undefined` takes it down. */
  announce(by: Person, text: string | undefined): Announcement | undefined {
    const { history, chance, changed } = this.#parts;
    const { id } = chance.identity();
    const announcement = text === undefined ? undefined : { id, text, by: by.name, at: chance.now() };
    if (announcement === undefined && this.#announcement === undefined) return undefined;
    this.#announcement = announcement;
    history.mark(ANNOUNCEMENT_MARK, 'now', announcement);
    this.record({ what: announcement === undefined ? 'withdraw' : 'announce' }, by);
    changed();
    return announcement;
  }

  /** A second sending of what waits is told so again. */
  isWaiting(person: string, ref: string): boolean {
    if (!this.#waiting.isWaiting(person, ref)) return false;
    this.#parts.tell(person, { type: 'held', ref });
    return true;
  }

  /** Somebody has to let it through first. It is no refusal: whoever wrote it is told that it waits. */
  hold(
    from: Person,
    { room, text, ref, files = [] }: Omit<Say, 'type' | 'ref' | 'reply'> & { readonly ref?: string },
    reply: Message | undefined,
  ): Refused | 'held' {
    const { chance, tell, tellKeepers, changed } = this.#parts;
    const held: Held = {
      ...{ id: chance.identity().id, from: plainPerson(from), room, text, files, at: chance.now() },
      ...(ref !== undefined && { ref }),
      ...(reply !== undefined && { reply }),
    };
    const added = this.#waiting.add(held);
    if (added !== 'waits') return added === 'full' ? 'waiting-full' : 'declined';
    tell(from.id, { type: 'held', ref: ref ?? '' });
    tellKeepers({ type: 'awaits', waiting: told(held) });
    changed();
    return 'held';
  }

  bans(): readonly BanTold[] {
    return this.#bans.list(this.#parts.chance.elapsed());
  }

  /** What is over is forgotten, here and where it was written down. */
  sweep(): void {
    const { history, chance, changed } = this.#parts;
    const bans = this.#bans.dropOver(chance.elapsed());
    const mutes = this.#mutes.dropOver(chance.elapsed());
    for (const id of bans) history.mark(BAN_MARK, id, undefined);
    for (const id of mutes) history.mark(MUTE_MARK, id, undefined);
    if (bans.length + mutes.length > 0) changed();
  }

  /** `undefined` if that person is not known. */
  preview(id: string): Omit<Preview, 'type' | 'ref'> | undefined {
    const { people } = this.#parts;
    const whom = people.known(id);
    if (whom === undefined) return undefined;
    const network = this.#parts.networkOf(id);
    const holds: Covers = {
      token: people.proofOf(id) !== undefined,
      name: !isAddressed(whom),
      address: network !== undefined,
    };
    return { holds, others: this.#behind(network, [id]).map(named) };
  }

  /** Whether somebody may ask for what hosts and moderators are told. */
  mayAsk(id: string): boolean {
    const by = this.#parts.people.get(id);
    return by !== undefined && keepsOrder(by);
  }

  handle(by: string, asked: Unanswered<Act>): Refused {
    const person = this.#parts.people.get(by);
    if (person === undefined) return 'not-joined';
    const refused = this.#do(person, asked);
    if (refused === 'not-allowed') this.#recordRefusal(person, asked);
    return refused;
  }

  /** Writes down what was done elsewhere. */
  record(deed: Omit<Deed, 'at' | 'by'>, by: Person): void {
    const { id, name, role } = by;
    this.#parts.history.record({ at: this.#parts.chance.now(), by: { id, name, role }, ...deed });
  }

  #do(by: Person, asked: Unanswered<Act>): Refused {
    if (!keepsOrder(by)) return 'not-allowed';
    if (asked.type === 'lift') return this.#lift(by, asked);
    if (asked.type === 'decide') return this.#decide(by, asked);
    const whom = this.#parts.people.known(asked.whom);
    if (whom === undefined) return 'person-gone';
    if (!mayActOn(by, whom)) return 'not-allowed';
    switch (asked.type) {
      case 'mute':
        return this.#mute(by, whom, asked);
      case 'unmute':
        return this.#unmute(by, whom);
      case 'kick':
        return this.#kick(by, whom, asked);
      case 'ban':
        return this.#ban(by, whom, asked);
      default:
        return asked satisfies never;
    }
  }

  #mute(by: Person, whom: Person, { reason, minutes }: Omit<Mute, 'ref'>): Refused {
    const { history, chance, tell, changed } = this.#parts;
    const at = chance.now();
    const network = this.#mutedBy(whom);
    const muting: Muting = {
      ...{ id: whom.id, by: named(by), reason, at },
      ...(network !== undefined && { network }),
      ...(minutes !== undefined && { until: at + minutes * MINUTE_MS }),
    };
    this.#mutes.add(muting, chance.elapsed());
    history.mark(MUTE_MARK, whom.id, muting);
    this.record({ what: 'mute', whom: named(whom), reason, ...(minutes !== undefined && { minutes }) }, by);
    const seconds = minutes === undefined ? {} : { seconds: minutes * 60 };
    tell(whom.id, { type: 'silenced', on: true, ...(reason !== '' && { reason }), ...seconds });
    changed();
    return undefined;
  }

  #unmute(by: Person, whom: Person): Refused {
    const { history, tell, changed } = this.#parts;
    const { id } = whom;
    const lifted = this.#mutes.lift(id, this.#mutedBy(whom));
    if (lifted.length === 0) return undefined;
    for (const muting of lifted) history.mark(MUTE_MARK, muting.id, undefined);
    this.record({ what: 'unmute', whom: named(whom) }, by);
    tell(id, { type: 'silenced', on: false });
    changed();
    return undefined;
  }

  /** On plain text a new connection is a new id, so the network counts. */
  #mutedBy(whom: Person | undefined): string | undefined {
    return whom?.via === 'plain' ? this.#parts.networkOf(whom.id) : undefined;
  }

  #kick(by: Person, whom: Person, { reason }: Omit<Kick, 'ref'>): Refused {
    const { people, chance, throwOut, remember } = this.#parts;
    if (people.get(whom.id) === undefined) return 'person-gone';
    const at = chance.now();
    const covers: Covers = { token: true, name: true, address: true };
    const until = at + KICK_SECONDS * 1_000;
    const ban = { ...this.#banOf(by, whom, [], covers), reason, at, until, kick: true } as const;
    this.#bans.add(ban, chance.elapsed());
    people.revoke(whom.id, chance.identity().token);
    remember(whom.id);
    this.record({ what: 'kick', whom: named(whom), reason }, by);
    this.#dropWaiting(whom.id);
    throwOut(whom.id, {
      ...{ type: 'out', why: 'kicked', seconds: KICK_SECONDS },
      ...(reason !== '' && { reason }),
    });
    return undefined;
  }

  #ban(by: Person, whom: Person, asked: Omit<AskedBan, 'ref'>): Refused {
    const { people, chance } = this.#parts;
    const others = (asked.others ?? []).flatMap((id) => people.known(id) ?? []);
    if (!others.every((each) => mayActOn(by, each))) return 'not-allowed';
    if (this.#bans.full) return 'bans-full';
    const all = [whom, ...others];
    const ids = all.map(({ id }) => id);
    const at = chance.now();
    const until = asked.minutes === undefined ? {} : { until: at + asked.minutes * MINUTE_MS };
    const bans = all.map((each): { readonly each: Person; readonly ban: Ban } => ({
      each,
      ban: { ...this.#banOf(by, each, ids, asked.covers), reason: asked.reason, at, ...until },
    }));
    // One that holds nothing would let them in again, and say that it does not.
    if (bans.some(({ ban }) => !holds(ban))) return 'person-gone';
    for (const { each, ban } of bans) this.#banOne(by, each, ban, asked);
    this.#parts.changed();
    return undefined;
  }

  #banOne(by: Person, whom: Person, ban: Ban, { reason, minutes, covers }: Omit<AskedBan, 'ref'>): void {
    const { people, history, chance, throwOut, remember } = this.#parts;
    this.#bans.add(ban, chance.elapsed());
    history.mark(BAN_MARK, ban.id, ban);
    const lasting = minutes === undefined ? {} : { minutes };
    this.record({ what: 'ban', whom: named(whom), reason, covers, ...lasting }, by);
    if (people.setRole(whom.id, 'guest').ok) remember(whom.id);
    this.#dropWaiting(whom.id);
    throwOut(whom.id, {
      ...{ type: 'out', why: 'banned' },
      ...(reason !== '' && { reason }),
      ...(minutes !== undefined && { seconds: minutes * 60 }),
    });
  }

  /** @param also those who are banned too, and so not spared */
  #banOf(by: Person, whom: Person, also: readonly string[], covers: Covers) {
    const { people, chance, networkOf } = this.#parts;
    const proof = covers.token ? people.proofOf(whom.id) : undefined;
    const network = covers.address ? networkOf(whom.id) : undefined;
    return {
      ...{ id: chance.identity().id, whom: named(whom), by: named(by) },
      spared: this.#behind(network, [whom.id, ...also]).map(({ id }) => id),
      ...(proof !== undefined && { proof }),
      ...(covers.name && !isAddressed(whom) && { name: whom.name }),
      ...(network !== undefined && { network }),
    };
  }

  #lift(by: Person, { ban: id }: Omit<Lift, 'ref'>): Refused {
    const ban = this.#bans.lift(id);
    if (ban === undefined) return undefined;
    this.#parts.history.mark(BAN_MARK, id, undefined);
    this.record({ what: 'lift', whom: ban.whom }, by);
    this.#parts.changed();
    return undefined;
  }

  #decide(by: Person, { waiting: id, approve }: Omit<Decide, 'ref'>): Refused {
    const { letThrough, tell, tellKeepers, changed } = this.#parts;
    const held = this.#waiting.take(id, approve);
    // Somebody else was faster.
    if (held === undefined) return undefined;
    const { from, ref } = held;
    const refused = approve ? letThrough(held) : 'declined';
    const answer = ref === undefined ? {} : { ref };
    if (refused !== undefined) tell(from.id, { type: 'error', code: refused, ...answer });
    this.record({ what: 'decide', whom: named(from), to: approve ? 'approved' : 'declined' }, by);
    tellKeepers({ type: 'decided', waiting: id });
    changed();
    return undefined;
  }

  /** Nothing that somebody wrote comes after they are out. */
  #dropWaiting(id: string): void {
    for (const waiting of this.#waiting.dropOf(id)) this.#parts.tellKeepers({ type: 'decided', waiting });
  }

  /** Who is in from behind a network, the host and some others aside. */
  #behind(network: string | undefined, without: readonly string[]): Person[] {
    if (network === undefined) return [];
    return this.#parts.people
      .present()
      .filter(({ id }) => !without.includes(id) && this.#parts.networkOf(id) === network)
      .map(plainPerson);
  }

  #recordRefusal(by: Person, asked: Unanswered<Act>): void {
    if (this.#refusals.take(this.#parts.chance.elapsed()) > 0) return;
    const whom = 'whom' in asked ? this.#parts.people.known(asked.whom) : undefined;
    this.record({ what: asked.type, ...(whom && { whom: named(whom) }), refused: 'not-allowed' }, by);
  }
}

function banOf({ value }: Mark): Ban {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- `#banOne` wrote it
  return JSON.parse(value);
}

function announcementOf({ value }: Mark): Announcement {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- `announce` wrote it
  return JSON.parse(value);
}

function mutingOf({ value }: Mark): Muting {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- `#mute` wrote it
  return JSON.parse(value);
}

function holds({ proof, name, network }: Ban): boolean {
  return proof !== undefined || name !== undefined || network !== undefined;
}

function named({ id, name }: Person): Named {
  return { id, name };
}

/** Over the plain-text protocol people are called by their address and port, which is another the next time. */
function isAddressed({ name, via }: Person): boolean {
  return via === 'plain' && /:\d+$/.test(name);
}
