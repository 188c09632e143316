/**
 * Who comes in: what keeps them out, which seat they take, and what they find there. It refuses to know how their
 * bytes are read, and what they do once they are in.
 */
import type { NewEntry } from '../../contract/model/entry.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { Removed } from '../../contract/model/moderation.ts';
import type { Join, Resume } from '../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import type { History } from '../history/history.ts';
import type { Connection } from '../websocket/connection.ts';
import type { SessionRegistry } from './sessions/session-registry.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { PinGrants } from './model/pin-grants.ts';
import { encodeWelcome } from './sessions/encode-welcome.ts';
import type { Arrival } from './sessions/held-arrivals.ts';
import type { ServerTerms } from './server-info-broadcast.ts';
import { networkOf } from '../limits/network-of.ts';
import type { ModerationBroadcast } from './moderation-broadcast.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { People } from './model/people.ts';
import { plainName } from './text/plain-text.ts';
import type { Denied, RateLimits } from './limits/rate-limits.ts';
import type { RoomViews } from './room-views.ts';
import type { Rooms } from './model/rooms.ts';
import { encodePresent } from './model/present-people.ts';
import type { Caller, Peer } from './sessions/session.ts';
import { mutedFor } from './message-handler.ts';
import { pagesFor } from './welcome.ts';

/** When to try again where few places are left, and one's network has its share of them. */
const CROWDED_SECONDS = 30;

/** Why somebody who wants to come in may not. */
export type Blocked = Omit<Removed, 'type'>;

export interface JoinServiceParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  readonly restraints: RateLimits;
  readonly chance: ClockAndIds;
  readonly order: Moderation;
  readonly news: ModerationBroadcast;
  readonly doors: PinGrants;
  readonly attendance: SessionRegistry;
  readonly delivery: Dispatcher;
  readonly views: RoomViews;
  readonly terms: () => ServerTerms;
  /** Appends what was decided. */
  readonly commit: (drafts: readonly NewEntry[]) => void;
  /** Remembers somebody who is in, and appends what was decided, with others who come now. */
  readonly arrived: (arrival: Arrival) => void;
  /** Somebody is in who was not, or under another name. */
  readonly changed: () => void;
}

type Joining = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: ErrorCode };

export class JoinService {
  readonly #parts: JoinServiceParts;

  constructor(parts: JoinServiceParts) {
    this.#parts = parts;
  }

  /** Whether the token is one that was given out: whoever has it was let in before. */
  knows(token: string | undefined): boolean {
    const { people, chance, doors } = this.#parts;
    if (token === undefined) return false;
    const proof = chance.proofOf(token);
    return people.recall(proof) !== undefined && doors.isOpenTo(proof);
  }

  /** Who has the token, if they are in. */
  whoHas(token: string): string | undefined {
    const { people, chance } = this.#parts;
    const id = people.recall(chance.proofOf(token))?.id;
    return id === undefined ? undefined : people.get(id)?.id;
  }

  /** Why somebody is kept out; `undefined` if nothing speaks against them but perhaps their name. */
  barOf(token: string | undefined, { address }: Peer): Blocked | undefined {
    const { chance, order } = this.#parts;
    const proof = token === undefined ? undefined : chance.proofOf(token);
    const bar = order.barOf(proof, networkOf(address));
    if (bar === undefined) return undefined;
    const { why, reason, seconds } = bar;
    return { why, ...(reason !== '' && { reason }), ...(seconds !== undefined && { seconds }) };
  }

  /** Why somebody who was not here before has to wait. At the form nobody takes up a place. */
  denyNewcomer({ peer, place }: Pick<Caller, 'peer'> & Partial<Pick<Caller, 'place'>>): Denied {
    const { restraints, chance } = this.#parts;
    if (place?.mayJoin() === false) return { code: 'too-fast', seconds: CROWDED_SECONDS };
    return restraints.denyNewcomer(networkOf(peer.address), chance.elapsed());
  }

  /** Why somebody has to wait who was here before; `undefined` also for somebody who was not. */
  denyReturn({ token, name }: Join): Denied {
    const { people, restraints, chance, order } = this.#parts;
    const known = token === undefined ? undefined : people.recall(chance.proofOf(token));
    const muted = known === undefined || known.name === name ? undefined : order.mutedOf(known.id);
    if (muted !== undefined) return mutedFor(muted);
    return known && restraints.denyReturn(known.id, known.name !== name, chance.elapsed());
  }

  /** Somebody on plain text takes their seat. Returns their id. */
  joinPlain(connection: Connection, peer: Peer, hear: (message: ServerMessage) => void): string {
    const { chance, people, order, attendance, commit } = this.#parts;
    const { id } = chance.identity();
    const { drafts } = people.joinPlain(id, plainName(peer.address, peer.port));
    attendance.take(id, { connection, peer, hear }, [], chance.now());
    order.cameNew(id);
    commit(drafts);
    this.#tellOrder(id);
    return id;
  }

  /** Somebody at the form takes their seat. */
  joinForm(name: string, peer: Peer, hear: (message: ServerMessage) => void): Joining {
    const { chance, people, order, attendance, commit } = this.#parts;
    const { id } = chance.identity();
    if (order.isNameBarred(name)) return { ok: false, code: 'name-banned' };
    const outcome = people.joinForm(id, name);
    if (!outcome.ok) return outcome;
    attendance.take(id, { connection: undefined, peer, hear }, [], chance.now());
    order.cameNew(id);
    commit(outcome.drafts);
    this.#tellOrder(id);
    return { ok: true, id };
  }

  /** Somebody on the page takes their seat, or takes it back from an older connection of theirs. */
  joinPage(asked: Join, connection: Connection, peer: Peer): Joining {
    const { chance, people, history, order, doors, attendance, delivery, views } = this.#parts;
    const fresh = chance.identity();
    const proof = asked.token === undefined ? undefined : chance.proofOf(asked.token);
    if (order.isNameBarred(asked.name)) return { ok: false, code: 'name-banned' };
    const admission = people.join(asked.name, proof, { id: fresh.id, proof: chance.proofOf(fresh.token) });
    if (!admission.ok) return admission;
    const { person, drafts, wasAsleep } = admission;
    const token = admission.proof === proof && asked.token !== undefined ? asked.token : fresh.token;
    const own = views.ownOf(person.id);
    attendance.take(
      person.id,
      { connection, peer },
      own.map(({ id }) => id),
      chance.now(),
    );
    if (person.id === fresh.id) order.cameNew(person.id);
    const welcome = {
      ...({ type: 'welcome', log: history.id, you: person, token } as const),
      rooms: [...views.ofAll(), ...own],
      ...this.#parts.terms(),
      pages: pagesFor(person.id, asked.resume, this.#parts, delivery.isCrowd),
      peopleVersion: delivery.changes.version,
    };
    const { gone, json } = this.#peopleFor(asked.resume);
    delivery.welcome(
      connection,
      encodeWelcome({ ...welcome, ...(gone && { gone }) }, json, delivery.isCrowd),
    );
    this.#tellOrder(person.id);
    doors.letIn(admission.proof);
    this.#parts.arrived({ known: { proof: admission.proof, person }, drafts });
    if (wasAsleep) delivery.toPages({ type: 'presence', id: person.id, asleep: false });
    this.#parts.changed();
    return { ok: true, id: person.id };
  }

  /** Everybody who is here, or, to a page that says whom it knows, those who changed since. */
  #peopleFor(resume: Resume | undefined): { readonly json: string; readonly gone?: readonly string[] } {
    const { people, history, delivery } = this.#parts;
    const version = resume?.log === history.id ? resume.people : undefined;
    const changed = delivery.changes.since(version);
    if (changed === undefined || changed.size >= people.count) return { json: people.json() };
    const here = [...changed].flatMap((id) => people.get(id) ?? []);
    const gone = [...changed].filter((id) => people.get(id) === undefined);
    return { json: `[${here.map(encodePresent).join()}]`, gone };
  }

  /** They learn how order stands, and those who keep it that somebody who is muted is here. */
  #tellOrder(id: string): void {
    const { news, order } = this.#parts;
    news.tell(id);
    if (order.mutedOf(id) !== undefined) news.changed();
  }
}
