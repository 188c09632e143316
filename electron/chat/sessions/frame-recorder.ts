/**
 * Records the frames of the one connection that the host inspects, as long as they do: when each passed, its kind and its
 * length, and nothing of its content.
 */
import { FRAMES_KEPT_MAX, type InspectedFrame } from '../../../contract/ipc/connection-inspection.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { ObservedFrame } from '../../websocket/observed-frame.ts';

/** The console asks more often than this while it shows a connection. */
const LOOKED_AT_MS = 6_000;
const TEXT = 1;
const CLOSE = 8;
/** The messages of `porchlight.v1`; what else a peer writes there is not kept. */
const KINDS = new Set(
  (
    'join message edit delete react read search typing presence rename leave welcome page found house room error beat ' +
    'joined arrivals left renamed edited deleted reacted'
  ).split(' '),
);
const KIND_WITHIN_BYTES = 40;

export class FrameRecorder {
  #connection: Connection | undefined;
  #frames: InspectedFrame[] = [];
  #passed = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Looks at a connection, or goes on looking. @param typed whether its messages are of `porchlight.v1` */
  look(
    connection: Connection,
    typed: boolean,
  ): { readonly frames: readonly InspectedFrame[]; readonly passed: number } {
    if (connection !== this.#connection) {
      this.stop();
      this.#connection = connection;
      this.#frames = [];
      this.#passed = 0;
      connection.show((frame) => this.#note(frame, typed));
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(), LOOKED_AT_MS);
    this.#timer.unref();
    return { frames: this.#frames, passed: this.#passed };
  }

  /** Nobody looks any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#connection?.show(undefined);
    this.#connection = undefined;
  }

  #note({ way, opcode, fin, length, payload }: ObservedFrame, typed: boolean): void {
    const kind = typed && opcode === TEXT && payload !== undefined ? kindOf(payload) : undefined;
    const code =
      opcode === CLOSE && payload !== undefined && length >= 2 ? payload.readUInt16BE(0) : undefined;
    const frame: InspectedFrame = {
      ...{ at: Date.now(), way, opcode, fin, length },
      ...(kind !== undefined && { kind }),
      ...(code !== undefined && { code }),
    };
    this.#passed += 1;
    this.#frames = [...this.#frames.slice(1 - FRAMES_KEPT_MAX), frame];
  }
}

function kindOf(payload: Buffer): string | undefined {
  const kind = /^\{"type":"([a-z]+)"/.exec(payload.toString('latin1', 0, KIND_WITHIN_BYTES))?.[1];
  return kind !== undefined && KINDS.has(kind) ? kind : undefined;
}
