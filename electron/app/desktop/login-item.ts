/** Starts the app when its user logs in, hidden in the tray. Each system has a way of its own. */
import { app } from 'electron';
import { autostartFolder, setAutostart } from './autostart.ts';

/** What the app is started with so that it shows no window. */
export const HIDDEN = '--hidden';

/** Answers with what went wrong. */
export function startAtLogin(wanted: boolean, name: string): string | undefined {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN] });
    return undefined;
  }
  // An AppImage is unpacked elsewhere each time that it runs.
  const executable = process.env['APPIMAGE'] ?? process.execPath;
  const command = [executable, ...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
  try {
    setAutostart(autostartFolder(process.env), wanted ? command : undefined, name);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
