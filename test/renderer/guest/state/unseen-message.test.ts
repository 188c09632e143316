import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import { initialConversation, type Conversation } from '../../../../renderer/guest/state/conversation.ts';
import { reduce } from '../../../../renderer/guest/state/reduce.ts';
import { unseenMessageIn } from '../../../../renderer/guest/state/unseen-message.ts';
import { ada, bo, says } from '../fake-server.ts';

const ROOMS = [
  { id: 'lobby', name: 'Lobby', latest: 0 },
  { id: 'r1', name: 'Kitchen', latest: 0 },
];

function inside(changes: Partial<Conversation> = {}): Conversation {
  const pages = ROOMS.map(({ id: room }) => ({ room, entries: [], first: true, last: true }));
  const [log, token, people, kept] = ['l', 't', [ada, bo], { saved: false }];
  const now = heard(initialConversation({}), {
    type: 'welcome',
    log,
    token,
    you: ada,
    people,
    rooms: ROOMS,
    retention: kept,
    pages,
  });
  return { ...now, ...changes };
}

function heard(before: Conversation, message: ServerMessage): Conversation {
  return reduce(before, { type: 'message-received', message, now: 0 });
}

function told(before: Conversation, message: ReturnType<typeof says>) {
  return unseenMessageIn(before, heard(before, message), message);
}

test('a message in the visible room is not reported', () => {
  expect(told(inside(), says(1, 'hi'))).toBeUndefined();
});

test('a message in another room is reported', () => {
  const message = { ...says(1, 'hi'), room: 'r1' };
  expect(told(inside(), message)).toEqual({
    message,
    room: 'Kitchen',
    forYou: false,
    elsewhere: true,
    hidden: false,
  });
});

test('a message is reported while the page is hidden, with whether it is for the person', () => {
  const hidden = reduce(inside(), { type: 'hidden', hidden: true });
  expect(told(hidden, says(1, 'hi'))).toMatchObject({ forYou: false, elsewhere: false, hidden: true });
  expect(told(hidden, says(1, 'hi @Ada', bo, { mentions: [ada.id] }))).toMatchObject({ forYou: true });
});

test('own messages and repeated ones are not reported', () => {
  const hidden = reduce(inside(), { type: 'hidden', hidden: true });
  expect(told(hidden, says(1, 'hi', ada))).toBeUndefined();
  const message = says(1, 'hi');
  expect(told(heard(hidden, message), message)).toBeUndefined();
});
