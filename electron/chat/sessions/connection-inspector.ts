/** The connections of the guests, for whoever looks at one: which there are, the frames of one, and which ended lately. */
import {
  ENDED_MAX,
  type EndedConnection,
  type ConnectionInspection,
} from '../../../contract/ipc/connection-inspection.ts';
import type { Connection } from '../../websocket/connection.ts';
import { FrameRecorder } from './frame-recorder.ts';
import type { Peer } from './session.ts';

interface Line {
  readonly id: string;
  readonly name: string;
  readonly peer: Peer;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

export class ConnectionInspector {
  readonly #lines = new Map<Connection, Line>();
  readonly #inspector = new FrameRecorder();
  #ended: readonly EndedConnection[] = [];
  /** What was looked at last. */
  #seen: ConnectionInspection | undefined;

  begin(connection: Connection | undefined, line: Line): void {
    if (connection !== undefined) this.#lines.set(connection, line);
  }

  /** @param now wall clock, milliseconds since 1970 */
  end(connection: Connection | undefined, code: number, now: number): void {
    const line = connection && this.#lines.get(connection);
    if (connection === undefined || line === undefined) return;
    // The last frames tell why.
    if (this.#seen?.id === line.id && this.#seen.since === line.since)
      this.#seen = { ...this.#show(connection, line), closed: code };
    this.#lines.delete(connection);
    const { id, name, peer } = line;
    this.#ended = [{ id, name, address: peer.address, at: now, code }, ...this.#ended].slice(0, ENDED_MAX);
  }

  /** The newest first. */
  ended(): readonly EndedConnection[] {
    return this.#ended;
  }

  /** The connection that somebody has, or the one that was looked at and ended; `undefined` if there is none. */
  inspect(id: string): ConnectionInspection | undefined {
    const [connection, line] = [...this.#lines].findLast(([, each]) => each.id === id) ?? [];
    if (connection !== undefined && line !== undefined) this.#seen = this.#show(connection, line);
    return this.#seen?.id === id ? this.#seen : undefined;
  }

  #show(connection: Connection, { id, peer, since }: Line): ConnectionInspection {
    const typed = peer.subprotocol !== undefined;
    return {
      ...{ id, address: peer.address, port: peer.port, via: typed ? 'page' : 'plain', since },
      handshake: (peer.handshake ?? '').split('\n'),
      waiting: connection.backlogBytes(),
      ...this.#inspector.look(connection, typed),
    };
  }
}
