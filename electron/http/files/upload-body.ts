/**
 * Feeds the body of one request into an upload at the speed of the disk: while some pieces are written, the next ones
 * are buffered, up to a limit.
 */
import type { Readable } from 'node:stream';
import type { Feed, Stop } from '../../files/upload.ts';

/** How the body ended. `cut`: the connection was lost. `yields`: another upload gets the slot. */
export type BodyEnd = 'ended' | 'cut' | 'slow' | 'too-long' | 'yields';

/** Decides whether the body arrives fast enough. */
export interface BodyPace {
  add: (bytes: number, nowMs: number) => void;
  isTooSlow: (nowMs: number) => boolean;
}

const CHECK_INTERVAL_MS = 500;
/** At most this much is buffered for the disk, plus one piece. */
const BUFFERED_BYTES_MAX = 1_048_576;
const YIELDS: Stop = 'yields';

export class UploadBody {
  readonly #request: Readable;
  readonly #pace: BodyPace;
  #left: number;
  /** How the body ended, once `feed` has resolved. */
  ending: BodyEnd = 'ended';

  /** @param most number of bytes expected */
  constructor(request: Readable, most: number, pace: BodyPace) {
    this.#request = request;
    this.#left = most;
    this.#pace = pace;
  }

  /** Rejects with the error of `write`. The rest of the body is not read then. */
  readonly feed: Feed = (write, stop) =>
    new Promise((resolve, reject) => {
      const request = this.#request;
      let buffered: Buffer[] = [];
      let bytes = 0;
      let writing: Promise<void> | undefined;
      const end = (ending: BodyEnd) => {
        this.ending = ending;
        clearInterval(check);
        stop.removeEventListener('abort', stopped);
        request.off('data', add).off('end', ended).off('close', cut).off('error', cut).pause();
        // A request that was cut also emits an error.
        request.on('error', () => undefined);
        // Wait for the pending write: the next request continues after it.
        (writing ?? Promise.resolve()).then(resolve, reject);
      };
      const cut = () => end('cut');
      const ended = () => end('ended');
      const stopped = () => end(stop.reason === YIELDS ? 'yields' : 'cut');
      const writeAll = async () => {
        while (buffered.length > 0) {
          const pieces = buffered;
          buffered = [];
          bytes = 0;
          request.resume();
          await write(pieces);
        }
        writing = undefined;
      };
      const add = (piece: Buffer) => {
        this.#pace.add(piece.length, performance.now());
        this.#left -= piece.length;
        if (this.#left < 0) {
          end('too-long');
          return;
        }
        buffered.push(piece);
        bytes += piece.length;
        if (bytes >= BUFFERED_BYTES_MAX) request.pause();
        if (writing !== undefined) return;
        writing = writeAll();
        writing.catch(cut);
      };
      const check = setInterval(() => {
        if (this.#pace.isTooSlow(performance.now())) end('slow');
      }, CHECK_INTERVAL_MS);
      stop.addEventListener('abort', stopped);
      // The upload may have been stopped, or the request closed, before this call.
      if (stop.aborted) stopped();
      else if (request.destroyed) cut();
      else request.on('data', add).on('end', ended).on('close', cut).on('error', cut);
    });
}
