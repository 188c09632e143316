/** Starts the app hidden in the tray when the user logs in, in the way of each system. */
import { app } from 'electron';
import { errorText } from '../../../contract/error-text.ts';
import { autostartFolder, setAutostart } from './autostart.ts';

/** The argument that starts the app without showing its window. */
export const HIDDEN = '--hidden';

/** Returns the text of an error, or `undefined`. */
export function startAtLogin(wanted: boolean, name: string): string | undefined {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [HIDDEN] });
    return undefined;
  }
  // An AppImage is unpacked to another path each time it runs.
  const executable = process.env['APPIMAGE'] ?? process.execPath;
  const command = [executable, ...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN];
  try {
    setAutostart(autostartFolder(process.env), wanted ? command : undefined, name);
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}
