/**
 * The key of what the app keeps sealed, itself kept by the system's own store of secrets. It refuses to know which
 * store that is.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES } from '../settings/sealed.ts';

/** As Electron's `safeStorage` has it. */
export interface SecretStore {
  readonly isEncryptionAvailable: () => boolean;
  /** Linux alone has it. */
  readonly getSelectedStorageBackend?: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
}

/** What keeps nothing secret: a password that stands in the source of Chromium, and none at all. */
const NO_STORE = ['basic_text', 'unknown'];

/** Made the first time. `undefined` where the system keeps no secrets, or gives this one away no more. */
export function sealingKey(folder: string, store: SecretStore): Buffer | undefined {
  if (!keepsSecrets(store)) return undefined;
  const file = join(folder, 'key');
  try {
    if (existsSync(file)) return Buffer.from(store.decryptString(readFileSync(file)), 'base64');
  } catch {
    // Kept for another person or computer, who may come back to it; or damaged.
    if (!putAside(file)) return undefined;
  }
  return makeKey(file, store);
}

/** `false` where it stays, and must not be written over. */
function putAside(file: string): boolean {
  try {
    renameSync(file, `${file}.unreadable-${Date.now()}`);
    return true;
  } catch {
    // A disk that is for reading only, say.
    return false;
  }
}

function keepsSecrets(store: SecretStore): boolean {
  return (
    store.isEncryptionAvailable() &&
    !NO_STORE.includes(store.getSelectedStorageBackend?.() ?? 'of the system')
  );
}

function makeKey(file: string, store: SecretStore): Buffer | undefined {
  const key = randomBytes(KEY_BYTES);
  try {
    writeFileSync(file, store.encryptString(key.toString('base64')), { mode: 0o600 });
    return key;
  } catch {
    // A store that is locked, or a full disk: then nothing is sealed.
    return undefined;
  }
}
