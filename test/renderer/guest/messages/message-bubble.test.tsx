// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Message } from '../../../../contract/model/entry.ts';
import { MessageBubble } from '../../../../renderer/guest/messages/message-bubble.tsx';
import { NamesContext } from '../../../../renderer/guest/state/names.ts';
import type { ChatClient } from '../../../../renderer/guest/session/chat-client.ts';
import { applyChanges } from '../../../../contract/fold.ts';
import { createTimes } from '../../../../renderer/ui/language/times.ts';
import { ada, bo, says } from '../fake-server.ts';
import { one, show } from '../shown.tsx';

const messageActions = {
  react: () => undefined,
  reply: () => undefined,
  edit: () => undefined,
  delete: () => undefined,
};
const session = { messageActions, jumpTo: () => undefined } as unknown as ChatClient;
const names = new Map([
  ['p1', 'Ming'],
  [ada.id, 'Ada'],
]);

function showMessage(message: Message): HTMLElement {
  show(
    <NamesContext value={names}>
      <MessageBubble
        {...{ shown: { is: 'entry', message }, mine: false, you: ada.id, canModerate: false, session }}
        times={createTimes('Today', 'en', ['en'])}
      />
    </NamesContext>,
  );
  return one('.reaction');
}

it('counts reactions, lists known names, and marks those of the reader', () => {
  const message = { ...says(1, 'cake!'), reactions: [{ emoji: '🎂', by: ['p1', ada.id], others: 780 }] };
  const chip = showMessage(message);
  expect(chip.textContent).toBe('🎂782');
  expect(chip.title).toBe('🎂 you, Ming, and 780 more');
  expect(chip.getAttribute('aria-pressed')).toBe('true');
  const change = { room: 'lobby', at: 2, target: 1, type: 'reacted', emoji: '🎂', on: false } as const;
  const [left] = applyChanges(
    [message],
    [
      { ...change, seq: 2, by: ada },
      { ...change, seq: 3, by: bo },
    ],
  );
  const now = showMessage(left as Message);
  expect(now.textContent).toBe('🎂780');
  expect(now.title).toBe('🎂 Ming and 779 more');
  expect(now.getAttribute('aria-pressed')).toBe('false');
});
