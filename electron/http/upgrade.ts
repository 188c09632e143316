/** A request to become a WebSocket: answered with 101, or refused in words. It refuses to know what is said then. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire/wire.ts';
import type { Spoken } from '../../locales/translate.ts';
import { handshake } from '../websocket/handshake.ts';
import type { Guarded } from './guard.ts';
import { hangUp } from './close-socket.ts';
import { ALLOW, UPGRADE } from './pages/headers.ts';
import { shownHeaders } from './shown-headers.ts';
import { sentenceResponse } from './pages/sentence-page.ts';

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

/** A request that asks for a WebSocket, and what came behind it in the same segment. */
interface Asked {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
}

/** Answers. `undefined` when that was a refusal, or when the peer went away while we read its request. */
export function upgrade(
  { request, socket, head }: Asked,
  guarded: Guarded,
  spoken: Spoken,
): Upgraded | undefined {
  const { method = '', httpVersion, rawHeaders } = request;
  const { remoteAddress, remotePort } = socket;
  const path = request.url?.split('?', 1)[0];
  if (!guarded.ok) {
    const { status, refused } = guarded;
    hangUp(socket, sentenceResponse(status, spoken, {}, refused === undefined ? {} : { refused }));
    return undefined;
  }
  if (path !== '/' && path !== SOCKET_PATH) {
    hangUp(socket, sentenceResponse(404, spoken));
    return undefined;
  }
  // A program that was allowed by its origin is no page of ours: microcontrollers ask for `arduino`, and mean plain text.
  const others = guarded.foreign ? 'accept' : 'refuse';
  const answer = handshake({ method, httpVersion, rawHeaders }, [SUBPROTOCOL], others);
  if (!answer.ok) {
    const { status, code } = answer.refusal;
    const advice = code === 'subprotocol' ? { more: spoken.t('host:subprotocol') } : {};
    const extra = { ...(status === 426 && UPGRADE), ...(status === 405 && ALLOW) };
    hangUp(socket, sentenceResponse(status, spoken, extra, advice));
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
