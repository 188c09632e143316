// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import { dayName, startOfDay } from '../../../../renderer/guest/messages/day-popup.tsx';
import { JumpToDay } from '../../../../renderer/guest/messages/jump-to-day.tsx';
import { excerptAround } from '../../../../renderer/guest/search/search-hit.tsx';
import type { Hit, SearchState } from '../../../../renderer/guest/state/search-state.ts';
import { SearchView } from '../../../../renderer/guest/search/search-view.tsx';
import { button, click, one, press, show, shown } from '../shown.tsx';

const ann: Person = { id: 'a', name: 'Ann', role: 'guest', via: 'page' };
const hit: Hit = { room: 'lobby', seq: 3, roomName: 'Lobby', from: ann, at: 0, text: 'The light is on' };
const on = {
  onChange: vi.fn(),
  onSearch: vi.fn(),
  onOlder: vi.fn(),
  onJump: vi.fn<(to: unknown) => void>(),
  onClose: vi.fn(),
};

beforeEach(() => vi.clearAllMocks());

function showPanel(state: SearchState, text = 'light'): void {
  show(<SearchView input={{ text, everywhere: true }} state={state} roomName="Lobby" {...on} />);
}

it('searches on submit, but not for an empty text', () => {
  showPanel({ is: 'idle' });
  act(() => void one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(on.onSearch).toHaveBeenCalledExactlyOnceWith({ text: 'light', everywhere: true });
  showPanel({ is: 'idle' }, '  ');
  act(() => void one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(on.onSearch).toHaveBeenCalledOnce();
});

it('repeats the search when the scope changes', () => {
  showPanel({ is: 'found', text: 'light', hits: [], older: 'none' });
  click(one('label:nth-of-type(2) input'));
  expect(on.onSearch).toHaveBeenCalledExactlyOnceWith({ text: 'light', everywhere: false });
});

it('shows results and jumps to them', () => {
  showPanel({ is: 'found', text: 'LIGHT', hits: [hit], older: 'more' });
  expect(one('mark').textContent).toBe('light');
  expect(one('.hit').textContent).toContain('Ann in Lobby');
  click(one('.hit'));
  expect(on.onJump).toHaveBeenCalledExactlyOnceWith(hit);
  click(button('Show older'));
  expect(on.onOlder).toHaveBeenCalledOnce();
});

it.each<readonly [SearchState, string]>([
  [{ is: 'idle' }, 'Enter a word, or part of one.'],
  [{ is: 'searching' }, 'Searching…'],
  [{ is: 'found', text: 'x', hits: [], older: 'none' }, 'No results for “x”.'],
  [{ is: 'found', text: 'light', hits: [hit], older: 'none' }, '1 message found'],
  [{ is: 'failed', text: 'Not now.' }, 'Not now.'],
])('reports the outcome: %j', (state, wanted) => {
  showPanel(state);
  expect(one('[role=status]').textContent).toBe(wanted);
});

it('closes on Escape', () => {
  showPanel({ is: 'idle' });
  press(one('input'), 'Escape');
  expect(on.onClose).toHaveBeenCalledOnce();
});

it('returns the focus when it closes', () => {
  const before = document.body.appendChild(document.createElement('button'));
  before.focus();
  showPanel({ is: 'idle' });
  expect(document.activeElement).toBe(one('input'));
  show(<></>);
  expect(document.activeElement).toBe(before);
});

it('shows an excerpt of a long text around the match', () => {
  const excerpt = excerptAround(`${'before '.repeat(100)}the light${' after'.repeat(100)}`, 'LIGHT');
  expect(excerpt).toMatch(/^…before .*the light after.*…$/);
  expect(excerpt.length).toBeLessThan(250);
  expect(excerptAround('short', 'nothing')).toBe('short');
});

it('jumps to a day, and returns the focus', async () => {
  show(<JumpToDay onJump={on.onJump} />);
  button('Jump to date').focus();
  click(button('Jump to date'));
  const field = await shown('input[type=date]');
  expect(document.activeElement).toBe(field);
  act(() => void one('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
  expect(on.onJump).toHaveBeenCalledExactlyOnceWith(startOfDay(dayName(new Date())));
  expect(document.activeElement).toBe(button('Jump to date'));
});

it('finds the start of a day', () => {
  const day = new Date(2026, 1, 3, 12, 30);
  expect(dayName(day)).toBe('2026-02-03');
  expect(startOfDay('2026-02-03')).toBe(new Date(2026, 1, 3).getTime());
  expect(startOfDay('')).toBeUndefined();
});
