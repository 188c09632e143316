import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import { beginning, type Conversation } from '../../../../renderer/guest/state/conversation.ts';
import { reduce, type Action } from '../../../../renderer/guest/state/reduce.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { welcome as welcomed } from '../fake-socket.ts';

const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const heard = (message: ServerMessage): Action => ({ type: 'heard', message, now: 0 });
const welcome = heard(welcomed);
const after = (...actions: readonly Action[]): Conversation =>
  actions.reduce(
    reduce,
    reduce(reduce(beginning({}), { type: 'joining', name: 'Ada', pin: undefined }), welcome),
  );
const opened: Action = { type: 'rename-opened', open: true };
const asked: Action = { type: 'rename-asked', name: 'Lovelace' };

describe('another name', () => {
  it('is theirs when it comes back, also for the next time they come in', () => {
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

  it('is refused beside its field, and not where messages are written', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'name-taken' }));
    expect(now.renaming).toEqual({ is: 'open', refusal: 'name-taken' });
    expect(draftIn(now.drafts, 'lobby').notice).toBeUndefined();
  });

  it('is refused with the time that is left, of somebody who is muted', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'muted', seconds: 90 }));
    expect(now.renaming).toEqual({ is: 'open', refusal: 'muted', seconds: 90 });
  });

  it('is not taken for a message that was refused meanwhile', () => {
    const now = after(opened, asked, heard({ type: 'error', code: 'text-empty', ref: 'r1' }));
    expect(now.renaming).toEqual({ is: 'asked' });
    expect(draftIn(now.drafts, 'lobby').notice).toMatchObject({ code: 'text-empty' });
  });

  it.each([
    ['   ', { is: 'open', refusal: 'name-empty' }],
    [' Ada ', { is: 'closed' }],
  ])('%j needs no host to be answered', (name, renaming) => {
    expect(after(opened, { type: 'rename-asked', name }).renaming).toEqual(renaming);
  });

  it.each<Action>([{ type: 'cut' }, { type: 'rename-unheard' }, welcome])(
    'has to be asked for again after $type',
    (action) => {
      expect(after(opened, asked, action).renaming).toEqual({ is: 'open', refusal: 'offline' });
    },
  );

  it('stays what is being typed when somebody else takes another', () => {
    const person = { ...ada, id: 'b2', name: 'Bob' };
    const now = after(
      opened,
      asked,
      heard({ type: 'renamed', room: 'lobby', seq: 1, at: 1, person, before: 'Bo' }),
    );
    expect(now.renaming).toEqual({ is: 'asked' });
    expect(now.you).toEqual(ada);
  });
});
