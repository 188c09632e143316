// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlainConnection } from '../../../renderer/basic/plain-connection.ts';

/** A stand-in for the browser's WebSocket. */
class Socket {
  static readonly all: Socket[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
  }
  send(): void {}
  close(): void {}
}

const heard: string[] = [];
/** Whether the host answers over HTTP. */
let answers = false;
const line = () =>
  new PlainConnection('ws://host/', (told) => told(answers), {
    opened: () => heard.push('opened'),
    received: (text) => heard.push(text),
    lost: (_, blocked) => heard.push(blocked ? 'blocked' : 'lost'),
    trying: () => heard.push('trying'),
    removed: () => heard.push('out'),
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  heard.length = 0;
  answers = false;
  Socket.all.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('reconnects automatically after a lost connection', () => {
  line().open();
  Socket.all[0]!.onclose!({ code: 1006 });
  expect(heard).toEqual(['trying', 'lost']);
  vi.advanceTimersByTime(2_000);
  expect(heard.slice(2)).toEqual(['trying']);
});

test('reports a removal, and reconnects only on request', () => {
  const own = line();
  own.open();
  Socket.all[0]!.onclose!({ code: 4003 });
  vi.advanceTimersByTime(120_000);
  expect(heard).toEqual(['trying', 'out']);
  expect(Socket.all).toHaveLength(1);
  own.open();
  expect(Socket.all).toHaveLength(2);
});

test('is blocked after two failed tries while the host answers HTTP, until it receives something', () => {
  answers = true;
  const newest = () => Socket.all[Socket.all.length - 1]!;
  const told = () => heard.filter((event) => event === 'lost' || event === 'blocked');
  line().open();
  newest().onclose!({ code: 1006 });
  vi.advanceTimersByTime(1_000);
  newest().onclose!({ code: 1006 });
  expect(told()).toEqual(['lost', 'blocked']);
  vi.advanceTimersByTime(4_000);
  newest().onopen!();
  newest().onmessage!({ data: 'hi' });
  newest().onclose!({ code: 1006 });
  expect(told().slice(-1)).toEqual(['lost']);
});
