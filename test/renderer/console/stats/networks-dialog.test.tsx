// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NetworkUsage, Usage } from '../../../../contract/ipc/network-usage.ts';
import { keepFocus } from '../../../../renderer/ui/overlay/keep-focus.ts';
import { FakeBridge, running } from '../fake-bridge.ts';
import { find, hide, press, show } from '../shown-app.tsx';

const none = { connections: 0, unjoined: 0, uploads: 0, waiting: 0, forms: 0 };
const network = (name: string): NetworkUsage => ({
  ...{ network: name, people: 0 },
  counts: { ...none, connections: 3 },
});
const usage = (...networks: NetworkUsage[]): Usage => ({
  ...{ most: { ...none, connections: 9 }, taken: none, networks },
  others: 1_234,
});
let bridge: FakeBridge;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, state: running };
  bridge.usage = usage(network('10.0.0.1'), network('10.0.0.2'));
});
afterEach(() => {
  hide();
  vi.useRealTimers();
});

test('a network that takes up nothing any more keeps its row, and the keyboard stays in the table', async () => {
  keepFocus();
  await show(bridge);
  await press(find('.networks-open') as HTMLElement);
  const first = find('.networks tbody tr:nth-of-type(2) .button') as HTMLElement;
  act(() => first.focus());
  bridge.usage = usage(network('10.0.0.2'));
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(document.querySelectorAll('.networks tbody tr')).toHaveLength(3);
  const at = document.activeElement;
  expect(at?.getAttribute('aria-label')).toContain('10.0.0.2');
  expect(document.querySelectorAll('.networks .button')).toHaveLength(1);
});

test('how many networks are not shown is written as the language writes numbers', async () => {
  await show(bridge);
  await press(find('.networks-open') as HTMLElement);
  expect(find('dialog').textContent).toContain('not shown: 1,234');
});
