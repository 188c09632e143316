/**
 * Records the frames of the one connection that the host inspects, as long as they do: when each passed, its kind and its
 * length, and nothing of its content.
 */
import { FRAMES_KEPT_MAX, type InspectedFrame } from '../../../contract/ipc/connection-inspection.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { ObservedFrame } from '../../websocket/observed-frame.ts';

/** The console asks more often than this while it shows a connection. */
const LOOKED_AT_MS = 6_000;
const TEXT = 1;
const CLOSE = 8;
/** The message types of `porchlight.v1`. A record, so that the compiler misses none; other types are not recorded. */
const TYPES: Readonly<Record<ClientMessage['type'] | ServerMessage['type'], true>> = {
  join: true,
  message: true,
  edit: true,
  delete: true,
  react: true,
  read: true,
  search: true,
  typing: true,
  presence: true,
  rename: true,
  leave: true,
  mute: true,
  unmute: true,
  remove: true,
  ban: true,
  unban: true,
  review: true,
  'ban-preview': true,
  bans: true,
  welcome: true,
  page: true,
  found: true,
  'server-info': true,
  'room-opened': true,
  error: true,
  heartbeat: true,
  joined: true,
  arrivals: true,
  left: true,
  renamed: true,
  edited: true,
  deleted: true,
  reacted: true,
  removed: true,
  muted: true,
  moderation: true,
  'pending-added': true,
  'pending-removed': true,
  pending: true,
  announced: true,
  done: true,
};
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
  const type = /^\{"type":"([a-z-]+)"/.exec(payload.toString('latin1', 0, KIND_WITHIN_BYTES))?.[1];
  return type !== undefined && Object.hasOwn(TYPES, type) ? type : undefined;
}
