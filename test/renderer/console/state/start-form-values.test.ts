import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RETENTION_DAYS_DEFAULT } from '../../../../contract/model/retention.ts';
import { startFormOf, parseStartForm } from '../../../../renderer/console/state/start-form-values.ts';

const draft = { adapter: 'wlan0', port: '8080', room: 'Lobby', pin: '', retentionDays: 30 };

test('what was chosen before can be chosen again', () => {
  const anyChoice = fc.record(
    {
      adapter: fc.constant('wlan0'),
      port: fc.integer({ min: 1, max: 65_535 }),
      room: fc.stringMatching(/^[a-z]{1,64}$/),
      pin: fc.stringMatching(/^\d{6,12}$/),
      retentionDays: fc.integer({ min: 0, max: 3_650 }),
    },
    { requiredKeys: ['adapter', 'port', 'room', 'retentionDays'] },
  );
  fc.assert(
    fc.property(anyChoice, (choice) => {
      expect(parseStartForm(startFormOf(choice))).toEqual({ ok: true, choice });
    }),
  );
});

test('what was chosen before there was a choice is what is usual', () => {
  const choice = { adapter: 'wlan0', port: 8080, room: 'Lobby' };
  expect(startFormOf(choice)).toEqual({ ...draft, retentionDays: RETENTION_DAYS_DEFAULT });
});

test.each([
  ['0', 'Lobby', '', ['port']],
  ['65536', 'Lobby', '', ['port']],
  ['80 80', 'Lobby', '', ['port']],
  ['', '   ', '', ['port', 'room']],
  ['8080', 'x'.repeat(65), '', ['room']],
  ['8080', 'Lobby', '12345', ['pin']],
  ['8080', 'Lobby', '1234567890123', ['pin']],
  ['8080', 'Lobby', '48291e', ['pin']],
  ['x', '', 'y', ['port', 'room', 'pin']],
])('port %j, room %j and PIN %j are refused', (port, room, pin, faults) => {
  expect(parseStartForm({ ...draft, port, room, pin })).toEqual({ ok: false, faults });
});

test.each(['', '  '])('with the PIN %j anybody may come in', (pin) => {
  const choice = { adapter: 'wlan0', port: 8080, room: 'Lobby', retentionDays: 30 };
  expect(parseStartForm({ ...draft, pin })).toEqual({ ok: true, choice });
});

test('a PIN may be written as people write it', () => {
  expect(parseStartForm({ ...draft, pin: ' 482 913 ' })).toMatchObject({ choice: { pin: '482913' } });
});
