// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Line } from '../../../renderer/basic/line.ts';

/** What the browser's WebSocket is to the line, closed by the test. */
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
const line = () =>
  new Line('ws://host/', {
    opened: () => heard.push('opened'),
    heard: (text) => heard.push(text),
    lost: () => heard.push('lost'),
    trying: () => heard.push('trying'),
    thrownOut: () => heard.push('out'),
  });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  heard.length = 0;
  Socket.all.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a line that is lost is opened again by itself', () => {
  line().open();
  Socket.all[0]!.onclose!({ code: 1006 });
  expect(heard).toEqual(['trying', 'lost']);
  vi.advanceTimersByTime(2_000);
  expect(heard.slice(2)).toEqual(['trying']);
});

test('who is thrown out is told so, and knocks again only by hand', () => {
  const own = line();
  own.open();
  Socket.all[0]!.onclose!({ code: 4003 });
  vi.advanceTimersByTime(120_000);
  expect(heard).toEqual(['trying', 'out']);
  expect(Socket.all).toHaveLength(1);
  own.open();
  expect(Socket.all).toHaveLength(2);
});
