/** A chosen file with everything prepared for its upload. */
import type { CleanFile } from './clean-file.ts';
import type { FileUpload } from './file-upload.ts';
import type { MadePicture } from './picture.ts';
import type { Prepared } from '../state/uploads.ts';

/** The steps that prepare a file for upload. */
export interface FilePreparation {
  readonly cleanFile: (file: File) => Promise<CleanFile>;
  readonly makePicture: (file: File) => Promise<MadePicture | undefined>;
}

export class ChosenFile {
  readonly file: File;
  /** The content to upload, without location data. */
  body: Blob;
  thumbnail: Blob | undefined;
  /** Preparation has finished. */
  prepared = false;
  preparing = false;
  upload: FileUpload | undefined;
  /** The host had the whole file once. */
  sent = false;
  /** Consecutive failures. */
  failures = 0;
  /** The earliest time of the next try, in milliseconds of the monotonic clock. */
  notBefore = 0;
  #preview: string | undefined;
  #disposed = false;

  constructor(file: File) {
    this.file = file;
    this.body = file;
  }

  async prepare(steps: FilePreparation): Promise<Prepared> {
    this.preparing = true;
    try {
      const locationRemoved = await this.#clean(steps);
      const made = await steps.makePicture(this.file);
      if (made === undefined || this.#disposed) return { locationRemoved };
      this.thumbnail = made.thumbnail;
      this.#preview = URL.createObjectURL(made.shown);
      return { locationRemoved, picture: { width: made.width, height: made.height, preview: this.#preview } };
    } finally {
      // A file is sent even if preparing it failed.
      this.preparing = false;
      this.prepared = true;
    }
  }

  /** The file may have been deleted, or its drive removed. */
  async isReadable(): Promise<boolean> {
    try {
      await this.file.slice(0, 1).arrayBuffer();
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  async #clean({ cleanFile }: FilePreparation): Promise<boolean> {
    try {
      const { body, locationRemoved } = await cleanFile(this.file);
      this.body = body;
      return locationRemoved;
    } catch (error) {
      // An unreadable file also fails to upload, and is reported then.
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  /** Forgets earlier failures. */
  resetRetries(): void {
    this.failures = 0;
    this.notBefore = 0;
  }

  /** Restarts the upload from the first byte, because the host no longer has the file. */
  restart(): void {
    this.upload?.pause();
    this.upload = undefined;
    this.sent = false;
    this.resetRetries();
  }

  dispose(): void {
    this.#disposed = true;
    this.upload?.pause();
    if (this.#preview !== undefined) URL.revokeObjectURL(this.#preview);
    this.#preview = undefined;
  }
}
