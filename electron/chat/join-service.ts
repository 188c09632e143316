/**
 * Lets people join: checks what keeps them out, gives them a session, and tells them what is there.
 */
import type { ErrorCode } from '../../contract/model/error-code.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
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
import type { ServerInfoBroadcast } from './server-info-broadcast.ts';
import type { Committer } from './committer.ts';
import { networkOf } from '../limits/network-of.ts';
import type { ModerationBroadcast } from './moderation-broadcast.ts';
import type { Bans } from './moderation/bans.ts';
import type { Mutes } from './moderation/mutes.ts';
import type { People } from './model/people.ts';
import { plainName } from './text/plain-text.ts';
import type { Permission, RateLimits } from './limits/rate-limits.ts';
import type { RoomViews } from './room-views.ts';
import type { Rooms } from './model/rooms.ts';
import { encodePresent } from './model/present-people.ts';
import type { Caller, Peer } from './sessions/session.ts';
import { mutedFor } from './message-handler.ts';
import { pagesFor } from './welcome.ts';

/** When to try again if few connections are left and the network has its share of them. */
const CROWDED_SECONDS = 30;

/** Why a person may not join. */
export type Blocked = Omit<Removed, 'type'>;

export interface JoinServiceParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  readonly limits: RateLimits;
  readonly clockAndIds: ClockAndIds;
  readonly bans: Bans;
  readonly mutes: Mutes;
  readonly moderationBroadcast: ModerationBroadcast;
  readonly pinGrants: PinGrants;
  readonly sessions: SessionRegistry;
  readonly dispatcher: Dispatcher;
  readonly views: RoomViews;
  readonly serverInfo: ServerInfoBroadcast;
  readonly committer: Committer;
  readonly audience: { readonly people: () => void };
}

/** The id of the person who is in now. */
type JoinResult = Result<string, ErrorCode>;

export class JoinService {
  readonly #parts: JoinServiceParts;

  constructor(parts: JoinServiceParts) {
    this.#parts = parts;
  }

  /** Whether the token belongs to a person who joined before and need not give the PIN. */
  knows(token: string | undefined): boolean {
    const { people, clockAndIds, pinGrants } = this.#parts;
    if (token === undefined) return false;
    const proof = clockAndIds.proofOf(token);
    return people.recall(proof) !== undefined && pinGrants.isGranted(proof);
  }

  /** The id of the person who has the token, if they are here. */
  whoHas(token: string): string | undefined {
    const { people, clockAndIds } = this.#parts;
    const id = people.recall(clockAndIds.proofOf(token))?.id;
    return id === undefined ? undefined : people.get(id)?.id;
  }

  isHere(id: string): boolean {
    return this.#parts.people.get(id) !== undefined;
  }

  /** What keeps a person out; `undefined` if nothing does. Their name is checked when they join. */
  blockOf(token: string | undefined, { address }: Peer): Blocked | undefined {
    const { clockAndIds, bans } = this.#parts;
    const proof = token === undefined ? undefined : clockAndIds.proofOf(token);
    const block = bans.blockOf(proof, networkOf(address));
    if (block === undefined) return undefined;
    const { why, reason, seconds } = block;
    return { why, ...(reason !== '' && { reason }), ...(seconds !== undefined && { seconds }) };
  }

  /** Whether a person who was not here before may join now. The form has no connection that takes up a place. */
  allowNewcomer({ peer, place }: Pick<Caller, 'peer'> & Partial<Pick<Caller, 'place'>>): Permission {
    const { limits, clockAndIds } = this.#parts;
    if (place?.mayJoin() === false) return fail({ code: 'too-fast', seconds: CROWDED_SECONDS });
    return limits.allowNewcomer(networkOf(peer.address), clockAndIds.elapsed());
  }

  /** Whether a person who was here before may come back now. */
  allowReturn({ token, name }: Join): Permission {
    const { people, limits, clockAndIds, mutes } = this.#parts;
    const known = token === undefined ? undefined : people.recall(clockAndIds.proofOf(token));
    const muted = known === undefined || known.name === name ? undefined : mutes.find(known.id);
    if (muted !== undefined) return fail(mutedFor(muted));
    if (known === undefined) return ok(undefined);
    return limits.allowReturn(known.id, known.name !== name, clockAndIds.elapsed());
  }

  /** A person joins on plain text. Returns their id. */
  joinPlain(connection: Connection, peer: Peer, hear: (message: ServerMessage) => void): string {
    const { clockAndIds, people, mutes, sessions, committer } = this.#parts;
    const { id } = clockAndIds.identity();
    const entries = people.joinPlain(id, plainName(peer.address, peer.port));
    sessions.begin(id, { connection, peer, hear }, [], clockAndIds.now());
    mutes.cameNew(id);
    committer.commit(entries);
    this.#tellModeration(id);
    return id;
  }

  /** A person joins by the form. */
  joinForm(name: string, peer: Peer, hear: (message: ServerMessage) => void): JoinResult {
    const { clockAndIds, people, mutes, sessions, committer } = this.#parts;
    const { id } = clockAndIds.identity();
    if (this.#parts.bans.isNameBanned(name)) return fail('name-banned');
    const joined = people.joinForm(id, name);
    if (!joined.ok) return joined;
    sessions.begin(id, { connection: undefined, peer, hear }, [], clockAndIds.now());
    mutes.cameNew(id);
    committer.commit(joined.value);
    this.#tellModeration(id);
    return ok(id);
  }

  /** A person joins on the page, or comes back and replaces an older connection of theirs. */
  joinPage(asked: Join, connection: Connection, peer: Peer): JoinResult {
    const { clockAndIds, people, history, bans, mutes, pinGrants, sessions, dispatcher, views } = this.#parts;
    const fresh = clockAndIds.identity();
    const proof = asked.token === undefined ? undefined : clockAndIds.proofOf(asked.token);
    if (bans.isNameBanned(asked.name)) return fail('name-banned');
    const admission = people.join(asked.name, proof, {
      id: fresh.id,
      proof: clockAndIds.proofOf(fresh.token),
    });
    if (!admission.ok) return admission;
    const { person, entries, wasAsleep } = admission.value;
    const token = admission.value.proof === proof && asked.token !== undefined ? asked.token : fresh.token;
    const own = views.ownOf(person.id);
    sessions.begin(
      person.id,
      { connection, peer },
      own.map(({ id }) => id),
      clockAndIds.now(),
    );
    if (person.id === fresh.id) mutes.cameNew(person.id);
    const welcome = {
      ...({ type: 'welcome', log: history.id, you: person, token } as const),
      rooms: [...views.ofAll(), ...own],
      ...this.#parts.serverInfo.terms(),
      pages: pagesFor(person.id, asked.resume, this.#parts, dispatcher.isCrowd),
      peopleVersion: dispatcher.changes.version,
    };
    const { gone, json } = this.#peopleFor(asked.resume);
    dispatcher.welcome(
      connection,
      encodeWelcome({ ...welcome, ...(gone && { gone }) }, json, dispatcher.isCrowd),
    );
    this.#tellModeration(person.id);
    pinGrants.grant(admission.value.proof);
    this.#parts.committer.arrive({ known: { proof: admission.value.proof, person }, entries });
    if (wasAsleep) dispatcher.toPages({ type: 'presence', id: person.id, asleep: false });
    this.#parts.audience.people();
    return ok(person.id);
  }

  /** Everybody who is here, or, to a page that says whom it knows, those who changed since. */
  #peopleFor(resume: Resume | undefined): { readonly json: string; readonly gone?: readonly string[] } {
    const { people, history, dispatcher } = this.#parts;
    const version = resume?.log === history.id ? resume.people : undefined;
    const changed = dispatcher.changes.since(version);
    if (changed === undefined || changed.size >= people.count) return { json: people.json() };
    const here = [...changed].flatMap((id) => people.get(id) ?? []);
    const gone = [...changed].filter((id) => people.get(id) === undefined);
    return { json: `[${here.map(encodePresent).join()}]`, gone };
  }

  /** Tells the person how moderation stands, and the moderators if the person is muted. */
  #tellModeration(id: string): void {
    const { moderationBroadcast, mutes } = this.#parts;
    moderationBroadcast.tell(id);
    if (mutes.find(id) !== undefined) moderationBroadcast.changed();
  }
}
