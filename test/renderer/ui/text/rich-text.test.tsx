// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MarkdownText } from '../../../../renderer/ui/text/markdown-text.tsx';
import { RichText } from '../../../../renderer/ui/text/rich-text.tsx';
import { show, shown } from '../../guest/shown.tsx';

/** The only elements a message may contain. */
const ELEMENTS = new Set('A BDI BLOCKQUOTE BODY CODE DIV EM LI MARK OL P PRE SPAN STRONG UL'.split(' '));

function markdown(text: string, highlight?: string): HTMLElement {
  return show(<MarkdownText text={text} marks={{ highlight, mentions: [{ name: 'Ann', you: true }] }} />);
}

function foreign(): Element[] {
  return [...document.body.querySelectorAll('*')].filter(
    (element) =>
      !ELEMENTS.has(element.tagName) ||
      element
        .getAttributeNames()
        .some((name) => !['class', 'dir', 'href', 'rel', 'target', 'value'].includes(name)) ||
      (element.tagName === 'A' && !/^https?:/.test(element.getAttribute('href') ?? '')),
  );
}

it('shows Markdown once the parser has loaded', async () => {
  show(<RichText text="**so** it is" />);
  expect(document.body.textContent).toMatch(/so.* it is/);
  expect((await shown('strong')).textContent).toBe('so');
});

it('shows a text without Markdown at once, unchanged', () => {
  show(<RichText text={'one\n\ntwo https://a.example/b_c, three'} />);
  expect(document.body.textContent).toBe('one\n\ntwo https://a.example/b_c, three');
  expect(document.querySelector('a')?.getAttribute('href')).toBe('https://a.example/b_c');
});

it.each([
  ['[my bank](https://evil.example/x)', 'my bank (evil.example)'],
  ['[https://bank.example](https://evil.example)', 'https://bank.example (evil.example)'],
  ['[bank.example](https://bank.example/login)', 'bank.example'],
  ['https://bank.example/login', 'https://bank.example/login'],
  ['http://10.0.0.7:8080/', 'http://10.0.0.7:8080/'],
  ['https://аррӏе.example/', 'https://аррӏе.example/ (xn--80ak6aa92e.example)'],
])('shows the target of %j', (text, wanted) => {
  expect(markdown(text).textContent).toBe(wanted);
});

it('marks mentions and search matches', () => {
  markdown('**@Ann** says `note`', 'NOTE');
  expect(document.querySelector('strong .mention-you')?.textContent).toBe('@Ann');
  expect(document.querySelector('code mark')?.textContent).toBe('note');
});

describe('a script', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<a href="javascript:alert(1)">x</a>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<body onload=alert(1)>',
    '<input autofocus onfocus=alert(1)>',
    '<details open ontoggle=alert(1)>',
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'view-source:http://a.example',
    'blob:http://a.example/1',
    '//evil.example/x.js',
    'https://a.example/" onmouseover="alert(1)',
    "https://a.example/' onmouseover='alert(1)",
    'https://a.example/<script>alert(1)</script>',
    'https://user:pass@evil.example/',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#x6A;avascript:alert(1)',
    '<!--><script>alert(1)</script>-->',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<?php alert(1) ?>',
    '{{constructor.constructor("alert(1)")()}}',
    '${alert(1)}',
    '<x onclick=alert(1)>x',
    '<style>@import "//evil.example"</style>',
  ];
  const wraps: readonly ((payload: string) => string)[] = [
    (payload) => payload,
    (payload) => `**${payload}**`,
    (payload) => `[${payload}](https://a.example)`,
    (payload) => `[click](${payload})`,
    (payload) => `![${payload}](${payload})`,
    (payload) => `> - \`${payload}\` _${payload}_`,
    (payload) => `\`\`\`${payload}\n${payload}\n\`\`\``,
  ];
  const texts = payloads.flatMap((payload) => wraps.map((wrap) => wrap(payload)));

  it.each(texts)('stays text: %j', (text) => {
    const body = markdown(text);
    expect(foreign()).toEqual([]);
    const letters = (words: string) => words.replace(/[^a-z]/gi, '');
    if (!text.includes('](https') && !text.includes('```')) {
      expect(letters(body.textContent)).toContain(letters(text));
    }
  });

  it('stays text in any context', () => {
    const unit = fc.constantFrom(
      ...payloads,
      ...Array.from('*_`[]()!<>&\\~#->:"\' \n@'),
      'https://a.b/',
      '](',
      '> ',
      '- ',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        markdown(text, 'alert');
        expect(foreign()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
