/** Handles keyboard shortcuts and menu items. */
import { useEffect } from 'react';
import type { Shortcut } from '../../../contract/ipc/shortcut.ts';
import type { HostConsole } from '../state/host-console.ts';
import { isMac } from '../state/is-mac.ts';
import { isAppSheet, type AppSheet } from '../state/open-sheet.ts';
import { press, shortcutOf } from '../state/shortcuts.ts';

export function useShortcuts({ on }: Pick<HostConsole, 'on'>, open: (sheet: AppSheet) => void): void {
  useEffect(() => {
    const act = (name: Shortcut): boolean => {
      // An open dialog comes first.
      if (document.querySelector('dialog[open]') !== null) return false;
      if (!isAppSheet(name)) return press(name, document);
      open(name);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      const name = shortcutOf(event, isMac());
      if (name !== undefined && act(name)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    const unsubscribe = on('shortcut', act);
    return () => {
      window.removeEventListener('keydown', onKey);
      unsubscribe();
    };
  }, [on, open]);
}
