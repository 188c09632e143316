// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import { EventLines } from '../../../../renderer/guest/messages/system-messages.tsx';
import type { RoomEvent } from '../../../../renderer/ui/log/event-runs.ts';
import { WordsContext } from '../../../../renderer/ui/language/use-translation.ts';
import chat from '../../../../locales/en/chat.json';
import shared from '../../../../locales/en/shared.json';
import { createWords } from '../../../../locales/translate.ts';

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

function lines(events: readonly RoomEvent[]): (string | null)[] {
  const words = createWords({ en: { chat, shared } }, 'en');
  act(() => root.render(<WordsContext value={words}>{<EventLines events={events} />}</WordsContext>));
  return [...document.querySelectorAll('p')].map(({ textContent }) => textContent);
}

const person = (name: string): Person => ({ id: name, name, role: 'guest', via: 'page' });
const joined = (name: string, seq: number): RoomEvent => ({
  type: 'joined',
  room: 'lobby',
  seq,
  at: 0,
  person: person(name),
});

it('lists few events one by one', () => {
  expect(
    lines([
      joined('Ada', 1),
      { type: 'renamed', room: 'lobby', seq: 2, at: 0, person: person('Bob'), before: 'Bo' },
    ]),
  ).toEqual(['Ada joined', 'Bo is now Bob']);
});

it('summarises many events', () => {
  expect(lines(['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'].map(joined))).toEqual(['Ada, Bo, and 4 more joined']);
});

it('isolates names from the direction of the sentence', () => {
  lines([joined('ليلى', 1)]);
  expect(document.querySelector('bdi')?.textContent).toBe('ليلى');
});

it('does not replace a name that looks like a placeholder', () => {
  expect(lines([joined('{{name}} $t(title)', 1)])).toEqual(['{{name}} $t(title) joined']);
});
