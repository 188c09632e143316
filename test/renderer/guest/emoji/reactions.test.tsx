// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { Reactions, type GivenReaction } from '../../../../renderer/guest/emoji/reactions.tsx';
import { click, one, show } from '../shown.tsx';

const onReact = vi.fn();
beforeEach(() => onReact.mockClear());

function showReactions(...reactions: readonly GivenReaction[]): void {
  show(<Reactions seq={7} reactions={reactions} onReact={onReact} />);
}

it('tells who gave it, you first, and those it does not know by their number', () => {
  showReactions({ emoji: '👍', count: 5, own: true, names: ['Ann', 'Bo'] });
  const chip = one('.reaction');
  expect(chip.getAttribute('aria-label')).toBe('👍 5 you, Ann, Bo, and 2 more');
  expect(chip.title).toBe('👍 you, Ann, Bo, and 2 more');
  expect(chip.getAttribute('aria-pressed')).toBe('true');
  expect(chip.textContent).toBe('👍5');
});

it('takes back one that is yours and gives one that is not', () => {
  showReactions(
    { emoji: '👍', count: 1, own: true, names: [] },
    { emoji: '❤️', count: 1, own: false, names: ['Ann'] },
  );
  click(one('li:nth-child(1) button'));
  expect(onReact).toHaveBeenLastCalledWith(7, '👍', false);
  click(one('li:nth-child(2) button'));
  expect(onReact).toHaveBeenLastCalledWith(7, '❤️', true);
});

it('shows nothing where nobody reacted', () => {
  showReactions();
  expect(document.body.textContent).toBe('');
});
