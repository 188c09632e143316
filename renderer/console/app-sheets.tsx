/** Dialogs of the app over either screen: settings, shortcuts, about, and the question before closing. */
import { useCallback, useState, type ReactNode } from 'react';
import { AboutDialog } from './settings/about-dialog.tsx';
import { ClosingQuestion } from './running/closing-question.tsx';
import type { HostConsole } from './state/host-console.ts';
import { OpenSheetContext, type AppSheet } from './state/open-sheet.ts';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { ShortcutsDialog } from './settings/shortcuts-dialog.tsx';
import { useAppearance } from './settings/use-appearance.ts';
import { useShortcuts } from './settings/use-shortcuts.ts';

interface Props {
  readonly host: HostConsole;
  readonly children: ReactNode;
}

export function AppSheets({ host, children }: Props) {
  const [sheet, setSheet] = useState<AppSheet>();
  useAppearance(host);
  useShortcuts(host, setSheet);
  const close = useCallback(() => setSheet(undefined), []);
  return (
    <OpenSheetContext value={setSheet}>
      {children}
      {sheet === 'settings' && <SettingsDialog host={host} onClose={close} onOpen={setSheet} />}
      {sheet === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {sheet === 'about' && <AboutDialog host={host} onClose={close} />}
      <ClosingQuestion host={host} />
    </OpenSheetContext>
  );
}
