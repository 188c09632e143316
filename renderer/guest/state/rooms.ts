/**
 * The rooms as this page has them, and which one is open. Each step answers with the rooms after it. It refuses to
 * know connections, and what is written in a room.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page } from '../../../contract/wire/page.ts';
import type { Person } from '../../../contract/model/person.ts';
import { LOBBY, type Room } from '../../../contract/model/room.ts';
import type { PageRead } from '../../../contract/wire/server-message.ts';
import {
  askIfNeeded,
  cameBack,
  hearAnswer,
  hearEntry,
  hearPage,
  lookedAt,
  newView,
  renew,
  unasked,
  type RoomView,
} from './room-view.ts';
import { endOf } from './log-window.ts';

export interface RoomsState {
  /** Those of all first, as the host has them; then those of two. */
  readonly rooms: readonly RoomView[];
  /** The one that is open. */
  readonly open: string;
  /** The name of the room that was open until the host closed it. */
  readonly gone: string | undefined;
}

/** How the person looks at the open room. */
export interface Looking {
  /** Nobody sees the page. */
  readonly hidden: boolean;
  readonly atEnd: boolean;
}

export const ROOMS_NONE: RoomsState = { rooms: [], open: LOBBY, gone: undefined };

export function viewOf({ rooms }: Pick<RoomsState, 'rooms'>, id: string): RoomView | undefined {
  return rooms.find(({ room }) => room.id === id);
}

/** The open one. */
export function openView(now: Pick<RoomsState, 'rooms' | 'open'>): RoomView | undefined {
  return viewOf(now, now.open);
}

/** With one room changed; the same if it is not there, or is not changed. */
export function withView(now: RoomsState, id: string, change: (view: RoomView) => RoomView): RoomsState {
  const view = viewOf(now, id);
  const next = view && change(view);
  if (next === undefined || next === view) return now;
  return { ...now, rooms: now.rooms.map((each) => (each === view ? next : each)) };
}

export function hearEntryIn(now: RoomsState, entry: Entry, you: string, { atEnd }: Looking): RoomsState {
  const reading = entry.room === now.open && !atEnd;
  return withView(now, entry.room, (view) => hearEntry(view, entry, you, reading));
}

export function hearAnswerIn(now: RoomsState, page: PageRead, you: string): RoomsState {
  return withView(now, page.room, (view) =>
    view.ask?.ref === page.ref ? hearAnswer(view, page, you) : view,
  );
}

/** The rooms of a welcome to the log that is known; another log's are {@link startOver}. */
export function welcomeRooms(
  now: RoomsState,
  rooms: readonly Room[],
  pages: readonly Page[],
  you: string,
  readUpTo: (room: Room) => number,
): RoomsState {
  const known = replaceRooms(now, [...rooms, ...unwritten(now, rooms)], readUpTo);
  const brought = new Map(pages.map((page) => [page.room, page]));
  const views = known.rooms.map((view) => {
    const page = brought.get(view.room.id);
    const { logWindow } = view;
    const fresh = unasked(view);
    if (logWindow?.last === false) return renew(fresh, page, you);
    if (page !== undefined) return hearPage(fresh, page, you);
    const whole = logWindow !== undefined && (endOf(logWindow) ?? 0) >= view.room.latest;
    return whole ? fresh : { ...fresh, logWindow: undefined };
  });
  return { ...known, rooms: views };
}

/** Another log: nothing of what was held is true any more. */
export function startOver(
  rooms: readonly Room[],
  pages: readonly Page[],
  open: string,
  you: string,
): RoomsState {
  const none: RoomsState = { ...ROOMS_NONE, open };
  return welcomeRooms(none, rooms, pages, you, ({ latest }) => latest);
}

/** The rooms of all are others now. */
export function applyServerInfo(now: RoomsState, rooms: readonly Room[]): RoomsState {
  const own = now.rooms.filter(({ room }) => room.with !== undefined).map(({ room }) => room);
  return replaceRooms(now, [...rooms, ...own], ({ latest }) => latest);
}

/** A room of two; what is in it already is news. */
export function addRoom(now: RoomsState, room: Room): RoomsState {
  if (viewOf(now, room.id) === undefined) return { ...now, rooms: [...now.rooms, newView(room, 0)] };
  return withView(now, room.id, (view) => ({ ...view, room: latestOf(view.room, room) }));
}

export function openRoom(now: RoomsState, id: string): RoomsState {
  if (viewOf(now, id) === undefined) return now;
  const left = id === now.open ? now : withView(now, now.open, (view) => ({ ...view, away: undefined }));
  return withView({ ...left, open: id, gone: undefined }, id, cameBack);
}

/** After each step: what is seen is read, and what is needed is asked for. */
export function settleRooms(now: RoomsState, { hidden, atEnd }: Looking): RoomsState {
  const rooms = now.rooms.map((view) => {
    const open = view.room.id === now.open;
    return askIfNeeded(open && !hidden && atEnd ? lookedAt(view) : view, open);
  });
  return rooms.every((view, place) => view === now.rooms[place]) ? now : { ...now, rooms };
}

/** In rooms of two the other one is called as they are now. */
export function renameIn(now: RoomsState, person: Person): RoomsState {
  const room = now.rooms.find((view) => view.room.with?.id === person.id)?.room;
  return room === undefined
    ? now
    : withView(now, room.id, (view) => ({ ...view, room: { ...room, with: person } }));
}

/** How much is unread everywhere. */
export function unreadIn({ rooms }: Pick<RoomsState, 'rooms'>): number {
  return rooms.reduce((sum, { unread }) => sum + unread, 0);
}

/** Whether what is unread is for the person alone, or names them. */
export function isCalling({ room, unread, mentions }: RoomView): boolean {
  return mentions > 0 || (room.with !== undefined && unread > 0);
}

function replaceRooms(now: RoomsState, rooms: readonly Room[], readUpTo: (room: Room) => number): RoomsState {
  const views = rooms.map((room) => {
    const view = viewOf(now, room.id);
    return view === undefined ? newView(room, readUpTo(room)) : { ...view, room: latestOf(view.room, room) };
  });
  if (rooms.some(({ id }) => id === now.open)) return { ...now, rooms: views };
  const closed = openView(now)?.room;
  return { rooms: views, open: LOBBY, gone: closed === undefined ? now.gone : titleOf(closed) };
}

/** Rooms of two that this page opened and nobody has written in: the host does not know them. */
function unwritten(now: RoomsState, rooms: readonly Room[]): readonly Room[] {
  return now.rooms
    .map(({ room }) => room)
    .filter(
      ({ id, with: other, latest }) =>
        other !== undefined && latest === 0 && !rooms.some((room) => room.id === id),
    );
}

function latestOf(before: Room, now: Room): Room {
  return { ...now, latest: Math.max(before.latest, now.latest) };
}

/** What a room is called: by its name, or by the other one in it. */
export function titleOf({ name, with: other }: Room): string {
  return other?.name ?? name;
}
