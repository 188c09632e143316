// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import type { Retention } from '../../../../contract/model/retention.ts';
import { AwayDivider } from '../../../../renderer/guest/messages/away-divider.tsx';
import { ComposerBar } from '../../../../renderer/guest/composer/composer-bar.tsx';
import { RetentionLine } from '../../../../renderer/guest/notifications/retention-line.tsx';
import { QuotePreview } from '../../../../renderer/guest/messages/quote-preview.tsx';
import { TypingLine } from '../../../../renderer/guest/messages/typing-line.tsx';
import { click, one, show } from '../shown.tsx';

const ann: Person = { id: 'a', name: 'Ann', role: 'guest', via: 'page' };
const called = vi.fn();
beforeEach(() => called.mockClear());

it.each<readonly [readonly string[], string]>([
  [[], ''],
  [['Ann'], 'Ann is typing…'],
  [['Ann', 'Bo'], 'Ann and Bo are typing…'],
  [['Ann', 'Bo', 'Cy'], '3 people are typing…'],
])('shows who is typing: %j', (names, wanted) => {
  show(<TypingLine names={names} />);
  expect(one('[role=status]').textContent).toBe(wanted);
});

it.each<readonly [Retention, string]>([
  [{ saved: true, days: 90 }, 'Messages are kept for 90 days'],
  [{ saved: true, days: 1 }, 'Messages are kept for 1 day'],
  [{ saved: true }, 'Messages are kept with no time limit'],
  [{ saved: false }, 'Messages are deleted when the host stops'],
])('states the retention: %j', (kept, wanted) => {
  expect(show(<RetentionLine retention={kept} />).textContent).toBe(wanted);
});

it('shows the number of missed messages', () => {
  expect(show(<AwayDivider count={17} />).textContent).toBe('While you were away (17)');
});

it('quotes a message and jumps to it', () => {
  show(<QuotePreview quote={{ seq: 3, from: ann, text: 'hello' }} onJump={called} />);
  expect(one('button').textContent).toBe('In reply to Annhello');
  click(one('button'));
  expect(called).toHaveBeenCalledExactlyOnceWith(3);
});

it('says that the quoted message was deleted', () => {
  show(<QuotePreview quote={{ seq: 3, from: ann, text: '' }} onJump={called} />);
  expect(one('.quote-text').textContent).toBe('Deleted message');
});

it('shows the reply in progress, and cancels it', () => {
  show(<ComposerBar task={{ is: 'replying', to: { from: ann, text: 'hello' } }} onCancel={called} />);
  expect(one('[role=status]').textContent).toBe('Replying to Annhello');
  click(one('button'));
  expect(called).toHaveBeenCalledOnce();
});
