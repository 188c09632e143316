import fc from 'fast-check';
import { expect, it } from 'vitest';
import { initials } from '../../../../renderer/ui/people/initials.ts';

it.each([
  ['Ada', 'Ad'],
  ['ada', 'Ad'],
  ['Q', 'Q'],
  ['R2D2', 'R'],
  ['ada lovelace', 'AL'],
  ['Maximiliane von Sigma', 'MV'],
  ['Ольга', 'Ол'],
  ['小明', '明'],
  ['김민수', '수'],
  ['田中 太郎', '田'],
  ['さくら', 'さ'],
  ['مريم', 'مر'],
  ['علي حسن', 'عل'],
  ['นภา', 'นภ'],
  ['🦊 Fox', '🦊'],
  ['Ada 🦊', 'Ad'],
  ['👩🏽‍🚀', '👩🏽‍🚀'],
  ['🇺🇳', '🇺🇳'],
  ['e\u0301va', 'E\u0301v'],
  ['192.168.1.31', '31'],
  ['192.168.1.152:39946', '152'],
  ['[fe80::1]:39946', 'Fe'],
  ['7 of 9', '7'],
  ['!!', '!'],
  ['', ''],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

it('do not split a grapheme', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const grapheme = fc.constantFrom('a', 'é', 'e\u0301', '明', '한', 'م', '👩🏽‍🚀', '🇺🇳', '☕️', ' ', '7', '-');
  fc.assert(
    fc.property(fc.array(grapheme, { minLength: 1, maxLength: 8 }), (graphemes) => {
      const name = graphemes.join('').trim();
      const whole = Array.from(segmenter.segment(name), ({ segment }) => segment.toUpperCase());
      const short = Array.from(segmenter.segment(initials(name)), ({ segment }) => segment.toUpperCase());
      expect(short.length).toBeLessThanOrEqual(2);
      expect(short.every((segment) => whole.includes(segment))).toBe(true);
    }),
  );
});
