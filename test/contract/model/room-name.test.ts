import { expect, test } from 'vitest';
import { ROOM_NAME_MAX, parseRoomName } from '../../../contract/model/room-name.ts';

test('the name of a room has up to 64 units, no blank edges and nothing invisible', () => {
  expect(parseRoomName('\u202e Kl\u0000asse\t3B ')).toBe('Kl asse 3B');
  expect(parseRoomName('گفت‌وگو a\u200bb')).toBe('گفت‌وگو ab');
  expect(parseRoomName('x'.repeat(ROOM_NAME_MAX))).toHaveLength(ROOM_NAME_MAX);
  expect(parseRoomName('x'.repeat(ROOM_NAME_MAX + 1))).toBeUndefined();
  expect(parseRoomName(' \u200b\n')).toBeUndefined();
});
