/** What is searched for, and how that went. */
import type { Person } from '../../../contract/model/person.ts';

export interface Hit {
  readonly room: string;
  readonly seq: number;
  /** What the room is called; the other one's name in two people's own room. */
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
      /** What was searched for, to be marked. */
      readonly text: string;
      /** The newest first. */
      readonly hits: readonly Hit[];
      /** There are older ones; `asked` while they are on their way. */
      readonly older: 'none' | 'more' | 'asked';
    }
  /** A sentence that says why, and what to do. */
  | { readonly is: 'failed'; readonly words: string };

export interface Sought {
  readonly text: string;
  readonly everywhere: boolean;
}

export interface SearchProps {
  readonly sought: Sought;
  readonly state: SearchState;
  /** Of the room that is shown. */
  readonly roomName: string;
  /** What is asked for was changed, but is not looked for yet. */
  readonly onChange: (sought: Sought) => void;
  readonly onSearch: (sought: Sought) => void;
  readonly onOlder: () => void;
  readonly onJump: (hit: Hit) => void;
  readonly onClose: () => void;
}
