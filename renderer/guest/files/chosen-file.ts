/** One chosen file and what was made of it, for as long as it is wanted. It refuses to know the others. */
import type { CleanFile } from './clean-file.ts';
import type { FileUpload } from './file-upload.ts';
import type { MadePicture } from './picture.ts';
import type { Prepared } from '../state/uploads.ts';

/** What is made of a file before it is sent. */
export interface Making {
  readonly cleanFile: (file: File) => Promise<CleanFile>;
  readonly makePicture: (file: File) => Promise<MadePicture | undefined>;
}

export class ChosenFile {
  readonly file: File;
  /** What is sent of it. */
  body: Blob;
  thumbnail: Blob | undefined;
  /** What can be made of it was made. */
  prepared = false;
  preparing = false;
  upload: FileUpload | undefined;
  /** The host had all of it once. */
  sent = false;
  /** In a row. */
  failures = 0;
  /** Not to be tried again before: milliseconds of the monotonic clock. */
  notBefore = 0;
  #preview: string | undefined;
  #ended = false;

  constructor(file: File) {
    this.file = file;
    this.body = file;
  }

  async prepare(making: Making): Promise<Prepared> {
    this.preparing = true;
    try {
      const placeRemoved = await this.#clean(making);
      const made = await making.makePicture(this.file);
      if (made === undefined || this.#ended) return { placeRemoved };
      this.thumbnail = made.thumbnail;
      this.#preview = URL.createObjectURL(made.shown);
      return { placeRemoved, picture: { width: made.width, height: made.height, preview: this.#preview } };
    } finally {
      // A file is sent whatever could not be made of it.
      this.preparing = false;
      this.prepared = true;
    }
  }

  /** Somebody may have deleted it, or taken the stick out. */
  async isReadable(): Promise<boolean> {
    try {
      await this.file.slice(0, 1).arrayBuffer();
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  async #clean({ cleanFile }: Making): Promise<boolean> {
    try {
      const { body, placeRemoved } = await cleanFile(this.file);
      this.body = body;
      return placeRemoved;
    } catch (error) {
      // It cannot be read, and so not be sent either: that is found then.
      if (error instanceof DOMException) return false;
      throw error;
    }
  }

  /** To be tried as if for the first time. */
  rest(): void {
    this.failures = 0;
    this.notBefore = 0;
  }

  /** To be sent from the beginning: the host has nothing of it any more. */
  anew(): void {
    this.upload?.pause();
    this.upload = undefined;
    this.sent = false;
    this.rest();
  }

  end(): void {
    this.#ended = true;
    this.upload?.pause();
    if (this.#preview !== undefined) URL.revokeObjectURL(this.#preview);
    this.#preview = undefined;
  }
}
