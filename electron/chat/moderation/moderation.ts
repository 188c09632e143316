/**
 * Order in the house: who may do what to whom is decided here, when it is done. What it comes to is the business of
 * expulsion, silencing, approval and announcing; it refuses to know connections.
 */
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { AuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { FreedCounts, ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { ModerationAction } from '../../../contract/ipc/moderation-action.ts';
import type {
  Announcement,
  BanInfo,
  BanPreview,
  PendingMessage,
} from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import { Announcements } from './announcements.ts';
import { Reviews, type ReviewsParts } from './reviews.ts';
import { isModerator, mayActOn } from '../model/authority.ts';
import type { Block } from './active-bans.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import { AuditLog } from './audit-log.ts';
import { Bans, type BansParts } from './bans.ts';
import type { MutedPerson } from './active-mutes.ts';
import { named } from '../model/people.ts';
import { Mutes } from './mutes.ts';

export interface ModerationParts
  extends Omit<BansParts, 'deeds' | 'dropWaiting'>, Omit<ReviewsParts, 'deeds'> {
  readonly history: Pick<History, 'marks' | 'mark' | 'record' | 'age' | 'passedSince'>;
  readonly chance: Pick<ClockAndIds, 'identity' | 'now' | 'elapsed'>;
  /** From which address somebody came last. */
  readonly addressOf: (id: string) => string | undefined;
  /** Something is another way now. */
  readonly changed: () => void;
}

/** `undefined` if it was done. */
type Refused = ErrorCode | undefined;

export class Moderation {
  readonly #parts: ModerationParts;
  readonly #deeds: AuditLog;
  readonly #expulsion: Bans;
  readonly #silencing: Mutes;
  readonly #approval: Reviews;
  readonly #announcing: Announcements;

  constructor(parts: ModerationParts) {
    this.#parts = parts;
    const { history, chance } = parts;
    const deeds = new AuditLog(history, chance);
    this.#deeds = deeds;
    this.#expulsion = new Bans({ ...parts, deeds, dropWaiting: (id) => this.#approval.dropOf(id) });
    this.#silencing = new Mutes({ ...parts, deeds });
    this.#approval = new Reviews({ ...parts, deeds });
    this.#announcing = new Announcements(history, chance, deeds);
  }

  /** What keeps somebody out who wants to come in. */
  barOf(proof: string | undefined, network: string): Block | undefined {
    return this.#expulsion.barOf(proof, network);
  }

  isNameBarred(name: string): boolean {
    return this.#expulsion.isNameBarred(name);
  }

  /** `undefined` if they may speak. */
  mutedOf(id: string): MutedPerson | undefined {
    return this.#silencing.find(id);
  }

  /** The ids of those who are here and muted. */
  muted(): readonly string[] {
    return this.#silencing.ids();
  }

  /** What nobody has seen but those who decide. */
  waiting(): readonly PendingMessage[] {
    return this.#approval.waiting();
  }

  /** How much of what waits each network wrote. */
  waitingUsage(): ResourceUse {
    return this.#approval.usage();
  }

  /**
   * What waits of a network is declined.
   *
   * @param by keeps the house, and need not be in it
   * @param people whoever is in from there is asked to leave
   */
  free(by: Person, network: string, people: boolean): Pick<FreedCounts, 'waiting' | 'people'> {
    const waiting = this.#approval.free(by, network);
    const asked = people ? this.#expulsion.kickAll(by, network) : 0;
    if (waiting > 0) this.#parts.changed();
    return { waiting, people: asked };
  }

  /** What the host has to say to all rooms. */
  get announcement(): Announcement | undefined {
    return this.#announcing.shown;
  }

  /** `undefined` takes it down. */
  announce(by: Person, text: string | undefined): Announcement | undefined {
    const before = this.#announcing.shown;
    const announcement = this.#announcing.announce(by, text);
    if (announcement !== before) this.#parts.changed();
    return announcement;
  }

  /** Somebody came in who was not here before. */
  cameNew(id: string): void {
    this.#silencing.cameNew(id);
  }

  /** A second sending of what waits is told so again. */
  isWaiting(person: string, ref: string): boolean {
    return this.#approval.isWaiting(person, ref);
  }

  /** Somebody has to let it through first. */
  hold(
    from: Person,
    asked: Parameters<Reviews['hold']>[1],
    shown: readonly Attachment[],
    reply: Message | undefined,
  ): ReturnType<Reviews['hold']> {
    const held = this.#approval.hold(from, asked, shown, reply);
    if (held === 'pending') this.#parts.changed();
    return held;
  }

  /** The bans in force, the newest first. */
  bans(): readonly BanInfo[] {
    return this.#expulsion.bans();
  }

  /** What is over is forgotten. */
  sweep(): void {
    const lifted = this.#expulsion.sweep();
    if (this.#silencing.sweep() || lifted) this.#parts.changed();
  }

  /** Whom a ban would hit; `undefined` if that person is not known. */
  preview(id: string): Omit<BanPreview, 'type' | 'ref'> | undefined {
    return this.#expulsion.preview(id);
  }

  /** Whether somebody may ask for what hosts and moderators are told. */
  mayAsk(id: string): boolean {
    const by = this.#parts.people.get(id);
    return by !== undefined && isModerator(by);
  }

  handle(by: string, asked: ModerationAction): Refused {
    const person = this.#parts.people.get(by);
    if (person === undefined) return 'not-joined';
    const refused = this.#do(person, asked);
    if (refused === 'not-allowed') this.#recordRefusal(person, asked);
    return refused;
  }

  /** Writes down what was done elsewhere. */
  record(deed: Omit<AuditEntry, 'at' | 'by'>, by: Person): void {
    this.#deeds.record(deed, by);
  }

  #do(by: Person, asked: ModerationAction): Refused {
    if (!isModerator(by)) return 'not-allowed';
    if (asked.type === 'unban') return this.#told(this.#expulsion.unban(by, asked));
    if (asked.type === 'review') return this.#told(this.#approval.review(by, asked));
    const whom = this.#parts.people.known(asked.personId);
    if (whom === undefined) return 'person-gone';
    if (!mayActOn(by, whom)) return 'not-allowed';
    switch (asked.type) {
      case 'mute':
        this.#silencing.mute(by, whom, asked);
        return this.#told(true);
      case 'unmute':
        return this.#told(this.#silencing.unmute(by, whom));
      case 'remove':
        return this.#expulsion.remove(by, whom, asked);
      case 'ban': {
        const refused = this.#expulsion.ban(by, whom, asked);
        return refused ?? this.#told(true);
      }
      default:
        return asked satisfies never;
    }
  }

  /** What was so already is no refusal, and no news. */
  #told(done: boolean): Refused {
    if (done) this.#parts.changed();
    return undefined;
  }

  #recordRefusal(by: Person, asked: ModerationAction): void {
    const whom = 'personId' in asked ? this.#parts.people.known(asked.personId) : undefined;
    this.#deeds.recordRefusal(asked.type, whom && named(whom), by);
  }
}
