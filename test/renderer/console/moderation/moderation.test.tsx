// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectedPerson } from '../../../../contract/ipc/connected-person.ts';
import type { AuditEntry } from '../../../../contract/model/audit-entry.ts';
import { FakeBridge, running } from '../fake-bridge.ts';
import { button, field, fill, find, hide, press, show } from '../shown-app.tsx';

const eve: ConnectedPerson = {
  ...{ id: 'eve', name: 'Eve', role: 'guest', via: 'page', address: '192.168.1.31' },
  ...{ userAgent: '', since: 1, asleep: false },
};
const deed = (what: AuditEntry['what'], more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ at: 1_795_000_000_000, by: { id: 'host', name: 'Host', role: 'host' }, what },
  ...more,
});
let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, state: running, people: [eve] };
});
afterEach(hide);

const rows = () => [...document.querySelectorAll('.audit tbody tr')].map(({ textContent }) => textContent);
const openEve = () => press(find('.person-row button') as HTMLElement);

test('a ban asks for how long, why and what it covers, and says who else is behind the address', async () => {
  bridge.preview = {
    holds: { token: true, name: true, address: true },
    others: [{ id: 'bob', name: 'Bob' }],
  };
  await show(bridge);
  await openEve();
  await press(button('Ban…'));
  expect(find('dialog').textContent).toContain('Add their address to prevent it.');
  expect(find('.order-others').textContent).toContain('Bob');
  fill(field('dialog input[type=text]'), ' Spam ');
  await press(find('.order-others input') as HTMLElement);
  await press(find('dialog button.danger') as HTMLElement);
  expect(bridge.argumentsOf('moderate')).toEqual([
    {
      ...{ type: 'ban', personId: 'eve', reason: 'Spam', minutes: 60, others: ['bob'] },
      covers: { token: true, name: true, address: false },
    },
  ]);
});

test('a ban that covers nothing is asked about again, and a reason that is too long too', async () => {
  await show(bridge);
  await openEve();
  await press(button('Ban…'));
  for (const box of document.querySelectorAll<HTMLElement>('.order-covers input:checked')) await press(box);
  await press(find('dialog button.danger') as HTMLElement);
  expect(find('.order-fault').textContent).toMatch(/^Choose at least one/);
  fill(field('dialog input[type=text]'), 'x'.repeat(201));
  expect(find('.order-fault').textContent).toMatch(/too long/);
  expect(bridge.argumentsOf('moderate')).toEqual([]);
});

test('somebody muted can be given their voice again', async () => {
  bridge.snapshot = { ...bridge.snapshot, people: [{ ...eve, muted: {} }] };
  await show(bridge);
  expect(find('.person-row').textContent).toContain('Muted');
  await openEve();
  await press(button('Unmute'));
  expect(bridge.argumentsOf('moderate')).toEqual([{ type: 'unmute', personId: 'eve' }]);
});

test('what was done is listed, filtered by kind and by words, and earlier ones are read on', async () => {
  bridge.auditLog = {
    entries: [
      { number: 9, entry: deed('ban', { whom: { id: 'eve', name: 'Eve' }, reason: 'Spam' }) },
      { number: 8, entry: deed('remove', { whom: { id: 'mo', name: 'Mo' }, refused: 'not-allowed' }) },
    ],
    more: true,
  };
  await show(bridge);
  await press(button('Audit log'));
  expect(rows()).toHaveLength(2);
  expect(rows()[0]).toContain('Permanently · Spam');
  expect(rows()[1]).toContain('Refused');
  fill(field('dialog select'), 'remove');
  expect(rows()).toHaveLength(1);
  fill(field('.audit-filter'), 'eve');
  expect(find('dialog').textContent).toContain('No matches');
  await press(button('Show earlier'));
  expect(bridge.argumentsOf('auditLog')).toEqual([{}, { before: 8 }]);
  bridge.saved = 'failed';
  await press(button('Save as CSV…'));
  expect(bridge.argumentsOf('saveAuditLog')).toEqual([{ format: 'csv' }]);
  expect(find('dialog .fault').textContent).toContain('Choose another folder.');
});

test('another PIN is six digits or more, or none at all', async () => {
  await show(bridge);
  await press(button('Require a PIN…'));
  expect(button('Require a PIN').disabled).toBe(true);
  fill(field('dialog input[type=text]'), '123');
  await press(button('Require a PIN'));
  expect(bridge.argumentsOf('changePin')).toEqual([]);
  fill(field('dialog input[type=text]'), '482 913');
  await press(find('input[name=throw-out]:not(:checked)') as HTMLElement);
  await press(button('Require a PIN'));
  expect(bridge.argumentsOf('changePin')).toEqual([{ pin: '482913', removePeople: true }]);
});
