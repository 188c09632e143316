/**
 * The pictures of messages as the window has them: asked for when one is first shown, held as `blob:` addresses, of those
 * that nobody looks at the ones looked at longest ago dropped. It refuses to know how they are shown.
 */
import type { PictureBytes } from '../../../contract/model/attachment.ts';
import type { Source } from '../../ui/files/file-source.tsx';
import { Observable } from './observable.ts';

/** A few large ones, or many times the thumbnails that a window has room for. */
export const HELD_BYTES_MAX = 50_000_000;
export const HELD_MAX = 1_000;

interface Held {
  readonly source: Observable<Source>;
  /** 0 as long as it is on its way, and for what cannot be had. */
  bytes: number;
  /** Nobody answered: it may be had the next time. */
  failed: boolean;
}

export class PictureShelf {
  readonly #read: (id: string) => Promise<PictureBytes | null>;
  /** The one looked at longest ago first. */
  readonly #held = new Map<string, Held>();

  /** @param read `null` for what is no picture, or gone; may reject */
  constructor(read: (id: string) => Promise<PictureBytes | null>) {
    this.#read = read;
  }

  /** The same for the same id; whoever asks first has it fetched, and whoever comes anew after that failed. */
  source(id: string): Observable<Source> {
    const found = this.#held.get(id);
    // Who looks already asks with each rendering: no reason to ask the host again.
    const known = found?.failed === true && !found.source.isWatched() ? undefined : found;
    const held = known ?? { source: new Observable<Source>(undefined), bytes: 0, failed: false };
    this.#held.delete(id);
    this.#held.set(id, held);
    if (known === undefined) void this.#fetch(id, held);
    return held.source;
  }

  async #fetch(id: string, held: Held): Promise<void> {
    const picture = await this.#read(id).catch(() => {
      held.failed = true;
      return null;
    });
    if (picture === null) {
      held.source.set(null);
    } else {
      held.bytes = picture.bytes.byteLength;
      const blob = new Blob([new Uint8Array(picture.bytes)], { type: picture.type });
      held.source.set(URL.createObjectURL(blob));
    }
    this.#makeRoom(held);
  }

  /** What somebody looks at stays: its address would lead nowhere once it is drawn again. */
  #makeRoom(fresh: Held): void {
    let sum = [...this.#held.values()].reduce((all, { bytes }) => all + bytes, 0);
    for (const [id, held] of this.#held) {
      if (sum <= HELD_BYTES_MAX && this.#held.size <= HELD_MAX) return;
      const source = held.source.read();
      if (held === fresh || source === undefined || held.source.isWatched()) continue;
      this.#held.delete(id);
      if (source !== null) URL.revokeObjectURL(source);
      sum -= held.bytes;
    }
  }
}
