/** Uploads the chosen files, a few at a time and only while the page is connected. Interrupted uploads resume. */
import { retryDelayMs } from '../connection/backoff.ts';
import type { cleanFile } from './clean-file.ts';
import type { Conversation } from '../state/conversation.ts';
import type { FilesStep } from '../state/files-step.ts';
import type { FileUpload } from './file-upload.ts';
import { ChosenFile } from './chosen-file.ts';
import { isPageOutdated } from '../connection/outdated.ts';
import type { makePicture } from './picture.ts';
import { randomId } from '../connection/random-id.ts';
import { afterObstacle, waitsForPlace, type Obstacle } from './upload-failure.ts';
import type { RefusedFile, OutgoingUpload } from '../state/uploads.ts';

const AT_ONCE_MAX = 2;
const RETRY_MAX_MS = 15_000;

export interface UploaderOptions {
  readonly conversation: () => Conversation;
  /** For changes made by the person. */
  readonly dispatch: (step: FilesStep) => void;
  /** For changes caused by an upload. */
  readonly hear: (step: FilesStep) => void;
  /** Called when a message may have all its files. */
  readonly ready: () => void;
  readonly random: () => number;
}

/** The code that prepares and uploads files, loaded on first use. */
interface Tools {
  readonly FileUpload: typeof FileUpload;
  readonly cleanFile: typeof cleanFile;
  readonly makePicture: typeof makePicture;
}

export class Uploader {
  readonly #options: UploaderOptions;
  /** By key. */
  readonly #held = new Map<string, ChosenFile>();
  #tools: Tools | undefined;
  #busy = false;
  #fetching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: UploaderOptions) {
    this.#options = options;
  }

  /**
   * Adds files to the tray of the open room.
   *
   * @param folders names of dropped folders, which cannot be sent
   */
  readonly choose = (files: readonly File[], folders: readonly string[] = []): void => {
    const { open: room } = this.#options.conversation();
    const chosen = files.map((file) => ({ key: randomId(), name: file.name, bytes: file.size, file }));
    for (const { key, file } of chosen) this.#held.set(key, new ChosenFile(file));
    const refused = folders.map((name): RefusedFile => ({ room, name, bytes: 0, code: 'folder' }));
    this.#options.dispatch({ do: 'choose', room, chosen, refused });
  };

  /** Removes a file from the tray and asks the host to delete what it has. */
  readonly remove = (key: string): void => {
    this.#held.get(key)?.upload?.giveUp();
    this.#options.dispatch({ do: 'remove', key });
  };

  readonly retry = (key: string): void => {
    this.#held.get(key)?.anew();
    this.#options.dispatch({ do: 'move', key, state: { is: 'waiting' } });
  };

  /** Cancels a message that waits for its files, and returns its text to the composer. */
  readonly unsay = (ref: string): void => this.#options.dispatch({ do: 'unsay', ref });
  readonly dismiss = (): void => this.#options.dispatch({ do: 'dismiss' });

  /** Starts uploads that may run and pauses the others. Called after every change of the conversation. */
  sync(): void {
    // Changes made below call this method again.
    if (this.#busy) return;
    this.#busy = true;
    this.#letGo();
    if (this.#options.conversation().status.is === 'here') this.#start();
    else this.#pause();
    this.#busy = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const held of this.#held.values()) held.end();
    this.#held.clear();
  }

  #letGo(): void {
    const wanted = new Set(this.#options.conversation().uploads.map(({ key }) => key));
    for (const [key, held] of this.#held) {
      if (wanted.has(key)) continue;
      held.end();
      this.#held.delete(key);
    }
  }

  #pause(): void {
    for (const { key, state } of this.#options.conversation().uploads) {
      if (state.is !== 'sending') continue;
      this.#held.get(key)?.upload?.pause();
      this.#options.hear({ do: 'move', key, state: { is: 'paused', sent: state.sent } });
    }
    // When the connection is back, uploads start without a delay.
    for (const held of this.#held.values()) held.rest();
  }

  #start(): void {
    const { uploads } = this.#options.conversation();
    const open = uploads.filter(({ state }) => state.is === 'waiting' || state.is === 'paused');
    if (open.length === 0) return;
    if (this.#tools === undefined) {
      this.#fetch();
      return;
    }
    this.#prepare(open);
    let free = AT_ONCE_MAX - uploads.filter(({ state }) => state.is === 'sending').length;
    for (const upload of open) {
      const held = this.#held.get(upload.key);
      if (free <= 0 || !held?.prepared || held.notBefore > performance.now()) continue;
      free -= 1;
      this.#send(upload, held, this.#tools);
    }
  }

  #fetch(): void {
    if (this.#fetching) return;
    this.#fetching = true;
    void Promise.all([import('./file-upload.ts'), import('./picture.ts'), import('./clean-file.ts')]).then(
      ([{ FileUpload }, { makePicture }, { cleanFile }]) => {
        this.#fetching = false;
        this.#tools = { FileUpload, makePicture, cleanFile };
        this.sync();
      },
      () => this.#notFetched(),
    );
  }

  /** A host with a different build does not have these chunks, so waiting does not help. */
  async #notFetched(): Promise<void> {
    const outdated = await isPageOutdated();
    this.#fetching = false;
    if (!outdated) {
      this.#syncIn(RETRY_MAX_MS);
      return;
    }
    for (const { key, state } of this.#options.conversation().uploads)
      if (state.is === 'waiting' || state.is === 'paused')
        this.#options.hear({ do: 'move', key, state: { is: 'failed', code: 'outdated' } });
  }

  /** Prepares one file at a time, because each can keep a processor core busy. */
  #prepare(open: readonly OutgoingUpload[]): void {
    const tools = this.#tools;
    const all = [...this.#held.values()];
    if (tools === undefined || all.some(({ preparing }) => preparing)) return;
    const next = open.find(({ key }) => this.#held.get(key)?.prepared === false);
    const held = next && this.#held.get(next.key);
    if (next === undefined || held === undefined) return;
    void held.prepare(tools).then((prepared) => {
      this.#options.hear({ do: 'prepare', key: next.key, ...prepared });
      this.sync();
    });
  }

  #send({ key, name, state }: OutgoingUpload, held: ChosenFile, { FileUpload }: Tools): void {
    const { token } = this.#options.conversation();
    if (token === undefined) return;
    if (held.sent) held.anew();
    const sent = state.is === 'paused' ? state.sent : 0;
    this.#options.hear({ do: 'move', key, state: { is: 'sending', sent } });
    held.upload ??= new FileUpload(
      { file: held.body, name, thumbnail: held.thumbnail },
      {
        moved: (bytes) => this.#options.hear({ do: 'move', key, state: { is: 'sending', sent: bytes } }),
        ended: (uploaded) => {
          held.sent = true;
          this.#options.hear({ do: 'move', key, state: { is: 'ready', uploaded } });
          this.#options.ready();
          this.sync();
        },
        stopped: (obstacle) => void this.#stopped(key, held, obstacle),
      },
    );
    held.upload.start(token);
  }

  async #stopped(key: string, held: ChosenFile, obstacle: Obstacle): Promise<void> {
    held.failures += 1;
    const readable = await held.isReadable();
    const code = readable ? afterObstacle(obstacle, held.failures) : 'unreadable';
    const upload = this.#options.conversation().uploads.find((each) => each.key === key);
    if (upload === undefined) return;
    if (code !== undefined) {
      this.#options.hear({ do: 'move', key, state: { is: 'failed', code } });
    } else {
      const waitMs = retryDelayMs(held.failures, RETRY_MAX_MS, this.#options.random());
      held.notBefore = performance.now() + waitMs;
      const sent = upload.state.is === 'sending' ? upload.state.sent : 0;
      this.#options.hear({
        do: 'move',
        key,
        state: waitsForPlace(obstacle) ? { is: 'waiting' } : { is: 'paused', sent },
      });
      this.#syncIn(waitMs);
    }
    this.sync();
  }

  #syncIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.sync();
      this.#syncWhenDue();
    }, ms);
  }

  /** Schedules the next {@link sync} for files that have to wait longer. */
  #syncWhenDue(): void {
    const now = performance.now();
    const due = [...this.#held.values()].map(({ notBefore }) => notBefore).filter((at) => at > now);
    if (due.length > 0) this.#syncIn(Math.min(...due) - now + 1);
  }
}
