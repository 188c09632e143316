import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logRows } from '../../../../renderer/console/log/log-rows.ts';
import { GROUP_PAUSE_MAX_MS } from '../../../../renderer/ui/people/group.ts';
import { ada, anyLog, ming, said } from '../samples.ts';

const NOON = new Date(2026, 3, 1, 12).getTime();

test('every entry is in exactly one line, in order', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const places = logRows(log).flatMap((line) => {
        if (line.kind === 'day' || line.kind === 'change') return [];
        return line.kind === 'message' ? [line.message.seq] : line.events.map((event) => event.seq);
      });
      expect(places).toEqual(log.map((entry) => entry.seq));
    }),
  );
});

test('keys differ, the first line is a day, and no day follows on a day', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const lines = logRows(log);
      expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
      if (log.length > 0) expect(lines[0]?.kind).toBe('day');
      lines.forEach((line, place) =>
        expect(line.kind === 'day' && lines[place + 1]?.kind === 'day').toBe(false),
      );
    }),
  );
});

test('messages of one person in a row are a group until a pause', () => {
  const lines = logRows([
    said(1, ada, 'a', NOON),
    said(2, ada, 'b', NOON + GROUP_PAUSE_MAX_MS),
    said(3, ada, 'c', NOON + 2 * GROUP_PAUSE_MAX_MS + 1),
    said(4, ming, 'd', NOON + 2 * GROUP_PAUSE_MAX_MS + 2),
  ]);
  expect(lines.map((line) => line.kind === 'message' && line.head)).toEqual([false, true, false, true, true]);
});

test('a new name starts a new group', () => {
  const lines = logRows([said(1, ada, 'a', NOON), said(2, { ...ada, name: 'Ada L.' }, 'b', NOON + 1)]);
  expect(lines.at(-1)).toMatchObject({ head: true });
});

test('comings and goings in a row are one line', () => {
  const lines = logRows([
    { type: 'joined', room: 'lobby', seq: 1, at: NOON, person: ada },
    { type: 'left', room: 'lobby', seq: 2, at: NOON + 1, person: ada, goodbye: true },
    said(3, ming, 'a', NOON + 2),
  ]);
  expect(lines.map((line) => line.kind)).toEqual(['day', 'events', 'message']);
});

test('what changes a message is no line, and parts no group', () => {
  const lines = logRows([
    said(1, ada, 'a', NOON),
    { type: 'reacted', room: 'lobby', seq: 2, at: NOON, target: 1, by: ming, emoji: '👍', on: true },
    { type: 'edited', room: 'lobby', seq: 3, at: NOON, target: 1, by: ada, text: 'b' },
    { type: 'deleted', room: 'lobby', seq: 4, at: NOON, target: 1, by: ada },
    said(5, ada, 'c', NOON),
  ]);
  expect(lines.map((line) => (line.kind === 'message' ? line.head : line.kind))).toEqual([
    'day',
    true,
    false,
  ]);
});
