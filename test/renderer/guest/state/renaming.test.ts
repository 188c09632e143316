import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import { initialConversation, type Conversation } from '../../../../renderer/guest/state/conversation.ts';
import { reduce, type Action } from '../../../../renderer/guest/state/reduce.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { welcome as welcomed } from '../fake-socket.ts';

const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const heard = (message: ServerMessage): Action => ({ type: 'message-received', message, now: 0 });
const welcome = heard(welcomed);
const after = (...actions: readonly Action[]): Conversation =>
  actions.reduce(
    reduce,
    reduce(reduce(initialConversation({}), { type: 'joining', name: 'Ada', pin: undefined }), welcome),
  );
const opened: Action = { type: 'rename-opened', open: true };
const asked: Action = { type: 'rename-requested', name: 'Lovelace' };

describe('a new name', () => {
  it('is used once confirmed, also for the next join', () => {
    const person = { ...ada, name: 'Lovelace' };
    const now = after(
      opened,
      asked,
      heard({ type: 'renamed', room: 'lobby', seq: 1, at: 1, person, before: 'Ada' }),
    );
    expect(now).toMatchObject({
      renaming: { is: 'closed' },
      you: person,
      name: 'Lovelace',
      people: [person],
    });
  });

  it('is refused next to its field, not in the composer', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'name-taken' }));
    expect(now.renaming).toEqual({ is: 'open', refusal: 'name-taken' });
    expect(draftIn(now.drafts, 'lobby').notice).toBeUndefined();
  });

  it('is refused with the remaining time for a muted person', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'muted', seconds: 90 }));
    expect(now.renaming).toEqual({ is: 'open', refusal: 'muted', seconds: 90 });
  });

  it('is not confused with a message refused meanwhile', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'text-empty', ref: 'r1' }));
    expect(now.renaming).toEqual({ is: 'requested' });
    expect(draftIn(now.drafts, 'lobby').notice).toMatchObject({ code: 'text-empty' });
  });

  it.each([
    ['   ', { is: 'open', refusal: 'name-empty' }],
    [' Ada ', { is: 'closed' }],
  ])('%j is answered without the host', (name, renaming) => {
    expect(after(opened, { type: 'rename-requested', name }).renaming).toEqual(renaming);
  });

  it.each<Action>([{ type: 'connection-lost' }, { type: 'rename-failed' }, welcome])(
    'has to be requested again after $type',
    (action) => {
      expect(after(opened, asked, action).renaming).toEqual({ is: 'open', refusal: 'offline' });
    },
  );

  it('keeps the typed text when another person is renamed', () => {
    const person = { ...ada, id: 'b2', name: 'Bob' };
    const now = after(
      opened,
      asked,
      heard({ type: 'renamed', room: 'lobby', seq: 1, at: 1, person, before: 'Bo' }),
    );
    expect(now.renaming).toEqual({ is: 'requested' });
    expect(now.you).toEqual(ada);
  });
});
