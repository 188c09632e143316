// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MessageActions } from '../../../../../renderer/guest/messages/actions/message-actions.tsx';
import { LONG_PRESS_MS } from '../../../../../renderer/guest/messages/actions/use-long-press.ts';
import { button, click, one, press, show, shown } from '../../shown.tsx';

const actions = { react: vi.fn(), reply: vi.fn(), edit: vi.fn(), delete: vi.fn() };

beforeEach(() => vi.clearAllMocks());
afterEach(() => vi.useRealTimers());

function showMessage(may: { readonly mayEdit?: boolean; readonly mayDelete?: boolean } = {}): void {
  show(
    <MessageActions
      {...{
        seq: 7,
        text: 'as *written*',
        mine: true,
        given: ['👍'],
        mayEdit: false,
        mayDelete: false,
        actions,
      }}
      {...may}
    >
      <a id="link" href="#there">
        hello
      </a>
    </MessageActions>,
  );
}

async function openMenu(): Promise<void> {
  click(button('More'));
  await shown('[role=dialog]');
}

function names(): (string | null)[] {
  return [...one('[role=dialog]').querySelectorAll('.action')].map(({ textContent }) => textContent);
}

it('offers the allowed actions', async () => {
  showMessage();
  await openMenu();
  expect(names()).toEqual(['Reply', 'Copy text']);
});

it('offers editing and deleting if allowed', async () => {
  showMessage({ mayEdit: true, mayDelete: true });
  await openMenu();
  expect(names()).toEqual(['Reply', 'Edit', 'Copy text', 'Delete']);
  click(button('Edit'));
  expect(actions.edit).toHaveBeenCalledExactlyOnceWith(7);
});

it('asks for confirmation before deleting', async () => {
  showMessage({ mayDelete: true });
  await openMenu();
  click(button('Delete'));
  expect(actions.delete).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Cancel');
  click(button('Delete'));
  expect(actions.delete).toHaveBeenCalledExactlyOnceWith(7);
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

it('keeps the message when deleting is cancelled', async () => {
  showMessage({ mayDelete: true });
  await openMenu();
  click(button('Delete'));
  click(button('Cancel'));
  expect(actions.delete).not.toHaveBeenCalled();
  expect(document.querySelector('[role=dialog]')).toBeNull();
});

it('adds a reaction, and removes one that was given', async () => {
  showMessage();
  await openMenu();
  click(one('[role=dialog] [aria-label="React with ❤️"]'));
  expect(actions.react).toHaveBeenLastCalledWith(7, '❤️', true);
  await openMenu();
  click(one('[role=dialog] [aria-label="React with 👍"]'));
  expect(actions.react).toHaveBeenLastCalledWith(7, '👍', false);
});

it('closes on Escape and returns the focus', async () => {
  showMessage();
  button('More').focus();
  await openMenu();
  press(one('[role=dialog]'), 'Escape');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(document.activeElement).toBe(button('More'));
});

it('leaves the focus in the composer when replying', async () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  actions.reply.mockImplementationOnce(() => field.focus());
  showMessage();
  button('More').focus();
  await openMenu();
  click(button('Reply'));
  expect(actions.reply).toHaveBeenCalledExactlyOnceWith(7);
  expect(document.activeElement).toBe(field);
});

it.each([
  [true, 'Copied'],
  [false, 'Couldn’t copy. The text is selected, so you can copy it yourself.'],
])('reports whether copying worked: %s', async (does, wanted) => {
  const copied: string[] = [];
  Object.assign(document, {
    execCommand: () => {
      copied.push(getSelection()?.toString() ?? '');
      return does;
    },
  });
  showMessage();
  await openMenu();
  click(button('Copy text'));
  expect(one('[role=status]').textContent).toBe(wanted);
  expect(copied).toEqual(['as *written*']);
});

function touch(type: string, clientX = 0): Event {
  const event = new PointerEvent(type, {
    bubbles: true,
    cancelable: true,
    pointerType: 'touch',
    isPrimary: true,
    clientX,
  });
  act(() => void one('#link').dispatchEvent(event));
  return event;
}

async function wait(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(LONG_PRESS_MS));
}

it('opens on a long press without following the link under the finger', async () => {
  vi.useFakeTimers();
  showMessage();
  touch('pointerdown');
  await wait();
  expect(document.querySelector('[role=dialog]')).not.toBeNull();
  expect(touch('click').defaultPrevented).toBe(true);
});

it('chooses nothing in the opened menu when the finger is lifted', async () => {
  vi.useFakeTimers();
  showMessage();
  touch('pointerdown');
  await wait();
  click(button('Reply'));
  expect(actions.reply).not.toHaveBeenCalled();
  click(button('Reply'));
  expect(actions.reply).toHaveBeenCalledExactlyOnceWith(7);
});

it('does not treat a tap or a scroll as a long press', async () => {
  vi.useFakeTimers();
  showMessage();
  touch('pointerdown');
  touch('pointerup');
  await wait();
  touch('pointerdown');
  touch('pointermove', 20);
  await wait();
  expect(document.querySelector('[role=dialog]')).toBeNull();
});
