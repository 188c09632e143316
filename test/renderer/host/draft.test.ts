import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, parseDraft } from '../../../renderer/host/draft.ts';

test('what was chosen before can be chosen again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), fc.stringMatching(/^[a-z]{1,64}$/), (port, room) => {
      const choice = { adapter: 'wlan0', port, room };
      expect(parseDraft(draftOf(choice))).toEqual({ ok: true, choice });
    }),
  );
});

test.each([
  ['0', 'Lobby', ['port']],
  ['65536', 'Lobby', ['port']],
  ['80 80', 'Lobby', ['port']],
  ['', '   ', ['port', 'room']],
  ['8080', 'x'.repeat(65), ['room']],
])('port %j and room %j are refused', (port, room, faults) => {
  expect(parseDraft({ adapter: 'wlan0', port, room })).toEqual({ ok: false, faults });
});
