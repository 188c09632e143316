/**
 * One room as this page has it: what is held of its log, what is asked of the host, and how far the person has read.
 * Each step answers with the view after it. It refuses to know the other rooms, and who is here.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, Place } from '../../../contract/wire/page.ts';
import type { Room } from '../../../contract/model/room.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';
import { countNews, type Unread } from './unread.ts';
import { addPage, bound, endOf, extend, holds, startOf, STRETCH_EMPTY, type Stretch } from './stretch.ts';

/** A page that the host is asked for. */
export interface Ask {
  readonly place: Place;
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
  readonly stretch: Stretch | undefined;
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
    stretch: room.latest === 0 ? STRETCH_EMPTY : undefined,
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
  const before = view.stretch;
  const stretch = before && extend(before, entry, reading);
  const late = view.ask && isChange(entry) ? [...view.ask.late, entry] : undefined;
  const heard: RoomView = {
    ...countNews(view, [entry], you),
    stretch,
    room: reaching(view.room, entry.seq),
    ask: late && view.ask ? { ...view.ask, late } : view.ask,
  };
  // Something was missed: it is asked for, unless the reader chose to be elsewhere or the page is full.
  const missed = before?.last === true && stretch?.last === false && !holdsEnd(stretch, entry.seq - 1);
  return missed ? askFor(heard, { after: endOf(stretch) ?? 0 }) : heard;
}

/** The answer to what was asked. */
export function hearAnswer(view: RoomView, page: Page, you: string): RoomView {
  const { ask, stretch } = view;
  const stale = ask?.goal === undefined && stretch !== undefined && !continues(stretch, ask?.place);
  if (stale) return { ...view, ask: undefined };
  const heard = hearPage({ ...view, ask: undefined, goal: goalOf(ask, page) ?? view.goal }, page, you, ask);
  const end = page.entries[page.entries.length - 1]?.seq;
  return end === undefined || heard.ask !== undefined ? heard : renewTo(heard, end, ask?.until);
}

export function hearPage(view: RoomView, page: Page, you: string, ask?: Ask): RoomView {
  const stretch = addPage(view.stretch, page, ask?.late, ask?.place);
  const end = endOf(stretch) ?? 0;
  const room = reaching(view.room, page.entries[page.entries.length - 1]?.seq ?? 0);
  const behind = stretch.last && end < room.latest && end > 0;
  const heard: RoomView = {
    ...countNews(view, page.entries, you),
    room,
    stretch: settleEnds(behind ? { ...stretch, last: false } : stretch, page, ask?.place),
  };
  return behind ? askFor(heard, { after: end }) : heard;
}

export function askFor(view: RoomView, place: Place, goal?: 'place' | 'end'): RoomView {
  return { ...view, ask: { place, ...(goal && { goal }), late: [] } };
}

/**
 * A part from somewhere in the middle, over a new connection: nobody told of its changes meanwhile, so that it is read
 * anew where the reader is. Only counted is what the page has, which is from the end.
 */
export function renew(view: RoomView, page: Page | undefined, you: string): RoomView {
  const { stretch, room } = view;
  const [start, end] = stretch ? [startOf(stretch), endOf(stretch)] : [];
  if (stretch === undefined || start === undefined || stretch.entries.length > RENEWED_MAX)
    return page === undefined
      ? { ...view, stretch: undefined }
      : hearPage({ ...view, stretch: undefined }, page, you);
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
  return { ...view, ask: undefined, stretch: view.stretch ?? STRETCH_EMPTY };
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
  const { room, stretch, ask, counted } = view;
  if (ask !== undefined || stretch !== undefined || room.latest === 0) return view;
  return open || counted < room.latest ? askFor(view, { before: room.latest + 1 }) : view;
}

/** Further back, or further on, from what is held. */
export function readOn(view: RoomView, way: 'earlier' | 'later'): RoomView {
  const { stretch, ask } = view;
  const edge = stretch && (way === 'earlier' ? startOf(stretch) : endOf(stretch));
  if (stretch === undefined || ask !== undefined || edge === undefined) return view;
  if (way === 'earlier' ? stretch.first : stretch.last) return view;
  return askFor(view, way === 'earlier' ? { before: edge } : { after: edge });
}

/** Lets go what is too much to hold. */
export function trim(view: RoomView, keep: 'start' | 'end'): RoomView {
  return view.stretch === undefined ? view : { ...view, stretch: bound(view.stretch, keep === 'start') };
}

/** To an entry: at once if it is held. */
export function jumpTo(view: RoomView, seq: number): RoomView {
  return view.stretch !== undefined && holds(view.stretch, seq)
    ? { ...view, goal: { is: 'entry', seq } }
    : askFor(view, { around: seq }, 'place');
}

/** To the newest. */
export function toEnd(view: RoomView): RoomView {
  const { stretch, room } = view;
  if (stretch === undefined || stretch.last) return { ...view, goal: { is: 'end' } };
  return askFor(view, { before: room.latest + 1 }, 'end');
}

/** The person looks at the end of the room: nothing in it is unread. */
export function lookedAt(view: RoomView): RoomView {
  const { room, stretch, unread, read } = view;
  if (stretch?.last !== true || (unread === 0 && read >= room.latest)) return view;
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
function continues(stretch: Stretch, place: Place | undefined): boolean {
  if (place === undefined || stretch.entries.length === 0) return true;
  if ('before' in place) return startOf(stretch) === place.before;
  return 'after' in place && place.after <= (endOf(stretch) ?? 0);
}

function holdsEnd(stretch: Stretch, seq: number): boolean {
  return endOf(stretch) === seq;
}

/** An empty answer tells that there is nothing that way. */
function settleEnds(stretch: Stretch, page: Page, place: Place | undefined): Stretch {
  if (page.entries.length > 0 || place === undefined) return stretch;
  if ('before' in place) return { ...stretch, first: true };
  return 'after' in place ? { ...stretch, last: page.last } : stretch;
}

function goalOf(ask: Ask | undefined, page: Page): Goal | undefined {
  if (ask?.goal === undefined) return undefined;
  if (ask.goal === 'end') return { is: 'end' };
  const seq = seqOf(ask.place, page);
  return seq === undefined ? undefined : { is: 'entry', seq };
}

function seqOf(place: Place, { entries }: Page): number | undefined {
  if ('around' in place) return place.around;
  const since = 'since' in place ? place.since : 0;
  return (entries.find(({ at }) => at >= since) ?? entries[entries.length - 1])?.seq;
}
