/** The hook for which room is shown, and in which of the others something new was said. */
import { useState } from 'react';
import { LOBBY, type Room } from '../../../contract/model/room.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import type { Places } from '../state/room-logs.ts';

/** Stands for all rooms at once, where there are several. */
export const ALL_ROOMS = '*';

export interface RoomsShown {
  /** The lobby first. */
  readonly rooms: readonly Room[];
  readonly current: Room;
  /** All rooms are shown at once. */
  readonly all: boolean;
  /** Whether it was the host who chose. */
  readonly chosen: boolean;
  readonly unread: (id: string) => boolean;
  readonly choose: (id: string) => void;
}

/** @param lobby what it is called as long as the house has not said */
export function useRoomsShown(host: HostConsole, lobby: string): RoomsShown {
  const house = useHostState(host, (state) => state.chatInfo);
  const news = useHostState(host, (state) => state.news);
  const [chosen, setChosen] = useState<string>();
  const [seen, setSeen] = useState<Places>(news);
  const [first = { id: LOBBY, name: lobby, latest: 0 }] = house.rooms;
  const rooms = house.rooms.length > 0 ? house.rooms : [first];
  // From one that was closed it is back to the lobby.
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
