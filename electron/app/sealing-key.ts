/** The key that encrypts the app's secrets, itself stored by the system's secret store. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES } from '../settings/sealed.ts';

/** The part of Electron's `safeStorage` that is used. */
export interface SecretStore {
  readonly isEncryptionAvailable: () => boolean;
  /** On Linux only. */
  readonly getSelectedStorageBackend?: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
}

/** Backends without secrecy: a password that stands in Chromium's source, and no backend. */
const NO_STORE = ['basic_text', 'unknown'];

/**
 * Reads the key, or creates it the first time. `undefined` if the system has no secret store or no longer releases the
 * key.
 */
export function sealingKey(folder: string, store: SecretStore): Buffer | undefined {
  if (!keepsSecrets(store)) return undefined;
  const file = join(folder, 'key');
  try {
    if (existsSync(file)) return Buffer.from(store.decryptString(readFileSync(file)), 'base64');
  } catch {
    // It is damaged, or was stored for another user or computer, who may need it again.
    if (!putAside(file)) return undefined;
  }
  return makeKey(file, store);
}

/** `false` if the file could not be renamed and must not be overwritten. */
function putAside(file: string): boolean {
  try {
    renameSync(file, `${file}.unreadable-${Date.now()}`);
    return true;
  } catch {
    // For example on a read-only disk.
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
    // The store is locked or the disk is full: nothing is encrypted then.
    return undefined;
  }
}
