/**
 * One room: the loaded part of its log, the pending page request, and the read position. Every function returns
 * the next state.
 */
import { defined } from '../../../contract/defined.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import type { Room } from '../../../contract/model/room.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';
import { countUnread, type Unread } from './unread.ts';
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
export interface PageRequest {
  readonly place: ReadPosition;
  /** Set when the request is sent. */
  readonly ref?: string;
  /** Where to scroll when the page arrives. */
  readonly scrollTo?: 'place' | 'end';
  /** Loaded entries up to here are read again, because they may have changed. */
  readonly until?: number;
  /** Changes received since the request. */
  readonly late: readonly ChangeEntry[];
}

/** Where to scroll. Each object is a new request, compared by identity. */
export type ScrollDestination = { readonly is: 'entry'; readonly seq: number } | { readonly is: 'end' };

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
  readonly request: PageRequest | undefined;
  readonly scrollTarget: ScrollDestination | undefined;
  /** Everything up to this sequence number has been read. */
  readonly read: number;
  readonly away: Away | undefined;
}

/** A room that was never opened; entries up to `read` count as read. */
export function newView(room: Room, read: number): RoomView {
  return {
    room,
    logWindow: room.latest === 0 ? LOG_WINDOW_EMPTY : undefined,
    request: undefined,
    scrollTarget: undefined,
    read,
    counted: read,
    unread: 0,
    mentions: 0,
    away: undefined,
  };
}

/** @param reading the reader is not at the end, so the start of the window is kept */
export function applyEntry(view: RoomView, entry: Entry, you: string, reading: boolean): RoomView {
  const before = view.logWindow;
  const logWindow = before && extend(before, entry, reading);
  const late = view.request && isChange(entry) ? [...view.request.late, entry] : undefined;
  const next: RoomView = {
    ...countUnread(view, [entry], you),
    logWindow,
    room: reaching(view.room, entry.seq),
    request: late && view.request ? { ...view.request, late } : view.request,
  };
  // An entry is missing: request it, unless the reader is elsewhere or the window is full.
  const missed = before?.last === true && logWindow?.last === false && !holdsEnd(logWindow, entry.seq - 1);
  return missed ? requestPage(next, { after: endOf(logWindow) ?? 0 }) : next;
}

/** Applies the answer to the pending request. */
export function applyRequestedPage(view: RoomView, page: Page, you: string): RoomView {
  const { request, logWindow } = view;
  const stale =
    request?.scrollTo === undefined && logWindow !== undefined && !continues(logWindow, request?.place);
  if (stale) return { ...view, request: undefined };
  const next = applyPage(
    { ...view, request: undefined, scrollTarget: destinationOf(request, page) ?? view.scrollTarget },
    page,
    you,
    request,
  );
  const end = page.entries[page.entries.length - 1]?.seq;
  return end === undefined || next.request !== undefined ? next : renewTo(next, end, request?.until);
}

export function applyPage(view: RoomView, page: Page, you: string, request?: PageRequest): RoomView {
  const logWindow = addPage(view.logWindow, page, request?.late, request?.place);
  const end = endOf(logWindow) ?? 0;
  const room = reaching(view.room, page.entries[page.entries.length - 1]?.seq ?? 0);
  const behind = logWindow.last && end < room.latest && end > 0;
  const next: RoomView = {
    ...countUnread(view, page.entries, you),
    room,
    logWindow: settleEnds(behind ? { ...logWindow, last: false } : logWindow, page, request?.place),
  };
  return behind ? requestPage(next, { after: end }) : next;
}

export function requestPage(view: RoomView, place: ReadPosition, scrollTo?: 'place' | 'end'): RoomView {
  return { ...view, request: defined({ place, scrollTo, late: [] }) };
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
      : applyPage({ ...view, logWindow: undefined }, page, you);
  const entries = page?.entries ?? [];
  const latest = entries[entries.length - 1]?.seq ?? 0;
  const counted = { ...countUnread(view, entries, you), room: reaching(room, latest) };
  return counted.request === undefined ? renewTo(counted, start - 1, end) : counted;
}

/** Longer windows are dropped instead of being read again. */
const RENEWED_MAX = 300;

function renewTo(view: RoomView, after: number, until: number | undefined): RoomView {
  if (until === undefined || after >= until) return view;
  return { ...view, request: { place: { after }, until, late: [] } };
}

/** Marks the request as sent. */
export function markRequested(view: RoomView, ref: string): RoomView {
  return view.request ? { ...view, request: { ...view.request, ref } } : view;
}

/** The host refused the request: treat the room as empty there. */
export function refusePage(view: RoomView): RoomView {
  return { ...view, request: undefined, logWindow: view.logWindow ?? LOG_WINDOW_EMPTY };
}

/** The host is busy: send the request again later. */
export function retryRequest(view: RoomView): RoomView {
  if (view.request === undefined) return view;
  const { ref: _, ...request } = view.request;
  return { ...view, request };
}

/** The connection changed: only requests made by the reader are repeated. */
export function dropRequest(view: RoomView): RoomView {
  return view.request?.scrollTo === undefined ? { ...view, request: undefined } : retryRequest(view);
}

/** Requests a page if there is nothing to show, or unread messages to count. */
export function requestIfNeeded(view: RoomView, open: boolean): RoomView {
  const { room, logWindow, request, counted } = view;
  if (request !== undefined || logWindow !== undefined || room.latest === 0) return view;
  return open || counted < room.latest ? requestPage(view, { before: room.latest + 1 }) : view;
}

/** Requests the next page before or after the window. */
export function readMore(view: RoomView, direction: 'earlier' | 'later'): RoomView {
  const { logWindow, request } = view;
  const edge = logWindow && (direction === 'earlier' ? startOf(logWindow) : endOf(logWindow));
  if (logWindow === undefined || request !== undefined || edge === undefined) return view;
  if (direction === 'earlier' ? logWindow.first : logWindow.last) return view;
  return requestPage(view, direction === 'earlier' ? { before: edge } : { after: edge });
}

export function trim(view: RoomView, keep: 'start' | 'end'): RoomView {
  return view.logWindow === undefined
    ? view
    : { ...view, logWindow: bound(view.logWindow, keep === 'start') };
}

/** Scrolls to an entry, at once if it is loaded. */
export function jumpTo(view: RoomView, seq: number): RoomView {
  return view.logWindow !== undefined && holds(view.logWindow, seq)
    ? { ...view, scrollTarget: { is: 'entry', seq } }
    : requestPage(view, { around: seq }, 'place');
}

/** Scrolls to the newest entry. */
export function toEnd(view: RoomView): RoomView {
  const { logWindow, room } = view;
  if (logWindow === undefined || logWindow.last) return { ...view, scrollTarget: { is: 'end' } };
  return requestPage(view, { before: room.latest + 1 }, 'end');
}

/** The reader is at the end: marks everything as read. */
export function markRead(view: RoomView): RoomView {
  const { room, logWindow, unread, read } = view;
  if (logWindow?.last !== true || (unread === 0 && read >= room.latest)) return view;
  return { ...view, read: room.latest, counted: room.latest, unread: 0, mentions: 0 };
}

/** The person is back: puts the divider above what they missed. */
export function markReturn(view: RoomView): RoomView {
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

function destinationOf(request: PageRequest | undefined, page: Page): ScrollDestination | undefined {
  if (request?.scrollTo === undefined) return undefined;
  if (request.scrollTo === 'end') return { is: 'end' };
  const seq = seqOf(request.place, page);
  return seq === undefined ? undefined : { is: 'entry', seq };
}

function seqOf(place: ReadPosition, { entries }: Page): number | undefined {
  if ('around' in place) return place.around;
  const since = 'since' in place ? place.since : 0;
  return (entries.find(({ at }) => at >= since) ?? entries[entries.length - 1])?.seq;
}
