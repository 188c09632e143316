// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeBridge, running } from './fake-bridge.ts';
import { ada, connected, ming, said } from './samples.ts';
import { button, field, fill, find, hide, press, show } from './shown-app.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
});
afterEach(hide);

test('two presses lead from opening to a QR code: what is suggested is filled in', async () => {
  await show(bridge);
  expect(field('[role=radiogroup] input:checked').value).toBe('wlan0');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([
    { adapter: 'wlan0', port: 8080, room: 'Lobby', retentionDays: 90 },
  ]);
  expect(find('.join .qr-code').getAttribute('aria-label')).toContain(running.link);
});

test('of several addresses of a network another one can be chosen, and goes with its network', async () => {
  const [wlan0, lo] = bridge.snapshot.adapters;
  const addresses = ['192.168.1.20', '10.9.8.7', 'fd00::5'];
  bridge.snapshot = { ...bridge.snapshot, adapters: [{ ...wlan0!, addresses }, lo!] };
  await show(bridge);
  fill(field('.card-addresses'), '10.9.8.7');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toMatchObject([{ adapter: 'wlan0', address: '10.9.8.7' }]);
  act(() => bridge.tell('state', { kind: 'stopped' }));
  await press(field('input[value=lo]'));
  await press(button('Start'));
  expect(bridge.argumentsOf('start')[1]).toEqual({
    adapter: 'lo',
    port: 8080,
    room: 'Lobby',
    retentionDays: 90,
  });
});

test('without its address the window says so and shows nothing that leads nowhere; then the new link', async () => {
  bridge.snapshot = { ...bridge.snapshot, state: running };
  await show(bridge);
  const trouble = { code: 'address-gone', address: running.address } as const;
  act(() => bridge.tell('state', { ...running, kind: 'degraded', trouble }));
  expect(find('[role=alert]').textContent).toContain('wlan0 no longer has the address 192.168.1.20');
  expect(document.querySelector('.qr-code')).toBeNull();
  expect(field('.link').disabled).toBe(true);
  act(() => bridge.tell('state', { ...running, link: 'http://10.0.0.7:8080', address: '10.0.0.7' }));
  expect(document.querySelector('[role=alert]')).toBeNull();
  expect(find('.join .qr-code').getAttribute('aria-label')).toContain('http://10.0.0.7:8080');
  expect(field('.link').value).toBe('http://10.0.0.7:8080');
});

test('the poster has the code, the link, the PIN and the number of people, and follows the network', async () => {
  bridge.snapshot = {
    ...bridge.snapshot,
    state: running,
    people: [connected(ada), connected(ming)],
    startOptions: { ...bridge.snapshot.startOptions, pin: '482913' },
  };
  await show(bridge);
  await press(button('Poster'));
  expect(find('.poster').textContent).toContain('2 people are here');
  expect(find('.poster-link').textContent).toBe(running.link);
  expect(find('.poster-pin').textContent).toContain('482913');
  expect(find('.poster .qr-code').getAttribute('aria-label')).toContain(running.link);
  await press(button('Full screen'));
  expect(bridge.argumentsOf('fullScreen')).toEqual([{ on: true }]);
  act(() => bridge.tell('state', { ...running, link: 'http://10.0.0.7:8080' }));
  expect(find('.poster-link').textContent).toBe('http://10.0.0.7:8080');
  const trouble = { code: 'address-gone', address: running.address } as const;
  act(() => bridge.tell('state', { ...running, kind: 'degraded', trouble }));
  expect(document.querySelector('.poster .qr-code')).toBeNull();
  expect(find('.poster [role=alert]').textContent).toContain('Nobody can join');
});

test('the checks are told one by one, and the causes once nobody has come', async () => {
  bridge.snapshot = { ...bridge.snapshot, state: running };
  await show(bridge);
  const checks = [
    { finding: 'bound', verdict: 'good' },
    { finding: 'firewall-ufw', verdict: 'unsure' },
    { finding: 'visitor-none', verdict: 'unsure' },
  ] as const;
  act(() => bridge.tell('diagnosis', { checks, causes: ['firewall', 'mobile'] }));
  const told = [...document.querySelectorAll('.check')].map(({ textContent }) => textContent);
  expect(told[2]).toContain('sudo ufw allow 8080/tcp');
  expect(find('.doctor-why').textContent).toContain('Allow Porchlight or port 8080');
  act(() => bridge.tell('diagnosis', { checks: checks.slice(0, 1), causes: [] }));
  expect(document.querySelector('.doctor-why')).toBeNull();
});

test('another host nearby is opened by the main process, which asks', async () => {
  await show(bridge);
  act(() => bridge.tell('nearby', [{ name: '<b>Class</b> 3B', link: 'http://192.168.1.7:8080' }]));
  expect(find('.nearby-name').textContent).toBe('<b>Class</b> 3B');
  await press(button('Open'));
  expect(bridge.argumentsOf('openLink')).toEqual([{ link: 'http://192.168.1.7:8080' }]);
  expect(document.querySelector('dialog')).toBeNull();
});

test('a port that is none starts nothing, and says so beside the field', async () => {
  await show(bridge);
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
  bridge.snapshot = {
    ...bridge.snapshot,
    state: { kind: 'stopped', trouble: { code: 'port-busy', port: 8080, free: 8081 } },
  };
  await show(bridge);
  expect(find('[role=alert]').textContent).toContain('Port 8080 is already in use');
  bridge.started = { kind: 'stopped' };
  await press(button('Use 8081'));
  expect(bridge.argumentsOf('start')).toEqual([
    { adapter: 'wlan0', port: 8081, room: 'Lobby', retentionDays: 90 },
  ]);
  expect(field('input[name=port]').value).toBe('8081');
});

test('a refused message stays, with the reason; an accepted one goes', async () => {
  bridge.snapshot = { ...bridge.snapshot, state: running };
  bridge.done = { ok: false, code: 'text-too-long' };
  await show(bridge);
  const box = field('textarea');
  fill(box, 'hello');
  await press(button('Send'));
  expect(box.value).toBe('hello');
  expect(find('[role=alert]').textContent).toContain('too long');
  bridge.done = { ok: true };
  await press(button('Send'));
  expect(box.value).toBe('');
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('“Copied” is said only when it is', async () => {
  bridge.snapshot = { ...bridge.snapshot, state: running };
  bridge.copied = false;
  await show(bridge);
  await press(button('Copy'));
  expect(button('Not copied')).toBeDefined();
  bridge.copied = true;
  await press(button('Not copied'));
  expect(button('Copied')).toBeDefined();
});

test('what people write is text, whatever it looks like', async () => {
  const text = '<img src=x onerror=alert(1)> & “ö”';
  bridge.snapshot = { ...bridge.snapshot, state: running, entries: [said(1, ada, text)] };
  await show(bridge);
  expect(find('.message .text').textContent).toBe(text);
  expect(document.querySelector('img')).toBeNull();
});

test('guests are counted as they are listed', async () => {
  const terminal = connected({ ...ming, id: 'p1', name: '10.0.0.3:39946', via: 'plain' });
  bridge.snapshot = { ...bridge.snapshot, state: running };
  await show(bridge);
  expect(find('h1').textContent).toBe('Running — Lobby · no guests yet');
  act(() => bridge.tell('people', [connected(ada)]));
  expect(find('h1').textContent).toBe('Running — Lobby · 1 guest');
  act(() => bridge.tell('people', [connected(ada), terminal]));
  expect(find('h1').textContent).toBe('Running — Lobby · 2 guests');
  expect(document.querySelectorAll('table tbody tr')).toHaveLength(2);
  expect(find('.person-address').textContent).toBe('10.0.0.3:39946');
});

test('an address in a message leads through the main process, and the window nowhere', async () => {
  const text = 'see https://exämple.org/x';
  bridge.snapshot = { ...bridge.snapshot, state: running, entries: [said(1, ada, text)] };
  await show(bridge);
  expect(find('.message .text').textContent).toContain(text);
  const click = new MouseEvent('click', { bubbles: true, cancelable: true });
  act(() => void find('.message a').dispatchEvent(click));
  expect(click.defaultPrevented).toBe(true);
  expect(bridge.argumentsOf('openLink')).toEqual([{ link: 'https://xn--exmple-cua.org/x' }]);
});

test('a link that nobody else can open has no QR code, and says so', async () => {
  bridge.snapshot = {
    ...bridge.snapshot,
    state: { ...running, link: 'http://127.0.0.1:8080', shareable: false },
  };
  await show(bridge);
  expect(document.querySelector('.qr-code')).toBeNull();
  expect(find('.join').textContent).toContain('on this computer only');
});
