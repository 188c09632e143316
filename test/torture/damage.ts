/** The saved conversation is damaged on the disk: what can still be read is there afterwards, and no file is gone. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { all, none, type Bench, type Figure, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { upload } from './upload.ts';
import { WireGuest } from './wire-guest.ts';

const MESSAGES = 3_000;
const FILES = 8;
/** SQLite's page. */
const PAGE_BYTES = 4_096;
/** Where the header says how to read the file. */
const HEADER_PLACES = [0, 18, 60, 100];
const LENGTHS = [1, 16, 512, PAGE_BYTES];
/** Entries that fit on a page, with some to spare: more than these, a damage of one page may not cost. */
const LOST_MAX = 60;

export const damage: Scenario = {
  title: 'the history is damaged in 30 ways, is missing, or is something else (--rounds 30)',
  run: async (bench) => {
    const whole = join(bench.folder, 'whole');
    await fill(whole, bench);
    const bytes = readFileSync(join(whole, 'history.db'));
    const found: number[] = [];
    let wrong = 0;
    let filesGone = 0;
    let deaf = 0;
    const rounds = bench.option('rounds', 30);
    for (let round = 0; round < rounds; round += 1) {
      const at = HEADER_PLACES[round] ?? Math.floor(Math.random() * bytes.length);
      const length = LENGTHS[round % LENGTHS.length] ?? 1;
      const harmed = Buffer.from(bytes);
      for (let i = at; i < Math.min(at + length, bytes.length); i += 1) harmed[i] = (harmed[i] ?? 0) ^ 0x5a;
      const after = await visit(whole, bench, (data) => writeFileSync(join(data, 'history.db'), harmed));
      found.push(after.found);
      wrong += after.wrong;
      filesGone += after.filesGone;
      deaf += after.says ? 0 : 1;
      bench.say(
        `${length} bytes at ${at}: ${after.found} of ${MESSAGES} found, ${after.filesGone} files gone`,
      );
    }
    return [
      all('damages after which a page at most is missing', found.filter(keepsMost).length, rounds),
      none('damages after which all is missing', found.filter((count) => count === 0).length, rounds),
      none('texts that are not what was said', wrong),
      none('uploaded files that are gone', filesGone, rounds * FILES),
      none('damages after which nothing can be said', deaf, rounds),
      ...(await others(whole, bench)),
    ];
  },
};

const keepsMost = (count: number) => count >= MESSAGES - LOST_MAX;

/** What else may become of the file: the uploaded files stay in each case. */
async function others(whole: string, bench: Bench): Promise<Figure[]> {
  const cases: Record<string, (database: string) => void> = {
    'no history.db': () => undefined,
    'an empty history.db': (database) => writeFileSync(database, ''),
    'a history.db of another kind': (database) => writeFileSync(database, 'hello '.repeat(500)),
    'half a history.db': (database) => {
      const bytes = readFileSync(join(whole, 'history.db'));
      writeFileSync(database, bytes.subarray(0, Math.floor(bytes.length / 2)));
    },
  };
  const figures: Figure[] = [];
  for (const [what, make] of Object.entries(cases)) {
    const { filesGone } = await visit(whole, bench, (data) => {
      rmSync(join(data, 'history.db'));
      make(join(data, 'history.db'));
    });
    figures.push(none(`${what}: uploaded files that are gone`, filesGone, FILES));
  }
  return figures;
}

async function fill(data: string, { say }: Bench): Promise<void> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Ada');
  for (let i = 0; i < FILES; i += 1) {
    const id = await upload(host, guest.token, Buffer.alloc(1_000, i));
    await guest.say(`file ${i}`, { files: [{ id }] });
  }
  for (let i = 0; i < MESSAGES; i += 500)
    await Promise.all(Array.from({ length: 500 }, (_, k) => guest.say(`message ${i + k}`)));
  guest.leave();
  await host.stop();
  say(`${MESSAGES} messages and ${FILES} files`);
}

interface Visit {
  readonly found: number;
  readonly wrong: number;
  readonly filesGone: number;
  /** Whether something can be said afterwards. */
  readonly says: boolean;
}

/** Two starts in a row on a harmed copy: what the first put aside, the second may not clear away. */
async function visit(whole: string, { folder }: Bench, harm: (data: string) => void): Promise<Visit> {
  const data = join(folder, 'harmed');
  rmSync(data, { recursive: true, force: true });
  cpSync(whole, data, { recursive: true });
  harm(data);
  const first = await HostProcess.start({ data, args: ['--lift-limits'] });
  if (first.on) await first.stop();
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  if (!host.on) return { found: 0, wrong: 0, filesGone: FILES - filesUnder(data), says: false };
  const guest = await WireGuest.join(host, 'Eve');
  const texts = (await guest.readAll()).flatMap((entry) =>
    entry.type === 'message' ? String(entry['text']) : [],
  );
  const said = texts.filter((text) => text.startsWith('message '));
  const known = new Set(Array.from({ length: MESSAGES }, (_, i) => `message ${i}`));
  const answer = await guest.say('still here');
  guest.leave();
  await host.stop();
  return {
    found: new Set(said.filter((text) => known.has(text))).size,
    wrong: said.filter((text) => !known.has(text)).length,
    filesGone: FILES - filesUnder(data),
    says: answer.type === 'message',
  };
}

/** Uploaded files that are still somewhere in the data folder, where they were or put aside. */
function filesUnder(data: string): number {
  if (!existsSync(data)) return 0;
  const names = readdirSync(data, { recursive: true, withFileTypes: true });
  const sizes = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return sizes.filter((file) => isUpload(readFileSync(file))).length;
}

/** What {@link fill} uploads: 1,000 times the same small number. */
function isUpload(bytes: Buffer): boolean {
  const [first = FILES] = bytes;
  return bytes.length === 1_000 && first < FILES && bytes.every((byte) => byte === first);
}
