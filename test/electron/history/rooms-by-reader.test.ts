import fc from 'fast-check';
import { expect, test } from 'vitest';
import { privateRoom } from '../../../contract/model/room.ts';
import { RoomsByReader } from '../../../electron/history/rooms-by-reader.ts';

const person = fc.constantFrom('a', 'b', 'c', 'd');

test('everybody reads what is for all and their own, each once, and nobody anything else', () => {
  const room = fc.oneof(
    fc.constantFrom('lobby', 'r1'),
    fc.tuple(person, person).map((pair) => privateRoom(...pair)),
  );
  fc.assert(
    fc.property(fc.array(room), person, (rooms, reader) => {
      const index = new RoomsByReader();
      for (const each of rooms) index.add(each);
      const there = [...new Set(rooms)];
      const own = there.filter((each) => each.split('+').includes(reader));
      expect(index.ownOf(reader)).toEqual(own);
      expect(new Set(index.readBy(reader))).toEqual(
        new Set([...there.filter((each) => !each.includes('+')), ...own]),
      );
    }),
  );
});
