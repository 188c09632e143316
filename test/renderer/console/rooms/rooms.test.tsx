// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatInfo } from '../../../../contract/model/chat-info.ts';
import { FakeBridge, house, running } from '../fake-bridge.ts';
import { ada, batchOf, said, saidIn, self } from '../samples.ts';
import { button, field, fill, find, hide, press, show, tab } from '../shown-app.tsx';

const twoRooms: ChatInfo = { ...house, rooms: [...house.rooms, { id: 'r1', name: 'Questions', latest: 0 }] };
let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, state: running, chatInfo: twoRooms };
});
afterEach(hide);

const selected = () => find('[role=tab][aria-selected=true]').textContent;
const hasDot = (name: string) => tab(name).querySelector('.tab-dot') !== null;

test('each room is a tab, the lobby first and shown', async () => {
  await show(bridge);
  expect([...document.querySelectorAll('[role=tab]')].map(({ textContent }) => textContent)).toEqual([
    'All rooms',
    'Lobby',
    'Questions',
  ]);
  expect(selected()).toBe('Lobby');
  expect(find('[role=tabpanel]').id).toBe(tab('Lobby').getAttribute('aria-controls'));
});

test('what is said elsewhere puts a dot on its tab until that is looked at', async () => {
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada), saidIn('r1', 1, ada, 'from before')] };
  await show(bridge);
  expect(hasDot('Questions')).toBe(false);
  act(() => bridge.tell('entries', batchOf(saidIn('r1', 2, ada, 'now'))));
  expect(hasDot('Questions')).toBe(true);
  expect(tab('Questions').textContent).toContain('new messages');
  await press(tab('Questions'));
  expect(find('[role=log]').textContent).toContain('now');
  expect(hasDot('Questions')).toBe(false);
  await press(tab('Lobby'));
  expect(hasDot('Questions')).toBe(false);
});

test('what was said before the light went off and on again is no news', async () => {
  await show(bridge);
  act(() => bridge.tell('entries', batchOf(saidIn('r1', 1, ada))));
  act(() => bridge.tell('state', { kind: 'stopped' }));
  act(() => bridge.tell('state', { ...running, since: 2_000 }));
  expect(hasDot('Questions')).toBe(false);
});

test('what the host says, and who comes and goes, puts no dot anywhere', async () => {
  await show(bridge);
  await press(tab('Questions'));
  act(() =>
    bridge.tell(
      'entries',
      batchOf(
        { ...said(1, self), room: 'lobby' },
        { type: 'joined', room: 'lobby', seq: 2, at: 2, person: ada },
      ),
    ),
  );
  expect(hasDot('Lobby')).toBe(false);
});

test('what is written goes into the room that is shown, and stays in it until it is sent', async () => {
  await show(bridge);
  fill(field('textarea'), 'for the lobby');
  await press(tab('Questions'));
  expect(field('textarea').value).toBe('');
  fill(field('textarea'), 'a question');
  await press(button('Send'));
  expect(bridge.argumentsOf('postMessage')).toEqual([{ room: 'r1', text: 'a question' }]);
  await press(tab('Lobby'));
  expect(field('textarea').value).toBe('for the lobby');
});

test('the arrow keys lead through the tabs', async () => {
  await show(bridge);
  tab('Lobby').focus();
  act(
    () => void tab('Lobby').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })),
  );
  expect(selected()).toBe('Questions');
  expect(document.activeElement).toBe(tab('Questions'));
});

test('a new room is opened by its name, and shown', async () => {
  bridge.snapshot = { ...bridge.snapshot, chatInfo: house };
  await show(bridge);
  await press(button('+ New room'));
  await press(button('Create'));
  expect(bridge.argumentsOf('openRoom')).toEqual([]);
  expect(find('dialog [role=alert]').textContent).toContain('64');
  fill(field('dialog input'), 'Questions');
  bridge.snapshot = { ...bridge.snapshot, chatInfo: twoRooms };
  await press(button('Create'));
  expect(bridge.argumentsOf('openRoom')).toEqual([{ name: 'Questions' }]);
  expect(document.querySelector('dialog')).toBeNull();
  expect(selected()).toBe('Questions');
});

test('where there are enough rooms, that is said', async () => {
  bridge.done = { ok: false, code: 'room-gone' };
  await show(bridge);
  await press(button('+ New room'));
  fill(field('dialog input'), 'One too many');
  await press(button('Create'));
  expect(find('dialog [role=alert]').textContent).toContain('reached the room limit');
});

test('a room can be renamed and closed, the lobby cannot', async () => {
  await show(bridge);
  expect(find('.room-tools').textContent).toBe('Rules…');
  await press(tab('Questions'));
  await press(button('Rename'));
  expect(field('dialog input').value).toBe('Questions');
  fill(field('dialog input'), 'Answers');
  await press(find('dialog [type=submit]') as HTMLButtonElement);
  expect(bridge.argumentsOf('renameRoom')).toEqual([{ id: 'r1', name: 'Answers' }]);
  await press(button('Close room'));
  expect(bridge.argumentsOf('closeRoom')).toEqual([]);
  expect(find('dialog').textContent).toContain('moves to Lobby');
  await press(find('dialog .primary, dialog .danger') as HTMLButtonElement);
  expect(bridge.argumentsOf('closeRoom')).toEqual([{ id: 'r1' }]);
});

test('when the room that is shown is closed, it is the lobby that is shown', async () => {
  await show(bridge);
  await press(tab('Questions'));
  act(() => bridge.tell('chatInfo', house));
  expect(selected()).toBe('Lobby');
});
