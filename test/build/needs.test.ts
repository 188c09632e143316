/** The gate asks for what the full page needs of a browser: of the page's own code, and of all the libraries in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse, type Node } from 'acorn';
import ts from 'typescript';
import { beforeAll, expect, it, vi } from 'vitest';
import { buildGuestPage } from '../../build/bundle/guest-bundle.mjs';

/** The last edition of ECMAScript all of which a browser has that has `replaceAll`, for which the gate asks. */
const EDITION_OLD = 2021;
/** What browsers got besides the language after 2021, each as it is called. */
const NEW_IN_BROWSERS = [
  ...['structuredClone', 'Intl.Segmenter', 'Intl.DurationFormat', 'AbortSignal.timeout', 'AbortSignal.any'],
  ...['AbortSignal.throwIfAborted', '.showPicker', '.showPopover', '.hidePopover', '.togglePopover'],
  ...['.checkVisibility', '.randomUUID', '.setHTML', '.getHTML', '.moveBefore', '.replaceSync', '.scheduler'],
  ...[
    '.startViewTransition',
    '.getTextInfo',
    '.supportedValuesOf',
    'Intl.supportedValuesOf',
    '.transferControlToOffscreen',
  ],
  ...[
    'CSSStyleSheet',
    'CompressionStream',
    'DecompressionStream',
    'OffscreenCanvas',
    'Sanitizer',
    'URLPattern',
  ],
  ...[
    'URL.canParse',
    'URL.parse',
    'Highlight',
    'CloseWatcher',
    'reportError',
    'requestIdleCallback',
    '.pipeThrough',
  ],
];
/** Whose methods a value of the page may have. */
const OWNERS =
  /^(?:Array|String|RegExp|Map|Set|WeakMap|Promise|Date|Number|IteratorObject|\w+Array|ArrayBuffer)$/;
/** What is used only where it is there, or is no built-in at all; each was looked at. */
const GUARDED: Readonly<Record<string, string>> = {
  '.moveBefore': 'Preact asks for it first',
  '.checkVisibility': 'tabbable asks for it first',
  '.getTextInfo': 'i18next asks for it first',
  'Uint8Array.fromBase64': 'js-base64, in the uploads, asks for it first',
};

interface Use {
  readonly file: string;
  readonly name: string;
}

let uses: readonly Use[];
let gate: string;
beforeAll(async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const output = await buildGuestPage();
  vi.unstubAllEnvs();
  uses = output.flatMap((file) =>
    file.type === 'chunk' ? usesIn(file.code).map((name) => ({ file: file.name, name })) : [],
  );
  const found = output.find(({ fileName }) => fileName === 'gate.js');
  gate = found?.type === 'asset' ? String(found.source) : '';
});

it('asks for every built-in newer than what it lets in', () => {
  const asked = askedBy(gate);
  expect(asked).toContain('.replaceAll');
  const tooNew = new Set([...newInTheLanguage(), ...NEW_IN_BROWSERS]);
  const missing = uses.filter(({ name }) => tooNew.has(name) && !asked.includes(name) && !(name in GUARDED));
  expect(missing).toEqual([]);
});

it('would find one', () => {
  expect(usesIn('a.at(-1); b?.findLast(f); Object.hasOwn(c, d); structuredClone(e)')).toEqual(
    expect.arrayContaining(['.at', '.findLast', 'Object.hasOwn', 'structuredClone']),
  );
  const all = newInTheLanguage();
  for (const name of [
    '.at',
    '.findLast',
    'Object.hasOwn',
    '.toSorted',
    'Object.groupBy',
    'Promise.withResolvers',
  ])
    expect(all).toContain(name);
  for (const name of ['.replaceAll', '.map', 'Object.entries', 'Promise.any'])
    expect(all).not.toContain(name);
});

/** Calls, as `.method` of a value, `Owner.method` or `function`. */
function usesIn(code: string): string[] {
  const found = new Set<string>();
  walk(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const { callee } = node as unknown as { callee: Callee };
    if (callee.type === 'Identifier' && callee.name !== undefined) found.add(callee.name);
    const name =
      callee.type === 'MemberExpression' && callee.computed !== true ? callee.property?.name : undefined;
    if (name === undefined) return;
    const owner = callee.object?.type === 'Identifier' ? callee.object.name : undefined;
    // What is minified has one letter or two.
    found.add(owner !== undefined && /^[A-Z]\w{2}/.test(owner) ? `${owner}.${name}` : `.${name}`);
  });
  return [...found];
}

interface Callee {
  readonly type: string;
  readonly name?: string;
  readonly computed?: boolean;
  readonly object?: { readonly type: string; readonly name?: string };
  readonly property?: { readonly name?: string };
}

/** What the gate looks for: `'at' in Array.prototype` is `.at`, `'hasOwn' in Object` is `Object.hasOwn`. */
function askedBy(code: string): string[] {
  return [...code.matchAll(/"(\w+)" in (\w+)(\.prototype)?/g)].map(([, name = '', owner = '', ofAll]) =>
    ofAll === undefined ? `${owner}.${name}` : `.${name}`,
  );
}

/** What TypeScript's own libraries list of the editions after {@link EDITION_OLD}. */
function newInTheLanguage(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('typescript'));
  const [before, after] = [new Set<string>(), new Set<string>()];
  for (const file of readdirSync(folder)) {
    const edition = /^lib\.(es\d+|esnext)\b.*\.d\.ts$/.exec(file)?.[1];
    if (edition === undefined) continue;
    const old = edition !== 'esnext' && (edition.length < 6 || Number(edition.slice(2)) <= EDITION_OLD);
    for (const name of membersIn(join(folder, file))) (old ? before : after).add(name);
  }
  return [...after].filter((name) => !before.has(name));
}

function membersIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) {
      const owner = /^(\w+)Constructor$/.exec(node.name.text)?.[1];
      if (owner === undefined && !OWNERS.test(node.name.text)) return;
      for (const member of node.members) {
        const name = member.name && ts.isIdentifier(member.name) ? member.name.text : undefined;
        if (name !== undefined) found.push(owner === undefined ? `.${name}` : `${owner}.${name}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node) as unknown[])
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(each)) walk(each, visit);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
