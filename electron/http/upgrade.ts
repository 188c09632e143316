/** Handles a WebSocket upgrade request: answers 101, or refuses with a readable page. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire/wire.ts';
import type { Spoken } from '../../locales/translate.ts';
import { handshake } from '../websocket/handshake.ts';
import type { Guarded } from './guard.ts';
import { endWith } from './close-socket.ts';
import { ALLOW, UPGRADE } from './pages/headers.ts';
import { shownHeaders } from './shown-headers.ts';
import { sentenceResponse } from './pages/sentence-page.ts';

/** A socket whose handshake was accepted and answered. */
export interface Upgraded {
  readonly socket: Socket;
  /** Bytes received together with the handshake. */
  readonly head: Buffer;
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly subprotocol: string | undefined;
  /** The header lines in displayable form. */
  readonly handshake: string;
}

/** In UTF-16 units. It is sent to the console whenever a guest joins or leaves. */
const USER_AGENT_MAX = 256;

/** An upgrade request with the bytes received after it. */
interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
}

/** Answers the request. Returns `undefined` if it was refused, or if the peer went away meanwhile. */
export function upgrade(
  { request, socket, head }: UpgradeRequest,
  guarded: Guarded,
  spoken: Spoken,
): Upgraded | undefined {
  const { method = '', httpVersion, rawHeaders } = request;
  const { remoteAddress, remotePort } = socket;
  const path = request.url?.split('?', 1)[0];
  if (!guarded.ok) {
    const { status, refused } = guarded;
    endWith(socket, sentenceResponse(status, spoken, {}, refused === undefined ? {} : { refused }));
    return undefined;
  }
  if (path !== '/' && path !== SOCKET_PATH) {
    endWith(socket, sentenceResponse(404, spoken));
    return undefined;
  }
  // A client admitted by an allowed origin is not a page of ours: microcontrollers offer the subprotocol `arduino` and
  // speak plain text.
  const unknownSubprotocols = guarded.foreign ? 'accept' : 'refuse';
  const answer = handshake({ method, httpVersion, rawHeaders }, [SUBPROTOCOL], unknownSubprotocols);
  if (!answer.ok) {
    const { status, code } = answer.refusal;
    const advice = code === 'subprotocol' ? { more: spoken.t('host:subprotocol') } : {};
    const extra = { ...(status === 426 && UPGRADE), ...(status === 405 && ALLOW) };
    endWith(socket, sentenceResponse(status, spoken, extra, advice));
    return undefined;
  }
  if (remoteAddress === undefined || remotePort === undefined) return undefined;
  socket.write(answer.response);
  return {
    socket,
    head,
    // A dual-stack socket reports IPv4 peers as mapped IPv6 addresses (RFC 4291 §2.5.5.2).
    address: remoteAddress.replace(/^::ffff:(?=\d+\.)/, ''),
    port: remotePort,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX),
    subprotocol: answer.subprotocol,
    handshake: shownHeaders(rawHeaders),
  };
}
