/** The composer's file state: limits, tray and refused files. */
import type { FileTerms } from '../../../contract/model/attachment.ts';
import type { RefusedFile, OutgoingUpload } from '../state/uploads.ts';

export interface Attaching {
  /** `undefined` if the host accepts no files. */
  readonly terms: FileTerms | undefined;
  readonly tray: readonly OutgoingUpload[];
  readonly refused: readonly RefusedFile[];
  /** The page is connected to the host. */
  readonly connected: boolean;
}

export const ATTACHING_NONE: Attaching = { terms: undefined, tray: [], refused: [], connected: true };
