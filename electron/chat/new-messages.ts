/** Makes entries of new messages, and takes the files that they name out of the uploads of their author. */
import type { NewEntry, Message } from '../../contract/model/entry.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { Person } from '../../contract/model/person.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Say } from '../../contract/wire/client-message.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import { composeMessage } from './model/message-rules.ts';
import { plainPerson, type People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import type { UnreviewedMessage } from './moderation/pending-messages.ts';
import type { ApprovedMessages } from './moderation/reviews.ts';

/** A message on plain text has no ref. */
export type Saying = Omit<Say, 'type' | 'ref' | 'reply'> & {
  readonly ref?: string;
  readonly announcement?: true;
};

export const FILES_NONE = { ok: true, files: [] } as const;

export interface NewMessagesParts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: Pick<History, 'isSaid'>;
  /** Left out where no files are taken. */
  readonly files?: Pick<Files, 'claim'> | undefined;
}

export class NewMessages implements ApprovedMessages {
  readonly #parts: NewMessagesParts;

  constructor(parts: NewMessagesParts) {
    this.#parts = parts;
  }

  /** A message that is sent again has its files already. */
  compose(from: Person, asked: Saying, reply: Message | undefined): Result<NewEntry, ErrorCode> {
    const { people, history, files: taken } = this.#parts;
    const { room, text, ref, files: uploaded = [], announcement } = asked;
    const known = ref !== undefined && history.isSaid(from.id, ref);
    const claimed = known || uploaded.length === 0 ? FILES_NONE : taken?.claim(from.id, uploaded);
    if (claimed?.ok !== true) return fail(claimed?.code ?? 'file-gone');
    const { files } = claimed;
    const message = {
      ...{ room, text },
      ...(ref !== undefined && { ref }),
      ...(files.length > 0 && { files }),
      ...(reply !== undefined && { reply }),
      ...(announcement && { announcement }),
    };
    return ok(composeMessage(plainPerson(from), message, people));
  }

  /** The author need not be here any more. */
  approve(message: UnreviewedMessage): Result<NewEntry, ErrorCode> {
    const { people, rooms } = this.#parts;
    if (!rooms.has(message.room)) return fail('room-gone');
    return this.compose(people.known(message.from.id) ?? message.from, message, message.reply);
  }
}
