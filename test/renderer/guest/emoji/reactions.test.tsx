// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { Reactions, type GivenReaction } from '../../../../renderer/guest/emoji/reactions.tsx';
import { click, one, show } from '../shown.tsx';

const onReact = vi.fn();
beforeEach(() => onReact.mockClear());

function showReactions(...reactions: readonly GivenReaction[]): void {
  show(<Reactions seq={7} reactions={reactions} onReact={onReact} />);
}

it('lists who reacted, you first, and counts unknown people', () => {
  showReactions({ emoji: '👍', count: 5, own: true, names: ['Ann', 'Bo'] });
  const chip = one('.reaction');
  expect(chip.getAttribute('aria-label')).toBe('👍 5 you, Ann, Bo, and 2 more');
  expect(chip.title).toBe('👍 you, Ann, Bo, and 2 more');
  expect(chip.getAttribute('aria-pressed')).toBe('true');
  expect(chip.textContent).toBe('👍5');
});

it('removes your reaction and adds one that is not yours', () => {
  showReactions(
    { emoji: '👍', count: 1, own: true, names: [] },
    { emoji: '❤️', count: 1, own: false, names: ['Ann'] },
  );
  click(one('li:nth-child(1) button'));
  expect(onReact).toHaveBeenLastCalledWith(7, '👍', false);
  click(one('li:nth-child(2) button'));
  expect(onReact).toHaveBeenLastCalledWith(7, '❤️', true);
});

it('renders nothing without reactions', () => {
  showReactions();
  expect(document.body.textContent).toBe('');
});
