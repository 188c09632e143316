// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Stats } from '../../../../contract/ipc/stats.ts';
import { FakeBridge, running } from '../fake-bridge.ts';
import { ada, connected, ming } from '../samples.ts';
import { button, find, hide, press, show } from '../shown-app.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
  bridge.snapshot = {
    ...bridge.snapshot,
    state: running,
    people: [connected(ada, { since: 1 }), connected(ming, { since: 2 })],
  };
});
afterEach(hide);

const sample = { at: 0, people: 2, messagesPerSecond: 0, bytesPerSecond: 0, delayMs: 0 };
const vitals: Stats = {
  figures: [
    { id: 'ada1', lastSeen: 5_000, messages: 2, received: 2_048, sent: 1_024, roundTripMs: 8.25 },
    { id: 'ming', lastSeen: 6_000, messages: 40, received: 10, sent: 20 },
  ],
  sample,
  storage: {},
  ended: [],
};
const names = () => [...document.querySelectorAll('.person-row bdi')].map(({ textContent }) => textContent);

test('figures come into the table, and a press on a head sorts by them', async () => {
  await show(bridge);
  act(() => bridge.tell('stats', vitals));
  expect(find('.person-row .people-trip').textContent).toBe('8.3 ms');
  expect(find('.person-row .people-bytes').textContent).toBe('3 kB');
  expect(names()).toEqual(['Ada', '小明']);
  const head = find('th.people-messages button') as HTMLButtonElement;
  await press(head);
  expect(names()).toEqual(['小明', 'Ada']);
  expect(head.parentElement?.getAttribute('aria-sort')).toBe('descending');
  await press(head);
  expect(names()).toEqual(['Ada', '小明']);
});

test('who is pressed is shown in full, and closed again', async () => {
  await show(bridge);
  act(() => bridge.tell('stats', vitals));
  await press(find('.people .person') as HTMLButtonElement);
  expect(find('.person-detail').textContent).toContain('2 kB in, 1 kB out');
  await press(button('Close details'));
  expect(document.querySelector('.person-detail')).toBeNull();
});

test('of five hundred guests only those in sight are drawn, and the arrow keys lead to all', async () => {
  const people = Array.from({ length: 500 }, (_, i) =>
    connected({ ...ada, id: `g${i}`, name: `Guest ${i}` }, { since: i }),
  );
  bridge.snapshot = { ...bridge.snapshot, people };
  await show(bridge);
  expect(document.querySelectorAll('.person-row').length).toBeLessThan(60);
  expect(find('table.people').getAttribute('aria-rowcount')).toBe('501');
  const first = find('.person-row .person') as HTMLButtonElement;
  expect(first.tabIndex).toBe(0);
  first.focus();
  act(() => void first.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })));
  expect(document.activeElement?.textContent).toContain('Guest 1');
});
