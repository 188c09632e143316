/**
 * One room as this page has it: what is held of its log, what is asked of the host, and how far the person has read.
 * Each step answers with the view after it. It refuses to know the other rooms, and who is here.
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

/** A page that the host is asked for. */
export interface Ask {
  readonly place: ReadPosition;
  /** Given when it is sent: one without is still to be sent. */
  readonly ref?: string;
  /** Where the reader wants to be once it is there. */
  readonly goal?: 'place' | 'end';
  /** What is held is read anew up to here, since it may have changed. */
  readonly until?: number;
  /** Changes heard since. */
  readonly late: readonly ChangeEntry[];
}

/** Where the reader wants to be: each one is a wish of its own, told from others by identity. */
export type Goal = { readonly is: 'entry'; readonly seq: number } | { readonly is: 'end' };

/** What came while the person was away. */
export interface Away {
  /** It came after this sequence number. */
  readonly after: number;
  readonly count: number;
}

export interface RoomView extends Unread {
  readonly room: Room;
  /** `undefined`: nothing was read yet. */
  readonly logWindow: LogWindow | undefined;
  readonly ask: Ask | undefined;
  readonly goal: Goal | undefined;
  /** The person has seen everything up to here. */
  readonly read: number;
  readonly away: Away | undefined;
}

/** A room that was never looked into; what it has up to `read` is no news. */
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

/** @param reading whether the reader is somewhere before the end, which must then not move */
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
  // Something was missed: it is asked for, unless the reader chose to be elsewhere or the page is full.
  const missed = before?.last === true && logWindow?.last === false && !holdsEnd(logWindow, entry.seq - 1);
  return missed ? askFor(heard, { after: endOf(logWindow) ?? 0 }) : heard;
}

/** The answer to what was asked. */
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
 * A part from somewhere in the middle, over a new connection: nobody told of its changes meanwhile, so that it is read
 * anew where the reader is. Only counted is what the page has, which is from the end.
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

/** More than this is not read anew: the reader is taken to the end. */
const RENEWED_MAX = 300;

function renewTo(view: RoomView, after: number, until: number | undefined): RoomView {
  if (until === undefined || after >= until) return view;
  return { ...view, ask: { place: { after }, until, late: [] } };
}

/** The ref with which it was sent. */
export function asked(view: RoomView, ref: string): RoomView {
  return view.ask ? { ...view, ask: { ...view.ask, ref } } : view;
}

/** The host would not answer: there is nothing to be read there. */
export function refusedPage(view: RoomView): RoomView {
  return { ...view, ask: undefined, logWindow: view.logWindow ?? LOG_WINDOW_EMPTY };
}

/** The host has no time for it now. */
export function toAskAgain(view: RoomView): RoomView {
  if (view.ask === undefined) return view;
  const { ref: _, ...ask } = view.ask;
  return { ...view, ask };
}

/** The connection that it was asked on is gone: only a place that the person chose is asked for again. */
export function unasked(view: RoomView): RoomView {
  return view.ask?.goal === undefined ? { ...view, ask: undefined } : toAskAgain(view);
}

/** What has to be read so that there is something to show, or to count. */
export function askIfNeeded(view: RoomView, open: boolean): RoomView {
  const { room, logWindow, ask, counted } = view;
  if (ask !== undefined || logWindow !== undefined || room.latest === 0) return view;
  return open || counted < room.latest ? askFor(view, { before: room.latest + 1 }) : view;
}

/** Further back, or further on, from what is held. */
export function readOn(view: RoomView, way: 'earlier' | 'later'): RoomView {
  const { logWindow, ask } = view;
  const edge = logWindow && (way === 'earlier' ? startOf(logWindow) : endOf(logWindow));
  if (logWindow === undefined || ask !== undefined || edge === undefined) return view;
  if (way === 'earlier' ? logWindow.first : logWindow.last) return view;
  return askFor(view, way === 'earlier' ? { before: edge } : { after: edge });
}

/** Lets go what is too much to hold. */
export function trim(view: RoomView, keep: 'start' | 'end'): RoomView {
  return view.logWindow === undefined
    ? view
    : { ...view, logWindow: bound(view.logWindow, keep === 'start') };
}

/** To an entry: at once if it is held. */
export function jumpTo(view: RoomView, seq: number): RoomView {
  return view.logWindow !== undefined && holds(view.logWindow, seq)
    ? { ...view, goal: { is: 'entry', seq } }
    : askFor(view, { around: seq }, 'place');
}

/** To the newest. */
export function toEnd(view: RoomView): RoomView {
  const { logWindow, room } = view;
  if (logWindow === undefined || logWindow.last) return { ...view, goal: { is: 'end' } };
  return askFor(view, { before: room.latest + 1 }, 'end');
}

/** The person looks at the end of the room: nothing in it is unread. */
export function lookedAt(view: RoomView): RoomView {
  const { room, logWindow, unread, read } = view;
  if (logWindow?.last !== true || (unread === 0 && read >= room.latest)) return view;
  return { ...view, read: room.latest, counted: room.latest, unread: 0, mentions: 0 };
}

/** The person is back: what came since gets a line above it. */
export function cameBack(view: RoomView): RoomView {
  if (view.unread === 0) return view;
  const { away, read, unread } = view;
  return {
    ...view,
    away: away === undefined ? { after: read, count: unread } : { ...away, count: away.count + unread },
  };
}

/** What the person was shown of the last time is old. */
export function forgetAway(view: RoomView): RoomView {
  return view.away ? { ...view, away: undefined } : view;
}

function reaching(room: Room, seq: number): Room {
  return seq > room.latest ? { ...room, latest: seq } : room;
}

/** What is held may have moved on since it was asked for. */
function continues(logWindow: LogWindow, place: ReadPosition | undefined): boolean {
  if (place === undefined || logWindow.entries.length === 0) return true;
  if ('before' in place) return startOf(logWindow) === place.before;
  return 'after' in place && place.after <= (endOf(logWindow) ?? 0);
}

function holdsEnd(logWindow: LogWindow, seq: number): boolean {
  return endOf(logWindow) === seq;
}

/** An empty answer tells that there is nothing that way. */
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
