// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeBridge, running } from './fake-bridge.ts';
import { ada, connected, ming, said } from './samples.ts';
import { button, field, fill, find, hide, press, show } from './shown-app.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, state: running, entries: [said(1, ada, 'first')] };
});
afterEach(hide);

const change = { room: 'lobby', at: 5_000, target: 1, by: ming } as const;

test('what was edited, and what others think of it, is seen at the message', async () => {
  await show(bridge);
  act(() =>
    bridge.tell('entries', [
      { ...change, type: 'edited', seq: 2, text: 'mended' },
      { ...change, type: 'reacted', seq: 3, emoji: '👍', on: true },
    ]),
  );
  expect(find('.message-text').textContent).toBe('mended');
  expect(find('.message-edited').textContent).toBe('edited');
  expect(find('.message-reactions').textContent).toBe('👍 1');
  expect(document.querySelectorAll('.message')).toHaveLength(1);
});

test('a pile of marks is shown no higher than letters are', async () => {
  bridge.overview = { ...bridge.overview, entries: [said(1, ada, `x${'\u0323'.repeat(30)}`)] };
  await show(bridge);
  expect(find('.message-text').textContent).toBe(`x${'\u0323'.repeat(8)}`);
});

test('a name that mixes alphabets says so', async () => {
  bridge.overview = { ...bridge.overview, entries: [said(1, { ...ada, name: 'Аda' }, 'hello')] };
  await show(bridge);
  expect(find('.message-from .badge-mixed').textContent).toBe('mixed alphabets');
});

test('what was deleted is told to be, and nothing more can be done with it', async () => {
  await show(bridge);
  act(() => bridge.tell('entries', [{ ...change, type: 'deleted', seq: 2 }]));
  expect(find('.message-body').textContent).toBe('This message was deleted.');
  expect(document.querySelector('.message-delete')).toBeNull();
});

test('an answer shows what it answers on one line', async () => {
  const reply = { seq: 1, from: ada, text: 'first' };
  bridge.overview = { ...bridge.overview, entries: [said(1, ada, 'first'), { ...said(2, ming), reply }] };
  await show(bridge);
  expect(find('.message-quote').textContent).toBe('In answer to Ada: first');
});

test('the files of a message are told with their names and sizes, also where nobody said a word', async () => {
  const files = [
    { id: 'a', name: '<b>plan</b>.pdf', bytes: 3_000_000 },
    { id: 'b', name: '', bytes: 1 },
  ];
  bridge.overview = { ...bridge.overview, entries: [{ ...said(1, ada, ''), files }] };
  await show(bridge);
  const shown = [...document.querySelectorAll('.message-files li')].map(({ textContent }) => textContent);
  expect(shown).toEqual(['<b>plan</b>.pdf 2.8 MB', 'File 1 byte']);
  expect(document.querySelector('.message-text')).toBeNull();
  expect(button('Delete')).toBeDefined();
});

test('a message is deleted after one question', async () => {
  await show(bridge);
  await press(button('Delete'));
  expect(find('.delete-question').textContent).toContain('for everybody');
  expect(document.activeElement).toBe(button('Keep it'));
  await press(button('Keep it'));
  expect(document.querySelector('.delete-question')).toBeNull();
  await press(button('Delete'));
  await press(button('Delete it'));
  expect(bridge.argumentsOf('deleteMessage')).toEqual([{ room: 'lobby', seq: 1 }]);
});

test('a message that cannot be deleted says why', async () => {
  bridge.done = { ok: false, code: 'message-gone' };
  await show(bridge);
  await press(button('Delete'));
  await press(button('Delete it'));
  expect(find('.delete-question [role=alert]').textContent).toBe('That message is gone.');
});

test('why nothing was sent is said until something is written', async () => {
  bridge.done = { ok: false, code: 'text-empty' };
  await show(bridge);
  await press(button('Send'));
  expect(find('.composer [role=alert]').textContent).toBe('Write something first.');
  fill(field('.composer textarea'), 'now');
  expect(document.querySelector('.composer [role=alert]')).toBeNull();
});

test('the Tab key leads to one Delete, and the arrow keys to the others', async () => {
  bridge.overview = { ...bridge.overview, entries: [said(1, ada), said(2, ada), said(3, ada)] };
  await show(bridge);
  const deletes = [...document.querySelectorAll<HTMLButtonElement>('.message-delete')];
  expect(deletes.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  deletes[2]?.focus();
  act(() => void deletes[2]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true })));
  expect(document.activeElement).toBe(deletes[1]);
});

test('a guest is made a moderator, and a guest again', async () => {
  bridge.overview = { ...bridge.overview, people: [connected(ada)] };
  await show(bridge);
  await press(find('.people .person') as HTMLButtonElement);
  await press(button('Make moderator'));
  expect(bridge.argumentsOf('setRole')).toEqual([{ id: 'ada1', role: 'moderator' }]);
  act(() => bridge.tell('people', [connected({ ...ada, role: 'moderator' })]));
  expect(find('.people tbody tr').textContent).toContain('moderator');
  await press(button('Make guest again'));
  expect(bridge.argumentsOf('setRole').at(-1)).toEqual({ id: 'ada1', role: 'guest' });
});

test('somebody on plain text cannot be made a moderator', async () => {
  bridge.overview = { ...bridge.overview, people: [connected({ ...ada, via: 'plain' })] };
  await show(bridge);
  await press(find('.people .person') as HTMLButtonElement);
  expect(find('.person-detail').textContent).toContain('plain text');
  expect(find('.person-detail').textContent).not.toContain('Make moderator');
});

test('who is asleep is told by a word and a shape', async () => {
  bridge.overview = { ...bridge.overview, people: [connected(ada, { asleep: true })] };
  await show(bridge);
  expect(find('.badge-asleep').textContent).toBe('asleep');
  expect(document.querySelector('.badge-asleep svg')).not.toBeNull();
});
