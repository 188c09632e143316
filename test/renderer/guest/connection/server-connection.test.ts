// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSE, SILENCE_LIMIT_MS } from '../../../../contract/wire/wire.ts';
import {
  GRACE_MS,
  CONNECT_TIMEOUT_MS,
  RETRY_NOW_INTERVAL_MS,
  ServerConnection,
  RETRY_DELAY_MAX_HOST_GONE_MS,
  RETRY_DELAY_MAX_MS,
} from '../../../../renderer/guest/connection/server-connection.ts';
import type { ConnectionEvent } from '../../../../renderer/guest/connection/connection-event.ts';
import { WAKE_SETTLE_MS } from '../../../../renderer/guest/connection/wake.ts';
import { FakeSocket, welcome } from '../fake-socket.ts';

let sockets: FakeSocket[];
let events: ConnectionEvent[];
let line: ServerConnection;
/** Whether the host answers over HTTP. */
let answers: boolean;
const nameOf = (event: ConnectionEvent) =>
  event.type === 'message-received'
    ? event.message.type
    : event.type === 'connection'
      ? event.status
      : event.type;
/** The events without the usual ones: connecting, being here after a welcome, and connection losses. */
const types = () =>
  events.map(nameOf).filter((name) => !['connecting', 'here', 'connection-lost'].includes(name));
const newest = () => sockets[sockets.length - 1]!;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  events = [];
  answers = false;
  line = new ServerConnection({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    isReachable: () => Promise.resolve(answers),
    joinRequest: () => ({ type: 'join', name: 'Ada' }),
    onEvent: (event) => events.push(event),
    random: () => 0.999,
  });
  line.start();
});

afterEach(() => {
  line.stop();
  vi.useRealTimers();
});

describe('the server connection', () => {
  it('sends the join once connected, and is usable once welcomed', () => {
    newest().open();
    expect(newest().sent).toEqual(['{"type":"join","name":"Ada"}']);
    expect(line.send({ type: 'leave' })).toBe(false);
    newest().hear(welcome);
    expect(line.send({ type: 'leave' })).toBe(true);
    expect(types()).toEqual(['welcome']);
  });

  it('hides an interruption shorter than the grace time', () => {
    newest().welcome();
    newest().end(1006);
    vi.advanceTimersByTime(GRACE_MS - 1);
    newest().welcome();
    vi.advanceTimersByTime(GRACE_MS);
    expect(types()).toEqual(['welcome', 'welcome']);
  });

  it('reports an interruption once, and keeps trying', () => {
    newest().welcome();
    for (let tries = 0; tries < 8; tries += 1) {
      newest().end(1006);
      vi.advanceTimersByTime(RETRY_DELAY_MAX_MS);
    }
    expect(sockets.length).toBeGreaterThan(8);
    expect(types()).toEqual(['welcome', 'interrupted']);
  });

  it('is blocked after two failed tries while the host answers HTTP, until it receives something', async () => {
    answers = true;
    newest().end(1006);
    await vi.advanceTimersByTimeAsync(GRACE_MS);
    expect(types()).toEqual(['interrupted']);
    newest().end(1006);
    await vi.advanceTimersByTimeAsync(0);
    expect(types()).toEqual(['interrupted', 'blocked']);
    await vi.advanceTimersByTimeAsync(RETRY_DELAY_MAX_MS);
    newest().welcome();
    expect(types()).toEqual(['interrupted', 'blocked', 'welcome']);
  });

  it('is blocked when tries time out, until the host stops answering HTTP', async () => {
    answers = true;
    for (let tries = 0; tries < 3; tries += 1) await vi.advanceTimersByTimeAsync(CONNECT_TIMEOUT_MS + 500);
    expect(types()).toEqual(['interrupted', 'blocked']);
    answers = false;
    await vi.advanceTimersByTimeAsync(CONNECT_TIMEOUT_MS + RETRY_DELAY_MAX_MS);
    expect(types()).toEqual(['interrupted', 'blocked', 'interrupted']);
  });

  it('is not blocked when the host itself closes each try, or needs a moment to come back', async () => {
    answers = true;
    for (let tries = 0; tries < 4; tries += 1) {
      newest().end(1013);
      await vi.advanceTimersByTimeAsync(RETRY_DELAY_MAX_MS);
    }
    newest().end(1006);
    await vi.advanceTimersByTimeAsync(RETRY_DELAY_MAX_MS);
    newest().welcome();
    expect(types()).toEqual(['interrupted', 'welcome']);
  });

  it('retries at once when the host answers HTTP after a timeout', async () => {
    answers = true;
    await vi.advanceTimersByTimeAsync(CONNECT_TIMEOUT_MS);
    expect(sockets).toHaveLength(2);
  });

  it('gives up a connection that does not open in time', () => {
    vi.advanceTimersByTime(CONNECT_TIMEOUT_MS + 500);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.readyState).toBe(WebSocket.CLOSING);
  });

  it('opens a new connection after a long silence, and keeps the old one until the new one is welcomed', () => {
    const old = newest();
    old.welcome();
    vi.advanceTimersByTime(SILENCE_LIMIT_MS + 5_001);
    expect(sockets).toHaveLength(2);
    expect(line.send({ type: 'leave' })).toBe(true);
    expect(old.readyState).toBe(WebSocket.OPEN);
    newest().welcome();
    expect(old.readyState).toBe(WebSocket.CLOSING);
  });

  it('keeps a connection that receives something', () => {
    newest().welcome();
    for (let beats = 0; beats < 6; beats += 1) {
      vi.advanceTimersByTime(15_000);
      newest().hear({ type: 'heartbeat' });
    }
    expect(sockets).toHaveLength(1);
  });

  it('opens a new connection when the network is back', () => {
    newest().welcome();
    dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
  });

  it('opens another connection when the phone has settled and it has not joined yet', () => {
    newest().welcome();
    dispatchEvent(new Event('online'));
    dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(WAKE_SETTLE_MS);
    expect(sockets).toHaveLength(3);
    vi.advanceTimersByTime(WAKE_SETTLE_MS);
    dispatchEvent(new Event('online'));
    newest().welcome();
    dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(WAKE_SETTLE_MS);
    expect(sockets).toHaveLength(4);
    expect(types()).toEqual(['welcome', 'welcome']);
  });

  it('does not mistake its own second connection for another tab', () => {
    const old = newest();
    old.welcome();
    dispatchEvent(new Event('online'));
    newest().open();
    old.end(CLOSE.replaced);
    newest().hear(welcome);
    expect(types()).toEqual(['welcome', 'welcome']);
  });

  it('stops when another tab took over', () => {
    newest().welcome();
    newest().end(CLOSE.replaced);
    vi.advanceTimersByTime(60_000);
    dispatchEvent(new Event('online'));
    expect(types()).toEqual(['welcome', 'replaced']);
    expect(sockets).toHaveLength(1);
  });

  it('reports that the host stopped, and reconnects automatically', () => {
    newest().welcome();
    newest().end(1001);
    expect(types()).toEqual(['welcome', 'host-gone']);
    vi.advanceTimersByTime(500);
    newest().welcome();
    expect(types()).toEqual(['welcome', 'host-gone', 'welcome']);
  });

  it('retries at once on focus or typing, at most once a second', () => {
    newest().welcome();
    newest().end(1001);
    // Enough failures that the next try is seconds away.
    for (let tries = 0; tries < 8; tries += 1) {
      vi.advanceTimersByTime(RETRY_DELAY_MAX_HOST_GONE_MS);
      newest().end(1006);
    }
    vi.advanceTimersByTime(RETRY_NOW_INTERVAL_MS);
    const before = sockets.length;
    dispatchEvent(new Event('focus'));
    expect(sockets).toHaveLength(before + 1);
    newest().end(1006);
    for (let key = 0; key < 20; key += 1) line.retryNow();
    expect(sockets).toHaveLength(before + 1);
    vi.advanceTimersByTime(RETRY_NOW_INTERVAL_MS);
    line.retryNow();
    expect(sockets).toHaveLength(before + 2);
  });

  it('does not retry early while connected or connecting', () => {
    vi.advanceTimersByTime(RETRY_NOW_INTERVAL_MS);
    line.retryNow();
    newest().welcome();
    vi.advanceTimersByTime(RETRY_NOW_INTERVAL_MS);
    line.retryNow();
    dispatchEvent(new Event('focus'));
    expect(sockets).toHaveLength(1);
  });

  it('retries within 5 seconds, or within 10 while the host is stopped', () => {
    newest().welcome();
    for (const [code, mostMs] of [
      [1006, 5_000],
      [1001, 10_000],
    ] as const) {
      newest().end(code);
      for (let tries = 0; tries < 9; tries += 1) {
        const before = sockets.length;
        let waitedMs = 0;
        for (; sockets.length === before; waitedMs += 100) vi.advanceTimersByTime(100);
        expect(waitedMs).toBeLessThanOrEqual(mostMs);
        newest().end(1006);
      }
      line.start();
      newest().welcome();
    }
  });

  it('stops when the join is refused', () => {
    newest().open();
    newest().hear({ type: 'error', code: 'name-taken' });
    vi.advanceTimersByTime(60_000);
    expect(events.slice(1)).toEqual([
      { type: 'join-refused', refusal: { type: 'error', code: 'name-taken' } },
    ]);
    expect(sockets).toHaveLength(1);
  });

  it('reports nothing after being stopped', () => {
    newest().welcome();
    line.stop();
    newest().hear({ type: 'heartbeat' });
    newest().end(1006);
    vi.advanceTimersByTime(60_000);
    expect(types()).toEqual(['welcome']);
    expect(sockets).toHaveLength(1);
  });
});
