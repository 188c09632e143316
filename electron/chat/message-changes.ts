/** Edits and deletes messages, and reacts to them. */
import type { Message } from '../../contract/model/entry.ts';
import type { Person } from '../../contract/model/person.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Delete, Edit, React } from '../../contract/wire/client-message.ts';
import type { History } from '../history/history.ts';
import { refuseLater, type Decided, type Decision } from './decision.ts';
import { isModerator } from './model/authority.ts';
import { changeMessage } from './model/message-rules.ts';
import { plainPerson, type People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import type { AuditLog } from './moderation/audit-log.ts';
import type { Mutes } from './moderation/mutes.ts';
import type { RoomAccess } from './room-access.ts';

export interface MessageChangesParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: Pick<History, 'held' | 'find'>;
  readonly access: RoomAccess;
  readonly mutes: Mutes;
  readonly audit: AuditLog;
}

export class MessageChanges {
  readonly #parts: MessageChangesParts;

  constructor(parts: MessageChangesParts) {
    this.#parts = parts;
  }

  change(id: string, asked: Edit | Delete | React): Decided {
    const readable = this.#parts.access.read(id, asked.room);
    if (!readable.ok) return refuseLater(fail({ code: readable.error }));
    return this.#withTarget(asked.room, asked.target, (target) => this.#decide(id, asked, target));
  }

  /** @param by the operator, who need not be in the chat */
  delete(by: Person, room: string, target: number): Decided {
    const asked: Delete = { type: 'delete', ref: '', room, target };
    return this.#withTarget(room, target, (found) => this.#apply(by, asked, found));
  }

  #withTarget(room: string, target: number, decide: (found: Message | undefined) => Decision): Decided {
    const { history } = this.#parts;
    const recent = history.held(room, target);
    if (recent !== undefined) return refuseLater(decide(recent));
    return history.find(room, target).then((found) => () => decide(found));
  }

  #decide(id: string, asked: Edit | Delete | React, target: Message | undefined): Decision {
    const { people, rooms, mutes } = this.#parts;
    const by = people.get(id);
    if (by === undefined) return fail({ code: 'not-joined' });
    if (asked.type !== 'delete' && mutes.find(id) !== undefined) return fail({ code: 'muted' });
    if (asked.type === 'edit' && !isModerator(by)) {
      const { readOnly, approve } = rooms.rulesOf(asked.room);
      if (readOnly) return fail({ code: 'read-only' });
      // An edit would replace the text that a moderator approved.
      if (approve) return fail({ code: 'not-editable' });
    }
    return this.#apply(by, asked, target);
  }

  #apply(by: Person, asked: Edit | Delete | React, target: Message | undefined): Decision {
    const changed = changeMessage(plainPerson(by), asked, target, this.#parts.people);
    if (!changed.ok) return fail({ code: changed.error });
    const isModerated = asked.type === 'delete' && target !== undefined && target.from.id !== by.id;
    if (isModerated) this.#recordDeleted(by, target);
    return ok([{ kind: 'append', entries: [changed.value] }]);
  }

  /** Without the text, which is gone here too. */
  #recordDeleted(by: Person, { room, from }: Message): void {
    const { rooms, audit } = this.#parts;
    const name = rooms.list().find((each) => each.id === room)?.name ?? '';
    const whom = { id: from.id, name: from.name };
    audit.record({ what: 'delete', whom, room: { id: room, name } }, by);
  }
}
