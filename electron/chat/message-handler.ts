/** Handles each message of a person who is in the chat: decides what happens, or why it is refused. */
import { fail, ok } from '../../contract/result.ts';
import type { ClientMessage, Join, Read, Search } from '../../contract/wire/client-message.ts';
import type { History } from '../history/history.ts';
import type { ModerationMessage } from '../../contract/wire/moderation-message.ts';
import { NOTHING_HAPPENS, refuseLater, type Decided, type Decision } from './decision.ts';
import type { Denial } from './limits/rate-limits.ts';
import type { MessageChanges } from './message-changes.ts';
import type { MessageSending } from './message-sending.ts';
import { isModerator } from './model/authority.ts';
import { tell } from './model/outcome.ts';
import type { People, PersonResult } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import type { MutedPerson } from './moderation/active-mutes.ts';
import type { Bans } from './moderation/bans.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { Mutes } from './moderation/mutes.ts';
import type { RoomAccess } from './room-access.ts';

type ModerationQuery = Extract<ModerationMessage, { type: 'ban-preview' | 'bans' }>;

export interface MessageHandlerParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: Pick<History, 'page' | 'search'>;
  readonly access: RoomAccess;
  readonly sending: MessageSending;
  readonly changes: MessageChanges;
  readonly moderation: Moderation;
  readonly bans: Bans;
  readonly mutes: Mutes;
}

export class MessageHandler {
  readonly #parts: MessageHandlerParts;

  constructor(parts: MessageHandlerParts) {
    this.#parts = parts;
  }

  handle(id: string, message: Exclude<ClientMessage, Join>): Decided {
    const { sending, changes } = this.#parts;
    switch (message.type) {
      case 'message':
        return sending.say(id, message);
      case 'edit':
      case 'delete':
      case 'react':
        return changes.change(id, message);
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
        return appended(this.#parts.people.leave(id, true));
      case 'mute':
      case 'unmute':
      case 'remove':
      case 'ban':
      case 'unban':
      case 'review':
        return this.#moderate(id, message);
      case 'ban-preview':
      case 'bans':
        return this.#answerModerator(id, message);
      default:
        return message satisfies never;
    }
  }

  /** Answered once everything before it is committed: nothing that a muted person said appears after the answer. */
  #moderate(id: string, asked: Exclude<ModerationMessage, ModerationQuery>): Decided {
    const decided = this.#parts.moderation.handle(id, asked);
    if (!decided.ok) return refuseLater(fail({ code: decided.error }));
    const message = { type: 'done', ref: asked.ref } as const;
    return ok([...decided.value, { kind: 'tell-when-committed', id, message }]);
  }

  #answerModerator(id: string, asked: ModerationQuery): Decision {
    const { people, bans } = this.#parts;
    const { ref } = asked;
    const by = people.get(id);
    if (by === undefined || !isModerator(by)) return fail({ code: 'not-allowed' });
    if (asked.type === 'bans') return ok([tell(id, { type: 'bans', ref, bans: bans.list() })]);
    const preview = bans.preview(asked.personId);
    if (preview === undefined) return fail({ code: 'person-gone' });
    return ok([tell(id, { type: 'ban-preview', ref, ...preview })]);
  }

  #read(id: string, { ref, room, place }: Read): Decided {
    const readable = this.#parts.access.read(id, room);
    if (!readable.ok) return refuseLater(fail({ code: readable.error }));
    return this.#parts.history
      .page(room, place, id)
      .then(
        (page) => () =>
          page === undefined ? fail({ code: 'read-failed' }) : ok([tell(id, { type: 'page', ref, ...page })]),
      );
  }

  #search(id: string, { ref, text, room, before }: Search): Decided {
    const { history, access } = this.#parts;
    const readable = room === undefined ? ok(undefined) : access.read(id, room);
    if (!readable.ok) return refuseLater(fail({ code: readable.error }));
    const asked = {
      text,
      person: id,
      ...(room !== undefined && { room }),
      ...(before !== undefined && { before }),
    };
    return history.search(asked).then((found) => () => {
      if (found === undefined) return fail({ code: 'read-failed' });
      if (found === 'replaced') return fail({ code: 'too-fast' });
      return ok([tell(id, { type: 'found', ref, ...found })]);
    });
  }

  #typing(id: string, room: string): Decision {
    const { people, rooms, access } = this.#parts;
    const by = people.get(id);
    const { readOnly } = rooms.rulesOf(room);
    const allowed = access.write(id, room);
    if (!allowed.ok) return fail({ code: allowed.error });
    if (readOnly && by && !isModerator(by)) return fail({ code: 'read-only' });
    return ok([{ kind: 'tell-room', from: id, room, message: { type: 'typing', room, id } }]);
  }

  #sleep(id: string, asleep: boolean): Decision {
    return this.#parts.people.sleep(id, asleep) ? ok([{ kind: 'presence', id, asleep }]) : NOTHING_HAPPENS;
  }

  #rename(id: string, name: string): Decision {
    const { people, mutes, bans } = this.#parts;
    const muted = mutes.find(id);
    // A new name is told to everybody, so it would be a way to speak.
    if (muted !== undefined) return fail(mutedFor(muted));
    if (bans.isNameBanned(name)) return fail({ code: 'name-banned' });
    const renamed = appended(people.rename(id, name));
    return renamed.ok ? ok([{ kind: 'remember', id }, ...renamed.value]) : renamed;
  }
}

/** Why a muted person may not do something. */
export function mutedFor({ seconds }: MutedPerson): Denial {
  return { code: 'muted', ...(seconds !== undefined && { seconds }) };
}

function appended(result: PersonResult): Decision {
  if (!result.ok) return fail({ code: result.error });
  return ok([{ kind: 'append', entries: result.value }]);
}
