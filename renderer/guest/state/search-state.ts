/** The input and the results of a search, as the panel shows them. */
import type { Person } from '../../../contract/model/person.ts';

export interface Hit {
  readonly room: string;
  readonly seq: number;
  /** The room's name; for a private room the other person's name. */
  readonly roomName: string;
  readonly from: Person;
  readonly at: number;
  readonly text: string;
}

export type SearchState =
  | { readonly is: 'idle' }
  | { readonly is: 'searching' }
  | {
      readonly is: 'found';
      /** The text that was searched for, to highlight it. */
      readonly text: string;
      /** Newest first. */
      readonly hits: readonly Hit[];
      /** Whether there are older results; `requested` while they load. */
      readonly older: 'none' | 'more' | 'requested';
    }
  /** The reason and what to do, as text. */
  | { readonly is: 'failed'; readonly text: string };

export interface SearchInput {
  readonly text: string;
  readonly everywhere: boolean;
}

export interface SearchProps {
  readonly input: SearchInput;
  readonly state: SearchState;
  /** Of the open room. */
  readonly roomName: string;
  /** The input changed without searching yet. */
  readonly onChange: (input: SearchInput) => void;
  readonly onSearch: (input: SearchInput) => void;
  readonly onOlder: () => void;
  readonly onJump: (hit: Hit) => void;
  readonly onClose: () => void;
}
