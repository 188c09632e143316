// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ATTACHING_NONE } from '../../../../renderer/guest/files/attaching.ts';
import { Composer } from '../../../../renderer/guest/composer/composer.tsx';
import { ChatClient } from '../../../../renderer/guest/session/chat-client.ts';
import { DRAFT_EMPTY, type Draft } from '../../../../renderer/guest/state/drafts.ts';
import { WordsContext } from '../../../../renderer/ui/language/use-translation.ts';
import { person } from '../fake-socket.ts';
import chat from '../../../../locales/en/chat.json';
import shared from '../../../../locales/en/shared.json';
import { createWords } from '../../../../locales/translate.ts';

let root: Root;
let session: ChatClient;
let send: ReturnType<typeof vi.fn>;
let startEdit: ReturnType<typeof vi.fn>;
let cancelDraftMode: ReturnType<typeof vi.fn>;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  session = new ChatClient(
    () => {
      throw new Error('nobody connects here');
    },
    () => Promise.resolve(false),
  );
  send = vi.fn();
  startEdit = vi.fn(() => true);
  cancelDraftMode = vi.fn();
  Object.assign(session, { send, startEdit, cancelDraftMode });
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  show({ text: 'hello' });
});

function show(draft: Partial<Draft>): void {
  act(() => {
    root.render(
      <WordsContext value={createWords({ en: { chat, shared } }, 'en')}>
        <Composer draft={{ ...DRAFT_EMPTY, ...draft }} attaching={ATTACHING_NONE} session={session} />
      </WordsContext>,
    );
  });
}

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
  expect(send).toHaveBeenCalledOnce();
});

it('starts a new line on Shift+Enter', () => {
  expect(press({ shiftKey: true })).toBe(false);
  expect(send).not.toHaveBeenCalled();
});

it('leaves Enter to an input method that is composing', () => {
  press({ isComposing: true });
  press({}, 229);
  expect(send).not.toHaveBeenCalled();
});

it('keeps the focus after sending', () => {
  document.querySelector<HTMLElement>('.send')?.click();
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
});

it('edits the last message on arrow up if the field is empty', () => {
  press({ key: 'ArrowUp' });
  expect(startEdit).not.toHaveBeenCalled();
  show({ text: '' });
  expect(press({ key: 'ArrowUp' })).toBe(true);
  expect(startEdit).toHaveBeenCalledWith();
});

it('cancels a reply on Escape, and takes the focus when a reply starts', () => {
  document.querySelector<HTMLElement>('.send')?.focus();
  show({ mode: { is: 'reply', to: { seq: 1, from: person, text: 'x' } } });
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  press({ key: 'Escape' });
  expect(cancelDraftMode).toHaveBeenCalledOnce();
});

it('says that a rate-limited message is sent later, and counts down only visually', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const notice = { code: 'too-fast', text: '', until: performance.now() + 3_000, queued: true } as const;
  show({ notice });
  const textOf = (selector: string) => document.querySelector(`.refusal ${selector}`)?.textContent;
  expect(textOf('[aria-hidden]')).toContain('sent in 3 seconds');
  act(() => void vi.advanceTimersByTime(1_000));
  expect(textOf('[aria-hidden]')).toContain('sent in 2 seconds');
  expect(textOf('[role=alert]')).toContain('sent in 3 seconds');
});
