/** Code and language files fit: no sentence that nobody says, none that is missing, and none in the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { sentencesOf } from '../support/sentences.ts';

const FORM = /_(zero|one|two|few|many|other)$/;
const KEY = /^(shared|chat|console|host):[\w.-]+$/;
/** Read by attributes that people see or hear. */
const SAID_BY = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);
/** Functions whose text reaches people. */
const SAYS = /(^|\.)(say|warn|giveUp|write|showErrorBox|log|error|info)$/;
/** What a letter after a letter is in a text for people; names of things, such as `GET`, stand alone. */
const PROSE = /\p{L}{2,}.*\s.*\p{L}{2,}/u;

const files = ['renderer', 'electron'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name)),
);

interface Found {
  readonly keys: Set<string>;
  /** A key with something computed in it, as what it can be. */
  readonly patterns: RegExp[];
  readonly prose: string[];
}

const found: Found = { keys: new Set(), patterns: [], prose: [] };
for (const file of files) read(file, readFileSync(file, 'utf8'), found);

function read(file: string, source: string, into: Found): void {
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && KEY.test(node.text)) into.keys.add(node.text);
    if (ts.isTemplateExpression(node) && /^(shared|chat|console|host):/.test(node.head.text)) {
      const rest = node.templateSpans.map(({ literal }) => `[\\w-]+${escaped(literal.text)}`).join('');
      into.patterns.push(new RegExp(`^${escaped(node.head.text)}${rest}$`));
    }
    const text = textForPeople(node);
    if (text !== undefined) into.prose.push(`${file}: ${text.trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
}

function textForPeople(node: ts.Node): string | undefined {
  if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) return node.text;
  if (ts.isJsxAttribute(node) && SAID_BY.has(node.name.getText())) {
    const value = node.initializer;
    if (value !== undefined && ts.isStringLiteral(value) && /\p{L}/u.test(value.text)) return value.text;
  }
  if (ts.isCallExpression(node) && SAYS.test(node.expression.getText())) {
    return node.arguments.map(literalOf).find((text) => PROSE.test(text));
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function literalOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
}

const parts = ['shared', 'chat', 'console', 'host'].map(
  (part) => [part, new Set([...sentencesOf('en', part).keys()].map((key) => key.replace(FORM, '')))] as const,
);
const said = new Set(parts.flatMap(([part, keys]) => [...keys].map((key) => `${part}:${key}`)));

test('every sentence is said somewhere', () => {
  const unsaid = [...said].filter(
    (key) => !found.keys.has(key) && !found.patterns.some((pattern) => pattern.test(key)),
  );
  expect(unsaid).toEqual([]);
});

test('every sentence that code says is there', () => {
  expect([...found.keys].filter((key) => !said.has(key))).toEqual([]);
  for (const pattern of found.patterns) {
    expect(
      [...said].some((key) => pattern.test(key)),
      pattern.source,
    ).toBe(true);
  }
});

test('no text for people stands in the code', () => {
  expect(found.prose).toEqual([]);
});

test('text for people would be found in the code', () => {
  const planted: Found = { keys: new Set(), patterns: [], prose: [] };
  const code = `
    const page = <p title="Come in">Hello</p>;
    say('The light is on'); process.stderr.write(\`Port \${port} is in use\`);
    log('GET'); t('chat:join.button'); t(\`chat:emoji.\${kind}\`);`;
  read('planted.tsx', code, planted);
  expect(planted.prose).toHaveLength(4);
  expect([...planted.keys]).toEqual(['chat:join.button']);
  expect(planted.patterns[0]?.test('chat:emoji.food')).toBe(true);
});
