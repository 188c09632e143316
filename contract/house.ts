/** The rooms of all, and whether what is said in them lasts. */
import type { ClockNews } from './clock.ts';
import type { Kept } from './retention.ts';
import type { Room } from './room.ts';

/** Whether what is said reaches the disk, and why not. */
export type Keeping =
  | {
      readonly kind: 'saved';
      /** A damaged history was put aside under this name. */ readonly aside?: string;
    }
  /** Nobody named a folder. */
  | { readonly kind: 'memory' }
  /** It goes on in memory and is tried again; nothing that was saved is touched. */
  | { readonly kind: 'failing'; readonly why: 'disk-full' | 'failed'; readonly detail: string };

/** The rooms of all, and what becomes of what is said in them. */
export interface House {
  readonly rooms: readonly Room[];
  readonly kept: Kept;
  readonly keeping: Keeping;
  readonly clock: ClockNews;
}
