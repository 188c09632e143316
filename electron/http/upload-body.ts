/** The body of one request on its way into an upload, as fast as the disk takes it. It refuses to know what is in it. */
import type { IncomingMessage } from 'node:http';
import type { Feed } from '../files/upload.ts';

/** What became of it; `cut` means that the line was. */
export type Ending = 'ended' | 'cut' | 'slow' | 'too-long';

/** Decides whether it comes fast enough. */
export interface Pace {
  take: (bytes: number, nowMs: number) => void;
  isTooSlow: (nowMs: number) => boolean;
}

const CHECK_INTERVAL_MS = 500;

export class UploadBody {
  readonly #request: IncomingMessage;
  readonly #pace: Pace;
  #left: number;
  /** How it ended. */
  ending: Ending = 'ended';

  /** @param most so many bytes are wanted */
  constructor(request: IncomingMessage, most: number, pace: Pace) {
    this.#request = request;
    this.#left = most;
    this.#pace = pace;
  }

  /** Rejects with the error of `write`. What still comes then is not read. */
  readonly feed: Feed = (write, stop) =>
    new Promise((resolve, reject) => {
      const request = this.#request;
      const end = (ending: Ending) => {
        this.ending = ending;
        clearInterval(check);
        stop.removeEventListener('abort', cut);
        request.off('data', take).off('end', ended).off('close', cut).off('error', cut).pause();
        // Of a request that was cut.
        request.on('error', () => undefined);
        // What is being written is awaited: the next request goes on behind it.
        writing.then(resolve, reject);
      };
      const cut = () => end('cut');
      const ended = () => end('ended');
      let writing: Promise<void> = Promise.resolve();
      const take = (piece: Buffer) => {
        this.#pace.take(piece.length, performance.now());
        this.#left -= piece.length;
        if (this.#left < 0) {
          end('too-long');
          return;
        }
        request.pause();
        writing = write(piece).then(() => void request.resume());
        writing.catch(cut);
      };
      const check = setInterval(() => {
        if (this.#pace.isTooSlow(performance.now())) end('slow');
      }, CHECK_INTERVAL_MS);
      stop.addEventListener('abort', cut);
      // It may be over before anybody listens.
      if (stop.aborted || request.destroyed) cut();
      else request.on('data', take).on('end', ended).on('close', cut).on('error', cut);
    });
}
