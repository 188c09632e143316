/**
 * Which texts have what in them: folded, so that case, width and blanks make no difference, and in any script. Those of
 * rooms of all have an index; those of rooms of two are in `own-texts.ts`.
 */
import { type Message, parseEntry } from '../../../contract/model/entry.ts';
import { STRETCH_IDS, stretchOf, type LetterPairs } from './letter-pairs.ts';
import {
  findOwn,
  forgetOwnText,
  isOfTwo,
  keepOwnText,
  ownBounds,
  ownFloor,
  type IdRange,
} from './own-texts.ts';
import { isIndexed, searchedText } from '../searched-text.ts';
import { count, text, type SqliteFile } from './sqlite-file.ts';
import type { SearchQuery } from '../store.ts';

/** What one step looks at, a few milliseconds each: what is said meanwhile waits for one step only. */
const STRETCHES_AT_ONCE = 4;
const INDEXED_AT_ONCE = 10_000;
/** Texts that one step folds anew, and of those as many as it may change: to forget one for good costs a millisecond. */
const REFOLDED_AT_ONCE = 500;
const CHANGED_AT_ONCE = 50;

/** Which rooms of all may be read. */
const IS_OPEN = 'EXISTS (SELECT 1 FROM rooms WHERE rooms.id = texts.room AND closed = 0)';

/** What one step found. */
export interface FoundIds {
  /** Of the entries, the newest first. */
  readonly ids: readonly number[];
  /** There are more than were asked for. */
  readonly more: boolean;
  /** Down to which entry all was looked at, and where the next step goes on; `undefined` if nothing is left. */
  readonly next: number | undefined;
}

/**
 * Otherwise the trigrams of a text that is forgotten stay, with their places in it; but to put texts in takes twice as
 * long with it. It counts when the transaction is committed. (sqlite.org/fts5.html §6.14)
 */
export function forgetForGood(file: SqliteFile, on: boolean): void {
  file.run("INSERT INTO found (found, rank) VALUES ('secure-delete', ?)", on ? 1 : 0);
}

/** @param id of the entry */
export function indexText(file: SqliteFile, pairs: LetterPairs, id: number, message: Message): void {
  const folded = keepText(file, id, message);
  if (isOfTwo(message.room)) return;
  file.run('INSERT INTO found (rowid, folded) VALUES (?, ?)', id, folded);
  pairs.add(id, folded);
}

/** Without the index, which has to be made anew: see {@link indexAll}. Answers with the text as it is searched. */
export function keepText(file: SqliteFile, id: number, message: Message): string {
  const folded = searchedText(message);
  if (isOfTwo(message.room)) keepOwnText(file, id, message, folded);
  else file.run('INSERT INTO texts VALUES (?, ?, ?)', id, message.room, folded);
  return folded;
}

/** Of all texts of rooms of all at once. (sqlite.org/fts5.html §6.9) */
export function indexAll(file: SqliteFile): void {
  file.run("INSERT INTO found (found) VALUES ('rebuild')");
}

export function forgetText(file: SqliteFile, id: number): void {
  // The index finds what it has to forget by the text itself (sqlite.org/fts5.html §6.3).
  file.run(
    "INSERT INTO found (found, rowid, folded) SELECT 'delete', id, folded FROM texts WHERE id = ?",
    id,
  );
  file.run('DELETE FROM texts WHERE id = ?', id);
  forgetOwnText(file, id);
}

/** The last text that an older version folded and this one did not look at yet. */
export function lastToRefold(file: SqliteFile): number | undefined {
  const row = file.maybe("SELECT value FROM meta WHERE key = 'refold'");
  return row && Number(text(row['value']));
}

/**
 * One step back from `last`: texts that fold otherwise now are indexed anew. Until they are, they are found as they were.
 */
export function refoldTexts(file: SqliteFile, pairs: LetterPairs, last: number): void {
  const rows = file.all(
    `SELECT entries.id AS id, coalesce(texts.folded, own_texts.folded) AS folded, entries.body AS body FROM entries
     LEFT JOIN texts ON texts.id = entries.id LEFT JOIN own_texts ON own_texts.id = entries.id
     WHERE entries.id <= ? AND coalesce(texts.id, own_texts.id) IS NOT NULL
     ORDER BY entries.id DESC LIMIT ${REFOLDED_AT_ONCE}`,
    last,
  );
  let [changed, done] = [0, 0];
  for (const row of rows) {
    if (changed === CHANGED_AT_ONCE) break;
    const [id, message] = [count(row['id']), file.read(row, 'entries', parseEntry)];
    if (message?.type === 'message' && searchedText(message) !== row['folded']) {
      forgetText(file, id);
      indexText(file, pairs, id, message);
      changed += 1;
    }
    done = id;
  }
  if (done === 0) file.run("DELETE FROM meta WHERE key = 'refold'");
  else file.run("UPDATE meta SET value = ? WHERE key = 'refold'", String(done - 1));
}

/**
 * One step of a search, back from `before`.
 *
 * @param most how many are still wanted, perhaps none: there may be more all the same
 */
export function findTexts(file: SqliteFile, pairs: LetterPairs, asked: SearchQuery, most: number): FoundIds {
  const { room, person, before = Number.MAX_SAFE_INTEGER } = asked;
  const ofAll = room !== undefined && isOfTwo(room) ? undefined : bounds(file, before);
  const own = room !== undefined && !isOfTwo(room) ? undefined : ownBounds(file, person, before);
  const last = Math.max(ofAll?.last ?? 0, own?.last ?? 0);
  const first = Math.min(ofAll?.first ?? last, own?.first ?? last);
  const range = { first: (own && ownFloor(file, person, before)) ?? first, end: last + 1, most: most + 1 };
  const found = ofAll && findOfAll(file, pairs, asked, { ...range, end: ofAll.last + 1 }, ofAll.first);
  const from = found?.next ?? range.first;
  const ids = [...(own ? findOwn(file, asked, { ...range, first: from }) : []), ...(found?.ids ?? [])];
  ids.sort((one, other) => other - one);
  return { ids: ids.slice(0, most), more: ids.length > most, next: from > first ? from : undefined };
}

/** The first and the last text of rooms of all up to `end`; `undefined` if there are none. */
function bounds(
  file: SqliteFile,
  end: number,
): { readonly first: number; readonly last: number } | undefined {
  const { first, last } = file.one(
    'SELECT (SELECT min(id) FROM texts) AS first, (SELECT max(id) FROM texts WHERE id < ?) AS last',
    end,
  );
  return last === null ? undefined : { first: count(first), last: count(last) };
}

type Step = Omit<FoundIds, 'more'>;

/** @param oldest text of all that are kept */
function findOfAll(
  file: SqliteFile,
  pairs: LetterPairs,
  asked: SearchQuery,
  range: IdRange,
  oldest: number,
): Step {
  pairs.forgetBefore(stretchOf(oldest));
  const within = { ...range, first: Math.max(range.first, oldest) };
  return isIndexed(asked.text) ? findIndexed(file, asked, within) : findShort(file, pairs, asked, within);
}

function findIndexed(file: SqliteFile, asked: SearchQuery, { first, end, most }: IdRange): Step {
  const from = Math.max(first, end - INDEXED_AT_ONCE);
  const rows = file.all(
    `SELECT texts.id AS id FROM found JOIN texts ON texts.id = found.rowid
     WHERE found MATCH ?1 AND found.rowid < ?2 AND found.rowid >= ?3 AND (?4 = '' OR texts.room = ?4) AND ${IS_OPEN}
     ORDER BY found.rowid DESC LIMIT ?5`,
    // In quotes it is a phrase, and nothing in it is an operator (sqlite.org/fts5.html §3.1).
    ...[`"${asked.text.replaceAll('"', '""')}"`, end, from, asked.room ?? '', most],
  );
  return { ids: rows.map((row) => count(row['id'])), next: from > first ? from : undefined };
}

/** Text by text, but for stretches of texts of which it is known that none has it. */
function findShort(
  file: SqliteFile,
  pairs: LetterPairs,
  asked: SearchQuery,
  { first, end, most }: IdRange,
): Step {
  const ids: number[] = [];
  let stretch = stretchOf(end - 1);
  let read = 0;
  for (; stretch >= stretchOf(first) && read < STRETCHES_AT_ONCE; stretch -= 1) {
    const known = pairs.mayHave(stretch, asked.text);
    if (known === false) continue;
    read += 1;
    if (known === undefined) fill(file, pairs, stretch);
    if (pairs.mayHave(stretch, asked.text) === false) continue;
    const [from, to] = [Math.max(first, stretch * STRETCH_IDS), Math.min(end, (stretch + 1) * STRETCH_IDS)];
    const rows = file.all(
      `SELECT texts.id AS id FROM texts
       WHERE instr(folded, ?1) > 0 AND texts.id < ?2 AND texts.id >= ?3 AND (?4 = '' OR texts.room = ?4) AND ${IS_OPEN}
       ORDER BY texts.id DESC LIMIT ?5`,
      ...[asked.text, to, from, asked.room ?? '', most - ids.length],
    );
    ids.push(...rows.map((row) => count(row['id'])));
    if (ids.length === most) return { ids, next: ids.at(-1) };
  }
  return { ids, next: stretch < stretchOf(first) ? undefined : (stretch + 1) * STRETCH_IDS };
}

/** Once for each since the program began. */
function fill(file: SqliteFile, pairs: LetterPairs, stretch: number): void {
  const [from, to] = [stretch * STRETCH_IDS, (stretch + 1) * STRETCH_IDS];
  const rows = file.all('SELECT folded FROM texts WHERE id >= ? AND id < ?', from, to);
  pairs.fill(
    stretch,
    rows.map((row) => text(row['folded'])),
  );
}
