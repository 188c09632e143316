/** Detects whether this desktop shows tray icons. Some on Linux do not, and an app hidden there could not be found. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ANSWER_WITHIN_MS = 2_000;
/** The bus name of the program that shows tray icons. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const BUS = ['--session', '--dest=org.freedesktop.DBus', '--print-reply=literal', '/org/freedesktop/DBus'];
const QUESTION = ['org.freedesktop.DBus.NameHasOwner', `string:${WATCHER}`];

export async function isTrayThere(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const asked = promisify(execFile)('dbus-send', [...BUS, ...QUESTION], { timeout: ANSWER_WITHIN_MS });
  // Without a session bus or `dbus-send`, nothing shows tray icons.
  return asked.then(
    ({ stdout }) => stdout.includes('true'),
    () => false,
  );
}
