import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry, Message } from '../../../../contract/model/entry.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import {
  dropBefore,
  inOrder,
  keepEntries,
  noteNews,
  type RoomLogs,
} from '../../../../renderer/console/state/room-logs.ts';
import { ENTRIES_MAX } from '../../../../renderer/ui/log/entries.ts';
import { logs } from '../../../support/said.ts';
import { ada, anyLog, said, saidIn, self } from '../samples.ts';

const NONE: RoomLogs = new Map();
const lobby = (kept: RoomLogs) => kept.get(LOBBY);

test('however a log is cut into batches, and whatever comes twice, the log comes out', () => {
  fc.assert(
    fc.property(anyLog, fc.array(fc.nat(60), { maxLength: 6 }), (log, cuts) => {
      let kept = NONE;
      let end = 0;
      for (const cut of [...cuts, log.length]) {
        kept = keepEntries(kept, log.slice(Math.max(0, end - 3), cut));
        end = Math.max(end, Math.min(cut, log.length));
      }
      expect(lobby(kept) ?? []).toEqual(log);
    }),
  );
});

test('the overview may come after the batches that follow it, and what they changed is changed', () => {
  const log: Entry[] = [
    said(1, ada),
    said(2, ada),
    { type: 'edited', room: LOBBY, seq: 3, at: 3_000, target: 1, by: ada, text: 'mended' },
  ];
  const kept = lobby(keepEntries(keepEntries(NONE, log.slice(2)), log.slice(0, 2)));
  expect(kept?.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(kept?.[0]).toMatchObject({ text: 'mended', edited: true });
});

test('a message reads the same, in however many batches its changes came', () => {
  fc.assert(
    fc.property(logs(), fc.nat(60), (log, cut) => {
      const whole = keepEntries(NONE, log);
      const parts = keepEntries(keepEntries(NONE, log.slice(0, cut)), log.slice(cut));
      expect(lobby(parts) ?? []).toEqual(lobby(whole) ?? []);
    }),
  );
});

test('each room has a log of its own, and one that nothing came for keeps its very list', () => {
  const before = keepEntries(NONE, [said(1, ada), saidIn('r1', 1, ada, 'elsewhere')]);
  const after = keepEntries(before, [saidIn('r1', 2, ada)]);
  expect(lobby(after)).toBe(lobby(before));
  expect(after.get('r1')?.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('only the newest are kept', () => {
  const log = Array.from({ length: ENTRIES_MAX + 7 }, (_, place) => said(place + 1, ada));
  const kept = lobby(keepEntries(NONE, log));
  expect(kept).toHaveLength(ENTRIES_MAX);
  expect(kept?.at(-1)?.seq).toBe(ENTRIES_MAX + 7);
});

test('what was said before a time can be dropped', () => {
  const kept = keepEntries(NONE, [said(1, ada), said(2, ada), said(3, ada)]);
  expect(lobby(dropBefore(kept, 2_000))?.map(({ seq }) => seq)).toEqual([2, 3]);
});

test('in a room the order stays, though its clock went ahead and back; nothing newer is taken for old', () => {
  const kept: RoomLogs = new Map([
    [LOBBY, [said(1, ada, 'one', 1_000), said(2, ada, 'ahead', 9e12), said(3, ada, 'two', 3_000)]],
    [
      'r1',
      [
        { ...saidIn('r1', 1, ada), at: 2_000 },
        { ...saidIn('r1', 2, ada), at: 4_000 },
      ],
    ],
  ]);
  const placed = inOrder(kept).map(({ room, seq }) => `${room} ${seq}`);
  expect(placed).toEqual([`${LOBBY} 1`, 'r1 1', `${LOBBY} 2`, `${LOBBY} 3`, 'r1 2']);
  expect(lobby(dropBefore(kept, 5_000))?.map(({ seq }) => seq)).toEqual([2, 3]);
});

describe('news', () => {
  const reacted: Entry = {
    ...{ type: 'reacted', room: LOBBY, seq: 9, at: 9, target: 1, by: ada },
    ...{ emoji: '👍', on: true },
  };

  test('are the messages of others, each room by itself', () => {
    const news = noteNews(new Map(), [said(1, ada), saidIn('r1', 4, ada), said(2, ada)]);
    expect([...news]).toEqual([
      [LOBBY, 2],
      ['r1', 4],
    ]);
  });

  test('are neither what the host said, nor what is no message', () => {
    const news = new Map([[LOBBY, 1]]);
    const own: Message = said(2, self);
    expect(noteNews(news, [own, reacted])).toBe(news);
  });
});
