// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { keyed, KEYS, keyWords, press, shortcutOf } from '../../../../renderer/console/state/shortcuts.ts';

const key = (pressed: object) => ({
  ...{ key: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...pressed,
});

test.each(keyed())('%s is found by its keys, and by those of no other system', (name) => {
  const { key: letter, shift = false } = KEYS[name];
  const pressed = { key: letter, shiftKey: shift };
  expect(shortcutOf(key({ ...pressed, ctrlKey: true }), false)).toBe(name);
  expect(shortcutOf(key({ ...pressed, metaKey: true }), true)).toBe(name);
  expect(shortcutOf(key({ ...pressed, ctrlKey: true }), true)).toBeUndefined();
  expect(shortcutOf(key(pressed), false)).toBeUndefined();
  expect(shortcutOf(key({ ...pressed, ctrlKey: true, altKey: true }), false)).toBeUndefined();
});

test('a copy of what is selected is no copy of the link, and a slash may take a shift', () => {
  expect(shortcutOf(key({ key: 'c', ctrlKey: true }), false)).toBeUndefined();
  expect(shortcutOf(key({ key: '/', ctrlKey: true, shiftKey: true }), false)).toBe('shortcuts');
  expect(keyWords('start-stop', false)).toBe('Ctrl+Shift+L');
  expect(keyWords('start-stop', true)).toBe('⇧⌘L');
});

test('what is there is pressed, and what is not there is not', () => {
  document.body.innerHTML = `<button data-shortcut="copy"></button>
    <button role="tab" aria-selected="false">A</button><button role="tab" aria-selected="true">B</button>`;
  const clicked: string[] = [];
  for (const button of document.querySelectorAll('button'))
    button.onclick = () => void clicked.push(button.textContent || 'copy');
  expect([press('copy', document), press('qr', document), press('search', document)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(press('room-next', document)).toBe(true);
  expect(press('room-previous', document)).toBe(true);
  expect(clicked).toEqual(['copy', 'A', 'A']);
});
