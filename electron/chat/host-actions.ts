/** What the host can do: no rate limit or room rule applies. The operator is the person at the window, or at a terminal. */
import { randomBytes } from 'node:crypto';
import type { AuditEntry, AuditPage } from '../../contract/model/audit-entry.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { FreedCounts, ResourceUse } from '../../contract/ipc/network-usage.ts';
import type { HostRefusal } from '../../contract/ipc/results.ts';
import type { ModerationAction } from '../../contract/ipc/moderation-action.ts';
import type { BanInfo, BanPreview } from '../../contract/model/moderation.ts';
import type { Person } from '../../contract/model/person.ts';
import { LOBBY } from '../../contract/model/room.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { parseText } from '../../contract/text/writing.ts';
import type { ClientMessage, Join } from '../../contract/wire/client-message.ts';
import type { History } from '../history/history.ts';
import type { Decided } from './decision.ts';
import type { Hub } from './hub.ts';
import type { Permission } from './limits/rate-limits.ts';
import type { MessageChanges } from './message-changes.ts';
import type { MessageHandler } from './message-handler.ts';
import type { MessageSending } from './message-sending.ts';
import type { ModerationBroadcast } from './moderation-broadcast.ts';
import type { Announcements } from './moderation/announcements.ts';
import type { AuditLog } from './moderation/audit-log.ts';
import type { Bans } from './moderation/bans.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { Reviews } from './moderation/reviews.ts';
import type { People } from './model/people.ts';
import type { PinGrants } from './model/pin-grants.ts';

/** As many entries as are ever stored. */
const AUDIT_ENTRIES_MAX = 100_000;

export type HostResult = Result<undefined, ErrorCode | HostRefusal>;

export interface Operator {
  /** `undefined` without a window: the operator is not in the chat. */
  readonly person: Person | undefined;
  /** What the audit log calls an operator who is not in the chat. */
  readonly name: string;
}

export interface HostActionsParts {
  readonly people: People;
  readonly history: History;
  readonly hub: Hub;
  readonly handler: MessageHandler;
  readonly sending: MessageSending;
  readonly changes: MessageChanges;
  readonly moderation: Moderation;
  readonly moderationBroadcast: ModerationBroadcast;
  readonly bans: Bans;
  readonly reviews: Reviews;
  readonly announcements: Announcements;
  readonly audit: AuditLog;
  readonly pinGrants: PinGrants;
}

export class HostActions {
  readonly #operator: Operator;
  readonly #parts: HostActionsParts;

  constructor(operator: Operator, parts: HostActionsParts) {
    this.#operator = operator;
    this.#parts = parts;
  }

  /** Gives the host's own person another name. */
  callHost(name: string): void {
    const { person } = this.#operator;
    const entries = person === undefined ? [] : this.#parts.people.call(person.id, name);
    if (entries.length > 0) void this.#parts.hub.perform(ok([{ kind: 'append', entries }]));
  }

  async say(room: string, raw: unknown): Promise<HostResult> {
    const text = parseText(raw);
    if (!text.ok) return fail(text.error);
    return this.#handle({ type: 'message', ref: randomBytes(8).toString('hex'), room, text: text.value });
  }

  deleteMessage(room: string, target: number): Promise<HostResult> {
    return this.#handle({ type: 'delete', ref: '', room, target });
  }

  /** Deletes a message also where the operator is not in the chat. */
  deleteAsOperator(room: string, target: number): Promise<HostResult> {
    const { changes } = this.#parts;
    return this.#perform(changes.delete(this.#asPerson(), room, target));
  }

  setRole(id: string, role: 'moderator' | 'guest'): HostResult {
    const { people, hub, audit, moderationBroadcast } = this.#parts;
    const { person } = this.#operator;
    if (person === undefined) return fail('not-running');
    const changed = people.setRole(id, role);
    if (!changed.ok) return changed;
    void hub.perform(
      ok([
        { kind: 'remember', id },
        { kind: 'append', entries: changed.value },
      ]),
    );
    const [host, whom] = [people.get(person.id), people.get(id)];
    if (host && whom) audit.record({ what: 'role', whom: { id, name: whom.name }, to: role }, host);
    moderationBroadcast.tell(id);
    return ok(undefined);
  }

  /** Resolves when everything before it is committed. */
  async moderate(action: ModerationAction): Promise<HostResult> {
    const { moderation, history } = this.#parts;
    const { person } = this.#operator;
    if (person === undefined) return fail('not-running');
    const decided = moderation.handle(person.id, action);
    if (decided.ok) void this.#parts.hub.perform(decided);
    await history.settled();
    return decided.ok ? ok(undefined) : decided;
  }

  /** Announces a text in all rooms; an empty one withdraws the announcement. */
  async announce(raw: string): Promise<HostResult> {
    const { people, hub, announcements, sending } = this.#parts;
    const { person } = this.#operator;
    if (person === undefined) return fail('not-running');
    const text = raw.trim() === '' ? undefined : parseText(raw);
    if (text?.ok === false) return fail(text.error);
    const host = people.get(person.id);
    if (host === undefined) return fail('not-joined');
    void hub.perform(ok(announcements.announce(host, text?.value)));
    if (text === undefined) return ok(undefined);
    const ref = announcements.shown?.id ?? '';
    return this.#perform(sending.say(person.id, { room: LOBBY, text: text.value, ref, announcement: true }));
  }

  /** The PIN changed. @param removeGuests whether everybody has to join again with the new PIN */
  pinChanged(removeGuests: boolean): void {
    const { people, hub, pinGrants } = this.#parts;
    this.record({ what: 'pin', to: removeGuests ? 'removed' : 'kept' });
    if (!removeGuests) return;
    pinGrants.revokeAll();
    for (const { id, role } of people.present())
      if (role !== 'host')
        void hub.perform(ok([{ kind: 'remove', id, message: { type: 'removed', why: 'pin' } }]));
  }

  /** Writes to the audit log what the host did, if the host is in the chat. */
  record(entry: Omit<AuditEntry, 'at' | 'by'>): void {
    const { people, audit } = this.#parts;
    const host = people.get(this.#operator.person?.id ?? '');
    if (host !== undefined) audit.record(entry, host);
  }

  /** How many pending messages each network has. */
  pendingUsage(): ResourceUse {
    return this.#parts.reviews.usage();
  }

  /**
   * Rejects the pending messages of a network, and removes the people who are here from there if `people` says so.
   * Resolves when everything before it is committed.
   */
  async free(network: string, people: boolean): Promise<Pick<FreedCounts, 'waiting' | 'people'>> {
    const { counts, outcome } = this.#parts.moderation.free(this.#asPerson(), network, people);
    void this.#parts.hub.perform(ok(outcome));
    await this.#parts.history.settled();
    return counts;
  }

  /** Whom a ban would affect; `undefined` if that person is not known. */
  previewBan(id: string): Omit<BanPreview, 'type' | 'ref'> | undefined {
    return this.#parts.bans.preview(id);
  }

  /** The bans in force, the newest first. */
  bans(): readonly BanInfo[] {
    return this.#parts.bans.list();
  }

  /** Whether anybody but the host can approve messages. */
  hasModerator(): boolean {
    return this.#parts.people.hasModerator();
  }

  /** A page of the audit log, the newest first; `undefined` if it cannot be read now. */
  async auditPage(most: number, before?: number): Promise<AuditPage | undefined> {
    const entries = await this.#parts.history.deeds(most + 1, before);
    return entries && { entries: entries.slice(0, most), more: entries.length > most };
  }

  /** The whole audit log, the newest first; `undefined` if it cannot be read now. */
  async auditLog(): Promise<readonly AuditEntry[] | undefined> {
    return (await this.#parts.history.deeds(AUDIT_ENTRIES_MAX))?.map(({ entry }) => entry);
  }

  async #handle(message: Exclude<ClientMessage, Join>): Promise<HostResult> {
    const { person } = this.#operator;
    if (person === undefined) return fail('not-running');
    return this.#perform(this.#parts.handler.handle(person.id, message));
  }

  async #perform(decided: Decided): Promise<HostResult> {
    return codeOf(await this.#parts.hub.perform(decided));
  }

  /** The operator as a person, also where they are not in the chat. */
  #asPerson(): Person {
    const { person, name } = this.#operator;
    return (person && this.#parts.people.get(person.id)) ?? { id: '', name, role: 'host', via: 'console' };
  }
}

function codeOf(answer: Permission): HostResult {
  return answer.ok ? answer : fail(answer.error.code);
}
