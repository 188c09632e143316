import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatten, NESTING_MAX, parseMarkdown } from '../../../../renderer/ui/text/markdown.ts';
import { written, type Block } from '../../../../renderer/ui/text/rich-tree.ts';
import { anyCharacter } from '../../../support/any-character.ts';
import { effortMs } from '../../../support/host/effort.ts';

/** All text of the tree, one line per block. */
function read(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.is === 'lines') return written(block.parts);
      if (block.is === 'code') return block.text;
      if (block.is === 'quote') return read(block.blocks);
      return block.items.map((item) => read(item.blocks)).join('\n');
    })
    .join('\n');
}

function onlyLine(text: string) {
  const [block, ...more] = parseMarkdown(text);
  expect(more).toEqual([]);
  return block?.is === 'lines' ? block.parts : block;
}

const asWritten = (text: string) => [{ is: 'text', text }];

it('reads bold, italic and code', () => {
  expect(onlyLine('**a** _b_ `c*d*`')).toEqual([
    { is: 'strong', parts: asWritten('a') },
    { is: 'text', text: ' ' },
    { is: 'emphasis', parts: asWritten('b') },
    { is: 'text', text: ' ' },
    { is: 'code', text: 'c*d*' },
  ]);
});

it('reads a code block as it was written', () => {
  expect(parseMarkdown('```js\nlet a = `*b*`;\n  // <c>\n```')).toEqual([
    { is: 'code', text: 'let a = `*b*`;\n  // <c>' },
  ]);
});

it('reads a quote and the text after it', () => {
  expect(parseMarkdown('> a\n> b\n\nc')).toEqual([
    { is: 'quote', blocks: [{ is: 'lines', parts: asWritten('a\nb') }] },
    { is: 'lines', parts: asWritten('c') },
  ]);
});

it('reads lists with their original numbers', () => {
  const item = (text: string) => [{ is: 'lines', parts: asWritten(text) }];
  expect(parseMarkdown('- a\n- b')).toEqual([
    { is: 'list', ordered: false, items: [{ blocks: item('a') }, { blocks: item('b') }] },
  ]);
  expect(parseMarkdown('3. a\n1. b')).toEqual([
    {
      is: 'list',
      ordered: true,
      items: [
        { number: 3, blocks: item('a') },
        { number: 1, blocks: item('b') },
      ],
    },
  ]);
});

it('reads a link with its text', () => {
  expect(onlyLine('[the plan](https://a.example/x_y_z)')).toEqual([
    { is: 'link', href: 'https://a.example/x_y_z', parts: asWritten('the plan') },
  ]);
});

it('ignores Markdown inside a web address', () => {
  const parts = onlyLine('see https://a.example/a_b_c*d*e* and');
  expect(parts).toMatchObject([{ is: 'text' }, { is: 'link', href: 'https://a.example/a_b_c*d*e' }, {}]);
});

it('does not nest links', () => {
  expect(onlyLine('[https://good.example](https://evil.example)')).toEqual([
    { is: 'link', href: 'https://evil.example/', parts: asWritten('https://good.example') },
  ]);
});

it.each([
  ...['# heading', 'heading\n===', '---', '| a | b |\n|---|---|\n| 1 | 2 |', '<b>bold</b>', '~~gone~~'],
  ...['![i](/p.png)', '[a]: /b', '[a](javascript:alert(1))', '[a](/b)', '[a](//b.example)', '[a](data:,b)'],
  ...['[ ](https)', '&lt;b&gt;', '    indented\n  twice', 'two  \nlines\\\nand three', 'a\n\n\nb'],
  ...['>:( >_<', '>', '-', '1.', '+ 1', '```', '```\n```', '¯\\_(ツ)_/¯', '\\\\server\\share', '2 * 3 * 4'],
])('leaves %j unchanged', (text) => {
  expect(onlyLine(text)).toEqual(asWritten(text));
});

it('links the address of an image', () => {
  expect(written(onlyLine('![i](https://a.example/i.png)') as never)).toBe('![i](https://a.example/i.png)');
});

describe('any text', () => {
  const alphabet = Array.from('*_`[]()!<>&\\~#-+|:"\'.1a \n\t@/é中ع');
  const markup = fc.string({
    unit: fc.constantFrom(...alphabet, '```', '> ', '- ', '1. ', 'https://a.b/'),
    maxLength: 60,
  });

  it('is read', () => {
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: anyCharacter })), (text) => void parseMarkdown(text)),
      {
        numRuns: 2_000,
      },
    );
  });

  it('keeps every letter', () => {
    const letters = (text: string) => text.replace(/[^\p{L}]/gu, '');
    fc.assert(
      fc.property(
        markup.filter((text) => !text.includes('```')),
        (text) => {
          expect(letters(read(parseMarkdown(text)))).toBe(letters(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('without Markdown is unchanged', () => {
    const plain = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[*_`[\r]|^\s*(?:>|[-*]|\d+[.)])/m.test(text) && text.trim() !== '');
    fc.assert(
      fc.property(plain, (text) => {
        expect(read(parseMarkdown(text)).trim()).toBe(text.trim());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a hostile text', () => {
  /** A few milliseconds when nothing else runs; a regression costs seconds. */
  const LIMIT_MS = 3_000;

  it.each([
    '>',
    '> ',
    '*',
    '**a',
    '_x*',
    '__x(',
    '[',
    '![',
    '[a](',
    '`',
    '`#',
    '<',
    '- ',
    '1. ',
    '*[',
    '\\[',
    '> - ',
  ])('is parsed in time: %j repeated', (part) => {
    const text = part.repeat(4_000 / part.length);
    expect(effortMs(() => parseMarkdown(text))).toBeLessThan(LIMIT_MS);
  });

  it('is nested up to the limit', () => {
    const depth = (blocks: readonly Block[]): number =>
      Math.max(0, ...blocks.map((block) => (block.is === 'quote' ? 1 + depth(block.blocks) : 0)));
    expect(depth(parseMarkdown(`${'> '.repeat(1_000)}a`))).toBe(NESTING_MAX);
  });

  it('is shown unformatted when longer than the limit', () => {
    const text = '*a* '.repeat(10_000);
    expect(onlyLine(text)).toEqual(asWritten(text));
  });
});

it('a flattened text has its words without Markdown syntax', () => {
  expect(flatten('**so** `it` is: [see](https://a.example)')).toBe('so it is: see');
  expect(flatten('> quoted\n\n- one\n- two\n\n3. three')).toBe('quoted\n• one\n• two\n3. three');
  expect(flatten('snake_case * 2')).toBe('snake_case * 2');
});
