import { expect, test } from 'vitest';
import { LOBBY, privatePair, privateRoom } from '../../../../contract/model/room.ts';
import { fail, ok } from '../../../../contract/result.ts';
import { Rooms } from '../../../../electron/chat/model/rooms.ts';

const names = (rooms: Rooms) => rooms.list().map(({ name }) => name);

test('the lobby is there first, under the name that was chosen last', () => {
  const kept = [{ id: LOBBY, name: 'Before', closed: false }];
  expect(new Rooms('Attic', kept).list()).toEqual([{ id: LOBBY, name: 'Attic', closed: false }]);
});

test('rooms are there in the order in which they were opened, also those of before', () => {
  const rooms = new Rooms('Lobby', [{ id: 'r1', name: 'One', closed: false }]);
  expect(rooms.open('r2', 'Two')).toEqual(ok({ id: 'r2', name: 'Two', closed: false }));
  expect(names(rooms)).toEqual(['Lobby', 'One', 'Two']);
});

test('a closed room is not there, and nobody may read it, neither now nor later', () => {
  const rooms = new Rooms('Lobby', [{ id: 'old', name: 'Old', closed: true }]);
  rooms.open('r1', 'One');
  expect(rooms.close('r1')).toEqual(ok({ id: 'r1', name: 'One', closed: true }));
  for (const id of ['r1', 'old', 'never'])
    expect([rooms.has(id), rooms.mayRead('ada', id), rooms.close(id), rooms.rename(id, 'x')]).toEqual([
      false,
      false,
      fail('room-gone'),
      fail('room-gone'),
    ]);
});

test('the lobby cannot be closed', () => {
  const rooms = new Rooms('Lobby', []);
  expect(rooms.close(LOBBY)).toEqual(fail('room-gone'));
  expect(rooms.has(LOBBY)).toBe(true);
});

test('a renamed room keeps its place', () => {
  const rooms = new Rooms('Lobby', []);
  rooms.open('r1', 'One');
  rooms.open('r2', 'Two');
  rooms.rename('r1', 'First');
  rooms.rename(LOBBY, 'Hall');
  expect(names(rooms)).toEqual(['Hall', 'First', 'Two']);
});

test('there are fifty rooms at the most', () => {
  const rooms = new Rooms('Lobby', []);
  for (let i = 0; i < 60; i += 1) rooms.open(`r${i}`, `Room ${i}`);
  expect(rooms.list()).toHaveLength(50);
});

test('everybody may read in a room of all, and in a room of two those two', () => {
  const rooms = new Rooms('Lobby', []);
  expect(rooms.mayRead('ada', LOBBY)).toBe(true);
  const own = privateRoom('bob', 'ada');
  expect(['ada', 'bob', 'cleo', ''].map((id) => rooms.mayRead(id, own))).toEqual([true, true, false, false]);
});

test.each(['bob+ada', 'ada+', 'ada+bob+cleo', 'ada'])('two people have one room, and %s is none', (room) => {
  const rooms = new Rooms('Lobby', []);
  expect(rooms.mayRead('ada', room)).toBe(false);
});

test('the room of two people is the same whoever of them asks for it', () => {
  expect(privateRoom('a1', 'b2')).toBe(privateRoom('b2', 'a1'));
  expect(privatePair(privateRoom('b2', 'a1'))).toEqual(['a1', 'b2']);
  expect([privatePair(LOBBY), privatePair('r1'), privatePair('a+b+c')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
