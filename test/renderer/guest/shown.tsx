/** Renders components with English texts, and unmounts them after each test. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import { WordsContext } from '../../../renderer/ui/language/use-translation.ts';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { createWords } from '../../../locales/translate.ts';
import { PATIENTLY } from '../../support/patience.ts';

const words = createWords({ en: { chat, shared } }, 'en');
let root: Root | undefined;

/** Replaces what the same test rendered before. */
export function show(component: ReactNode): HTMLElement {
  const shownIn = (root ??= hang());
  act(() => shownIn.render(<WordsContext value={words}>{component}</WordsContext>));
  return document.body;
}

/** Not a hook of this file, which would run for the first of several test files only. */
function hang(): Root {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const hung = createRoot(document.body.appendChild(document.createElement('div')));
  onTestFinished(() => {
    root = undefined;
    act(() => hung.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
  return hung;
}

/** Waits for components loaded on demand. */
export async function shown(wanted: string): Promise<HTMLElement> {
  return vi.waitFor(async () => {
    await act(async () => {
      await vi.dynamicImportSettled();
    });
    return one(wanted);
  }, PATIENTLY);
}

export function one(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`nothing is ${selector}`);
  return element;
}

/** Finds a button by its text or label. */
export function button(name: string): HTMLElement {
  const named = [...document.querySelectorAll<HTMLElement>('button')].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent) === name,
  );
  if (named === undefined) throw new Error(`no button says ${name}`);
  return named;
}

export function click(element: HTMLElement): void {
  act(() => element.click());
}

export function press(element: HTMLElement, key: string): void {
  act(
    () => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );
}
