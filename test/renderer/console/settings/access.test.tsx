// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ALLOWED_NONE, type Access } from '../../../../contract/ipc/allowed.ts';
import console from '../../../../locales/en/console.json';
import { FakeBridge, running } from '../fake-bridge.ts';
import { button, field, fill, find, hide, press, show } from '../shown-app.tsx';

let bridge: FakeBridge;

beforeEach(async () => {
  bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, state: running };
  await show(bridge);
});
afterEach(hide);

const told = (access: Access) => act(() => bridge.tell('access', access));
const NAME = { kind: 'name', value: 'chat.example.org' } as const;
const FILE = { kind: 'origin', value: 'file://' } as const;
const text = () => document.body.textContent;

test('a name that nobody has allowed is shown with a button that allows it', async () => {
  expect(text()).not.toContain(NAME.value);
  told({ allowed: ALLOWED_NONE, refused: [NAME] });
  expect(text()).toContain(console.access['refused-name'].replace('{{value}}', NAME.value));
  await press(button(console.access.allow));
  expect(bridge.argumentsOf('allow')).toEqual([NAME]);
  told({ allowed: { names: [NAME.value], origins: [] }, refused: [] });
  expect(text()).not.toContain(NAME.value);
});

test('what stands for many pages says so, and what is for later makes room for the next', async () => {
  told({ allowed: ALLOWED_NONE, refused: [FILE, NAME] });
  expect(text()).toContain(console.access['refused-file'].replace('{{value}}', 'file://'));
  await press(button(console.access.later));
  expect(text()).not.toContain('file://');
  expect(text()).toContain(NAME.value);
  await press(button(console.access.later));
  expect(text()).not.toContain(NAME.value);
  expect(bridge.argumentsOf('allow')).toEqual([]);
});

test('names and pages are added and removed in the settings, and what is none is told beside its field', async () => {
  await press(find('button.gear') as HTMLElement);
  const name = field('input[name=access-name]');
  fill(name, 'a b');
  bridge.done = { ok: false, code: 'not-a-name' };
  await press(find('.access-list button[type=submit]') as HTMLElement);
  expect(bridge.argumentsOf('allow')).toEqual([{ kind: 'name', value: 'a b' }]);
  const fault = () => document.getElementById(name.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(fault()).toBe(console.refusal['not-a-name']);
  expect(name.value).toBe('a b');
  fill(name, NAME.value);
  expect(fault()).toBeUndefined();
  bridge.done = { ok: true };
  await press(find('.access-list button[type=submit]') as HTMLElement);
  expect(name.value).toBe('');
  told({ allowed: { names: [NAME.value], origins: ['null'] }, refused: [] });
  expect([...document.querySelectorAll('.access-list li bdi')].map((each) => each.textContent)).toEqual([
    NAME.value,
    'null',
  ]);
  const [remove] = document.querySelectorAll<HTMLElement>('.access-list li button');
  await press(remove!);
  expect(bridge.argumentsOf('disallow')).toEqual([NAME]);
  expect(document.activeElement?.textContent).toBe(console.access.names);
});
