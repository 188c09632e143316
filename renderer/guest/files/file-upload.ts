/**
 * One upload to the host over tus 1.0, thumbnail first. It resumes after an interruption. The module is loaded
 * when the first file is chosen.
 */
import { defined } from '../../../contract/defined.ts';
import { Upload, type DetailedError } from 'tus-js-client';
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import { isRetriedLater, type Obstacle } from './upload-failure.ts';

/** The most that is sent again after an interruption. */
const CHUNK_BYTES = 4 * 1_024 * 1_024;

export interface FileUploadOptions {
  /** Bytes sent of the file itself. */
  readonly onProgress: (sent: number) => void;
  readonly onDone: (uploaded: Uploaded) => void;
  readonly onStopped: (obstacle: Obstacle) => void;
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
  #running = false;

  constructor({ file, name, thumbnail }: FileUploadParts, options: FileUploadOptions) {
    this.#options = options;
    this.#file = this.#part(
      file,
      name,
      () => this.#end(),
      (sent) => this.#running && options.onProgress(sent),
    );
    this.#thumbnail =
      thumbnail &&
      this.#part(thumbnail, name, () => {
        this.#thumbnailSent = true;
        if (this.#running) this.#file.start();
      });
  }

  /** Starts the upload, or resumes it. */
  start(token: string): void {
    this.#running = true;
    const headers = { authorization: `Bearer ${token}` };
    for (const part of this.#parts()) part.options.headers = headers;
    if (this.#thumbnail === undefined || this.#thumbnailSent) this.#file.start();
    else this.#thumbnail.start();
  }

  /** Stops the upload so that {@link start} can resume it. */
  pause(): void {
    this.#running = false;
    for (const part of this.#parts()) void part.abort(false);
  }

  /** Cancels the upload and asks the host to delete it. */
  cancel(): void {
    this.#running = false;
    // If the request does not get through, the host deletes the upload after a timeout.
    for (const part of this.#parts()) part.abort(true).catch(() => undefined);
  }

  #parts(): readonly Upload[] {
    return this.#thumbnail === undefined ? [this.#file] : [this.#thumbnail, this.#file];
  }

  #part(blob: Blob, name: string, done: () => void, onProgress?: (sent: number) => void): Upload {
    return new Upload(blob, {
      endpoint: FILES_PATH,
      metadata: { name },
      chunkSize: CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: onProgress ?? null,
      // tus-js-client forgets an abort that comes before the first request.
      onBeforeRequest: (request) => {
        if (!this.#running && request.getMethod() !== 'DELETE') throw new Error('stopped');
      },
      // tus-js-client would restart the upload, though the host only asked it to wait.
      onAfterResponse: (request, answer) => {
        if (request.getMethod() === 'HEAD' && isRetriedLater(answer.getStatus())) throw new Error('not now');
      },
      onSuccess: done,
      onError: (error) => this.#stop(obstacleOf(error)),
    });
  }

  #stop(obstacle: Obstacle): void {
    if (this.#running) this.#options.onStopped(obstacle);
    this.#running = false;
  }

  #end(): void {
    const id = idOf(this.#file);
    const thumbnail = this.#thumbnail && idOf(this.#thumbnail);
    if (id === undefined) this.#stop({ is: 'answer', status: 0 });
    else if (this.#running) this.#options.onDone(defined({ id, thumbnail }));
  }
}

/** The last segment of the upload's URL. */
function idOf({ url }: Upload): string | undefined {
  return url === null ? undefined : url.slice(url.lastIndexOf('/') + 1) || undefined;
}

function obstacleOf(error: Error | DetailedError): Obstacle {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (answer === null) return { is: 'no-answer' };
  const share = answer.getHeader('Upload-Refusal') === 'share';
  return { is: 'answer', status: answer.getStatus(), share };
}
