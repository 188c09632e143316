// @vitest-environment happy-dom
import { act } from 'react';
import { PATIENTLY } from '../../../support/patience.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeBridge, running } from '../fake-bridge.ts';
import { ada, batchOf, connected, ming, said } from '../samples.ts';
import { button, field, fill, find, hide, press, show } from '../shown-app.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, state: running, entries: [said(1, ada, 'first')] };
});
afterEach(hide);

const change = { room: 'lobby', at: 5_000, target: 1, by: ming } as const;

test('what was edited, and what others think of it, is seen at the message', async () => {
  await show(bridge);
  act(() =>
    bridge.tell(
      'entries',
      batchOf(
        { ...change, type: 'edited', seq: 2, text: 'mended' },
        { ...change, type: 'reacted', seq: 3, emoji: '👍', on: true },
      ),
    ),
  );
  expect(find('.message .text').textContent).toBe('mended');
  expect(find('.message-edited').textContent).toBe('edited');
  expect(find('.message-reactions').textContent).toBe('👍 1');
  expect(document.querySelectorAll('.message')).toHaveLength(1);
});

test('of a message to which very many reacted all are counted', async () => {
  const reactions = [{ emoji: '👍', by: [ming.id], others: 799 }];
  bridge.snapshot = { ...bridge.snapshot, entries: [{ ...said(1, ada, 'first'), reactions }] };
  await show(bridge);
  expect(find('.message-reactions').textContent).toBe('👍 800');
  act(() =>
    bridge.tell('entries', batchOf({ ...change, by: ada, type: 'reacted', seq: 2, emoji: '👍', on: false })),
  );
  expect(find('.message-reactions').textContent).toBe('👍 799');
});

test('a pile of marks is shown no higher than letters are', async () => {
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada, `x${'\u0323'.repeat(30)}`)] };
  await show(bridge);
  expect(find('.message .text').textContent).toBe(`x${'\u0323'.repeat(8)}`);
});

test('a name that mixes alphabets says so', async () => {
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, { ...ada, name: 'Аda' }, 'hello')] };
  await show(bridge);
  expect(find('.message-from .badge-mixed').textContent).toBe('mixed alphabets');
});

test('what was deleted is told to be, and nothing more can be done with it', async () => {
  await show(bridge);
  act(() => bridge.tell('entries', batchOf({ ...change, type: 'deleted', seq: 2 })));
  expect(find('.message-body').textContent).toBe('This message was deleted.');
  expect(document.querySelector('.message-delete')).toBeNull();
});

test('an answer shows what it answers on one line', async () => {
  const reply = { seq: 1, from: ada, text: 'first' };
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada, 'first'), { ...said(2, ming), reply }] };
  await show(bridge);
  expect(find('.message-quote').textContent).toBe('In reply to Ada: first');
});

test('the files of a message are told with their names and sizes, also where nobody said a word', async () => {
  const files = [
    { id: 'a', name: '<b>plan</b>.pdf', bytes: 3_000_000 },
    { id: 'b', name: '', bytes: 1 },
  ];
  bridge.snapshot = { ...bridge.snapshot, entries: [{ ...said(1, ada, ''), files }] };
  await show(bridge);
  const shown = [...document.querySelectorAll('.message .file-words')].map(({ textContent }) => textContent);
  expect(shown).toEqual(['<b>plan</b>.pdf2.9 MB', 'File1 byte']);
  expect(document.querySelector('.message .text')).toBeNull();
  expect(button('Delete')).toBeDefined();
});

test('a file is saved where somebody says, and what came of it is told', async () => {
  const files = [{ id: 'f1', name: 'plan.pdf', bytes: 1 }];
  bridge.snapshot = { ...bridge.snapshot, entries: [{ ...said(1, ada, ''), files }] };
  bridge.written = { ok: false, why: 'cancelled' };
  await show(bridge);
  await press(find('.file-get') as HTMLButtonElement);
  expect(bridge.argumentsOf('saveFile')).toEqual([{ id: 'f1', name: 'plan.pdf' }]);
  expect(find('.file-get').textContent).toContain('Save as…');
  bridge.written = { ok: false, why: 'failed' };
  await press(find('.file-get') as HTMLButtonElement);
  expect(find('.file-card [role=status]').textContent).toContain('Couldn’t save plan.pdf');
  bridge.written = { ok: true, file: '/tmp/plan.pdf' };
  await press(find('.file-get') as HTMLButtonElement);
  expect(find('.file-get').textContent).toContain('Saved');
});

test('a picture is asked for once, by its thumbnail, and shown as a blob', async () => {
  const picture = { type: 'image/png', width: 40, height: 20, thumbnail: 't1' } as const;
  const files = [{ id: 'p1', name: 'cat.png', bytes: 9, picture }];
  bridge.snapshot = { ...bridge.snapshot, entries: [{ ...said(1, ada, ''), files }] };
  bridge.picture = { type: 'image/png', bytes: Uint8Array.of(1, 2, 3) };
  await show(bridge);
  expect(bridge.argumentsOf('readPicture')).toEqual([{ id: 't1' }]);
  expect(find('.message img').getAttribute('src')).toMatch(/^blob:/);
  expect(find('.message img').getAttribute('alt')).toBe('cat.png');
});

test('a picture that cannot be had says so in its place', async () => {
  const picture = { type: 'image/png', width: 40, height: 20 } as const;
  const files = [{ id: 'p1', name: 'cat.png', bytes: 9, picture }];
  bridge.snapshot = { ...bridge.snapshot, entries: [{ ...said(1, ada, ''), files }] };
  await show(bridge);
  expect(bridge.argumentsOf('readPicture')).toEqual([{ id: 'p1' }]);
  expect(find('.picture-broken').getAttribute('aria-label')).toContain('cat.png');
});

test('Markdown is shown as guests see it, and whom it names is marked', async () => {
  const mentions = ['host', 'ming'];
  const people = [connected(ming)];
  const entries = [{ ...said(1, ada, '**so** @Host and @小明'), mentions }];
  bridge.snapshot = { ...bridge.snapshot, people, entries };
  await show(bridge);
  await vi.waitFor(() => expect(find('.message strong').textContent).toBe('so'), PATIENTLY);
  const named = [...document.querySelectorAll('.mention')].map(({ className, textContent }) => [
    textContent,
    className,
  ]);
  expect(named).toEqual([
    ['@Host', 'mention mention-you'],
    ['@小明', 'mention'],
  ]);
});

test('an announcement has a badge, and no other message stands under it', async () => {
  const entries = [said(1, ada), { ...said(2, ada), announcement: true as const }, said(3, ada)];
  bridge.snapshot = { ...bridge.snapshot, entries };
  await show(bridge);
  const heads = [...document.querySelectorAll('.message-from')].map(({ textContent }) => textContent);
  expect(heads.map((head) => head.includes('Announcement'))).toEqual([false, true, false]);
});

test('a message is deleted after one question', async () => {
  await show(bridge);
  await press(button('Delete'));
  expect(find('.delete-question').textContent).toContain('for everyone');
  expect(document.activeElement).toBe(button('Cancel'));
  await press(button('Cancel'));
  expect(document.querySelector('.delete-question')).toBeNull();
  await press(button('Delete'));
  await press(button('Delete message'));
  expect(bridge.argumentsOf('deleteMessage')).toEqual([{ room: 'lobby', seq: 1 }]);
});

test('a message that cannot be deleted says why', async () => {
  bridge.done = { ok: false, code: 'message-gone' };
  await show(bridge);
  await press(button('Delete'));
  await press(button('Delete message'));
  expect(find('.delete-question [role=alert]').textContent).toBe('That message no longer exists.');
});

test('why nothing was sent is said until something is written', async () => {
  bridge.done = { ok: false, code: 'text-empty' };
  await show(bridge);
  await press(button('Send'));
  expect(find('.composer [role=alert]').textContent).toBe('Write a message first.');
  fill(field('.composer textarea'), 'now');
  expect(document.querySelector('.composer [role=alert]')).toBeNull();
});

test('the Tab key leads to one Delete, and the arrow keys to the others', async () => {
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada), said(2, ada), said(3, ada)] };
  await show(bridge);
  const deletes = [...document.querySelectorAll<HTMLButtonElement>('.message-delete')];
  expect(deletes.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
  deletes[2]?.focus();
  act(() => void deletes[2]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true })));
  expect(document.activeElement).toBe(deletes[1]);
});

test('a guest is made a moderator, and a guest again', async () => {
  bridge.snapshot = { ...bridge.snapshot, people: [connected(ada)] };
  await show(bridge);
  await press(find('.people .person') as HTMLButtonElement);
  await press(button('Make moderator'));
  expect(bridge.argumentsOf('setRole')).toEqual([{ id: 'ada1', role: 'moderator' }]);
  act(() => bridge.tell('people', [connected({ ...ada, role: 'moderator' })]));
  expect(find('.people tbody tr').textContent).toContain('moderator');
  await press(button('Remove as moderator'));
  expect(bridge.argumentsOf('setRole').at(-1)).toEqual({ id: 'ada1', role: 'guest' });
});

test('somebody on plain text cannot be made a moderator', async () => {
  bridge.snapshot = { ...bridge.snapshot, people: [connected({ ...ada, via: 'plain' })] };
  await show(bridge);
  await press(find('.people .person') as HTMLButtonElement);
  expect(find('.person-detail').textContent).toContain('plain-text client');
  expect(find('.person-detail').textContent).not.toContain('Make moderator');
});

test('who is asleep is told by a word and a shape', async () => {
  bridge.snapshot = { ...bridge.snapshot, people: [connected(ada, { asleep: true })] };
  await show(bridge);
  expect(find('.badge-asleep').textContent).toBe('away');
  expect(document.querySelector('.badge-asleep svg')).not.toBeNull();
});
