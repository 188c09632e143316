/** One chosen file and what was made of it, for as long as it is wanted. It refuses to know the others. */
import type { FileUpload } from './file-upload.ts';
import type { MadePicture } from './picture.ts';
import type { Size } from '../ui/picture-size.ts';

export class Held {
  readonly file: File;
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
  }

  /** `undefined` for what cannot be shown. */
  async prepare(
    make: (file: File) => Promise<MadePicture | undefined>,
  ): Promise<(Size & { readonly preview: string }) | undefined> {
    this.preparing = true;
    const made = await make(this.file).finally(() => {
      // A file is sent whatever could not be made of it.
      this.preparing = false;
      this.prepared = true;
    });
    if (made === undefined || this.#ended) return undefined;
    this.thumbnail = made.thumbnail;
    this.#preview = URL.createObjectURL(made.shown);
    return { width: made.width, height: made.height, preview: this.#preview };
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
