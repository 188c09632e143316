/** Shows the host the connections of guests: which there are, the frames of one of them, and which ended lately. */
import {
  ENDED_MAX,
  type EndedConnection,
  type ConnectionInspection,
} from '../../../contract/ipc/connection-inspection.ts';
import type { Connection } from '../../websocket/connection.ts';
import { FrameRecorder } from './frame-recorder.ts';
import type { Peer } from './session.ts';

interface GuestConnection {
  readonly id: string;
  readonly name: string;
  readonly peer: Peer;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

export class ConnectionInspector {
  readonly #connections = new Map<Connection, GuestConnection>();
  readonly #recorder = new FrameRecorder();
  #ended: readonly EndedConnection[] = [];
  /** What was shown last. */
  #shown: ConnectionInspection | undefined;

  begin(connection: Connection | undefined, guest: GuestConnection): void {
    if (connection !== undefined) this.#connections.set(connection, guest);
  }

  /** @param now wall clock, milliseconds since 1970 */
  end(connection: Connection | undefined, code: number, now: number): void {
    const guest = connection && this.#connections.get(connection);
    if (connection === undefined || guest === undefined) return;
    // The last frames tell why.
    if (this.#shown?.id === guest.id && this.#shown.since === guest.since)
      this.#shown = { ...this.#show(connection, guest), closed: code };
    this.#connections.delete(connection);
    const { id, name, peer } = guest;
    this.#ended = [{ id, name, address: peer.address, at: now, code }, ...this.#ended].slice(0, ENDED_MAX);
  }

  /** The newest first. */
  ended(): readonly EndedConnection[] {
    return this.#ended;
  }

  /** The connection of a person, or the one that was shown last and ended; `undefined` if there is none. */
  inspect(id: string): ConnectionInspection | undefined {
    const [connection, guest] = [...this.#connections].findLast(([, each]) => each.id === id) ?? [];
    if (connection !== undefined && guest !== undefined) this.#shown = this.#show(connection, guest);
    return this.#shown?.id === id ? this.#shown : undefined;
  }

  #show(connection: Connection, { id, peer, since }: GuestConnection): ConnectionInspection {
    const typed = peer.subprotocol !== undefined;
    return {
      ...{ id, address: peer.address, port: peer.port, via: typed ? 'page' : 'plain', since },
      handshake: (peer.handshake ?? '').split('\n'),
      waiting: connection.backlogBytes(),
      ...this.#recorder.look(connection, typed),
    };
  }
}
