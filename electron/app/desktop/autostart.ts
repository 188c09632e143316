/**
 * How Linux is told to start a program at login: a desktop entry in the autostart folder (XDG Desktop Application
 * Autostart Specification). It refuses to know which program.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const FILE = 'porchlight.desktop';

/** Where the session looks for what it is to start. */
export function autostartFolder({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv): string {
  return join(isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config'), 'autostart');
}

/** Throws Node's own error if it cannot be written, or taken away. */
export function setAutostart(folder: string, command: readonly string[] | undefined, name: string): void {
  const file = join(folder, FILE);
  if (command === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, desktopEntry(command, name));
}

/** Desktop Entry Specification, "The Exec key": each argument quoted, and what is special in it escaped twice. */
export function desktopEntry(command: readonly string[], name: string): string {
  const exec = command.map((argument) => `"${argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`);
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${escaped(name)}`,
    `Exec=${escaped(exec.join(' '))}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** As any string of a desktop entry. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
