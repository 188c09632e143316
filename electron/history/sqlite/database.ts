/**
 * The history in one SQLite file: the only SQL there is. It blocks while the disk works, so it runs on a thread of
 * its own; it refuses to know about that.
 */
import type { NumberedAuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { LogQuery, LogPage } from '../../../contract/ipc/log.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import { attach, detach } from './attached.ts';
import { applyChange, isChange, withoutText, type ChangeEntry } from '../../../contract/fold.ts';
import { findTexts, forgetForGood, forgetText, indexText, lastToRefold, refoldTexts } from './found-texts.ts';
import { LetterPairs } from './letter-pairs.ts';
import { answersOf } from '../answers.ts';
import { checkedBody } from './checked-body.ts';
import { readAuditEntries, writeSetting, writeAuditEntry } from './settings-and-audit.ts';
import { readLog } from './read-log.ts';
import { readOpened } from './read-opened.ts';
import { readEntry, readPage } from './read-page.ts';
import { messageFor } from '../named-reactions.ts';
import { lightStart } from '../room-log.ts';
import { count, SqliteFile, type FileOpening } from './sqlite-file.ts';
import { letWait, readWhole, waitNoMore } from './waiting-reactions.ts';
import { keepUnnamed } from './unnamed-files.ts';
import {
  SEARCH_RESULTS_MAX,
  type SearchQuery,
  type DueDeletion,
  type KnownPerson,
  type OpenedStore,
  type StoreRecord,
  type SearchStep,
} from '../store.ts';

/** To forget a text for good costs one or two milliseconds. */
const DROPPED_AT_ONCE = 50;
const ENTRIES_MAX = 1_000_000;

export class Database {
  readonly #file: SqliteFile;
  readonly #pairs = new LetterPairs();
  /** The last entry of those that are being dropped. */
  #dropTo: number | undefined;
  /** The ids of files without a message, of what is being committed and of all that was. */
  #losing: string[] = [];
  #filesGone: string[] = [];
  /** Whether the index forgets for good; not known when it was opened or what was done was undone. */
  #forgetting: boolean | undefined;

  /** Throws as {@link SqliteFile} does. */
  constructor(path: string, opening: FileOpening = {}) {
    this.#file = new SqliteFile(path, opening);
  }

  /**
   * Where some of it is missing, what no message names is kept from now on.
   *
   * @param isDoubtful whether it may lack what was written last
   */
  open(isDoubtful = false): OpenedStore {
    if (isDoubtful) keepUnnamed(this.#file);
    const opened = readOpened(this.#file);
    const { isNew, damaged } = this.#file;
    const condition = isNew ? 'new' : damaged > 0 ? 'damaged' : 'whole';
    if (condition !== 'whole') keepUnnamed(this.#file);
    return { ...opened, condition };
  }

  /** How much of what is kept could not be read since this was asked last; it was left out. */
  unread(): number {
    return this.#file.unread();
  }

  /** All of it, or nothing. */
  commit(records: readonly StoreRecord[]): void {
    this.#within(records.some(isForgetting), () => {
      for (const record of records) this.#record(record);
      for (const [room, seq] of latestOf(records)) this.#reach(room, seq);
    });
  }

  auditEntries(most: number, before?: number): NumberedAuditEntry[] {
    return readAuditEntries(this.#file, most, before);
  }

  /** The ids of files whose message is gone since this was asked last. */
  filesGone(): string[] {
    const gone = this.#filesGone;
    this.#filesGone = [];
    return gone;
  }

  page(room: string, place: ReadPosition, most: number, reader?: string): Page {
    return readPage(this.#file, room, place, most, reader);
  }

  entry(room: string, seq: number): Entry | undefined {
    return readEntry(this.#file, room, seq);
  }

  /** Over all rooms of all that are open. */
  log(asked: LogQuery): LogPage {
    return readLog(this.#file, asked);
  }

  /**
   * Looks at a few thousand entries at the most. Between two steps others have their turn.
   *
   * @param most how many are still wanted
   */
  search(asked: SearchQuery, most = SEARCH_RESULTS_MAX): SearchStep {
    const { ids, more, next } = findTexts(this.#file, this.#pairs, asked, most);
    const found = ids.flatMap((id) => {
      const row = this.#file.maybe('SELECT id, body FROM entries WHERE id = ?', id);
      const message = row && readWhole(this.#file, row);
      return message?.type === 'message' ? [{ id, message: messageFor(message, asked.person) }] : [];
    });
    // Long ones would be more than may wait for whoever asked.
    const light = found.slice(0, lightStart(found.map(({ message }) => message)).length);
    const messages = light.map(({ message }) => message);
    const isCut = light.length < found.length;
    const older = (isCut ? light.at(-1)?.id : ids.at(-1)) ?? asked.before;
    if ((more || isCut) && older !== undefined) return { messages, older };
    return { messages, ...(next !== undefined && { next }) };
  }

  /** A step of bringing what an older version kept up to how texts are searched now; whether that is done. */
  refold(): boolean {
    const last = lastToRefold(this.#file);
    if (last !== undefined) this.#within(true, () => refoldTexts(this.#file, this.#pairs, last));
    return last === undefined;
  }

  /**
   * Drops a few of what was said before `age`, and of the oldest past the bounds on number and size in bytes. Between
   * two steps others have their turn.
   *
   * @returns whether all is dropped
   */
  prune(age: number, bytesMax: number): boolean {
    this.#dropTo ??= this.#lastToDrop(age, bytesMax);
    const rows = this.#file.all(
      `SELECT id FROM entries WHERE id <= ? ORDER BY id LIMIT ${DROPPED_AT_ONCE}`,
      this.#dropTo,
    );
    this.#within(true, () => {
      for (const row of rows) this.#drop(count(row['id']));
    });
    if (rows.length === DROPPED_AT_ONCE) return false;
    this.#dropTo = undefined;
    this.#file.vacuum();
    return true;
  }

  /** How much was said before `age`. */
  due(age: number): DueDeletion {
    const { due, entries } = this.#file.one(
      'SELECT (SELECT count(*) FROM entries WHERE id <= ?) AS due, (SELECT count(*) FROM entries) AS entries',
      this.#lastBefore(age),
    );
    return { due: count(due), all: count(entries) };
  }

  /** What it takes of its bound on size. */
  bytes(): number {
    return this.#size().bytes;
  }

  /** As {@link SqliteFile} has it. */
  leave(): void {
    this.#file.leave();
  }

  close(): void {
    this.#file.close();
  }

  /**
   * A file is gone only if that its message went is on the disk.
   *
   * @param forgetting whether a text is forgotten
   */
  #within(forgetting: boolean, act: () => void): void {
    this.#losing = [];
    const before = this.#forgetting;
    this.#forgetting = undefined;
    this.#file.within(() => {
      if (forgetting !== before) forgetForGood(this.#file, forgetting);
      act();
    });
    this.#forgetting = forgetting;
    this.#filesGone.push(...this.#losing);
  }

  #record(record: StoreRecord): void {
    switch (record.kind) {
      case 'entry':
        this.#append(record.entry, record.age ?? record.entry.at);
        return;
      case 'person':
        this.#remember(record.known);
        return;
      case 'room':
        this.#file.run(
          'INSERT INTO rooms (id, name, closed) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET name = ?2, closed = ?3',
          ...[record.room.id, record.room.name, record.room.closed ? 1 : 0],
        );
        return;
      case 'setting':
        writeSetting(this.#file, record.setting);
        return;
      case 'audit':
        writeAuditEntry(this.#file, record.entry);
        return;
      default:
        return record satisfies never;
    }
  }

  /** The last number of a room never goes back. */
  #reach(room: string, seq: number): void {
    this.#file.run(
      "INSERT INTO rooms (id, name, latest) VALUES (?1, '', ?2) ON CONFLICT DO UPDATE SET latest = max(latest, ?2)",
      ...[room, seq],
    );
  }

  #append(entry: Entry, age: number): void {
    const { room, seq, at } = entry;
    const { lastInsertRowid: id } = this.#file.run(
      'INSERT INTO entries (room, seq, at, answers, body, age) VALUES (?, ?, ?, ?, ?, ?)',
      ...[room, seq, at, answersOf(entry), checkedBody(entry), Math.floor(age)],
    );
    if (entry.type === 'message') {
      indexText(this.#file, this.#pairs, Number(id), entry);
      attach(this.#file, Number(id), entry);
    }
    const waits = entry.type === 'reacted' && letWait(this.#file, Number(id), entry);
    if (isChange(entry) && !waits) this.#change(entry);
  }

  #change(change: ChangeEntry): void {
    const { room, target } = change;
    const row = this.#file.maybe('SELECT id, body FROM entries WHERE room = ? AND seq = ?', room, target);
    const message = row && readWhole(this.#file, row);
    if (row === undefined || message?.type !== 'message') return;
    const id = count(row['id']);
    const changed = applyChange(message, change);
    this.#file.run('UPDATE entries SET body = ? WHERE id = ?', checkedBody(changed), id);
    waitNoMore(this.#file, room, target);
    if (change.type === 'reacted') return;
    forgetText(this.#file, id);
    if (change.type === 'edited') indexText(this.#file, this.#pairs, id, changed);
    else {
      this.#withoutText(room, target);
      this.#losing.push(...detach(this.#file, id));
    }
  }

  /** Nothing of a deleted message stays, in what answers it or in what it said before. */
  #withoutText(room: string, target: number): void {
    // Its reactions, which may be many, say nothing of it.
    const answers = this.#file.all(
      `SELECT id, body FROM entries WHERE room = ? AND answers = ?
       AND instr(substr(body, 1, 40), '"type":"reacted"') = 0`,
      room,
      target,
    );
    for (const row of answers) {
      const entry = readWhole(this.#file, row);
      if (entry === undefined) continue;
      const body = checkedBody(withoutText(entry, target));
      this.#file.run('UPDATE entries SET body = ? WHERE id = ?', body, count(row['id']));
      waitNoMore(this.#file, room, entry.seq);
    }
  }

  #remember({ proof, person }: KnownPerson): void {
    const next = 'SELECT coalesce(max(seen), 0) + 1 FROM people';
    this.#file.run(
      `INSERT INTO people VALUES (?1, ?2, ?3, (${next})) ON CONFLICT (id) DO UPDATE SET proof = ?2, person = ?3, seen = (${next})`,
      ...[person.id, proof, JSON.stringify(person)],
    );
  }

  #lastToDrop(age: number, bytesMax: number): number {
    return Math.max(this.#lastBefore(age), this.#last() - this.#entriesMax(bytesMax));
  }

  /** The last of those that were said before `age`. Along the ids it never goes back by more than a batch. */
  #lastBefore(age: number): number {
    const kept = 'SELECT id FROM entries WHERE coalesce(age, at) >= ? ORDER BY id LIMIT 1';
    const first = this.#file.maybe(kept, Math.floor(age));
    return first === undefined ? this.#last() : count(first['id']) - 1;
  }

  #last(): number {
    return count(this.#file.one('SELECT coalesce(max(id), 0) AS id FROM entries')['id']);
  }

  #drop(id: number): void {
    this.#file.run('DELETE FROM entries WHERE id = ?', id);
    forgetText(this.#file, id);
    this.#losing.push(...detach(this.#file, id));
  }

  /** Fewer where the file is larger than it may be, in proportion. */
  #entriesMax(bytesMax: number): number {
    const { bytes, entries } = this.#size();
    return Math.min(ENTRIES_MAX, Math.floor((entries * bytesMax) / Math.max(1, bytes)));
  }

  #size(): { readonly bytes: number; readonly entries: number } {
    const { bytes, entries } = this.#file.one(
      `SELECT (SELECT count(*) FROM entries) AS entries,
        (SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count)
          * (SELECT page_size FROM pragma_page_size) AS bytes`,
    );
    return { bytes: count(bytes), entries: count(entries) };
  }
}

/** Once for each room: a batch is of a few rooms and many entries. */
function latestOf(records: readonly StoreRecord[]): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const record of records) {
    if (record.kind !== 'entry') continue;
    const { room, seq } = record.entry;
    latest.set(room, Math.max(seq, latest.get(room) ?? 0));
  }
  return latest;
}

function isForgetting(record: StoreRecord): boolean {
  return record.kind === 'entry' && (record.entry.type === 'edited' || record.entry.type === 'deleted');
}
