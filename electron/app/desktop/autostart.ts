/**
 * Starts a program at login on Linux: a desktop entry in the autostart folder (XDG Desktop Application Autostart
 * Specification).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const FILE = 'porchlight.desktop';

/** The folder in which the session looks for programs to start. */
export function autostartFolder({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv): string {
  return join(isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config'), 'autostart');
}

/** Writes or removes the entry. Throws Node's own error if that fails. */
export function setAutostart(folder: string, command: readonly string[] | undefined, name: string): void {
  const file = join(folder, FILE);
  if (command === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, desktopEntry(command, name));
}

/**
 * Desktop Entry Specification, "The Exec key": each argument is quoted, and its special characters are escaped twice.
 */
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

/** Escapes a string value of a desktop entry. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
