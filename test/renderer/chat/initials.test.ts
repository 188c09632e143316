import { expect, it } from 'vitest';
import { initials } from '../../../renderer/chat/initials.ts';

it.each([
  ['Ada', 'A'],
  ['ada lovelace', 'AL'],
  ['Maximiliane von Sigma', 'MV'],
  ['小明', '明'],
  ['田中 太郎', '田'],
  ['ليلى', 'ل'],
  ['🦊 Fox', '🦊'],
  ['👩🏽‍🚀', '👩🏽‍🚀'],
  ['🇺🇳', '🇺🇳'],
  ['e\u0301va', 'E\u0301'],
  ['192.168.1.31', '1'],
  ['!!', '!'],
  ['', ''],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
