/** The rooms and which one is open. Every function returns the next state. */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page } from '../../../contract/wire/page.ts';
import type { Person } from '../../../contract/model/person.ts';
import { LOBBY, type Room } from '../../../contract/model/room.ts';
import type { PageRead } from '../../../contract/wire/server-message.ts';
import {
  requestIfNeeded,
  markReturn,
  applyRequestedPage,
  applyEntry,
  applyPage,
  markRead,
  newView,
  renew,
  dropRequest,
  type RoomView,
} from './room-view.ts';
import { endOf } from './log-window.ts';

export interface RoomsState {
  /** Rooms for everyone in the host's order, then private rooms. */
  readonly rooms: readonly RoomView[];
  /** The id of the open room. */
  readonly open: string;
  /** The name of the open room after the host closed it. */
  readonly closedRoom: string | undefined;
}

/** What the person sees of the open room. */
export interface ViewState {
  /** The page is hidden. */
  readonly hidden: boolean;
  readonly atEnd: boolean;
}

export const ROOMS_NONE: RoomsState = { rooms: [], open: LOBBY, closedRoom: undefined };

export function viewOf({ rooms }: Pick<RoomsState, 'rooms'>, id: string): RoomView | undefined {
  return rooms.find(({ room }) => room.id === id);
}

export function openView(now: Pick<RoomsState, 'rooms' | 'open'>): RoomView | undefined {
  return viewOf(now, now.open);
}

/** Changes one room. Returns the same object if nothing changed. */
export function withView(now: RoomsState, id: string, change: (view: RoomView) => RoomView): RoomsState {
  const view = viewOf(now, id);
  const next = view && change(view);
  if (next === undefined || next === view) return now;
  return { ...now, rooms: now.rooms.map((each) => (each === view ? next : each)) };
}

export function applyEntryIn(now: RoomsState, entry: Entry, you: string, { atEnd }: ViewState): RoomsState {
  const reading = entry.room === now.open && !atEnd;
  return withView(now, entry.room, (view) => applyEntry(view, entry, you, reading));
}

export function applyPageIn(now: RoomsState, page: PageRead, you: string): RoomsState {
  return withView(now, page.room, (view) =>
    view.request?.ref === page.ref ? applyRequestedPage(view, page, you) : view,
  );
}

/** Applies a welcome for the same log; for a new log use {@link startOver}. */
export function welcomeRooms(
  now: RoomsState,
  rooms: readonly Room[],
  pages: readonly Page[],
  you: string,
  readUpTo: (room: Room) => number,
): RoomsState {
  const known = replaceRooms(now, [...rooms, ...unwritten(now, rooms)], readUpTo);
  const pageByRoom = new Map(pages.map((page) => [page.room, page]));
  const views = known.rooms.map((view) => {
    const page = pageByRoom.get(view.room.id);
    const { logWindow } = view;
    const fresh = dropRequest(view);
    if (logWindow?.last === false) return renew(fresh, page, you);
    if (page !== undefined) return applyPage(fresh, page, you);
    const whole = logWindow !== undefined && (endOf(logWindow) ?? 0) >= view.room.latest;
    return whole ? fresh : { ...fresh, logWindow: undefined };
  });
  return { ...known, rooms: views };
}

/** A new log: nothing loaded before is valid. */
export function startOver(
  rooms: readonly Room[],
  pages: readonly Page[],
  open: string,
  you: string,
): RoomsState {
  const none: RoomsState = { ...ROOMS_NONE, open };
  return welcomeRooms(none, rooms, pages, you, ({ latest }) => latest);
}

/** Applies a new list of the rooms for everyone. */
export function applyServerInfo(now: RoomsState, rooms: readonly Room[]): RoomsState {
  const own = now.rooms.filter(({ room }) => room.with !== undefined).map(({ room }) => room);
  return replaceRooms(now, [...rooms, ...own], ({ latest }) => latest);
}

/** Adds a private room; existing messages count as unread. */
export function addRoom(now: RoomsState, room: Room): RoomsState {
  if (viewOf(now, room.id) === undefined) return { ...now, rooms: [...now.rooms, newView(room, 0)] };
  return withView(now, room.id, (view) => ({ ...view, room: latestOf(view.room, room) }));
}

export function openRoom(now: RoomsState, id: string): RoomsState {
  if (viewOf(now, id) === undefined) return now;
  const left = id === now.open ? now : withView(now, now.open, (view) => ({ ...view, away: undefined }));
  return withView({ ...left, open: id, closedRoom: undefined }, id, markReturn);
}

/** Runs after every action: marks what is visible as read, and requests what is needed. */
export function settleRooms(now: RoomsState, { hidden, atEnd }: ViewState): RoomsState {
  const rooms = now.rooms.map((view) => {
    const open = view.room.id === now.open;
    return requestIfNeeded(open && !hidden && atEnd ? markRead(view) : view, open);
  });
  return rooms.every((view, place) => view === now.rooms[place]) ? now : { ...now, rooms };
}

/** Updates the other person's name in their private room. */
export function renameIn(now: RoomsState, person: Person): RoomsState {
  const room = now.rooms.find((view) => view.room.with?.id === person.id)?.room;
  return room === undefined
    ? now
    : withView(now, room.id, (view) => ({ ...view, room: { ...room, with: person } }));
}

/** The number of unread messages in all rooms. */
export function unreadIn({ rooms }: Pick<RoomsState, 'rooms'>): number {
  return rooms.reduce((sum, { unread }) => sum + unread, 0);
}

/** Whether an unread message mentions you or is private. */
export function hasMention({ room, unread, mentions }: RoomView): boolean {
  return mentions > 0 || (room.with !== undefined && unread > 0);
}

function replaceRooms(now: RoomsState, rooms: readonly Room[], readUpTo: (room: Room) => number): RoomsState {
  const views = rooms.map((room) => {
    const view = viewOf(now, room.id);
    return view === undefined ? newView(room, readUpTo(room)) : { ...view, room: latestOf(view.room, room) };
  });
  if (rooms.some(({ id }) => id === now.open)) return { ...now, rooms: views };
  const closed = openView(now)?.room;
  return { rooms: views, open: LOBBY, closedRoom: closed === undefined ? now.closedRoom : titleOf(closed) };
}

/** Private rooms opened on this page that have no messages yet: the host does not know them. */
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

/** The room's name; for a private room the other person's name. */
export function titleOf({ name, with: other }: Room): string {
  return other?.name ?? name;
}
