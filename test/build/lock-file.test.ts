import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the lock file names no registry, so that everyone installs from their own', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
});
