/** Which room is selected, and which of the others have unread messages. */
import { useState } from 'react';
import { LOBBY, type Room } from '../../../contract/model/room.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import type { SeqByRoom } from '../state/room-logs.ts';

/** Stands for all rooms together, where there are several. */
export const ALL_ROOMS = '*';

export interface RoomsShown {
  /** The Lobby first. */
  readonly rooms: readonly Room[];
  readonly current: Room;
  /** Whether all rooms are shown together. */
  readonly all: boolean;
  /** Whether the host made the choice. */
  readonly chosen: boolean;
  readonly unread: (id: string) => boolean;
  readonly choose: (id: string) => void;
}

/** @param lobby its name until the server sends the rooms */
export function useRoomsShown(host: HostConsole, lobby: string): RoomsShown {
  const house = useHostState(host, (state) => state.chatInfo);
  const news = useHostState(host, (state) => state.news);
  const [chosen, setChosen] = useState<string>();
  const [seen, setSeen] = useState<SeqByRoom>(news);
  const [first = { id: LOBBY, name: lobby, latest: 0 }] = house.rooms;
  const rooms = house.rooms.length > 0 ? house.rooms : [first];
  // If the selected room was closed, select the Lobby.
  const current = rooms.find(({ id }) => id === chosen) ?? first;
  const all = chosen === ALL_ROOMS && rooms.length > 1;
  return {
    rooms,
    current,
    all,
    chosen: chosen !== undefined,
    unread: (id) => !all && id !== current.id && (news.get(id) ?? 0) > (seen.get(id) ?? 0),
    choose: (id) => {
      setSeen(new Map([...seen, [current.id, news.get(current.id) ?? 0]]));
      setChosen(id);
    },
  };
}
