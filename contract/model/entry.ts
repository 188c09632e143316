/** The lines of a room's ordered log, of which the room is a fold. It refuses to know who reads it, and from where. */
import type { Attachment } from './attachment.ts';
import type { Person } from './person.ts';

/** What every entry of a room's ordered log carries. */
export interface Stamp {
  readonly room: string;
  /** Position in the room's log: 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** The host's wall clock in milliseconds since 1970, for display only. Never decreases along `seq`. */
  readonly at: number;
}

/** The message that another one answers, as it read then; empty if it was deleted since. */
export interface Quote {
  readonly seq: number;
  readonly from: Person;
  /** Its beginning; empty if it was deleted. */
  readonly text: string;
}

export interface Reaction {
  readonly emoji: string;
  /** The ids of those who gave it, in order; not of all where they are very many, but of the reader always. */
  readonly by: readonly string[];
  /** How many more gave it. */
  readonly others?: number;
}

/** A message as it reads now: what changed it since is in it already, up to the entry `changed`. */
export interface Message extends Stamp {
  readonly type: 'message';
  readonly from: Person;
  /** Empty if it was deleted, or says nothing but its files. */
  readonly text: string;
  readonly files?: readonly Attachment[];
  /** The id that the author's page gave to it: seeing it come back is the acknowledgement. */
  readonly ref?: string;
  readonly reply?: Quote;
  /** The host said it to all rooms. */
  readonly announcement?: true;
  /** The ids of the people that it names with an @. */
  readonly mentions?: readonly string[];
  readonly reactions?: readonly Reaction[];
  readonly edited?: true;
  readonly deleted?: true;
  /** The sequence number of the last entry that changed it. */
  readonly changed?: number;
}

export interface Joined extends Stamp {
  readonly type: 'joined';
  readonly person: Person;
}

export interface Left extends Stamp {
  readonly type: 'left';
  readonly person: Person;
  /** `true`: they said goodbye. `false`: the connection was lost and did not come back. */
  readonly goodbye: boolean;
  /** They were asked to leave. */
  readonly removed?: true;
}

export interface Renamed extends Stamp {
  readonly type: 'renamed';
  /** Already under the new name. */
  readonly person: Person;
  readonly before: string;
}

/** What changes an earlier message of the same room. */
interface Change extends Stamp {
  readonly target: number;
  readonly by: Person;
  readonly ref?: string;
}

export interface Edited extends Change {
  readonly type: 'edited';
  readonly text: string;
  readonly mentions?: readonly string[];
}

export interface Deleted extends Change {
  readonly type: 'deleted';
}

export interface Reacted extends Change {
  readonly type: 'reacted';
  readonly emoji: string;
  /** `false` takes it back. */
  readonly on: boolean;
  /** It was so already: nobody more gave it, and nobody less. */
  readonly again?: true;
}

/** One line of a room's ordered log; the room is a fold of these. */
export type Entry = Message | Joined | Left | Renamed | Edited | Deleted | Reacted;

type Unstamped<E> = E extends Entry ? Omit<E, 'seq' | 'at'> : never;

/** An entry before the log gave it its place and time. */
export type NewEntry = Unstamped<Entry>;
