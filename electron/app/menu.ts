/** The macOS menu: the usual items, and the host's most common actions. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Shortcut } from '../../contract/ipc/shortcut.ts';
import type { Translate } from '../../locales/translate.ts';

const SEPARATOR = { type: 'separator' } as const;

/** @param choose called with the chosen shortcut */
export function macMenu(t: Translate, choose: (shortcut: Shortcut) => void): MenuItemConstructorOptions[] {
  const item = (label: string, shortcut: Shortcut, accelerator?: string) => ({
    label,
    click: () => choose(shortcut),
    ...(accelerator !== undefined && { accelerator }),
  });
  return [
    {
      label: t('shared:product'),
      submenu: [
        item(t('host:menu.about'), 'about'),
        SEPARATOR,
        item(t('host:menu.settings'), 'settings', 'Command+,'),
        SEPARATOR,
        { role: 'hide', label: t('host:menu.hide') },
        { role: 'hideOthers', label: t('host:menu.hide-others') },
        { role: 'unhide', label: t('host:menu.show-all') },
        SEPARATOR,
        { role: 'quit', label: t('host:menu.quit') },
      ],
    },
    {
      label: t('host:menu.hosting'),
      submenu: [
        item(t('host:menu.start-stop'), 'start-stop', 'Shift+Command+L'),
        item(t('host:menu.copy-link'), 'copy', 'Shift+Command+C'),
        item(t('host:menu.qr'), 'qr', 'Shift+Command+K'),
      ],
    },
    {
      label: t('host:menu.edit'),
      submenu: [
        { role: 'undo', label: t('host:menu.undo') },
        { role: 'redo', label: t('host:menu.redo') },
        SEPARATOR,
        { role: 'cut', label: t('host:menu.cut') },
        { role: 'copy', label: t('host:menu.copy') },
        { role: 'paste', label: t('host:menu.paste') },
        { role: 'selectAll', label: t('host:menu.select-all') },
        SEPARATOR,
        item(t('host:menu.search'), 'search', 'Command+F'),
      ],
    },
    {
      role: 'window',
      label: t('host:menu.window'),
      submenu: [
        { role: 'minimize', label: t('host:menu.minimize') },
        { role: 'zoom', label: t('host:menu.zoom') },
        { role: 'close', label: t('host:menu.close') },
      ],
    },
    {
      role: 'help',
      label: t('host:menu.help'),
      submenu: [item(t('host:menu.shortcuts'), 'shortcuts', 'Command+/')],
    },
  ];
}
