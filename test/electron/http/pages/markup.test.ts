import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, markup } from '../../../../electron/http/pages/markup.ts';
import { anyCharacter } from '../../../support/any-character.ts';

test('text is escaped, markup is not', () => {
  const inner = markup`<b>${'<i>&"\''}</b>`;
  expect(markup`<p title="${'"><script>'}">${inner}${[inner, inner]}${7}</p>`.toString()).toBe(
    `<p title="&#34;&#62;&#60;script&#62;">${inner.toString().repeat(3)}7</p>`,
  );
  expect(inner.toString()).toBe('<b>&#60;i&#62;&#38;&#34;&#39;</b>');
});

test('no text escapes its place, and every text can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      const html = escapeHtml(text);
      expect(html).not.toMatch(/[<>"'`\0]|&(?!#\d+;)/);
      const back = html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
      expect(back).toBe(text.replaceAll('\0', '\ufffd'));
    }),
  );
});
