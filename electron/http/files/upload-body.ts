/**
 * The body of one request on its way into an upload, as fast as the disk takes it: while some pieces are written, the
 * next ones gather, up to a bound. It refuses to know what is in it.
 */
import type { Readable } from 'node:stream';
import type { Feed, Stop } from '../../files/upload.ts';

/** What became of it; `cut` means that the line was, `gives-way` that another upload gets the place. */
export type BodyEnd = 'ended' | 'cut' | 'slow' | 'too-long' | 'gives-way';

/** Decides whether it comes fast enough. */
export interface BodyPace {
  take: (bytes: number, nowMs: number) => void;
  isTooSlow: (nowMs: number) => boolean;
}

const CHECK_INTERVAL_MS = 500;
/** So much waits for the disk at the most, and one piece. */
const GATHERED_BYTES_MAX = 1_048_576;
const GIVES_WAY: Stop = 'gives-way';

export class UploadBody {
  readonly #request: Readable;
  readonly #pace: BodyPace;
  #left: number;
  /** How it ended. */
  ending: BodyEnd = 'ended';

  /** @param most so many bytes are wanted */
  constructor(request: Readable, most: number, pace: BodyPace) {
    this.#request = request;
    this.#left = most;
    this.#pace = pace;
  }

  /** Rejects with the error of `write`. What still comes then is not read. */
  readonly feed: Feed = (write, stop) =>
    new Promise((resolve, reject) => {
      const request = this.#request;
      let gathered: Buffer[] = [];
      let bytes = 0;
      let writing: Promise<void> | undefined;
      const end = (ending: BodyEnd) => {
        this.ending = ending;
        clearInterval(check);
        stop.removeEventListener('abort', stopped);
        request.off('data', take).off('end', ended).off('close', cut).off('error', cut).pause();
        // Of a request that was cut.
        request.on('error', () => undefined);
        // All that came is written: the next request goes on behind it.
        (writing ?? Promise.resolve()).then(resolve, reject);
      };
      const cut = () => end('cut');
      const ended = () => end('ended');
      const stopped = () => end(stop.reason === GIVES_WAY ? 'gives-way' : 'cut');
      const writeAll = async () => {
        while (gathered.length > 0) {
          const pieces = gathered;
          gathered = [];
          bytes = 0;
          request.resume();
          await write(pieces);
        }
        writing = undefined;
      };
      const take = (piece: Buffer) => {
        this.#pace.take(piece.length, performance.now());
        this.#left -= piece.length;
        if (this.#left < 0) {
          end('too-long');
          return;
        }
        gathered.push(piece);
        bytes += piece.length;
        if (bytes >= GATHERED_BYTES_MAX) request.pause();
        if (writing !== undefined) return;
        writing = writeAll();
        writing.catch(cut);
      };
      const check = setInterval(() => {
        if (this.#pace.isTooSlow(performance.now())) end('slow');
      }, CHECK_INTERVAL_MS);
      stop.addEventListener('abort', stopped);
      // It may be over before anybody listens.
      if (stop.aborted) stopped();
      else if (request.destroyed) cut();
      else request.on('data', take).on('end', ended).on('close', cut).on('error', cut);
    });
}
