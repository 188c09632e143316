/** What the window is told of the outcome of a command. */
import type { ErrorCode } from '../model/error-code.ts';
import type { TextRefusal } from '../text/writing.ts';

/** The outcome of saving a file; `unread`: the contents could not be read. */
export type SaveResult = 'saved' | 'cancelled' | 'failed' | 'unread';

/** Refusals that only the host can get. */
export type HostRefusal =
  'not-running' | 'not-remembered' | 'not-a-name' | 'not-an-origin' | 'too-many-allowed';

/** The outcome of an action of the host. */
export type ActionResult =
  { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode | TextRefusal | HostRefusal };

/** `refused` for a link that does not lead to the web, while a question is open, and for a second link within a second. */
export type OpenLinkResult = 'opened' | 'declined' | 'refused';
