/** The keys of the window: which does what, how they are called on this system, and what they press. */
import type { Shortcut } from '../../../contract/ipc/shortcut.ts';

interface Keys {
  readonly key: string;
  readonly shift?: true;
}

/** Each with Control, and with Command on macOS. */
export const KEYS: Readonly<Record<Exclude<Shortcut, 'about'>, Keys>> = {
  'start-stop': { key: 'L', shift: true },
  copy: { key: 'C', shift: true },
  qr: { key: 'K', shift: true },
  search: { key: 'F' },
  'room-next': { key: 'PageDown' },
  'room-previous': { key: 'PageUp' },
  settings: { key: ',' },
  shortcuts: { key: '/' },
};
export type Keyed = keyof typeof KEYS;

export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Those that are the same without a shift are found with one too: on some keyboards it takes one to type them. */
const TYPED = /^[,/]$/;

export function shortcutOf(pressed: Pressed, mac: boolean): Keyed | undefined {
  const command = mac ? pressed.metaKey && !pressed.ctrlKey : pressed.ctrlKey && !pressed.metaKey;
  if (!command || pressed.altKey) return undefined;
  return keyed().find((name) => {
    const { key, shift = false } = KEYS[name];
    if (key.toLowerCase() !== pressed.key.toLowerCase()) return false;
    return TYPED.test(key) || shift === pressed.shiftKey;
  });
}

/** In the order in which they are listed. */
export function keyed(): readonly Keyed[] {
  return ['start-stop', 'copy', 'qr', 'search', 'room-next', 'room-previous', 'settings', 'shortcuts'];
}

/** As people write it: `Ctrl+Shift+L`, or `⇧⌘L`. */
export function keyWords(name: Keyed, mac: boolean): string {
  const { key, shift = false } = KEYS[name];
  if (mac) return `${shift ? '⇧' : ''}⌘${key}`;
  return ['Ctrl', ...(shift ? ['Shift'] : []), key].join('+');
}

/** Does what can be done where it stands in the window; `false` where there is nothing to press. */
export function press(name: Shortcut, page: ParentNode): boolean {
  if (name === 'search') {
    const field = page.querySelector<HTMLElement>('input[type=search]');
    field?.focus();
    return field !== null;
  }
  if (name === 'room-next' || name === 'room-previous') return pressTab(page, name === 'room-next' ? 1 : -1);
  const button = page.querySelector<HTMLElement>(`[data-shortcut=${name}]`);
  button?.click();
  return button !== null;
}

function pressTab(page: ParentNode, step: 1 | -1): boolean {
  const tabs = [...page.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next?.click();
  return next !== undefined;
}
