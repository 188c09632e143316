// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Composer } from '../../../renderer/chat/composer.tsx';
import { Session } from '../../../renderer/chat/session.ts';
import { WordsContext } from '../../../renderer/ui/use-words.ts';
import chat from '../../../words/en/chat.json';
import shared from '../../../words/en/shared.json';
import { createWords } from '../../../words/words.ts';

let root: Root;
let session: Session;
let say: ReturnType<typeof vi.fn>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  session = new Session(() => {
    throw new Error('nobody connects here');
  });
  say = vi.fn();
  Object.assign(session, { say });
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => {
    root.render(
      <WordsContext value={createWords({ en: { chat, shared } }, 'en')}>
        <Composer conversation={{ draft: 'hello', notice: undefined }} session={session} />
      </WordsContext>,
    );
  });
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function press(init: KeyboardEventInit, code?: number): boolean {
  const field = document.querySelector('textarea');
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init });
  if (code !== undefined) Object.defineProperty(event, 'keyCode', { value: code });
  act(() => void field?.dispatchEvent(event));
  return event.defaultPrevented;
}

it('sends on Enter', () => {
  expect(press({})).toBe(true);
  expect(say).toHaveBeenCalledOnce();
});

it('begins a new line on Shift and Enter', () => {
  expect(press({ shiftKey: true })).toBe(false);
  expect(say).not.toHaveBeenCalled();
});

it('leaves Enter to an input method that is choosing words', () => {
  press({ isComposing: true });
  press({}, 229);
  expect(say).not.toHaveBeenCalled();
});

it('keeps the focus after sending', () => {
  document.querySelector('button')?.click();
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
});
