/** Whether this desktop shows a tray at all: some of Linux do not, and an app that hid there could not be found. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ANSWER_WITHIN_MS = 2_000;
/** What shows the icons of a tray has this name on the session's bus. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const BUS = ['--session', '--dest=org.freedesktop.DBus', '--print-reply=literal', '/org/freedesktop/DBus'];
const QUESTION = ['org.freedesktop.DBus.NameHasOwner', `string:${WATCHER}`];

export async function isTrayThere(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const asked = promisify(execFile)('dbus-send', [...BUS, ...QUESTION], { timeout: ANSWER_WITHIN_MS });
  // Without a bus, or the program that asks it, nobody could show one.
  return asked.then(
    ({ stdout }) => stdout.includes('true'),
    () => false,
  );
}
