import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealingKey, type SecretStore } from '../../../electron/app/sealing-key.ts';
import { seal, unseal } from '../../../electron/settings/sealed.ts';
import { Settings } from '../../../electron/settings/settings.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const CHOICE = { adapter: 'eth0', port: 8080, room: 'Lobby', pin: '482913' };

/** A secret store like a system's: one user's secrets cannot be read by another. */
function storeOf(person: string, more: Partial<SecretStore> = {}): SecretStore {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => Buffer.from(`${person}:${Buffer.from(text).toString('hex')}`),
    decryptString: (sealed) => {
      const [owner, hex = ''] = sealed.toString().split(':');
      if (owner !== person) throw new Error('Error while decrypting the ciphertext');
      return Buffer.from(hex, 'hex').toString();
    },
    ...more,
  };
}

const stored = (folder: string) => readFileSync(join(folder, 'settings.json'), 'utf8');

test('with a secret store the PIN is not in the file in plain text, and is there the next time', () => {
  const folder = temporaryFolder();
  const ada = storeOf('ada');
  new Settings(folder, sealingKey(folder, ada)).write(CHOICE);
  expect(stored(folder)).not.toContain(CHOICE.pin);
  expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
  const later = new Settings(folder, sealingKey(folder, ada));
  expect([later.read(), later.isPinLost()]).toEqual([CHOICE, false]);
});

test.each([
  ['has none', { isEncryptionAvailable: () => false }],
  ['has one whose password everybody knows', { getSelectedStorageBackend: () => 'basic_text' }],
  ['cannot tell', { getSelectedStorageBackend: () => 'unknown' }],
  [
    'has one that is locked',
    {
      encryptString: () => {
        throw new Error('Error while encrypting the text');
      },
    },
  ],
])('where the system %s the PIN is in the file, readable by its owner only', (_, more) => {
  const folder = temporaryFolder();
  const key = sealingKey(folder, storeOf('ada', more));
  expect(key).toBeUndefined();
  new Settings(folder, key).write(CHOICE);
  expect(stored(folder)).toContain(CHOICE.pin);
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  expect(new Settings(folder, key).read()).toEqual(CHOICE);
});

test('a PIN sealed for another user is lost, and reported until a new one is chosen', () => {
  const folder = temporaryFolder();
  new Settings(folder, sealingKey(folder, storeOf('ada'))).write(CHOICE);
  for (const key of [undefined, sealingKey(folder, storeOf('ben'))]) {
    const { pin: _, ...rest } = CHOICE;
    const settings = new Settings(folder, key);
    expect([settings.read(), settings.isPinLost()]).toEqual([rest, true]);
  }
  const settings = new Settings(folder, sealingKey(folder, storeOf('ben')));
  settings.write({ ...CHOICE, pin: '111222' });
  expect([settings.read().pin, settings.isPinLost()]).toEqual(['111222', false]);
});

test('an older PIN in plain text is read, and sealed on the next write', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(CHOICE));
  const settings = new Settings(folder, sealingKey(folder, storeOf('ada')));
  expect(settings.read()).toEqual(CHOICE);
  settings.write(CHOICE);
  expect(stored(folder)).not.toContain(CHOICE.pin);
});

test('a sealed text that was changed is not read', () => {
  const key = Buffer.alloc(32, 7);
  const sealed = Buffer.from(seal('482913', key), 'base64');
  expect(unseal(sealed.toString('base64'), key)).toBe('482913');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(unseal(changed.toString('base64'), key), `byte ${at}`).toBeUndefined();
    expect(unseal(sealed.subarray(0, at).toString('base64'), key), `cut at ${at}`).toBeUndefined();
  }
});

test('a key that cannot be read is put aside, not overwritten', () => {
  const folder = temporaryFolder();
  expect(sealingKey(folder, storeOf('ada'))).toBeDefined();
  const sealed = readFileSync(join(folder, 'key'));
  expect(sealingKey(folder, storeOf('ben'))).toBeDefined();
  const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('key.unreadable-'));
  expect(readFileSync(join(folder, aside)).equals(sealed)).toBe(true);
});
