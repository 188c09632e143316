// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Conversation } from '../../../renderer/guest/state/conversation.ts';
import { RoomHeader } from '../../../renderer/guest/rooms/room-header.tsx';
import { ConnectionNotice } from '../../../renderer/guest/connection-notice.tsx';
import { WordsContext } from '../../../renderer/ui/language/use-translation.ts';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { createWords } from '../../../locales/translate.ts';

let root: Root;
const words = createWords({ en: { chat, shared } }, 'en');
const tryAgain = vi.fn();
const nothing = () => undefined;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** The text in the live region. */
function announced(status: Conversation['status']['is'], fallbackLink?: string): (string | null)[] {
  act(() =>
    root.render(
      <WordsContext value={words}>
        <RoomHeader
          {...{
            room: 'Lobby',
            isPrivate: false,
            status,
            people: undefined,
            elsewhere: 0,
            hasMention: false,
            back: undefined,
          }}
          {...{ onPeople: nothing, onSearch: nothing, onDay: nothing }}
        />
        <ConnectionNotice status={status} fallbackLink={fallbackLink} onTryAgain={tryAgain} />
      </WordsContext>,
    ),
  );
  return [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map(
    ({ textContent }) => textContent,
  );
}

it('announces a change of the connection once, in one live region', () => {
  expect(announced('here')).toEqual(['']);
  expect(announced('lost')).toEqual([chat.trouble.lost]);
  expect(announced('host-gone')).toEqual([chat.trouble['host-gone']]);
  expect(announced('here')).toEqual([chat.trouble.back]);
});

it('suggests the fallback link after a long outage, or how to find the host', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  announced('lost', 'http://10.0.0.7:8080');
  act(() => void vi.advanceTimersByTime(14_000));
  expect(document.querySelector('.trouble a')).toBeNull();
  act(() => void vi.advanceTimersByTime(1_000));
  expect(document.querySelector('.trouble a')?.getAttribute('href')).toBe('http://10.0.0.7:8080');
  announced('here');
  announced('lost');
  act(() => void vi.advanceTimersByTime(15_000));
  expect(document.querySelector('.trouble')?.textContent).toContain(chat.trouble.moved);
});

it('offers to retry', () => {
  announced('lost');
  document.querySelector<HTMLElement>('.trouble-strip button')?.click();
  expect(tryAgain).toHaveBeenCalledOnce();
});
