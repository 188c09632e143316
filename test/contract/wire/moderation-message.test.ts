import { expect, test } from 'vitest';
import { parseClientMessage } from '../../../contract/wire/client-message.ts';

const read = (fields: object) => parseClientMessage(JSON.stringify({ ref: 'r', ...fields }));
const covers = { token: true, name: false, address: false };

test('what keeps order is read field by field, and whatever else was sent dies', () => {
  const forged = { moderator: true, authority: 'host', personId: 'eve', ref: 'r' };
  expect(read({ type: 'remove', reason: ' Too\n loud\u0007 ', ...forged })).toEqual({
    ok: true,
    value: { type: 'remove', ref: 'r', personId: 'eve', reason: 'Too loud' },
  });
  expect(
    read({
      type: 'ban',
      reason: '',
      minutes: 10,
      covers: { ...covers, all: 1 },
      others: ['a', 'a'],
      ...forged,
    }),
  ).toEqual({
    ok: true,
    value: { type: 'ban', ref: 'r', personId: 'eve', reason: '', minutes: 10, covers, others: ['a'] },
  });
});

test('nobody keeps order in the name of somebody else', () => {
  for (const forged of [{ by: 'host' }, { from: 'host' }, { role: 'host' }])
    expect(read({ type: 'remove', personId: 'eve', reason: '', ...forged })).toMatchObject({
      error: { code: 'reserved-field' },
    });
});

test.each([
  { type: 'remove', personId: 'eve' },
  { type: 'remove', personId: '', reason: '' },
  { type: 'remove', personId: 'eve', reason: 'x'.repeat(201) },
  { type: 'mute', personId: 'eve', reason: '', minutes: 0 },
  { type: 'mute', personId: 'eve', reason: '', minutes: 1.5 },
  { type: 'mute', personId: 'eve', reason: '', minutes: 525_601 },
  { type: 'mute', personId: 'eve', reason: '', minutes: '5' },
  { type: 'ban', personId: 'eve', reason: '' },
  { type: 'ban', personId: 'eve', reason: '', covers: { token: false, name: false, address: false } },
  { type: 'ban', personId: 'eve', reason: '', covers: { token: 1, name: true, address: true } },
  { type: 'ban', personId: 'eve', reason: '', covers, others: Array.from({ length: 33 }, (_, i) => `o${i}`) },
  { type: 'ban', personId: 'eve', reason: '', covers, others: [1] },
  { type: 'unban' },
  { type: 'bans', ref: 7 },
])('%j is refused as a whole', (fields) => {
  expect(read(fields)).toMatchObject({ ok: false, error: { code: 'bad-field', malformed: true } });
});
