/** The end of a host in a terminal: a goodbye to everybody, what could not be saved in words, and the exit code. */
import { isNothing, type Unsaved } from '../../contract/model/unsaved.ts';
import type { Translate } from '../../locales/translate.ts';
import type { CloseResult } from '../history/commit-queue.ts';
import { unsavedWords } from './unsaved-text.ts';

const EXIT_BROKEN = 1;
/** Something is lost, as it could not be saved. */
export const EXIT_UNSAVED = 4;

/** A disk may have room again within so many seconds; Docker ends a container that takes longer than 10. */
const SAVING_SECONDS = 5;
/** To say goodbye and to save, after a mistake of ours. */
const LAST_CHANCE_MS = 2_500;
/** A terminal sends its signal to npm and to us, and npm passes its own on: both mean the same. */
const SAME_SIGNAL_MS = 1_000;

export interface ShutdownParts {
  readonly host: {
    readonly close: (closing?: CloseResult) => Promise<void>;
    readonly unsaved: () => Unsaved;
  };
  readonly t: Translate;
  readonly say: (line: string) => void;
  readonly warn: (sentence: string) => void;
  readonly exit: (code: number) => void;
}

export class Shutdown {
  readonly #parts: ShutdownParts;
  /** When the first signal came, on the monotonic clock. */
  #since: number | undefined;
  /** It is told that something is not saved, and is tried again. */
  #waits = false;
  /** Whoever ends it does not want to wait. */
  #hurried = false;

  constructor(parts: ShutdownParts) {
    this.#parts = parts;
  }

  /** The first one ends it; one that comes while a full disk is waited for ends it at once. */
  readonly signalled = (): void => {
    if (this.#since === undefined) {
      this.#since = performance.now();
      void this.#end();
    } else if (this.#waits) this.#exit();
    else if (performance.now() - this.#since > SAME_SIGNAL_MS) this.#hurried = true;
  };

  /** Nobody knows what is still right, but what was said is not lost with it. */
  readonly broken = (error: unknown): void => {
    const { host, t, warn, exit } = this.#parts;
    const detail = error instanceof Error ? error.message : String(error);
    const end = () => {
      const lost = host.unsaved();
      warn(t(isNothing(lost) ? 'host:trouble.broken' : 'host:trouble.broken-unsaved', { detail }));
      this.#tellLost(lost);
      exit(EXIT_BROKEN);
    };
    setTimeout(end, LAST_CHANCE_MS);
    void host.close().finally(end);
  };

  async #end(): Promise<void> {
    const { host, t, warn } = this.#parts;
    const waiting = (unsaved: Unsaved) => {
      this.#waits = true;
      if (this.#hurried) this.#exit();
      else warn(t('host:unsaved.waiting', { what: unsavedWords(unsaved, t), seconds: SAVING_SECONDS }));
    };
    await host.close({ tries: SAVING_SECONDS, waiting });
    this.#exit();
  }

  #exit(): void {
    const { host, t, say, exit } = this.#parts;
    const lost = host.unsaved();
    this.#tellLost(lost);
    say(t('host:off'));
    exit(isNothing(lost) ? 0 : EXIT_UNSAVED);
  }

  #tellLost(lost: Unsaved): void {
    const { t, warn } = this.#parts;
    if (!isNothing(lost)) warn(t('host:unsaved.lost', { what: unsavedWords(lost, t) }));
  }
}
