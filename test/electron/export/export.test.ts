import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExportFormat } from '../../../contract/ipc/export.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { foldText } from '../../../contract/text/fold-text.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import type { ExportSource } from '../../../electron/export/exported.ts';
import { verifyExport } from '../../../electron/export/verify-export.ts';
import { writeExport } from '../../../electron/export/write-export.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const DAY = 86_400_000;
const person = (name: string) => ({ id: 'a1', name, role: 'guest', via: 'page' }) as const;
const said = (seq: number, text: string, more: Partial<Message> = {}): Message => ({
  type: 'message',
  room: LOBBY,
  seq,
  at: seq * DAY,
  from: person('Ada'),
  text,
  ...more,
});
const picture = {
  id: 'p',
  name: 'cat.png',
  bytes: 4,
  picture: { type: 'image/png', width: 1, height: 1 },
} as const;

/** Two entries on each page, so that every export spans pages. */
function source(entries: readonly Entry[], rooms = [{ id: LOBBY, name: 'Lobby' }]): ExportSource {
  return {
    rooms,
    page: (room, after) => {
      const page = entries.filter((entry) => entry.room === room && entry.seq > after).slice(0, 2);
      return Promise.resolve({ room, entries: page, first: false, last: false });
    },
    picture: (id) => Promise.resolve(id === 'p' ? Buffer.from([1, 2, 3, 4]) : undefined),
  };
}

async function written(format: ExportFormat, from: ExportSource, range = {}) {
  const file = join(temporaryFolder(), `out.${format}`);
  const t = hostWords();
  const exported = await writeExport(from, { file, format, language: 'en', t, ...range });
  return { file, exported, text: readFileSync(file, 'utf8') };
}

const HOSTILE = '<script>alert(1)</script>\n"=1+1"\u2028\u0007\u202e';

test.each(['html', 'txt', 'json', 'csv'] as const)(
  '%s has every message except deleted ones',
  async (format) => {
    const entries = [
      ...[said(1, 'first'), said(2, '', { deleted: true }), said(3, 'third'), said(4, 'fourth')],
      { type: 'joined', room: LOBBY, seq: 5, at: 5 * DAY, person: person('Gone') } as const,
      said(6, 'elsewhere', { room: 'r1' }),
    ];
    const rooms = [
      { id: LOBBY, name: 'Lobby' },
      { id: 'r1', name: 'Room 1' },
    ];
    const { text, exported } = await written(format, source(entries, rooms));
    expect(exported.messages).toBe(4);
    for (const each of ['first', 'third', 'fourth', 'elsewhere']) expect(text).toContain(each);
    expect(text).not.toContain('Gone');
    const some = await written(format, source(entries), { from: 3 * DAY, until: 4 * DAY });
    expect(some.text).toContain('third');
    expect(some.text).not.toContain('fourth');
  },
);

test('in HTML, user content is escaped, pictures are embedded, and nothing is fetched', async () => {
  const { text } = await written(
    'html',
    source([said(1, HOSTILE, { from: person('<b>'), files: [picture] })]),
  );
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&#60;script&#62;alert(1)');
  expect(text).toContain('src="data:image/png;base64,AQIDBA=="');
  expect(text).toContain('default-src &#39;none&#39;');
  expect(text.split('\n')).toHaveLength(4);
});

test('JSON is valid, whatever was written', async () => {
  const { text } = await written('json', source([said(1, HOSTILE), said(2, 'b', { files: [picture] })]));
  expect(JSON.parse(text)).toMatchObject({
    messages: [{ text: HOSTILE }, { text: 'b', files: [{ name: 'cat.png', bytes: 4 }] }],
  });
  expect(JSON.parse((await written('json', source([]))).text)).toMatchObject({ messages: [] });
});

test.each(['=1+1', '+1', '-1', '@sum', '\t=1', ' =1', '＝1', '＋1', '－1', '＠1'])(
  'a spreadsheet computes nothing from %j',
  async (formula) => {
    const { text } = await written('csv', source([said(1, formula, { from: person(formula) })]));
    expect(text.startsWith('\ufeff')).toBe(true);
    const cells = text.split('\r\n')[1]!;
    expect(cells.replaceAll("\t'", '\t').split(`"'${formula}"`)).toHaveLength(3);
  },
);

test('in CSV quotes are doubled, and lines end according to RFC 4180', async () => {
  const { text } = await written('csv', source([said(1, 'a "b", c\nd')]));
  expect(text).toContain('"a ""b"", c\nd"');
  expect(text.endsWith('\r\n')).toBe(true);
});

test('lines of text move no cursor and change no text direction', async () => {
  const { text } = await written('txt', source([said(1, HOSTILE)]));
  expect(text).toContain('\\u{7}\\u{202e}');
  expect(text.trimEnd().split('\n')).toHaveLength(2);
});

test('a failed read leaves no export, and an existing file stays', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'out.html');
  writeFileSync(file, 'before');
  writeFileSync(`${file}.part`, 'of somebody');
  const broken = { ...source([]), page: () => Promise.resolve(undefined) };
  const asked = { file, format: 'html', language: 'en', t: hostWords() } as const;
  await expect(writeExport(broken, asked)).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(['out.html', 'out.html.part']);
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readFileSync(`${file}.part`, 'utf8')).toBe('of somebody');
});

const MESSAGES = 5;
const conversation = () => source(Array.from({ length: MESSAGES }, (_, i) => said(i + 1, `message 等 ${i}`)));

test('an intact file is reported as such, with the link from when it was written', async () => {
  const { file, exported } = await written('html', conversation());
  expect(await verifyExport(file)).toEqual({ kind: 'whole', messages: MESSAGES, link: exported.link });
});

test('a change of any byte is reported, with the number of the message', { timeout: 60_000 }, async () => {
  const { file } = await written('html', conversation());
  const whole = readFileSync(file);
  const lineAt = (at: number) => whole.subarray(0, at).toString('latin1').split('\n').length - 1;
  const flips = fc.record({ at: fc.nat(whole.length - 1), mask: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(flips, async ({ at, mask }) => {
      const bytes = Buffer.from(whole);
      bytes[at] = bytes[at]! ^ mask;
      writeFileSync(file, bytes);
      const verdict = await verifyExport(file);
      expect(verdict.kind).not.toBe('whole');
      const line = lineAt(at);
      if (line >= 1 && line <= MESSAGES) expect(verdict).toEqual({ kind: 'message', number: line });
      if (line === MESSAGES + 1) expect(verdict.kind).toBe(verdict.kind === 'message' ? 'message' : 'tail');
    }),
    { numRuns: 400 },
  );
});

test('a message that is removed, inserted, moved or cut off is reported', async () => {
  const { file, text } = await written('html', conversation());
  const lines = text.split('\n');
  const verdictOf = (all: readonly string[]) => {
    writeFileSync(file, all.join('\n'));
    return verifyExport(file);
  };
  expect(await verdictOf(lines.toSpliced(2, 1))).toEqual({ kind: 'message', number: 2 });
  expect(await verdictOf(lines.toSpliced(2, 0, lines[4]!))).toEqual({ kind: 'message', number: 2 });
  expect(await verdictOf(lines.toSpliced(1, 2, lines[2]!, lines[1]!))).toEqual({
    kind: 'message',
    number: 1,
  });
  expect(await verdictOf([...lines.slice(0, 4), ''])).toEqual({ kind: 'cut', messages: 3 });
  expect(await verdictOf([...lines, 'more'])).toEqual({ kind: 'tail', messages: MESSAGES });
  expect(await verdictOf(['<html>', ''])).toEqual({ kind: 'no-export' });
  expect(await verdictOf([''])).toEqual({ kind: 'no-export' });
});

test('the search in the file works like the search of the chat', async () => {
  const { text } = await written('html', source([said(1, 'hi')]));
  const script = /<script>(.*)const all=/s.exec(text)?.[1] ?? '';
  for (const said of ['Straße', 'İSTANBUL', 'it’s', 'Łódź  Nguyễn', 'مُحَمَّد علی‌رضا', 'ශ්‍රී', 'ｶﾞ', '´so«'])
    expect(runInNewContext(`${script};fold(${JSON.stringify(said)})`)).toBe(foldText(said));
});
