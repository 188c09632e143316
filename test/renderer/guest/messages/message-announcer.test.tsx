// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Entry } from '../../../../contract/model/entry.ts';
import { MessageAnnouncer } from '../../../../renderer/guest/messages/message-announcer.tsx';
import { WordsContext } from '../../../../renderer/ui/language/use-translation.ts';
import chat from '../../../../locales/en/chat.json';
import shared from '../../../../locales/en/shared.json';
import { createWords } from '../../../../locales/translate.ts';
import { ada, says } from '../fake-server.ts';

let root: Root;
const words = createWords({ en: { chat, shared } }, 'en');

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** The text announced to screen readers. */
function told(entries: readonly Entry[], live = true): (string | null)[] {
  act(() =>
    root.render(
      <WordsContext value={words}>
        <MessageAnnouncer entries={entries} live={live} you={ada} />
      </WordsContext>,
    ),
  );
  return [...document.querySelectorAll('[aria-live] p')].map(({ textContent }) => textContent);
}

const all = [says(1, 'a'), says(2, 'mine', ada), says(3, 'c'), says(4, 'd'), says(5, 'e'), says(6, 'f')];

it('announces new messages of others', () => {
  expect(told(all.slice(0, 1))).toEqual([]);
  expect(told(all.slice(0, 3))).toEqual(['Bo: c']);
  expect(told(all.slice(0, 4))).toEqual(['Bo: d']);
});

it('counts many messages at once', () => {
  told([]);
  expect(told(all)).toEqual(['5 new messages']);
});

it('does not announce entries loaded by reading back or opening a room', () => {
  told([], false);
  expect(told(all.slice(3), true)).toEqual([]);
  expect(told(all, true)).toEqual([]);
  told(all.slice(0, 2), false);
  expect(told(all.slice(0, 4), false)).toEqual([]);
  expect(told(all, true)).toEqual([]);
});
