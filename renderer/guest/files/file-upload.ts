/**
 * One file on its way to the host, its thumbnail first, by tus 1.0: what came through before a cut is not sent again.
 * Fetched when the first file is chosen. It refuses to know what the file is for, and when to try again.
 */
import { Upload, type DetailedError } from 'tus-js-client';
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import { isRetriedLater, type Obstacle } from './upload-failure.ts';

/** A cut loses less than this. */
const CHUNK_BYTES = 4 * 1_024 * 1_024;

export interface FileUploadOptions {
  /** So many bytes of the file itself. */
  readonly moved: (sent: number) => void;
  readonly ended: (uploaded: Uploaded) => void;
  readonly stopped: (obstacle: Obstacle) => void;
}

export interface FileUploadParts {
  readonly file: Blob;
  readonly name: string;
  readonly thumbnail?: Blob | undefined;
}

export class FileUpload {
  readonly #options: FileUploadOptions;
  readonly #file: Upload;
  readonly #thumbnail: Upload | undefined;
  #thumbnailSent = false;
  #wanted = false;

  constructor({ file, name, thumbnail }: FileUploadParts, options: FileUploadOptions) {
    this.#options = options;
    this.#file = this.#part(
      file,
      name,
      () => this.#end(),
      (sent) => this.#wanted && options.moved(sent),
    );
    this.#thumbnail =
      thumbnail &&
      this.#part(thumbnail, name, () => {
        this.#thumbnailSent = true;
        if (this.#wanted) this.#file.start();
      });
  }

  /** From where it was, if it was begun before. */
  start(token: string): void {
    this.#wanted = true;
    const headers = { authorization: `Bearer ${token}` };
    for (const part of this.#parts()) part.options.headers = headers;
    if (this.#thumbnail === undefined || this.#thumbnailSent) this.#file.start();
    else this.#thumbnail.start();
  }

  /** To be started again later. */
  pause(): void {
    this.#wanted = false;
    for (const part of this.#parts()) void part.abort(false);
  }

  /** For good: the host throws away what it has, if it can be told. */
  giveUp(): void {
    this.#wanted = false;
    // Nobody waits for it: what the host does not hear of now, it throws away by itself later.
    for (const part of this.#parts()) part.abort(true).catch(() => undefined);
  }

  #parts(): readonly Upload[] {
    return this.#thumbnail === undefined ? [this.#file] : [this.#thumbnail, this.#file];
  }

  #part(blob: Blob, name: string, done: () => void, moved?: (sent: number) => void): Upload {
    return new Upload(blob, {
      endpoint: FILES_PATH,
      metadata: { name },
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: moved ?? null,
      // The library forgets that it was stopped if it had not quite begun.
      onBeforeRequest: (request) => {
        if (!this.#wanted && request.getMethod() !== 'DELETE') throw new Error('stopped');
      },
      // It would begin anew, though all that the host says is: not now.
      onAfterResponse: (request, answer) => {
        if (request.getMethod() === 'HEAD' && isRetriedLater(answer.getStatus())) throw new Error('not now');
      },
      onSuccess: done,
      onError: (error) => this.#stop(obstacleOf(error)),
    });
  }

  #stop(obstacle: Obstacle): void {
    if (this.#wanted) this.#options.stopped(obstacle);
    this.#wanted = false;
  }

  #end(): void {
    const id = idOf(this.#file);
    const thumbnail = this.#thumbnail && idOf(this.#thumbnail);
    if (id === undefined) this.#stop({ is: 'answer', status: 0 });
    else if (this.#wanted) this.#options.ended({ id, ...(thumbnail !== undefined && { thumbnail }) });
  }
}

/** The last part of its address. */
function idOf({ url }: Upload): string | undefined {
  return url === null ? undefined : url.slice(url.lastIndexOf('/') + 1) || undefined;
}

function obstacleOf(error: Error | DetailedError): Obstacle {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (answer === null) return { is: 'no-answer' };
  const share = answer.getHeader('Upload-Refusal') === 'share';
  return { is: 'answer', status: answer.getStatus(), share };
}
