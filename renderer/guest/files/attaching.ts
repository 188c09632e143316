/** What the place to write knows of files: the limits, what lies in the tray, and what was not taken. */
import type { FileTerms } from '../../../contract/model/attachment.ts';
import type { RefusedFile, OutgoingUpload } from '../state/uploads.ts';

export interface Attaching {
  /** `undefined` where the host takes no files. */
  readonly terms: FileTerms | undefined;
  readonly tray: readonly OutgoingUpload[];
  readonly refused: readonly RefusedFile[];
  /** There is a line to the host. */
  readonly connected: boolean;
}

export const ATTACHING_NONE: Attaching = { terms: undefined, tray: [], refused: [], connected: true };
