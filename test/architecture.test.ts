/** Keeps the layout: who may import whom, no cycles, no drawers. Reads the sources, runs nothing. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

interface Import {
  readonly file: string;
  /** A path from the root for our own files, otherwise the name of a package. */
  readonly target: string;
  readonly typeOnly: boolean;
}

interface Row {
  /** A name that ends in `/` is a folder with all below it, `/*` only the files in it; another one is a package, or a file. */
  readonly may: readonly string[];
  /** What may be imported only for its types. */
  readonly asType?: readonly string[];
}

const GUEST = 'renderer/guest/';
const CONSOLE = 'renderer/console/';
const SHARED = ['contract/', 'locales/', 'renderer/ui/', 'react', 'react-dom'];

/**
 * Who may import whom: a row for each folder, and the row of the innermost one counts. A folder may always import itself
 * and what lies below it.
 */
const TABLE: Readonly<Record<string, Row>> = {
  'contract/': { may: ['valibot'] },
  'contract/text/': { may: ['valibot', 'contract/*'] },
  'contract/model/': { may: ['valibot', 'contract/*', 'contract/text/'] },
  'contract/wire/': { may: ['valibot', 'contract/*', 'contract/model/', 'contract/text/'] },
  'contract/ipc/': {
    may: ['valibot', 'contract/*', 'contract/model/', 'contract/text/', 'contract/wire/'],
  },
  'locales/': { may: ['i18next'] },

  'electron/websocket/': { may: ['node:'] },
  'electron/disk/': { may: ['node:', 'contract/'] },
  'electron/limits/': { may: [] },
  'electron/chat/text/': { may: ['contract/', 'unhomoglyph'] },
  'electron/chat/limits/': { may: ['contract/', 'electron/limits/', 'node:crypto'] },
  'electron/chat/model/': { may: ['contract/', 'electron/chat/text/'], asType: ['electron/history/*'] },
  'electron/chat/moderation/': {
    may: [
      'contract/',
      'electron/limits/',
      'electron/chat/model/',
      'electron/chat/limits/',
      'electron/chat/text/',
    ],
    asType: ['electron/history/*'],
  },
  'electron/chat/sessions/': {
    may: [
      ...['contract/', 'electron/websocket/', 'electron/limits/'],
      ...['electron/chat/model/', 'electron/chat/limits/', 'electron/chat/text/'],
    ],
  },
  'electron/chat/protocols/': {
    may: ['contract/', 'locales/', 'electron/websocket/', 'electron/limits/', 'electron/chat/'],
  },
  'electron/chat/': {
    may: ['node:', 'contract/', 'electron/disk/', 'electron/limits/', 'electron/history/*'],
    asType: ['electron/files/', 'electron/websocket/', 'electron/export/'],
  },
  'electron/history/': { may: ['node:', 'contract/'] },
  'electron/history/memory/': { may: ['node:', 'contract/', 'electron/history/*'] },
  'electron/history/sqlite/': { may: ['node:', 'contract/', 'electron/history/*', '@photostructure/sqlite'] },
  'electron/history/repair/': {
    may: ['node:', 'contract/', 'electron/history/*', 'electron/history/sqlite/', '@photostructure/sqlite'],
  },
  'electron/history/thread/': {
    may: ['node:', 'contract/', 'electron/history/*', 'electron/history/sqlite/', 'electron/history/repair/'],
  },
  'electron/files/': { may: ['node:', 'contract/', 'electron/disk/', 'image-size'] },
  'electron/lan/': { may: ['node:', 'contract/', 'multicast-dns'], asType: ['dns-packet'] },
  'electron/export/': { may: ['node:', 'contract/', 'locales/', 'electron/http/pages/markup.ts'] },
  'electron/settings/': { may: ['node:', 'contract/', 'locales/', 'electron/disk/'] },
  'electron/http/': { may: ['node:', 'contract/', 'locales/', 'electron/websocket/', 'electron/limits/'] },
  'electron/http/pages/': { may: ['node:', 'contract/', 'locales/', 'electron/websocket/'] },
  'electron/http/files/': {
    may: [
      ...['node:', 'contract/', 'locales/', 'electron/disk/', 'electron/files/', 'electron/http/*'],
      ...['electron/http/pages/headers.ts', 'content-disposition', 'range-parser'],
    ],
  },

  'electron/server/': {
    may: [
      ...['node:', 'contract/', 'locales/', 'package.json', 'electron/websocket/', 'electron/disk/'],
      ...['electron/limits/', 'electron/chat/', 'electron/history/', 'electron/files/', 'electron/lan/'],
      ...['electron/export/', 'electron/settings/', 'electron/http/'],
    ],
  },
  'electron/cli/': {
    may: [
      ...['node:', 'contract/', 'locales/', 'package.json', 'uqr', 'electron/websocket/', 'electron/disk/'],
      ...['electron/limits/', 'electron/chat/', 'electron/history/', 'electron/files/', 'electron/lan/'],
      ...['electron/export/', 'electron/settings/', 'electron/http/', 'electron/server/'],
    ],
  },
  // The window's own pages are read as the guests' are.
  'electron/app/': {
    may: [
      ...['electron', 'node:', 'contract/', 'locales/', 'electron/disk/', 'electron/server/'],
      ...['electron/settings/', 'electron/http/pages/pages.ts'],
    ],
  },
  // Runs in the window, where there is nothing but Electron's own bridge.
  'electron/app/preload.ts': { may: ['contract/', 'electron'] },

  'renderer/ui/': {
    may: ['contract/', 'locales/', 'react', 'react-dom', 'uqr', 'marked', 'tabbable'],
    asType: ['virtua'],
  },
  [CONSOLE]: { may: [...SHARED, 'bowser', 'virtua', 'uplot'] },
  [GUEST]: { may: [...SHARED, 'virtua', 'emojibase', 'emojibase-data', 'tus-js-client'] },
  'renderer/basic/': { may: [] },
};

const FOLDER_FILES_MAX = 24;

/** Where a program, a thread or a page begins. */
const ENTRIES: readonly string[] = [
  'electron/app/main.ts',
  'electron/app/preload.ts',
  'electron/cli/cli.ts',
  'electron/cli/echo.ts',
  'electron/history/thread/thread.ts',
  'electron/server/thread/host-thread.ts',
  'renderer/basic/gate.ts',
  'renderer/basic/main.ts',
  'renderer/console/main.tsx',
  'renderer/guest/main.tsx',
];

const drawer = /(^|[-./])(index|utils?|helpers?|common|misc|manager)([-./]|$)/;

const SOURCE_FOLDERS = ['contract', 'locales', 'electron', 'renderer'];
const sources = SOURCE_FOLDERS.flatMap(filesIn);
const imports = sources.flatMap((file) => importsOf(file));

test('every import is one that its folder may have', () => {
  const broken = imports.filter((found) => !isAllowed(found));
  expect(broken.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([]);
});

test('no file reaches itself through its imports, and no folder does', () => {
  const folders = imports.map(({ file, target, typeOnly }) => ({
    ...{ file: folderOf(file), target: folderOf(target), typeOnly },
  }));
  expect(cyclesIn(imports)).toEqual([]);
  expect(cyclesIn(folders.filter(({ file, target }) => file !== target))).toEqual([]);
});

test('every file is imported by another one, or is where a program begins', () => {
  const imported = new Set(imports.map(({ target }) => target));
  expect(sources.filter((file) => !imported.has(file))).toEqual(ENTRIES);
});

test('every test stands where its source does', () => {
  const astray = SOURCE_FOLDERS.flatMap((folder) => filesIn(`test/${folder}`)).filter(
    (test) => !sources.some((file) => `test/${file}`.startsWith(`${dirname(test)}/`)),
  );
  expect(astray).toEqual([]);
});

test('an exported name is exported once', () => {
  const exporters = new Map<string, Set<string>>();
  for (const file of sources)
    for (const name of exportsOf(file)) exporters.set(name, (exporters.get(name) ?? new Set()).add(file));
  expect([...exporters].filter(([, files]) => files.size > 1)).toEqual([]);
});

test('no folder holds more files than one can look over', () => {
  const sizes = new Map<string, number>();
  for (const file of sources) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  expect([...sizes].filter(([, size]) => size > FOLDER_FILES_MAX)).toEqual([]);
});

test('no file is a barrel or a drawer', () => {
  expect(sources.filter((file) => drawer.test(file))).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name));
}

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const [name, row] = rowOf(file) ?? [];
  if (name === undefined || row === undefined) return false;
  const may = typeOnly ? [...row.may, ...(row.asType ?? [])] : row.may;
  return [...(name.endsWith('/') ? [name] : []), ...may].some((each) => isIn(target, each));
}

function rowOf(file: string): [string, Row] | undefined {
  const fitting = Object.entries(TABLE).filter(([name]) => isIn(file, name));
  return fitting.toSorted(([a], [b]) => b.length - a.length)[0];
}

/** @param name as in {@link Row} */
function isIn(target: string, name: string): boolean {
  if (name.endsWith('/*')) return dirname(target) === name.slice(0, -2);
  if (/[/:]$/.test(name)) return target.startsWith(name);
  return target === name || (!name.includes('.') && target.startsWith(`${name}/`));
}

/** `result.ts` lies beside files that use the folders which use it, and imports nothing itself. */
function folderOf(file: string): string {
  return file === 'contract/result.ts' ? file : dirname(file);
}

/** The names that reach themselves. */
function cyclesIn(edges: readonly Pick<Import, 'file' | 'target'>[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of edges) next.set(file, [...(next.get(file) ?? []), target]);
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (next.get(from) ?? []).some((target) => {
      if (target === goal) return true;
      if (seen.has(target)) return false;
      seen.add(target);
      return reaches(target, goal, seen);
    });
  return [...next.keys()].filter((name) => reaches(name, name, new Set()));
}

/** Static, type, dynamic and re-exporting imports; a dynamic one whose name is computed counts as forbidden. */
function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (name: ts.Node | undefined, typeOnly: boolean): void => {
    const text = name && ts.isStringLiteralLike(name) ? name.text : '(a computed name)';
    const target = text.startsWith('.') ? normalize(join(dirname(file), text)).replaceAll('\\', '/') : text;
    found.push({ file, target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

/** The names that a file declares and exports. */
function exportsOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((each) => {
    const isExported =
      ts.canHaveModifiers(each) && each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(each))
      return each.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      );
    const isNamed =
      ts.isInterfaceDeclaration(each) ||
      ts.isTypeAliasDeclaration(each) ||
      ts.isClassDeclaration(each) ||
      ts.isFunctionDeclaration(each);
    return isNamed && each.name ? [each.name.text] : [];
  });
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
