/** The window as a test shows it, and how its parts are found and used. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { ConsoleApp } from '../../../renderer/console/app.tsx';
import { HostConsole } from '../../../renderer/console/state/host-console.ts';
import { WordsContext } from '../../../renderer/ui/language/use-translation.ts';
import console from '../../../locales/en/console.json';
import shared from '../../../locales/en/shared.json';
import { createWords } from '../../../locales/translate.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { layOut } from './layout.ts';

let root: Root | undefined;

export async function show(bridge: FakeBridge): Promise<void> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  layOut();
  const host = new HostConsole(bridge, (act) => act());
  await host.open();
  const created = createRoot(document.body.appendChild(document.createElement('div')));
  root = created;
  await act(async () => {
    created.render(
      <WordsContext value={createWords({ en: { shared, console } }, 'en')}>
        <ConsoleApp host={host} />
      </WordsContext>,
    );
    await turns();
  });
}

/** As many as the longest chain of answers takes. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

export function hide(): void {
  act(() => root?.unmount());
  document.body.replaceChildren();
}

export function find(selector: string): Element {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

export function field(selector: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  const found = find(selector);
  if (
    found instanceof HTMLInputElement ||
    found instanceof HTMLTextAreaElement ||
    found instanceof HTMLSelectElement
  )
    return found;
  throw new Error(`${selector} is no field`);
}

/** @param name all of what stands on it */
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

export function tab(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>('[role=tab]')].find(
    (one) => one.title === name,
  );
  if (found === undefined) throw new Error(`no tab ${name}`);
  return found;
}

export function fill(field: HTMLElement, value: string): void {
  const prototype = Object.getPrototypeOf(field) as object;
  act(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
    const event = field instanceof HTMLSelectElement ? 'change' : 'input';
    field.dispatchEvent(new Event(event, { bubbles: true }));
  });
}

export async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click();
    await turns();
  });
}
