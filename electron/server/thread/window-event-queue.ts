/**
 * Sends what happens on to the window, in batches, and no faster than the window takes them: one batch of entries is under
 * way at a time, and holds no more than somebody reads. It refuses to know how it gets there.
 */
import type { EntryBatch, LeftOut } from '../../../contract/ipc/entry-batch.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { HostEventName, HostEvents, WindowEvents } from '../../../contract/ipc/events.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';

/** Several messages of one burst reach the window as one. */
const BATCH_MS = 50;
/** More than anybody reads: shown half as often, they take half of the window's time. */
const MANY_ENTRIES = 50;
const MANY_BATCH_MS = 100;
/** So many entries are in a batch at the most, and as many changes of what was left out before them. */
export const BATCH_ENTRIES_MAX = 1_000;

/** After so long a window that has not said so is taken to have lost the batch, or its answer. */
export const BATCH_PATIENCE_MS = 10_000;

type Send = <E extends keyof WindowEvents>(event: E, value: WindowEvents[E]) => void;

/** Snapshots go as the latest of a batch, entries as all of it, or as the newest and how many were left out. */
export class WindowEventQueue {
  readonly #send: Send;
  readonly #snapshots = new Map<HostEventName, () => void>();
  #entries: Entry[] = [];
  /** Of entries that are left out: what is seen may be what they change. */
  #changes: ChangeEntry[] = [];
  #left = new Map<string, LeftOut>();
  /** Whether a batch is under way, or was taken a moment ago: a window that is fast is not kept busy by that. */
  #window: 'free' | 'busy' | 'resting' = 'free';
  #restMs = BATCH_MS;
  #patience: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** A window that begins anew. What waited to be sent is part of the snapshot, and no batch is waited for. */
  begin(snapshot: HostSnapshot): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
    this.#timer = undefined;
    this.#snapshots.clear();
    this.#entries = [];
    this.#changes = [];
    this.#left = new Map();
    this.#window = 'free';
    this.#send('snapshot', snapshot);
  }

  publish<E extends HostEventName>(event: E, value: HostEvents[E]): void;
  publish(...[event, value]: Published): void {
    if (event === 'entries') this.#add(value);
    else this.#snapshots.set(event, () => this.#send(event, value));
    // A state is what a person waits for; a stream can wait until it is worth a message.
    if (event === 'state') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  /** The window has shown the batch that was under way, or has begun anew and waits for none. */
  taken(): void {
    if (this.#window !== 'busy') return;
    clearTimeout(this.#patience);
    this.#window = 'resting';
    setTimeout(() => {
      this.#window = 'free';
      this.flush();
    }, this.#restMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const snapshots = [...this.#snapshots.values()];
    this.#snapshots.clear();
    for (const send of snapshots) send();
    if (this.#entries.length > 0 && this.#window === 'free') {
      this.#window = 'busy';
      this.#patience = setTimeout(() => this.taken(), BATCH_PATIENCE_MS);
      const batch = this.#take();
      this.#restMs = batch.entries.length > MANY_ENTRIES ? MANY_BATCH_MS : BATCH_MS;
      this.#send('entries', batch);
    }
  }

  #add(entries: readonly Entry[]): void {
    this.#entries.push(...entries);
    // Not at once: the rest moves up each time.
    if (this.#entries.length > 2 * BATCH_ENTRIES_MAX) this.#leaveOut();
  }

  #take(): EntryBatch {
    this.#leaveOut();
    const batch = { left: [...this.#left.values()], changes: this.#changes, entries: this.#entries };
    this.#left = new Map();
    this.#changes = [];
    this.#entries = [];
    return batch;
  }

  /** The oldest that are too many. They are in the history, where the window reads them when somebody scrolls back. */
  #leaveOut(): void {
    const over = this.#entries.length - BATCH_ENTRIES_MAX;
    if (over <= 0) return;
    const gone = this.#entries.splice(0, over);
    this.#changes = [...this.#changes, ...gone.filter(isChange)].slice(-BATCH_ENTRIES_MAX);
    for (const entry of gone) this.#left.set(entry.room, leftOut(entry, this.#left.get(entry.room)));
  }
}

/** What is published, by its name. */
type Published = { [E in HostEventName]: [event: E, value: HostEvents[E]] }[HostEventName];

function leftOut(entry: Entry, before: LeftOut | undefined): LeftOut {
  const { room, seq } = entry;
  const isNews = entry.type === 'message' && entry.from.via !== 'console';
  return {
    room,
    messages: (before?.messages ?? 0) + (entry.type === 'message' ? 1 : 0),
    ...(isNews ? { news: seq } : before?.news !== undefined && { news: before.news }),
  };
}
