/** A request to become a WebSocket: answered with 101, or refused in words. It refuses to know what is said then. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire.ts';
import type { Spoken } from '../../words/words.ts';
import { handshake } from '../websocket/handshake.ts';
import { guard } from './guard.ts';
import { hangUp } from './hang-up.ts';
import { ALLOW, UPGRADE } from './headers.ts';
import { shownHeaders } from './shown-headers.ts';
import { sentenceResponse } from './sentence-page.ts';

/** A socket whose handshake was accepted and answered. */
export interface Upgraded {
  readonly socket: Socket;
  /** What came behind the handshake in the same segment. */
  readonly head: Buffer;
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly subprotocol: string | undefined;
  /** Its header lines, as they may be shown. */
  readonly handshake: string;
}

/** In UTF-16 units; the console is sent it whenever somebody comes or goes. */
const USER_AGENT_MAX = 256;

/** Answers. `undefined` when that was a refusal, or when the peer went away while we read its request. */
export function upgrade(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  hosts: ReadonlySet<string>,
  spoken: Spoken,
): Upgraded | undefined {
  const { method = '', httpVersion, rawHeaders } = request;
  const { remoteAddress, remotePort } = socket;
  const path = request.url?.split('?', 1)[0];
  const forbidden = guard(rawHeaders, hosts)?.status;
  const status = forbidden ?? (path === '/' || path === SOCKET_PATH ? undefined : 404);
  if (status !== undefined) {
    hangUp(socket, sentenceResponse(status, spoken));
    return undefined;
  }
  const answer = handshake({ method, httpVersion, rawHeaders }, [SUBPROTOCOL]);
  if (!answer.ok) {
    const { status, code } = answer.refusal;
    const more = code === 'subprotocol' ? spoken.t('host:subprotocol') : '';
    const extra = { ...(status === 426 && UPGRADE), ...(status === 405 && ALLOW) };
    hangUp(socket, sentenceResponse(status, spoken, extra, more));
    return undefined;
  }
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  socket.write(answer.response);
  return {
    socket,
    head,
    // A socket on every network reports IPv4 peers in IPv6 clothes (RFC 4291 §2.5.5.2).
    address: remoteAddress.replace(/^::ffff:(?=\d+\.)/, ''),
    port: remotePort,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX),
    subprotocol: answer.subprotocol,
    handshake: shownHeaders(rawHeaders),
  };
}
