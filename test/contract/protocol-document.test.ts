/** Whoever writes another client has the document only: it says what the contract says, no more and no less. */
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const sections = readFileSync('docs/protocol.md', 'utf8').split(/^## /m);
const contract = readdirSync('contract', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => sourceOf(`contract/${name}`));

const program = ts.createProgram(
  contract.map(({ fileName }) => fileName),
  {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.es2024.string.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  },
);
const checker = program.getTypeChecker();

/** Each type that the contract exports for the wire, and what it resolves to. */
const types = new Map(
  program
    .getSourceFiles()
    .filter(({ fileName }) => /(^|\/)contract\/(model|wire)\/[\w-]+\.ts$/.test(fileName))
    .flatMap(({ statements }) => [...statements])
    .filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each))
    .filter((each) => each.typeParameters === undefined && isExported(each))
    .map((each) => [each.name.text, checker.getTypeAtLocation(each.name)]),
);

/** Of these each number is the business of whoever writes a client. */
const NUMBERED =
  /^(contract\/(wire\/[\w-]+|model\/(attachment|entry|moderation|person|room)|text\/writing)|electron\/chat\/(limits\/(person-limits|refusal-throttle)|model\/message-rules|protocols\/page-guest|sessions\/session-registry))\.ts$/;

/** Written out in the document's words, or in a table of their own. */
const UNLISTED = ['Entry', 'ErrorCode'];

/** An inferred type has no name of its own: a noun is known by what it is made of. */
const nouns = new Map([...types].map(([name, type]) => [signatureOf(type), name]));

test.each([
  ['Messages to the host', 'ClientMessage'],
  ['Messages from the host', 'ServerMessage'],
])('%s: every type with every field', (section, union) => {
  const messages = alternativesOf(typeNamed(union)).map((type) => [messageTypeOf(type), ...fieldsOf(type)]);
  expect(tableOf(section, 'type')).toEqual(sorted(messages));
});

test('what the messages are made of: every object with every field', () => {
  const messages = ['ClientMessage', 'ServerMessage'].flatMap((name) => alternativesOf(typeNamed(name)));
  const documented = tableOf('Messages from the host', 'object');
  expect(documented).toEqual(sorted(documented.map(([name = '']) => [name, ...fieldsOf(typeNamed(name))])));
  const names = documented.map(([name]) => name);
  const isListed = (name: string) => names.includes(name) || UNLISTED.includes(name);
  const nouns = [...nounsIn(messages)].filter((name) => messageTypeOf(typeNamed(name)) === '');
  expect(nouns.filter((name) => !isListed(name))).toEqual([]);
});

test('every error', () => {
  const documented = rowsOf('Errors', 'code').map(([code = '']) => spansOf(code));
  expect(sorted(documented)).toEqual(sorted(fieldsOf(typeNamed('ErrorCode')).map((code) => [code])));
});

test('every code with which a connection is closed', () => {
  const codes = ['CLOSE', 'CloseCode'].flatMap((name) =>
    [...contract, sourceOf('electron/websocket/close.ts')].flatMap((source) => codesOf(source, name)),
  );
  expect(rowsOf('Closing', 'code').map(([code]) => Number(code))).toEqual(codes.sort());
});

test('numbers are those of the source, and none that a client meets is missing', () => {
  const all = ['contract', 'electron']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, numbers: numbersOf(sourceOf(file)) }));
  const given = rowsOf('Numbers', 'what').flatMap(([, numbers = '']) =>
    [...numbers.matchAll(/`(\w+)` ([\d.,]*\d)/g)].map(
      ([, name = '', value = '']) => `${name} ${value.replaceAll(',', '')}`,
    ),
  );
  const known = new Set(all.flatMap(({ numbers }) => numbers));
  expect(given.filter((number) => !known.has(number))).toEqual([]);
  const wanted = all.filter(({ file }) => NUMBERED.test(file)).flatMap(({ numbers }) => numbers);
  expect(wanted.filter((number) => !given.includes(number))).toEqual([]);
});

test('the names that are spoken', () => {
  const texts = contract
    .filter(({ fileName }) => NUMBERED.test(fileName))
    .flatMap(constantsOf)
    .flatMap(([, value]) => (ts.isStringLiteral(value) ? [value.text] : []));
  const document = sections.join('');
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => !document.includes(`\`${text}\``))).toEqual([]);
});

/** Rows of a section's table whose first heading is given, each as its cells. */
function rowsOf(section: string, heading: string): string[][] {
  const text = sections.find((each) => each.startsWith(`${section}\n`)) ?? '';
  const table = text.split('\n\n').find((each) => each.startsWith(`| ${heading} `)) ?? '';
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** Name and fields of each row; a field without a type is a string. `_Object_` stands for the fields of that object. */
function tableOf(section: string, heading: string): string[][] {
  const whole = (span: string): string[] => {
    const [, object] = /^_(\w+)_$/.exec(span) ?? [];
    const found = rowsOf('Messages from the host', 'object').find(
      ([name = '']) => spansOf(name)[0] === object,
    );
    return object === undefined ? [span] : spansOf(found?.[1] ?? '').flatMap(whole);
  };
  return sorted(
    rowsOf(section, heading).map(([name = '', fields = '']) => [
      ...spansOf(name),
      ...spansOf(fields).flatMap(whole),
    ]),
  );
}

/** What stands between backticks, and between underscores, which stands for all the fields of an object. */
function spansOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`|\b_(\w+)_\b/g)].map(([, field, object]) => field ?? `_${object}_`);
}

function isExported(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function typeNamed(name: string): ts.Type {
  const found = types.get(name);
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  return found;
}

/** The alternatives of a union; `boolean` is one. */
function alternativesOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() && !(type.flags & ts.TypeFlags.Boolean) ? type.types : [type];
}

/** As the document writes them: of an object its fields, of a union the texts or fields that it may be. */
function fieldsOf(type: ts.Type): string[] {
  if (type.isStringLiteral()) return [type.value];
  const alternatives = alternativesOf(type);
  if (alternatives.length > 1) return alternatives.flatMap(fieldsOf);
  return type.getProperties().flatMap((property) => {
    const [name, value] = fieldOf(property);
    // What a message is called, not what it has.
    if (name === 'type' && value.isStringLiteral()) return [];
    const written = writtenOf(value);
    return [written === 'string' ? name : `${name}: ${written}`];
  });
}

/** Its name, with `?` if it may be missing, and its type. */
function fieldOf(property: ts.Symbol): readonly [string, ts.Type] {
  const mayMiss = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const type = checker.getTypeOfSymbol(property);
  return mayMiss ? [`${property.name}?`, checker.getNonNullableType(type)] : [property.name, type];
}

/** By its name if it is a noun of the contract. */
function writtenOf(type: ts.Type): string {
  const noun = nouns.get(signatureOf(type));
  if (noun !== undefined) return noun;
  if (checker.isArrayType(type)) return `${writtenOf(elementOf(type))}[]`;
  if (type.getProperties().length === 0 || !isObject(type)) return plainNameOf(type);
  const fields = type.getProperties().map(fieldOf);
  return `{ ${fields.map(([name, value]) => `${name}: ${writtenOf(value)}`).join('; ')} }`;
}

/** The same for two types that are made of the same. */
function signatureOf(type: ts.Type): string {
  if (checker.isArrayType(type)) return `${signatureOf(elementOf(type))}[]`;
  const alternatives = alternativesOf(type);
  if (alternatives.length > 1) return alternatives.map(signatureOf).sort().join(' | ');
  if (!isObject(type)) return plainNameOf(type);
  const fields = type.getProperties().map(fieldOf);
  return `{ ${fields
    .map(([name, value]) => `${name}: ${signatureOf(value)}`)
    .sort()
    .join('; ')} }`;
}

/** `boolean` may be under the name of the helper that made it read-only. */
function plainNameOf(type: ts.Type): string {
  return type.flags & ts.TypeFlags.Boolean ? 'boolean' : checker.typeToString(type);
}

/** One of our own: the document names what the language brings along. */
function isObject(type: ts.Type): boolean {
  const isOurs = !((type.symbol as ts.Symbol | undefined)?.declarations ?? []).some((each) =>
    program.isSourceFileDefaultLibrary(each.getSourceFile()),
  );
  return isOurs && (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

function elementOf(type: ts.Type): ts.Type {
  return checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type;
}

/** The names of the nouns that these are made of, at any depth. */
function nounsIn(all: readonly ts.Type[], found = new Set<string>()): Set<string> {
  const inner = all.flatMap((type) => (checker.isArrayType(type) ? [elementOf(type)] : [type]));
  for (const part of inner.flatMap(alternativesOf).filter(isObject)) {
    const values = part.getProperties().map((property) => fieldOf(property)[1]);
    const named = values.map((value) => writtenOf(value).replace('[]', '')).filter((name) => types.has(name));
    const fresh = named.filter((name) => !found.has(name));
    for (const name of fresh) found.add(name);
    nounsIn(fresh.map(typeNamed), found);
  }
  return found;
}

/** The `type` of a message. */
function messageTypeOf(type: ts.Type): string {
  const property = type.getProperty('type');
  const value = property && checker.getTypeOfSymbol(property);
  return value?.isStringLiteral() ? value.value : '';
}

function codesOf(source: ts.SourceFile, name: string): number[] {
  const found = constantsOf(source).find(([each]) => each === name)?.[1];
  if (found === undefined || !ts.isObjectLiteralExpression(found)) return [];
  return found.properties.flatMap((each) =>
    ts.isPropertyAssignment(each) ? [numberOf(each.initializer) ?? NaN] : [],
  );
}

/** Every number that has a name, as `NAME 1000`: a constant, or a field of one but for those that are codes. */
function numbersOf(source: ts.SourceFile): string[] {
  return constantsOf(source).flatMap(([name, value]) => {
    const fields = ts.isObjectLiteralExpression(value) ? value.properties : [];
    const named = fields.flatMap((each) =>
      ts.isPropertyAssignment(each) ? [[each.name.getText(), numberOf(each.initializer)] as const] : [],
    );
    return [[name, numberOf(value)] as const, ...(name === 'CLOSE' ? [] : named)].flatMap(([each, number]) =>
      number === undefined ? [] : [`${each} ${number}`],
    );
  });
}

/** The constants of a file, without what says of which type they are. */
function constantsOf(source: ts.SourceFile): (readonly [string, ts.Expression])[] {
  return source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ name, initializer }) => {
          if (initializer === undefined) return [];
          const value = ts.isAsExpression(initializer) ? initializer.expression : initializer;
          return [[name.getText(), value] as const];
        })
      : [],
  );
}

/** The value of a number, or of a product or quotient of such. */
function numberOf(value: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(value)) return Number(value.text);
  if (!ts.isBinaryExpression(value)) return undefined;
  const [left, right] = [numberOf(value.left), numberOf(value.right)];
  if (left === undefined || right === undefined) return undefined;
  if (value.operatorToken.kind === ts.SyntaxKind.AsteriskToken) return left * right;
  return value.operatorToken.kind === ts.SyntaxKind.SlashToken ? left / right : undefined;
}

function sourceOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** In an order that does not depend on where things stand. */
function sorted(rows: readonly (readonly string[])[]): string[][] {
  return rows
    .map(([name = '', ...fields]) => [name, ...fields.sort()])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
