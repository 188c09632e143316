/**
 * One room: the loaded part of its log, the pending page request, and the read position. Every function returns
 * the next state.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import type { Room } from '../../../contract/model/room.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';
import { countNews, type Unread } from './unread.ts';
import {
  addPage,
  bound,
  endOf,
  extend,
  holds,
  startOf,
  LOG_WINDOW_EMPTY,
  type LogWindow,
} from './log-window.ts';

/** A page to request from the host. */
export interface Ask {
  readonly place: ReadPosition;
  /** Set when the request is sent. */
  readonly ref?: string;
  /** Where to scroll when the page arrives. */
  readonly goal?: 'place' | 'end';
  /** Loaded entries up to here are read again, because they may have changed. */
  readonly until?: number;
  /** Changes received since the request. */
  readonly late: readonly ChangeEntry[];
}

/** Where to scroll. Each object is a new request, compared by identity. */
export type Goal = { readonly is: 'entry'; readonly seq: number } | { readonly is: 'end' };

/** The messages that arrived while the person was away. */
export interface Away {
  /** The last sequence number before they left. */
  readonly after: number;
  readonly count: number;
}

export interface RoomView extends Unread {
  readonly room: Room;
  /** `undefined` if nothing was loaded yet. */
  readonly logWindow: LogWindow | undefined;
  readonly ask: Ask | undefined;
  readonly goal: Goal | undefined;
  /** Everything up to this sequence number has been read. */
  readonly read: number;
  readonly away: Away | undefined;
}

/** A room that was never opened; entries up to `read` count as read. */
export function newView(room: Room, read: number): RoomView {
  return {
    room,
    logWindow: room.latest === 0 ? LOG_WINDOW_EMPTY : undefined,
    ask: undefined,
    goal: undefined,
    read,
    counted: read,
    unread: 0,
    mentions: 0,
    away: undefined,
  };
}

/** @param reading the reader is not at the end, so the start of the window is kept */
export function hearEntry(view: RoomView, entry: Entry, you: string, reading: boolean): RoomView {
  const before = view.logWindow;
  const logWindow = before && extend(before, entry, reading);
  const late = view.ask && isChange(entry) ? [...view.ask.late, entry] : undefined;
  const heard: RoomView = {
    ...countNews(view, [entry], you),
    logWindow,
    room: reaching(view.room, entry.seq),
    ask: late && view.ask ? { ...view.ask, late } : view.ask,
  };
  // An entry is missing: request it, unless the reader is elsewhere or the window is full.
  const missed = before?.last === true && logWindow?.last === false && !holdsEnd(logWindow, entry.seq - 1);
  return missed ? askFor(heard, { after: endOf(logWindow) ?? 0 }) : heard;
}

/** Applies the answer to the pending request. */
export function hearAnswer(view: RoomView, page: Page, you: string): RoomView {
  const { ask, logWindow } = view;
  const stale = ask?.goal === undefined && logWindow !== undefined && !continues(logWindow, ask?.place);
  if (stale) return { ...view, ask: undefined };
  const heard = hearPage({ ...view, ask: undefined, goal: goalOf(ask, page) ?? view.goal }, page, you, ask);
  const end = page.entries[page.entries.length - 1]?.seq;
  return end === undefined || heard.ask !== undefined ? heard : renewTo(heard, end, ask?.until);
}

export function hearPage(view: RoomView, page: Page, you: string, ask?: Ask): RoomView {
  const logWindow = addPage(view.logWindow, page, ask?.late, ask?.place);
  const end = endOf(logWindow) ?? 0;
  const room = reaching(view.room, page.entries[page.entries.length - 1]?.seq ?? 0);
  const behind = logWindow.last && end < room.latest && end > 0;
  const heard: RoomView = {
    ...countNews(view, page.entries, you),
    room,
    logWindow: settleEnds(behind ? { ...logWindow, last: false } : logWindow, page, ask?.place),
  };
  return behind ? askFor(heard, { after: end }) : heard;
}

export function askFor(view: RoomView, place: ReadPosition, goal?: 'place' | 'end'): RoomView {
  return { ...view, ask: { place, ...(goal && { goal }), late: [] } };
}

/**
 * After a reconnect the host did not report changes to a window in the middle of the log, so it is read again.
 * Only the page, which comes from the end, is counted as unread.
 */
export function renew(view: RoomView, page: Page | undefined, you: string): RoomView {
  const { logWindow, room } = view;
  const [start, end] = logWindow ? [startOf(logWindow), endOf(logWindow)] : [];
  if (logWindow === undefined || start === undefined || logWindow.entries.length > RENEWED_MAX)
    return page === undefined
      ? { ...view, logWindow: undefined }
      : hearPage({ ...view, logWindow: undefined }, page, you);
  const entries = page?.entries ?? [];
  const latest = entries[entries.length - 1]?.seq ?? 0;
  const counted = { ...countNews(view, entries, you), room: reaching(room, latest) };
  return counted.ask === undefined ? renewTo(counted, start - 1, end) : counted;
}

/** Longer windows are dropped instead of being read again. */
const RENEWED_MAX = 300;

function renewTo(view: RoomView, after: number, until: number | undefined): RoomView {
  if (until === undefined || after >= until) return view;
  return { ...view, ask: { place: { after }, until, late: [] } };
}

/** Marks the request as sent. */
export function asked(view: RoomView, ref: string): RoomView {
  return view.ask ? { ...view, ask: { ...view.ask, ref } } : view;
}

/** The host refused the request: treat the room as empty there. */
export function refusedPage(view: RoomView): RoomView {
  return { ...view, ask: undefined, logWindow: view.logWindow ?? LOG_WINDOW_EMPTY };
}

/** The host is busy: send the request again later. */
export function toAskAgain(view: RoomView): RoomView {
  if (view.ask === undefined) return view;
  const { ref: _, ...ask } = view.ask;
  return { ...view, ask };
}

/** The connection changed: only requests made by the reader are repeated. */
export function unasked(view: RoomView): RoomView {
  return view.ask?.goal === undefined ? { ...view, ask: undefined } : toAskAgain(view);
}

/** Requests a page if there is nothing to show, or unread messages to count. */
export function askIfNeeded(view: RoomView, open: boolean): RoomView {
  const { room, logWindow, ask, counted } = view;
  if (ask !== undefined || logWindow !== undefined || room.latest === 0) return view;
  return open || counted < room.latest ? askFor(view, { before: room.latest + 1 }) : view;
}

/** Requests the next page before or after the window. */
export function readOn(view: RoomView, way: 'earlier' | 'later'): RoomView {
  const { logWindow, ask } = view;
  const edge = logWindow && (way === 'earlier' ? startOf(logWindow) : endOf(logWindow));
  if (logWindow === undefined || ask !== undefined || edge === undefined) return view;
  if (way === 'earlier' ? logWindow.first : logWindow.last) return view;
  return askFor(view, way === 'earlier' ? { before: edge } : { after: edge });
}

export function trim(view: RoomView, keep: 'start' | 'end'): RoomView {
  return view.logWindow === undefined
    ? view
    : { ...view, logWindow: bound(view.logWindow, keep === 'start') };
}

/** Scrolls to an entry, at once if it is loaded. */
export function jumpTo(view: RoomView, seq: number): RoomView {
  return view.logWindow !== undefined && holds(view.logWindow, seq)
    ? { ...view, goal: { is: 'entry', seq } }
    : askFor(view, { around: seq }, 'place');
}

/** Scrolls to the newest entry. */
export function toEnd(view: RoomView): RoomView {
  const { logWindow, room } = view;
  if (logWindow === undefined || logWindow.last) return { ...view, goal: { is: 'end' } };
  return askFor(view, { before: room.latest + 1 }, 'end');
}

/** The reader is at the end: marks everything as read. */
export function lookedAt(view: RoomView): RoomView {
  const { room, logWindow, unread, read } = view;
  if (logWindow?.last !== true || (unread === 0 && read >= room.latest)) return view;
  return { ...view, read: room.latest, counted: room.latest, unread: 0, mentions: 0 };
}

/** The person is back: puts the divider above what they missed. */
export function cameBack(view: RoomView): RoomView {
  if (view.unread === 0) return view;
  const { away, read, unread } = view;
  return {
    ...view,
    away: away === undefined ? { after: read, count: unread } : { ...away, count: away.count + unread },
  };
}

/** Removes the divider. */
export function forgetAway(view: RoomView): RoomView {
  return view.away ? { ...view, away: undefined } : view;
}

function reaching(room: Room, seq: number): Room {
  return seq > room.latest ? { ...room, latest: seq } : room;
}

/** Whether the page still fits the window, which may have changed since the request. */
function continues(logWindow: LogWindow, place: ReadPosition | undefined): boolean {
  if (place === undefined || logWindow.entries.length === 0) return true;
  if ('before' in place) return startOf(logWindow) === place.before;
  return 'after' in place && place.after <= (endOf(logWindow) ?? 0);
}

function holdsEnd(logWindow: LogWindow, seq: number): boolean {
  return endOf(logWindow) === seq;
}

/** An empty page means that there is nothing further in that direction. */
function settleEnds(logWindow: LogWindow, page: Page, place: ReadPosition | undefined): LogWindow {
  if (page.entries.length > 0 || place === undefined) return logWindow;
  if ('before' in place) return { ...logWindow, first: true };
  return 'after' in place ? { ...logWindow, last: page.last } : logWindow;
}

function goalOf(ask: Ask | undefined, page: Page): Goal | undefined {
  if (ask?.goal === undefined) return undefined;
  if (ask.goal === 'end') return { is: 'end' };
  const seq = seqOf(ask.place, page);
  return seq === undefined ? undefined : { is: 'entry', seq };
}

function seqOf(place: ReadPosition, { entries }: Page): number | undefined {
  if ('around' in place) return place.around;
  const since = 'since' in place ? place.since : 0;
  return (entries.find(({ at }) => at >= since) ?? entries[entries.length - 1])?.seq;
}
