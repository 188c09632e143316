/** Whoever writes another client has the document only: it says what the contract says, no more and no less. */
import { readFileSync, readdirSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const sections = readFileSync('docs/protocol.md', 'utf8').split(/^## /m);
const contract = readdirSync('contract', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => sourceOf(`contract/${name}`));
const declarations = new Map(
  contract
    .flatMap(({ statements }) => [...statements])
    .filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each))
    .map((each) => [each.name.text, each]),
);

/** Of these each number is the business of whoever writes a client. */
const NUMBERED =
  /^(contract\/(wire\/[\w-]+|model\/(attachment|entry|moderation|person|room)|text\/writing)|electron\/chat\/(limits\/(person-limits|refusal-throttle)|model\/message-rules|protocols\/page-guest|sessions\/session-registry))\.ts$/;

/** Written out in the document's words, or in a table of their own. */
const UNLISTED = ['Entry', 'ErrorCode'];

test.each([
  ['Messages to the host', 'ClientMessage'],
  ['Messages from the host', 'ServerMessage'],
])('%s: every type with every field', (section, union) => {
  const messages = membersOf(union).map((name) => [typeOf(name), ...fieldsOf(name)]);
  expect(tableOf(section, 'type')).toEqual(sorted(messages));
});

test('what the messages are made of: every object with every field', () => {
  const messages = ['ClientMessage', 'ServerMessage'].flatMap(membersOf);
  const objects = [...partsOfAll(messages)].filter((name) => !messages.includes(name));
  expect(tableOf('Messages from the host', 'object')).toEqual(
    sorted(objects.map((name) => [name, ...fieldsOf(name)])),
  );
});

test('every error', () => {
  const documented = rowsOf('Errors', 'code').map(([code = '']) => spansOf(code));
  expect(sorted(documented)).toEqual(sorted(fieldsOf('ErrorCode').map((code) => [code])));
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

/** Name and fields of each row; a field without a type is a string. */
function tableOf(section: string, heading: string): string[][] {
  return sorted(
    rowsOf(section, heading).map(([name = '', fields = '']) => [...spansOf(name), ...spansOf(fields)]),
  );
}

/** What stands between backticks, and between underscores, which stands for all the fields of an object. */
function spansOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`|\b_(\w+)_\b/g)].map(([, field, object]) => field ?? `_${object}_`);
}

/** Whatever these are made of, themselves among it, down to what is no object. */
function partsOfAll(names: readonly string[], all = new Set<string>()): Set<string> {
  for (const name of names.filter((each) => !all.has(each) && !UNLISTED.includes(each))) {
    const found = declarations.get(name);
    if (found === undefined) continue;
    all.add(name);
    partsOfAll(namedIn(found), all);
  }
  return all;
}

/** The types that a declaration names, and the interfaces that it extends. */
function namedIn(node: ts.Node): string[] {
  const own = ts.isTypeReferenceNode(node) ? [node.typeName.getText()] : [];
  const base = ts.isExpressionWithTypeArguments(node) ? [node.expression.getText()] : [];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => void inner.push(...namedIn(child)));
  return [...own, ...base, ...inner];
}

/** The interfaces that a union comes down to. */
function membersOf(name: string): string[] {
  const found = declarations.get(name);
  if (found === undefined || ts.isInterfaceDeclaration(found)) return [name];
  return ts.isUnionTypeNode(found.type)
    ? found.type.types.map((each) => each.getText()).flatMap(membersOf)
    : [];
}

/** As the document writes them. */
function fieldsOf(name: string): string[] {
  const found = declarations.get(name);
  if (found === undefined) throw new Error(`the contract has no ${name}`);
  if (!ts.isInterfaceDeclaration(found)) return partsOf(found.type);
  const all = found.heritageClauses?.flatMap(({ types }) => types.map((each) => `_${each.getText()}_`)) ?? [];
  return [...all, ...found.members.flatMap(fieldOf)];
}

/** Of a union: the texts that it may be, or the fields that it may have. */
function partsOf(type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(partsOf);
  if (ts.isTypeLiteralNode(type)) return type.members.flatMap(fieldOf);
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  return fieldsOf(type.getText());
}

function fieldOf(member: ts.TypeElement): string[] {
  if (!ts.isPropertySignature(member) || member.type === undefined) return [];
  const name = member.name.getText() + (member.questionToken === undefined ? '' : '?');
  const type = member.type.getText().replaceAll('readonly ', '');
  // What a message is called, not what it has.
  if (name === 'type' && ts.isLiteralTypeNode(member.type)) return [];
  return [type === 'string' ? name : `${name}: ${type}`];
}

/** The `type` of a message. */
function typeOf(name: string): string {
  const found = declarations.get(name);
  const type =
    found !== undefined && ts.isInterfaceDeclaration(found)
      ? found.members.find((member) => member.name?.getText() === 'type')
      : undefined;
  return /'(.+)'/.exec(type?.getText() ?? '')?.[1] ?? '';
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
