import { expect, test } from 'vitest';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import { beginning, type Conversation } from '../../../../renderer/guest/state/conversation.ts';
import { reduce } from '../../../../renderer/guest/state/reduce.ts';
import { newsIn } from '../../../../renderer/guest/state/news.ts';
import { ada, bo, says } from '../fake-server.ts';

const ROOMS = [
  { id: 'lobby', name: 'Lobby', latest: 0 },
  { id: 'r1', name: 'Kitchen', latest: 0 },
];

function inside(changes: Partial<Conversation> = {}): Conversation {
  const pages = ROOMS.map(({ id: room }) => ({ room, entries: [], first: true, last: true }));
  const [log, token, people, kept] = ['l', 't', [ada, bo], { saved: false }];
  const now = heard(beginning({}), {
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
  return reduce(before, { type: 'heard', message, now: 0 });
}

function told(before: Conversation, message: ReturnType<typeof says>) {
  return newsIn(before, heard(before, message), message);
}

test('what is said before the eyes of the person is no news', () => {
  expect(told(inside(), says(1, 'hi'))).toBeUndefined();
});

test('what comes into another room is', () => {
  const message = { ...says(1, 'hi'), room: 'r1' };
  expect(told(inside(), message)).toEqual({
    ...{ message, room: 'Kitchen', forYou: false, elsewhere: true, hidden: false },
  });
});

test('so is what comes while the page is hidden, and that it is for the person is known', () => {
  const hidden = reduce(inside(), { type: 'hidden', hidden: true });
  expect(told(hidden, says(1, 'hi'))).toMatchObject({ forYou: false, elsewhere: false, hidden: true });
  expect(told(hidden, says(1, 'hi @Ada', bo, { mentions: [ada.id] }))).toMatchObject({ forYou: true });
});

test('what the person said elsewhere, and what was told before, is not', () => {
  const hidden = reduce(inside(), { type: 'hidden', hidden: true });
  expect(told(hidden, says(1, 'hi', ada))).toBeUndefined();
  const message = says(1, 'hi');
  expect(told(heard(hidden, message), message)).toBeUndefined();
});
