/**
 * What somebody who is here does: says, changes, reads, searches. Each answers with the code of a refusal, at once
 * where nothing has to be read from the disk first. It refuses to know how they are connected.
 */
import type { NewEntry, Message } from '../../contract/model/entry.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { Person } from '../../contract/model/person.ts';
import { privatePair } from '../../contract/model/room.ts';
import type {
  ClientMessage,
  Delete,
  Edit,
  Join,
  React,
  Read,
  Say,
  Search,
} from '../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import type { ModerationMessage } from '../../contract/wire/moderation-message.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import { isModerator } from './model/authority.ts';
import type { MutedPerson } from './moderation/active-mutes.ts';
import type { Moderation } from './moderation/moderation.ts';
import { SlowMode, type RuleRefusal } from './limits/room-rules.ts';
import type { HeldMessage } from './moderation/pending-messages.ts';
import { plainPerson, type People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import { changeMessage, composeMessage } from './model/message-rules.ts';

/** Why not, with for how long where that is known; `undefined` if all is well. */
export type MessageRefusal = ErrorCode | RuleRefusal | undefined;

/** A line of plain text has no ref. */
type Saying = Omit<Say, 'type' | 'ref' | 'reply'> & {
  readonly ref?: string;
  readonly announcement?: true;
};

const NO_FILES = { ok: true, files: [] } as const;

/** What the talk is about, and whom it tells. */
export interface MessageHandlerParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  readonly order: Moderation;
  readonly chance: { readonly elapsed: () => number };
  /** Behind which network somebody is who is in. */
  readonly networkOf: (id: string) => string | undefined;
  /** Left out where none are taken. */
  readonly files?: Pick<Files, 'claim' | 'lend' | 'takeBack'> | undefined;
  /** Appends what was decided. */
  readonly commit: (drafts: readonly NewEntry[]) => void;
  /** Who they are now is kept. */
  readonly remember: (id: string) => void;
  /** To the person alone. */
  readonly answer: (id: string, message: ServerMessage) => void;
  /** To everybody else who may read the room. */
  readonly tellOthers: (id: string, room: string, message: ServerMessage) => void;
  /** To everybody. */
  readonly tellAll: (message: ServerMessage) => void;
}

export class MessageHandler {
  readonly #parts: MessageHandlerParts;
  readonly #turns = new SlowMode();

  constructor(parts: MessageHandlerParts) {
    this.#parts = parts;
  }

  /** What somebody does; answers at once where nothing has to be read from the disk first. */
  handle(id: string, message: Exclude<ClientMessage, Join>): MessageRefusal | Promise<MessageRefusal> {
    switch (message.type) {
      case 'message':
        return this.say(id, message);
      case 'edit':
      case 'delete':
      case 'react':
        return this.#change(id, message);
      case 'read':
        return this.#read(id, message);
      case 'search':
        return this.#search(id, message);
      case 'typing':
        return this.#typing(id, message.room);
      case 'presence':
        return this.#sleep(id, message.asleep);
      case 'rename':
        return this.#rename(id, message.name);
      case 'leave':
        return this.#leave(id);
      case 'mute':
      case 'unmute':
      case 'remove':
      case 'ban':
      case 'unban':
      case 'review':
        return this.#keepOrder(id, message);
      case 'ban-preview':
      case 'bans':
        return this.#tellOrder(id, message);
      default:
        return message satisfies never;
    }
  }

  /** Somebody says something: on the page, by plain text, or the host. */
  say(id: string, asked: Saying & Pick<Say, 'reply'>): MessageRefusal | Promise<MessageRefusal> {
    const { people, history } = this.#parts;
    const from = people.get(id);
    const refused = this.#mayWrite(id, asked.room);
    if (from === undefined || refused !== undefined) return refused ?? 'not-joined';
    const commit = (reply?: Message): MessageRefusal => this.#append(from, asked, reply);
    if (asked.reply === undefined) return commit();
    const held = history.held(asked.room, asked.reply);
    if (held === undefined) return history.find(asked.room, asked.reply).then(commit);
    return commit(held);
  }

  /** A second sending is appended by nobody, and its files are said already. */
  #append({ id }: Person, asked: Saying, reply: Message | undefined): MessageRefusal {
    const { people, history } = this.#parts;
    // What was true when it came may not be any more: the message that it answers had to be found.
    const from = people.get(id);
    const refused = this.#mayWrite(id, asked.room);
    if (from === undefined || refused !== undefined) return refused ?? 'not-joined';
    if (asked.ref !== undefined && history.isSaid(id, asked.ref)) return this.#commit(from, asked, reply);
    if (asked.ref !== undefined && this.#parts.order.isWaiting(id, asked.ref)) return undefined;
    const ruled = this.#rule(from, asked, reply);
    if (ruled === 'pending') return undefined;
    return ruled ?? this.#commit(from, asked, reply);
  }

  /** The rules of a room hold guests only; `held` is told apart, so that it is no refusal. */
  #rule(from: Person, asked: Saying, reply: Message | undefined): MessageRefusal | 'pending' {
    const { rooms, chance, networkOf } = this.#parts;
    if (isModerator(from)) return undefined;
    const rules = rooms.rulesOf(asked.room);
    const nowMs = chance.elapsed();
    // On plain text whoever comes again is somebody else.
    const writer = (from.via === 'plain' ? networkOf(from.id) : undefined) ?? from.id;
    const ruled = this.#turns.deny(asked.room, writer, rules, nowMs);
    if (ruled !== undefined) return ruled;
    this.#turns.wrote(asked.room, writer, rules, nowMs);
    return rules.approve ? this.#hold(from, asked, reply) : undefined;
  }

  /** Those who decide are told what its files are, and can read them. */
  #hold(from: Person, asked: Saying, reply: Message | undefined): MessageRefusal | 'pending' {
    const { order, files: taken } = this.#parts;
    const { files: uploaded = [] } = asked;
    const lent = uploaded.length === 0 ? NO_FILES : taken?.lend(from.id, uploaded);
    if (lent?.ok !== true) return lent?.code ?? 'file-gone';
    const held = order.hold(from, asked, lent.files, reply);
    if (held !== 'pending') taken?.takeBack(from.id, uploaded);
    return held;
  }

  #commit(from: Person, asked: Saying, reply: Message | undefined): MessageRefusal {
    const { people, history, files: taken } = this.#parts;
    const { room, text, ref, files: uploaded = [], announcement } = asked;
    const known = ref !== undefined && history.isSaid(from.id, ref);
    const claimed = known || uploaded.length === 0 ? NO_FILES : taken?.claim(from.id, uploaded);
    if (claimed?.ok !== true) return claimed?.code ?? 'file-gone';
    const { files } = claimed;
    const said = {
      ...{ room, text },
      ...(ref !== undefined && { ref }),
      ...(files.length > 0 && { files }),
      ...(reply !== undefined && { reply }),
      ...(announcement && { announcement }),
    };
    this.#parts.commit([composeMessage(plainPerson(from), said, people)]);
    return undefined;
  }

  /** What waited is let through: whoever wrote it need not be here any more. */
  letThrough(held: HeldMessage): MessageRefusal {
    const { people, rooms } = this.#parts;
    if (!rooms.has(held.room)) return 'room-gone';
    return this.#commit(people.known(held.from.id) ?? held.from, held, held.reply);
  }

  /** Deletes a message for whoever keeps the house, and need not be in it. */
  async remove(by: Person, room: string, target: number): Promise<MessageRefusal> {
    const { history } = this.#parts;
    const found = history.held(room, target) ?? (await history.find(room, target));
    return this.#commitChange(by, { type: 'delete', ref: '', room, target }, found);
  }

  async #change(id: string, asked: Edit | Delete | React): Promise<MessageRefusal> {
    const { people, history, order } = this.#parts;
    const refused = this.#mayRead(id, asked.room);
    if (refused !== undefined) return refused;
    const target = history.held(asked.room, asked.target) ?? (await history.find(asked.room, asked.target));
    const by = people.get(id);
    if (by === undefined) return 'not-joined';
    if (asked.type !== 'delete' && order.mutedOf(id) !== undefined) return 'muted';
    if (asked.type === 'edit' && !isModerator(by)) {
      const { readOnly, approve } = this.#parts.rooms.rulesOf(asked.room);
      if (readOnly) return 'read-only';
      // Otherwise something else would stand there than what was looked at.
      if (approve) return 'not-editable';
    }
    return this.#commitChange(by, asked, target);
  }

  #commitChange(by: Person, asked: Edit | Delete | React, target: Message | undefined): MessageRefusal {
    const spoken = changeMessage(plainPerson(by), asked, target, this.#parts.people);
    if (!spoken.ok) return spoken.code;
    this.#parts.commit([spoken.draft]);
    const moderated = asked.type === 'delete' && target !== undefined && target.from.id !== by.id;
    if (moderated) this.#recordDeleted(by, target);
    return undefined;
  }

  /** What it said is gone, here too. */
  #recordDeleted(by: Person, { room, from }: Message): void {
    const { rooms, order } = this.#parts;
    const name = rooms.list().find((each) => each.id === room)?.name ?? '';
    const whom = { id: from.id, name: from.name };
    order.record({ what: 'delete', whom, room: { id: room, name } }, by);
  }

  /** Answered when all that was said before is committed: nothing of somebody who is muted comes after that. */
  async #keepOrder(
    id: string,
    asked: Exclude<ModerationMessage, { type: 'ban-preview' | 'bans' }>,
  ): Promise<MessageRefusal> {
    const refused = this.#parts.order.handle(id, asked);
    if (refused !== undefined) return refused;
    await this.#parts.history.settled();
    this.#parts.answer(id, { type: 'done', ref: asked.ref });
    return undefined;
  }

  #tellOrder(
    id: string,
    asked: Extract<ModerationMessage, { type: 'ban-preview' | 'bans' }>,
  ): MessageRefusal {
    const { order, answer } = this.#parts;
    const { ref } = asked;
    if (!order.mayAsk(id)) return 'not-allowed';
    if (asked.type === 'bans') {
      answer(id, { type: 'bans', ref, bans: order.bans() });
      return undefined;
    }
    const preview = order.preview(asked.personId);
    if (preview === undefined) return 'person-gone';
    answer(id, { type: 'ban-preview', ref, ...preview });
    return undefined;
  }

  async #read(id: string, { ref, room, place }: Read): Promise<MessageRefusal> {
    const refused = this.#mayRead(id, room);
    if (refused !== undefined) return refused;
    const page = await this.#parts.history.page(room, place, id);
    if (page === undefined) return 'read-failed';
    this.#parts.answer(id, { type: 'page', ref, ...page });
    return undefined;
  }

  async #search(id: string, { ref, text, room, before }: Search): Promise<MessageRefusal> {
    const { rooms, history } = this.#parts;
    const refused = room === undefined ? undefined : this.#mayRead(id, room);
    if (refused !== undefined) return refused;
    const asked = {
      text,
      person: id,
      ...(room !== undefined && { room }),
      ...(before !== undefined && { before }),
    };
    const found = await history.search(asked, (each) => rooms.mayRead(id, each));
    if (found === undefined) return 'read-failed';
    if (found === 'replaced') return 'too-fast';
    this.#parts.answer(id, { type: 'found', ref, ...found });
    return undefined;
  }

  #typing(id: string, room: string): MessageRefusal {
    const { people, rooms } = this.#parts;
    const by = people.get(id);
    const { readOnly } = rooms.rulesOf(room);
    const refused =
      this.#mayWrite(id, room) ?? (readOnly && by && !isModerator(by) ? 'read-only' : undefined);
    if (refused === undefined) this.#parts.tellOthers(id, room, { type: 'typing', room, id });
    return refused;
  }

  #sleep(id: string, asleep: boolean): MessageRefusal {
    const { people, tellAll } = this.#parts;
    if (people.sleep(id, asleep)) tellAll({ type: 'presence', id, asleep });
    return undefined;
  }

  #rename(id: string, name: string): MessageRefusal {
    const { people, order } = this.#parts;
    const muted = order.mutedOf(id);
    // A name is told to everybody, and says what its bearer likes.
    if (muted !== undefined) return mutedFor(muted);
    if (order.isNameBarred(name)) return 'name-banned';
    const outcome = people.rename(id, name);
    if (!outcome.ok) return outcome.code;
    this.#parts.remember(id);
    this.#parts.commit(outcome.drafts);
    return undefined;
  }

  #leave(id: string): MessageRefusal {
    const outcome = this.#parts.people.leave(id, true);
    if (!outcome.ok) return outcome.code;
    this.#parts.commit(outcome.drafts);
    return undefined;
  }

  /** Nobody learns which rooms there are by asking. */
  #mayRead(id: string, room: string): MessageRefusal {
    return this.#parts.rooms.mayRead(id, room) ? undefined : 'room-gone';
  }

  #mayWrite(id: string, room: string): MessageRefusal {
    const { people, order } = this.#parts;
    const refused = this.#mayRead(id, room) ?? (order.mutedOf(id) === undefined ? undefined : 'muted');
    const pair = privatePair(room);
    if (refused !== undefined || pair === undefined) return refused;
    const other = people.get(pair[0] === id ? pair[1] : pair[0]);
    // Only a page has a place for what is said to one person alone.
    return other?.via === 'page' && other.id !== id ? undefined : 'person-gone';
  }
}

/** Why somebody muted may not do something. */
export function mutedFor({ seconds }: MutedPerson): RuleRefusal {
  return { code: 'muted', ...(seconds !== undefined && { seconds }) };
}
