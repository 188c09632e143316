// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from '../../../renderer/host/app.tsx';
import { HostConsole } from '../../../renderer/host/host-console.ts';
import { WordsContext } from '../../../renderer/ui/use-words.ts';
import console from '../../../words/en/console.json';
import shared from '../../../words/en/shared.json';
import { createWords } from '../../../words/words.ts';
import { FakeBridge, running } from './fake-bridge.ts';
import { ada, ming, said } from './samples.ts';

let bridge: FakeBridge;
let root: Root | undefined;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  bridge = new FakeBridge();
});

afterEach(() => {
  act(() => root?.unmount());
  document.body.replaceChildren();
});

async function show(): Promise<void> {
  const host = new HostConsole(bridge);
  const choice = await host.open();
  const created = createRoot(document.body.appendChild(document.createElement('div')));
  root = created;
  act(() =>
    created.render(
      <WordsContext value={createWords({ en: { shared, console } }, 'en')}>
        <App host={host} choice={choice} />
      </WordsContext>,
    ),
  );
}

function find(selector: string): Element {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

function field(selector: string): HTMLInputElement | HTMLTextAreaElement {
  const found = find(selector);
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found;
  throw new Error(`${selector} is no field`);
}

function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
}

function fill(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = Object.getPrototypeOf(field) as object;
  act(() => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(element: HTMLElement): Promise<void> {
  await act(async () => {
    element.click();
    await Promise.resolve();
  });
}

test('two presses lead from opening to a QR code: what is suggested is filled in', async () => {
  await show();
  expect(field('[role=radiogroup] input:checked').value).toBe('wlan0');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([{ adapter: 'wlan0', port: 8080, room: 'Lobby' }]);
  expect(find('.join .qr-code').getAttribute('aria-label')).toContain(running.link);
});

test('a port that is none starts nothing, and says so beside the field', async () => {
  await show();
  const port = field('input[name=port]');
  fill(port, '99999');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([]);
  expect(port.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(port.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    '65535',
  );
});

test('a busy port offers the free one, which fills in and starts', async () => {
  bridge.overview = {
    ...bridge.overview,
    state: { kind: 'stopped', trouble: { code: 'port-busy', port: 8080, free: 8081 } },
  };
  await show();
  expect(find('[role=alert]').textContent).toContain('Port 8080 is in use');
  bridge.started = { kind: 'stopped' };
  await press(button('Use 8081'));
  expect(bridge.argumentsOf('start')).toEqual([{ adapter: 'wlan0', port: 8081, room: 'Lobby' }]);
  expect(field('input[name=port]').value).toBe('8081');
});

test('a refused message stays, with the reason; an accepted one goes', async () => {
  bridge.overview = { ...bridge.overview, state: running };
  bridge.said = { ok: false, code: 'text-too-long' };
  await show();
  const box = field('textarea');
  fill(box, 'hello');
  await press(button('Send'));
  expect(box.value).toBe('hello');
  expect(find('[role=alert]').textContent).toContain('too long');
  bridge.said = { ok: true };
  await press(button('Send'));
  expect(box.value).toBe('');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('“Copied” is said only when it is', async () => {
  bridge.overview = { ...bridge.overview, state: running };
  bridge.copied = false;
  await show();
  await press(button('Copy'));
  expect(button('Not copied')).toBeDefined();
  bridge.copied = true;
  await press(button('Not copied'));
  expect(button('Copied')).toBeDefined();
});

test('what people write is text, whatever it looks like', async () => {
  const text = '<img src=x onerror=alert(1)> & “ö”';
  bridge.overview = { ...bridge.overview, state: running, entries: [said(1, ada, text)] };
  await show();
  expect(find('.message-text').textContent).toBe(text);
  expect(document.querySelector('img')).toBeNull();
});

test('guests are counted as they are listed', async () => {
  const connected = { address: '10.0.0.2', userAgent: '', since: 0 };
  const terminal = { ...ming, id: 'p1', name: '10.0.0.3:39946', via: 'plain', ...connected } as const;
  bridge.overview = { ...bridge.overview, state: running };
  await show();
  expect(find('h1').textContent).toBe('On — Lobby · no guests yet');
  act(() => bridge.tell('people', [{ ...ada, ...connected }]));
  expect(find('h1').textContent).toBe('On — Lobby · 1 guest');
  act(() => bridge.tell('people', [{ ...ada, ...connected }, terminal]));
  expect(find('h1').textContent).toBe('On — Lobby · 2 guests');
  expect(document.querySelectorAll('table tbody tr')).toHaveLength(2);
  expect(find('.person-address').textContent).toBe('10.0.0.3:39946');
});

test('an address in a message is no link, since the window leads nowhere', async () => {
  const text = 'see https://example.org';
  bridge.overview = { ...bridge.overview, state: running, entries: [said(1, ada, text)] };
  await show();
  expect(find('.message-text').textContent).toBe(text);
  expect(document.querySelector('a')).toBeNull();
});

test('a link that nobody else can open has no QR code, and says so', async () => {
  bridge.overview = {
    ...bridge.overview,
    state: { ...running, link: 'http://127.0.0.1:8080', shareable: false },
  };
  await show();
  expect(document.querySelector('.qr-code')).toBeNull();
  expect(find('.join').textContent).toContain('Only this computer');
});
