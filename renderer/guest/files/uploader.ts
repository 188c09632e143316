/** Uploads the chosen files, a few at a time and only while the page is connected. Interrupted uploads resume. */
import { retryDelayMs } from '../connection/backoff.ts';
import type { cleanFile } from './clean-file.ts';
import type { Conversation } from '../state/conversation.ts';
import type { FilesAction } from '../state/reduce-files.ts';
import type { FileUpload } from './file-upload.ts';
import { ChosenFile } from './chosen-file.ts';
import { isPageOutdated } from '../connection/outdated.ts';
import type { makePicture } from './picture.ts';
import { randomId } from '../connection/random-id.ts';
import { afterObstacle, waitsForSlot, type Obstacle } from './upload-failure.ts';
import type { RefusedFile, OutgoingUpload } from '../state/uploads.ts';

const AT_ONCE_MAX = 2;
const RETRY_MAX_MS = 15_000;

export interface UploaderOptions {
  readonly conversation: () => Conversation;
  /** For changes made by the person. */
  readonly dispatch: (action: FilesAction) => void;
  /** For changes caused by an upload. */
  readonly dispatchSoon: (action: FilesAction) => void;
  /** Called when a message may have all its files. */
  readonly onReady: () => void;
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
  readonly #files = new Map<string, ChosenFile>();
  #tools: Tools | undefined;
  #busy = false;
  #loadingTools = false;
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
    for (const { key, file } of chosen) this.#files.set(key, new ChosenFile(file));
    const refused = folders.map((name): RefusedFile => ({ room, name, bytes: 0, code: 'folder' }));
    this.#options.dispatch({ do: 'choose', room, chosen, refused });
  };

  /** Removes a file from the tray and asks the host to delete what it has. */
  readonly remove = (key: string): void => {
    this.#files.get(key)?.upload?.cancel();
    this.#options.dispatch({ do: 'remove', key });
  };

  readonly retry = (key: string): void => {
    this.#files.get(key)?.restart();
    this.#options.dispatch({ do: 'set-state', key, state: { is: 'waiting' } });
  };

  /** Cancels a message that waits for its files, and returns its text to the composer. */
  readonly cancelMessage = (ref: string): void => this.#options.dispatch({ do: 'cancel', ref });
  readonly dismiss = (): void => this.#options.dispatch({ do: 'dismiss' });

  /** Starts uploads that may run and pauses the others. Called after every change of the conversation. */
  sync(): void {
    // Changes made below call this method again.
    if (this.#busy) return;
    this.#busy = true;
    this.#disposeRemoved();
    if (this.#options.conversation().status.is === 'here') this.#start();
    else this.#pause();
    this.#busy = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const file of this.#files.values()) file.dispose();
    this.#files.clear();
  }

  #disposeRemoved(): void {
    const wanted = new Set(this.#options.conversation().uploads.map(({ key }) => key));
    for (const [key, file] of this.#files) {
      if (wanted.has(key)) continue;
      file.dispose();
      this.#files.delete(key);
    }
  }

  #pause(): void {
    for (const { key, state } of this.#options.conversation().uploads) {
      if (state.is !== 'sending') continue;
      this.#files.get(key)?.upload?.pause();
      this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'paused', sent: state.sent } });
    }
    // When the connection is back, uploads start without a delay.
    for (const file of this.#files.values()) file.resetRetries();
  }

  #start(): void {
    const { uploads } = this.#options.conversation();
    const pending = uploads.filter(({ state }) => state.is === 'waiting' || state.is === 'paused');
    if (pending.length === 0) return;
    if (this.#tools === undefined) {
      this.#loadTools();
      return;
    }
    this.#prepare(pending);
    let slots = AT_ONCE_MAX - uploads.filter(({ state }) => state.is === 'sending').length;
    for (const upload of pending) {
      const file = this.#files.get(upload.key);
      if (slots <= 0 || !file?.prepared || file.notBefore > performance.now()) continue;
      slots -= 1;
      this.#send(upload, file, this.#tools);
    }
  }

  #loadTools(): void {
    if (this.#loadingTools) return;
    this.#loadingTools = true;
    void Promise.all([import('./file-upload.ts'), import('./picture.ts'), import('./clean-file.ts')]).then(
      ([{ FileUpload }, { makePicture }, { cleanFile }]) => {
        this.#loadingTools = false;
        this.#tools = { FileUpload, makePicture, cleanFile };
        this.sync();
      },
      () => this.#onToolsMissing(),
    );
  }

  /** A host with a different build does not have these chunks, so waiting does not help. */
  async #onToolsMissing(): Promise<void> {
    const outdated = await isPageOutdated();
    this.#loadingTools = false;
    if (!outdated) {
      this.#syncIn(RETRY_MAX_MS);
      return;
    }
    for (const { key, state } of this.#options.conversation().uploads)
      if (state.is === 'waiting' || state.is === 'paused')
        this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'failed', code: 'outdated' } });
  }

  /** Prepares one file at a time, because each can keep a processor core busy. */
  #prepare(pending: readonly OutgoingUpload[]): void {
    const tools = this.#tools;
    const all = [...this.#files.values()];
    if (tools === undefined || all.some(({ preparing }) => preparing)) return;
    const next = pending.find(({ key }) => this.#files.get(key)?.prepared === false);
    const file = next && this.#files.get(next.key);
    if (next === undefined || file === undefined) return;
    void file.prepare(tools).then((prepared) => {
      this.#options.dispatchSoon({ do: 'prepare', key: next.key, ...prepared });
      this.sync();
    });
  }

  #send({ key, name, state }: OutgoingUpload, file: ChosenFile, { FileUpload }: Tools): void {
    const { token } = this.#options.conversation();
    if (token === undefined) return;
    if (file.sent) file.restart();
    const sent = state.is === 'paused' ? state.sent : 0;
    this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'sending', sent } });
    file.upload ??= new FileUpload(
      { file: file.body, name, thumbnail: file.thumbnail },
      {
        onProgress: (bytes) =>
          this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'sending', sent: bytes } }),
        onDone: (uploaded) => {
          file.sent = true;
          this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'ready', uploaded } });
          this.#options.onReady();
          this.sync();
        },
        onStopped: (obstacle) => void this.#onStopped(key, file, obstacle),
      },
    );
    file.upload.start(token);
  }

  async #onStopped(key: string, file: ChosenFile, obstacle: Obstacle): Promise<void> {
    file.failures += 1;
    const readable = await file.isReadable();
    const code = readable ? afterObstacle(obstacle, file.failures) : 'unreadable';
    const upload = this.#options.conversation().uploads.find((each) => each.key === key);
    if (upload === undefined) return;
    if (code !== undefined) {
      this.#options.dispatchSoon({ do: 'set-state', key, state: { is: 'failed', code } });
    } else {
      const waitMs = retryDelayMs(file.failures, RETRY_MAX_MS, this.#options.random());
      file.notBefore = performance.now() + waitMs;
      const sent = upload.state.is === 'sending' ? upload.state.sent : 0;
      this.#options.dispatchSoon({
        do: 'set-state',
        key,
        state: waitsForSlot(obstacle) ? { is: 'waiting' } : { is: 'paused', sent },
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
    const due = [...this.#files.values()].map(({ notBefore }) => notBefore).filter((at) => at > now);
    if (due.length > 0) this.#syncIn(Math.min(...due) - now + 1);
  }
}
