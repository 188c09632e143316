/** All that the window shows of the host, as one value. */
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { NO_TRAFFIC } from '../../../contract/ipc/stats.ts';
import { ALLOWED_NONE } from '../../../contract/ipc/allowed.ts';
import { APP_SETTINGS_DEFAULT } from '../../../contract/ipc/app-settings.ts';
import { PORT_DEFAULT } from '../../../contract/ipc/start-options.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { HostStatus } from './host-status.ts';
import type { SeqByRoom, RoomLogs } from './room-logs.ts';

export interface ConsoleState extends Omit<HostSnapshot, 'state' | 'entries'> {
  readonly status: HostStatus;
  readonly logs: RoomLogs;
  /** By id: the people who wrote something lately. */
  readonly authors: ReadonlyMap<string, Person>;
  /** The last message that came in each room while the window was open. */
  readonly news: SeqByRoom;
  /** Whether the computer is kept from falling asleep. */
  readonly keepsAwake: boolean;
  /** The window is about to close while so many guests are here; 0 while it is not. */
  readonly closing: number;
}

/** Before the first snapshot. */
export const CONSOLE_STATE_INITIAL: ConsoleState = {
  status: { kind: 'off' },
  adapters: [],
  startOptions: { adapter: '', port: PORT_DEFAULT, room: '' },
  diagnosis: { checks: [], causes: [] },
  nearby: [],
  language: '',
  settings: APP_SETTINGS_DEFAULT,
  access: { allowed: ALLOWED_NONE, refused: [] },
  people: [],
  chatInfo: { rooms: [], retention: { saved: false }, persistence: { kind: 'memory' }, clock: {} },
  moderation: { waiting: [] },
  traffic: NO_TRAFFIC,
  samples: [],
  logs: new Map(),
  authors: new Map(),
  news: new Map(),
  keepsAwake: false,
  closing: 0,
};
