/** What each event of the host makes of the state of the window. Pure. */
import type { EntryBatch } from '../../../contract/ipc/entry-batch.ts';
import type { ConsoleEvents, EventName } from '../../../contract/ipc/events.ts';
import type { HostState } from '../../../contract/ipc/host-state.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { NO_TRAFFIC, SAMPLES_MAX } from '../../../contract/ipc/stats.ts';
import type { ConsoleState } from './console-state.ts';
import { nextStatus } from './host-status.ts';
import { dropBefore, keepEntries, leaveOut, noteAuthors, noteLeftOut, noteNews } from './room-logs.ts';

/** An event, by its name. */
export type HostEvent = { [E in EventName]: [name: E, value: ConsoleEvents[E]] }[EventName];

export function reduceHostEvent(state: ConsoleState, [name, value]: HostEvent): ConsoleState {
  switch (name) {
    case 'snapshot':
      return begin(state, value);
    case 'state':
      return enter(state, value);
    case 'stats': {
      const { sample, ...traffic } = value;
      return { ...state, traffic, samples: [...state.samples.slice(1 - SAMPLES_MAX), sample] };
    }
    case 'entries':
      return hear(state, value);
    case 'entriesDropped':
      return { ...state, logs: dropBefore(state.logs, value.before) };
    case 'startOptions':
      return { ...state, startOptions: value, pinLost: false };
    case 'adapters':
      return { ...state, adapters: value };
    case 'people':
      return { ...state, people: value };
    case 'chatInfo':
      return { ...state, chatInfo: value };
    case 'moderation':
      return { ...state, moderation: value };
    case 'settings':
      return { ...state, settings: value };
    case 'access':
      return { ...state, access: value };
    case 'diagnosis':
      return { ...state, diagnosis: value };
    case 'nearby':
      return { ...state, nearby: value };
    case 'keepsAwake':
      return { ...state, keepsAwake: value };
    case 'closing':
      return { ...state, closing: value };
    case 'shortcut':
      // An act, of which nothing stays.
      return state;
    default:
      return name satisfies never;
  }
}

/** What is only of this window stays: what is news in it, and whom it has heard. */
function begin(before: ConsoleState, { state, entries, ...rest }: HostSnapshot): ConsoleState {
  const { authors, news, keepsAwake, closing } = before;
  return {
    ...rest,
    news,
    keepsAwake,
    closing,
    status: nextStatus(before.status, state),
    logs: keepEntries(new Map(), entries),
    authors: noteAuthors(authors, entries),
  };
}

function enter(before: ConsoleState, state: HostState): ConsoleState {
  const next = { ...before, status: nextStatus(before.status, state) };
  return state.kind === 'stopped' ? { ...next, traffic: NO_TRAFFIC, samples: [] } : next;
}

/** A room of which something was left out is read again when it is looked at: what is held of one has no gap. */
function hear(before: ConsoleState, { left, entries }: EntryBatch): ConsoleState {
  const gaps = new Set(left.map(({ room }) => room));
  return {
    ...before,
    logs: keepEntries(leaveOut(before.logs, gaps), entries),
    authors: noteAuthors(before.authors, entries),
    news: noteNews(noteLeftOut(before.news, left), entries),
  };
}
