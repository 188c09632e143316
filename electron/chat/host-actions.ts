/** What the host does in the house, whom nobody restrains. It refuses to know windows, and how rooms come to be. */
import type { AuditEntry } from '../../contract/model/audit-entry.ts';
import type { NewEntry } from '../../contract/model/entry.ts';
import type { FreedCounts, ResourceUse } from '../../contract/ipc/network-usage.ts';
import type { ModerationAction } from '../../contract/ipc/moderation-action.ts';
import type { BanInfo, Removed, BanPreview, RoomRules } from '../../contract/model/moderation.ts';
import { LOBBY } from '../../contract/model/room.ts';
import type { ClientMessage, Join } from '../../contract/wire/client-message.ts';
import type { History } from '../history/history.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { PinGrants } from './model/pin-grants.ts';
import type { ModerationBroadcast } from './moderation-broadcast.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { Person } from '../../contract/model/person.ts';
import type { People } from './model/people.ts';
import type { Rooms, RoomState } from './model/rooms.ts';
import type { MessageRefusal, MessageHandler } from './message-handler.ts';

/** Under which the history keeps the rules of rooms. */
export const ROOM_RULES_SETTING = 'rules';

export interface HostActionsParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  readonly order: Moderation;
  readonly news: ModerationBroadcast;
  readonly talk: MessageHandler;
  readonly doors: PinGrants;
  readonly delivery: Dispatcher;
  readonly throwOut: (id: string, out: Removed) => void;
  /** Who they are now is kept. */
  readonly remember: (id: string) => void;
  /** Appends what was decided. */
  readonly commit: (drafts: readonly NewEntry[]) => void;
  /** The rooms, or what holds in them, are others now. */
  readonly houseChanged: () => void;
}

export class HostActions {
  readonly #parts: HostActionsParts;

  constructor(parts: HostActionsParts) {
    this.#parts = parts;
  }

  /** Says, changes or deletes, as anybody may. */
  handle(id: string, message: Exclude<ClientMessage, Join>): MessageRefusal | Promise<MessageRefusal> {
    return this.#parts.talk.handle(id, message);
  }

  /** Deletes a message. @param by keeps the house, and need not be in it */
  remove(by: Person, room: string, target: number): Promise<MessageRefusal> {
    return this.#parts.talk.remove(by, room, target);
  }

  /** How much of what waits to be let through each network wrote. */
  waitingUsage(): ResourceUse {
    return this.#parts.order.waitingUsage();
  }

  /**
   * What waits of a network is declined, and if `people` says so, whoever is in from there is asked to leave. Resolves
   * when all that came before is committed.
   *
   * @param by keeps the house, and need not be in it
   */
  async free(by: Person, network: string, people: boolean): Promise<Pick<FreedCounts, 'waiting' | 'people'>> {
    const freed = this.#parts.order.free(by, network, people);
    await this.#parts.history.settled();
    return freed;
  }

  /** A room was opened, renamed or closed; `false` if that could not be. */
  roomChanged(room: RoomState | undefined): boolean {
    if (room === undefined) return false;
    this.#parts.history.keepRoom(room);
    this.#parts.houseChanged();
    return true;
  }

  /** `false` if there is no such room. */
  setRules(by: string, id: string, rules: RoomRules): boolean {
    const { rooms, history, houseChanged } = this.#parts;
    if (!rooms.setRules(id, rules)) return false;
    history.mark(ROOM_RULES_SETTING, id, Object.keys(rules).length === 0 ? undefined : rules);
    const name = rooms.list().find((room) => room.id === id)?.name ?? '';
    this.record(by, { what: 'rules', room: { id, name }, rules });
    houseChanged();
    return true;
  }

  /** Makes somebody a moderator, or a guest again. */
  setRole(by: string, id: string, role: 'moderator' | 'guest'): MessageRefusal {
    const { people, order, news, remember, commit } = this.#parts;
    const outcome = people.setRole(id, role);
    if (!outcome.ok) return outcome.code;
    remember(id);
    commit(outcome.drafts);
    const [host, whom] = [people.get(by), people.get(id)];
    if (host && whom) order.record({ what: 'role', whom: { id, name: whom.name }, to: role }, host);
    news.tell(id);
    return undefined;
  }

  /** Everybody but the host is out, and says the new PIN to come in again. */
  askPinAnew(): void {
    const { doors, people, throwOut } = this.#parts;
    doors.askAnew();
    for (const { id, role } of people.present())
      if (role !== 'host') throwOut(id, { type: 'removed', why: 'pin' });
  }

  /** What was done elsewhere is written down. */
  record(by: string, deed: Omit<AuditEntry, 'at' | 'by'>): void {
    const host = this.#parts.people.get(by);
    if (host !== undefined) this.#parts.order.record(deed, host);
  }

  /** Says something to all rooms; nothing takes down what is shown. */
  async announce(by: string, text: string | undefined): Promise<MessageRefusal> {
    const { people, order, delivery, talk } = this.#parts;
    const host = people.get(by);
    if (host === undefined) return 'not-joined';
    const announcement = order.announce(host, text);
    delivery.toPages({ type: 'announced', ...(announcement && { announcement }) });
    if (text === undefined) return undefined;
    return talk.say(by, { room: LOBBY, text, ref: announcement?.id ?? '', announcement: true });
  }

  /** Resolves when all that came before it is committed. */
  async keepOrder(by: string, act: ModerationAction): Promise<MessageRefusal> {
    const refused = this.#parts.order.handle(by, act);
    await this.#parts.history.settled();
    return refused;
  }

  /** Whom a ban would hit; `undefined` if that person is not known. */
  previewBan(id: string): Omit<BanPreview, 'type' | 'ref'> | undefined {
    return this.#parts.order.preview(id);
  }

  /** The bans in force, the newest first. */
  bans(): readonly BanInfo[] {
    return this.#parts.order.bans();
  }
}
