// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { EmojiButton } from '../../../../renderer/guest/emoji/emoji-button.tsx';
import { RECENT_MAX, recallEmoji, rememberEmoji } from '../../../../renderer/guest/emoji/recent-emoji.ts';
import { button, click, one, press, show, shown } from '../shown.tsx';

const onPick = vi.fn();

beforeEach(() => {
  localStorage.clear();
  onPick.mockClear();
});

async function open(): Promise<void> {
  show(<EmojiButton label="Emoji" className="it" onPick={onPick} />);
  await act(async () => {
    button('Emoji').click();
    await vi.dynamicImportSettled();
  });
  await shown('.emoji-grid button');
}

function search(text: string): void {
  const field = one('.emoji-search');
  // Through the native setter, because React ignores a value it set itself.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  act(() => {
    value?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

it('picks an emoji on click, closes and remembers it', async () => {
  await open();
  click(button('grinning face'));
  expect(onPick).toHaveBeenCalledExactlyOnceWith('😀');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(recallEmoji()).toEqual(['😀']);
  await open();
  expect(one('.emoji-found h3').textContent).toBe('Recently used');
});

it('picks the first result on Enter', async () => {
  await open();
  search('thumbs up');
  press(one('.emoji-search'), 'Enter');
  expect(onPick).toHaveBeenCalledExactlyOnceWith('👍');
});

it('says so when nothing matches', async () => {
  await open();
  search('zzzz');
  expect(one('.emoji-found [role=status]').textContent).toBe('No emoji found');
});

it('moves with arrow keys from the search into the emoji, which are one Tab stop', async () => {
  await open();
  press(one('.emoji-search'), 'ArrowDown');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('grinning face');
  press(one('.emoji-grid button'), 'ArrowRight');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('grinning face with big eyes');
  expect(document.querySelectorAll('.emoji-grid [tabindex="0"]')).toHaveLength(1);
});

it('closes on Escape', async () => {
  await open();
  press(one('.emoji-search'), 'Escape');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(onPick).not.toHaveBeenCalled();
});

it('remembers each emoji once, most recent first, up to the limit', async () => {
  const { EMOJI_GROUPS, loadEmoji } = await import('../../../../renderer/guest/emoji/emoji-set.ts');
  const many =
    (await loadEmoji('en'))?.[EMOJI_GROUPS[0]].slice(0, RECENT_MAX + 5).map(({ emoji }) => emoji) ?? [];
  for (const emoji of [...many, ...many.slice(-2)]) rememberEmoji(emoji);
  expect(recallEmoji()).toHaveLength(RECENT_MAX);
  expect(recallEmoji()[0]).toBe(many[many.length - 1]);
});

it('ignores stored text that is not an emoji', () => {
  localStorage.setItem('porchlight.emoji', '😀 <b> 😀 x');
  expect(recallEmoji()).toEqual(['😀']);
});
