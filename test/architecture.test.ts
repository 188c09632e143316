/** Keeps the house in order: who may import whom, no cycles, no drawers. Reads the sources, runs nothing. */
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

/** The first row whose pattern fits a file counts. Its own folder is always allowed, but for single files. */
const rules: readonly { files: RegExp; may: readonly RegExp[]; mayAsType?: readonly RegExp[] }[] = [
  { files: /^contract\//, may: [/^contract\//] },
  { files: /^words\//, may: [/^words\//, /^i18next$/] },
  { files: /^electron\/websocket\//, may: [/^electron\/websocket\//, /^node:/] },
  // Where the rules meet connections; all else in this folder knows neither them nor the history.
  {
    files: /^electron\/chat\/(hub|admit|entrance|inspector|lines|seat|attendance|delivery|\w+-guest)\.ts$/,
    may: [/^contract\//, /^electron\/chat\//, /^electron\/websocket\//],
    mayAsType: [/^electron\/(history|files)\//, /^words\//],
  },
  {
    files:
      /^electron\/chat\/(talk|welcome|room-views|doors|house-notice|steward|order|expulsion|silencing|approval|announcing|deed-book)\.ts$/,
    may: [/^contract\//, /^electron\/chat\//],
    mayAsType: [/^electron\/(history|files)\//],
  },
  { files: /^electron\/chat\/out-words\.ts$/, may: [/^contract\//, /^words\//] },
  { files: /^electron\/chat\/look\.ts$/, may: [/^contract\//, /^unhomoglyph$/] },
  { files: /^electron\/chat\/pin\.ts$/, may: [/^node:crypto$/, /^electron\/chat\//] },
  { files: /^electron\/chat\//, may: [/^contract\//, /^electron\/chat\//] },
  {
    files: /^electron\/http\//,
    may: [
      /^node:/,
      /^contract\//,
      /^words\//,
      /^electron\/(http|websocket)\//,
      // What of it is pure; all else only by its type.
      /^electron\/files\/(file-name|upload-pace)\.ts$/,
      /^electron\/chat\/shares\.ts$/,
      /^(content-disposition|range-parser)$/,
    ],
    mayAsType: [/^electron\/files\//],
  },
  {
    files: /^electron\/lan\//,
    may: [/^node:/, /^contract\//, /^words\//, /^electron\/lan\//, /^multicast-dns$/],
    mayAsType: [/^dns-packet$/],
  },
  {
    files: /^electron\/history\//,
    may: [/^node:/, /^contract\//, /^electron\/history\//, /^@photostructure\/sqlite$/],
  },
  {
    files: /^electron\/export\//,
    may: [/^node:/, /^contract\//, /^electron\/export\//, /^electron\/http\/markup\.ts$/],
    mayAsType: [/^words\//],
  },
  { files: /^electron\/files\//, may: [/^node:/, /^contract\//, /^electron\/files\//, /^image-size$/] },
  { files: /^electron\/preload\.ts$/, may: [/^contract\//, /^electron$/] },
  {
    files: /^electron\/(desk\/[\w-]+|main|window|ipc|menu|app-protocol)\.ts$/,
    may: [/^node:/, /^contract\//, /^words\//, /^electron\//, /^electron$/],
  },
  {
    files: /^electron\/[\w-]+\.ts$/,
    may: [
      /^node:/,
      /^contract\//,
      /^words\//,
      /^electron\/(?!(desk\/|(main|window|ipc|preload|menu|app-protocol)\.ts$))/,
      /^package\.json$/,
      /^uqr$/,
    ],
  },
  {
    files: /^renderer\/host\//,
    may: [
      /^contract\//,
      /^words\//,
      /^renderer\/(host|ui)\//,
      /^react(-dom)?(\/|$)/,
      /^(bowser|virtua|uplot(\/|$))/,
    ],
  },
  {
    files: /^renderer\/chat\//,
    may: [
      /^contract\//,
      /^words\//,
      /^renderer\/(chat|ui)\//,
      /^react(-dom)?(\/|$)/,
      /^virtua$/,
      /^emojibase(-data\/|$)/,
      /^tus-js-client$/,
    ],
  },
  { files: /^renderer\/basic\//, may: [/^renderer\/basic\//] },
  {
    files: /^renderer\/ui\//,
    may: [/^contract\//, /^words\//, /^renderer\/ui\//, /^react(-dom)?$/, /^(uqr|marked|tabbable)$/],
    mayAsType: [/^virtua$/],
  },
];

const drawer = /(^|[-./])(index|utils?|helpers?|common|misc|manager)([-./]|$)/;

const sources = ['contract', 'words', 'electron', 'renderer'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name)),
);
const imports = sources.flatMap((file) => importsOf(file));

test('every import is one that its folder may have', () => {
  const broken = imports.filter((found) => !isAllowed(found));
  expect(broken.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([]);
});

test('no file reaches itself through its imports', () => {
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    imports.some(({ file, target }) => {
      if (file !== from) return false;
      if (target === goal) return true;
      if (seen.has(target)) return false;
      seen.add(target);
      return reaches(target, goal, seen);
    });
  expect(sources.filter((file) => reaches(file, file))).toEqual([]);
});

test('no file is a barrel or a drawer', () => {
  expect(sources.filter((file) => drawer.test(file))).toEqual([]);
});

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const rule = rules.find(({ files }) => files.test(file));
  if (!rule) return false;
  const may = typeOnly ? [...rule.may, ...(rule.mayAsType ?? [])] : rule.may;
  return may.some((pattern) => pattern.test(target));
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

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
