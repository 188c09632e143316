/** Sends messages: checks who may write, the rules of the room, and whether a moderator has to approve first. */
import type { Message } from '../../contract/model/entry.ts';
import type { Person } from '../../contract/model/person.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Say } from '../../contract/wire/client-message.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import type { Decided, Decision } from './decision.ts';
import { SlowMode } from './limits/room-rules.ts';
import { isModerator } from './model/authority.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import type { Origins } from './model/origins.ts';
import { tell } from './model/outcome.ts';
import type { People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import type { Reviews } from './moderation/reviews.ts';
import { FILES_NONE, type NewMessages, type Saying } from './new-messages.ts';
import type { RoomAccess } from './room-access.ts';

export interface MessageSendingParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: Pick<History, 'held' | 'find' | 'isSaid'>;
  readonly access: RoomAccess;
  readonly reviews: Reviews;
  readonly newMessages: NewMessages;
  readonly clockAndIds: Pick<ClockAndIds, 'elapsed'>;
  readonly origins: Pick<Origins, 'networkOf'>;
  /** Left out where no files are taken. */
  readonly files?: Pick<Files, 'lend' | 'takeBack'> | undefined;
}

export class MessageSending {
  readonly #parts: MessageSendingParts;
  readonly #slowMode = new SlowMode();

  constructor(parts: MessageSendingParts) {
    this.#parts = parts;
  }

  say(id: string, asked: Saying & Pick<Say, 'reply'>): Decided {
    const { people, history, access } = this.#parts;
    const allowed = access.write(id, asked.room);
    if (!allowed.ok) return fail({ code: allowed.error });
    if (people.get(id) === undefined) return fail({ code: 'not-joined' });
    if (asked.reply === undefined) return this.#decide(id, asked, undefined);
    const recent = history.held(asked.room, asked.reply);
    if (recent !== undefined) return this.#decide(id, asked, recent);
    return history.find(asked.room, asked.reply).then((reply) => () => this.#decide(id, asked, reply));
  }

  /** Checks everything again: the message that it replies to may have been read from the disk meanwhile. */
  #decide(id: string, asked: Saying, reply: Message | undefined): Decision {
    const { people, history, access, reviews } = this.#parts;
    const allowed = access.write(id, asked.room);
    if (!allowed.ok) return fail({ code: allowed.error });
    const from = people.get(id);
    if (from === undefined) return fail({ code: 'not-joined' });
    const { ref } = asked;
    if (ref !== undefined && history.isSaid(id, ref)) return this.#append(from, asked, reply);
    if (ref !== undefined && reviews.isPending(id, ref)) return ok([tell(id, { type: 'pending', ref })]);
    return isModerator(from) ? this.#append(from, asked, reply) : this.#sayAsGuest(from, asked, reply);
  }

  /** The rules of a room are for guests only. */
  #sayAsGuest(from: Person, asked: Saying, reply: Message | undefined): Decision {
    const { rooms, clockAndIds, origins } = this.#parts;
    const rules = rooms.rulesOf(asked.room);
    const nowMs = clockAndIds.elapsed();
    // On plain text a new connection is a new person.
    const writer = (from.via === 'plain' ? origins.networkOf(from.id) : undefined) ?? from.id;
    const allowed = this.#slowMode.allow(asked.room, writer, rules, nowMs);
    if (!allowed.ok) return allowed;
    this.#slowMode.wrote(asked.room, writer, rules, nowMs);
    return rules.approve ? this.#addForReview(from, asked, reply) : this.#append(from, asked, reply);
  }

  /** Moderators see the files of a pending message, and can read them. */
  #addForReview(from: Person, asked: Saying, reply: Message | undefined): Decision {
    const { reviews, files: taken } = this.#parts;
    const { files: uploaded = [] } = asked;
    const lent = uploaded.length === 0 ? FILES_NONE : taken?.lend(from.id, uploaded);
    if (lent?.ok !== true) return fail({ code: lent?.code ?? 'file-gone' });
    const added = reviews.add(from, asked, lent.files, reply);
    if (added.ok) return added;
    taken?.takeBack(from.id, uploaded);
    return fail({ code: added.error });
  }

  #append(from: Person, asked: Saying, reply: Message | undefined): Decision {
    const entry = this.#parts.newMessages.compose(from, asked, reply);
    return entry.ok ? ok([{ kind: 'append', entries: [entry.value] }]) : fail({ code: entry.error });
  }
}
