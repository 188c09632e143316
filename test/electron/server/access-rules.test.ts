import { expect, test } from 'vitest';
import { ALLOWED_MAX, ALLOWED_NONE } from '../../../contract/ipc/allowed.ts';
import { AccessRules } from '../../../electron/server/access-rules.ts';

const name = (value: string) => ({ kind: 'name', value }) as const;

test('what was refused is kept once, the newest first, and goes when it is allowed', () => {
  const rules = new AccessRules(ALLOWED_NONE);
  expect([rules.refuse(name('a.b')), rules.refuse(name('c.d')), rules.refuse(name('a.b'))]).toEqual([
    true,
    true,
    false,
  ]);
  expect(rules.now().refused).toEqual([name('c.d'), name('a.b')]);
  expect(rules.allow(name('a.b'))).toBe(true);
  expect(rules.now()).toEqual({ allowed: { names: ['a.b'], origins: [] }, refused: [name('c.d')] });
  rules.disallow(name('a.b'));
  expect(rules.allowed).toEqual(ALLOWED_NONE);
});

test('a name and an origin that read the same are two', () => {
  const rules = new AccessRules(ALLOWED_NONE);
  rules.refuse(name('null'));
  rules.allow({ kind: 'origin', value: 'null' });
  expect(rules.now()).toEqual({ allowed: { names: [], origins: ['null'] }, refused: [name('null')] });
});

test('however many ask, eight are remembered; and no more are allowed than may be', () => {
  const rules = new AccessRules(ALLOWED_NONE);
  for (let i = 0; i < 1_000; i += 1) rules.refuse(name(`${i}.example`));
  expect(rules.now().refused).toHaveLength(8);
  for (let i = 0; i < ALLOWED_MAX; i += 1) expect(rules.allow(name(`${i}.example`))).toBe(true);
  expect(rules.allow(name('more.example'))).toBe(false);
  // Allowed again is no more than before.
  expect(rules.allow(name('0.example'))).toBe(true);
  expect(rules.allowed.names).toHaveLength(ALLOWED_MAX);
});
