/** Detects a firewall on this computer that may block guests. Read-only, and only by what every account may ask. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** `none`: no known firewall. `unknown`: it could not be determined. */
export type Firewall = 'none' | 'unknown' | 'windows' | 'macos' | 'ufw' | 'firewalld';

const PATIENCE_MS = 3_000;

export function readFirewall(): Promise<Firewall> {
  const read = READERS.get(process.platform);
  return read === undefined ? Promise.resolve('unknown') : read();
}

const WINDOWS_POLICY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';

async function readWindows(): Promise<Firewall> {
  const printed = await run('reg', ['query', WINDOWS_POLICY, '/s', '/v', 'EnableFirewall']);
  return printed === undefined ? 'unknown' : windowsFirewall(printed);
}

/** Parses the output of `reg query`: one value for each network profile. */
export function windowsFirewall(printed: string): Firewall {
  const values = [...printed.matchAll(/EnableFirewall\s+REG_DWORD\s+0x([0-9a-f]+)/gi)].map(([, hex]) => hex);
  if (values.length === 0) return 'unknown';
  return values.some((hex) => Number.parseInt(hex ?? '', 16) !== 0) ? 'windows' : 'none';
}

async function readMac(): Promise<Firewall> {
  const printed = await run('/usr/libexec/ApplicationFirewall/socketfilterfw', ['--getglobalstate']);
  return printed === undefined ? 'unknown' : macFirewall(printed);
}

/** `Firewall is enabled. (State = 1)` */
export function macFirewall(printed: string): Firewall {
  const state = /State\s*=\s*(\d)/.exec(printed)?.[1];
  if (state === undefined) return 'unknown';
  return state === '0' ? 'none' : 'macos';
}

async function readLinux(): Promise<Firewall> {
  // Every user may read this switch; reading the rules takes root.
  const ufw = await readFile('/etc/ufw/ufw.conf', 'utf8').catch(() => '');
  if (ufwIsOn(ufw)) return 'ufw';
  const firewalld = await run('systemctl', ['is-active', 'firewalld']);
  return firewalld?.trim() === 'active' ? 'firewalld' : 'none';
}

/** In the text of `ufw.conf`. */
export function ufwIsOn(conf: string): boolean {
  return /^\s*ENABLED\s*=\s*"?yes/im.test(conf);
}

const READERS: ReadonlyMap<string, () => Promise<Firewall>> = new Map([
  ['win32', readWindows],
  ['darwin', readMac],
  ['linux', readLinux],
]);

/** Returns the output whatever the exit code, or `undefined` if the program cannot be run. */
function run(program: string, parameters: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, parameters, { timeout: PATIENCE_MS, windowsHide: true }, (error, printed) =>
      resolve(error !== null && printed === '' ? undefined : printed),
    );
  });
}
