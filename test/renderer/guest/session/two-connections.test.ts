// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseFields } from '../../../../contract/model/fields.ts';
import { CLOSE, SILENCE_LIMIT_MS } from '../../../../contract/wire/wire.ts';
import { openView } from '../../../../renderer/guest/state/rooms.ts';
import { ChatClient } from '../../../../renderer/guest/session/chat-client.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { FakeSocket, person, welcome } from '../fake-socket.ts';
import { says } from '../fake-server.ts';

/** Longer than a hidden interruption, shorter than a connection timeout. */
const WHILE_MS = 5_000;

let sockets: FakeSocket[];
const open: ChatClient[] = [];
const first = () => sockets[0]!;
const newest = () => sockets[sockets.length - 1]!;
const ofType = (socket: FakeSocket, type: string) =>
  socket.sent.map((text) => parseFields(text) ?? {}).filter((message) => message['type'] === type);
const statusOf = (session: ChatClient) => session.conversation().status.is;
const noticeOf = (session: ChatClient) => draftIn(session.conversation().drafts, 'lobby').notice;
const wake = () => dispatchEvent(new Event('online'));

function atTheDoor(): ChatClient {
  sockets = [];
  const session = new ChatClient(
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    () => Promise.resolve(false),
  );
  open.push(session);
  session.start();
  session.join('Ada');
  return session;
}

function inside(): ChatClient {
  const session = atTheDoor();
  newest().welcome();
  return session;
}

/** A page after waking: the first connection may be alive, and the second one does not open. */
function inDoubt(): ChatClient {
  const session = inside();
  wake();
  vi.advanceTimersByTime(WHILE_MS);
  expect(statusOf(session)).toBe('lost');
  expect(sockets).toHaveLength(2);
  return session;
}

function say(session: ChatClient, text: string): void {
  session.draft(text);
  session.send();
}

function end(): void {
  for (const session of open.splice(0)) {
    session.end();
    session.leave();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  localStorage.clear();
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});

afterEach(() => {
  end();
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a page that opens a second connection', () => {
  it('is here as soon as the first one receives something', () => {
    const session = inDoubt();
    first().hear({ type: 'heartbeat' });
    expect(statusOf(session)).toBe('here');
  });

  it('is still here when the second one fails, if the first one received something', () => {
    const session = inside();
    wake();
    first().hear({ type: 'heartbeat' });
    vi.advanceTimersByTime(WHILE_MS);
    expect(statusOf(session)).toBe('here');
    newest().end(1006);
    vi.advanceTimersByTime(WHILE_MS);
    expect(statusOf(session)).toBe('here');
    expect(sockets).toHaveLength(2);
  });

  it('is here even if it tries again after the phone has settled', () => {
    const session = inside();
    wake();
    wake();
    first().hear({ type: 'heartbeat' });
    vi.advanceTimersByTime(2 * WHILE_MS);
    expect(sockets).toHaveLength(3);
    expect(statusOf(session)).toBe('here');
  });

  it('keeps trying until the first one receives something', () => {
    const session = inside();
    wake();
    newest().end(1006);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(3);
    newest().end(1006);
    first().hear({ type: 'heartbeat' });
    vi.advanceTimersByTime(SILENCE_LIMIT_MS);
    expect(sockets).toHaveLength(3);
    expect(statusOf(session)).toBe('here');
  });

  it('does not end with the second one, for whatever reason the host closed it', () => {
    const session = inside();
    wake();
    newest().open();
    // It did not join in time.
    newest().end(1008);
    first().hear({ type: 'heartbeat' });
    expect(statusOf(session)).toBe('here');
  });

  it('sends over the first one in the meantime', () => {
    const session = inDoubt();
    say(session, 'hello');
    const [message] = ofType(first(), 'message');
    expect(message).toMatchObject({ text: 'hello' });
    first().hear(says(1, 'hello', person, { ref: String(message?.['ref']) }));
    expect(session.conversation()).toMatchObject({ outbox: [], status: { is: 'here' } });
  });

  it('can edit messages again once the first one receives something, and removes the notice', () => {
    const session = inDoubt();
    session.react(1, '👍');
    expect(noticeOf(session)).toMatchObject({ code: 'offline' });
    first().hear({ type: 'heartbeat' });
    expect(noticeOf(session)).toBeUndefined();
    session.react(1, '👍');
    expect(ofType(first(), 'react')).toHaveLength(1);
  });

  it('keeps the divider above messages that arrived while hidden, and adds none otherwise', () => {
    const session = inside();
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true);
    first().hear(says(1, 'while hidden'));
    hide(false);
    const away = { after: 0, count: 1 };
    expect(openView(session.conversation())?.away).toEqual(away);
    vi.advanceTimersByTime(WHILE_MS);
    expect(statusOf(session)).toBe('lost');
    first().hear({ type: 'heartbeat' });
    expect(openView(session.conversation())?.away).toEqual(away);
    expect(session.conversation().wasAway).toBe(false);
  });

  it('accepts an answer over the first one: a new name', () => {
    const session = inside();
    session.openRename(true);
    session.rename('Eve');
    wake();
    vi.advanceTimersByTime(WHILE_MS);
    expect(statusOf(session)).toBe('lost');
    const renamed = { ...person, name: 'Eve' };
    first().hear({ type: 'renamed', room: 'lobby', seq: 1, at: 1, person: renamed, before: 'Ada' });
    expect(session.conversation()).toMatchObject({ renaming: { is: 'closed' }, you: renamed });
  });

  it('accepts an answer over the first one: a moderation request', async () => {
    const session = inside();
    const told = session.moderate({ type: 'unmute', personId: 'b2' });
    wake();
    vi.advanceTimersByTime(WHILE_MS);
    const ref = ofType(first(), 'unmute')[0]?.['ref'];
    first().hear({ type: 'done', ref });
    expect(await told).toEqual({ type: 'done', ref });
  });

  it('does not mistake its own late join for another tab', () => {
    const session = inside();
    wake();
    newest().open();
    // The host welcomes it too late for the page, and then closes the first one as replaced.
    vi.advanceTimersByTime(6_000);
    first().end(CLOSE.replaced);
    expect(statusOf(session)).not.toBe('replaced');
    vi.advanceTimersByTime(WHILE_MS);
    newest().welcome();
    expect(statusOf(session)).toBe('here');
    vi.advanceTimersByTime(SILENCE_LIMIT_MS - 1_000);
    newest().end(CLOSE.replaced);
    expect(statusOf(session)).toBe('replaced');
  });

  it('treats a second replacement as another tab, because one stray join explains only one', () => {
    const session = inside();
    wake();
    newest().open();
    vi.advanceTimersByTime(6_000);
    first().end(CLOSE.replaced);
    vi.advanceTimersByTime(WHILE_MS);
    newest().welcome();
    expect(statusOf(session)).toBe('here');
    newest().end(CLOSE.replaced);
    expect(statusOf(session)).toBe('replaced');
  });

  it('treats a replacement as another tab if the host has answered the join', () => {
    const session = atTheDoor();
    newest().open();
    newest().hear({ type: 'error', code: 'name-taken' });
    session.join('Eve');
    newest().welcome();
    newest().end(CLOSE.replaced);
    expect(statusOf(session)).toBe('replaced');
  });

  it('knows that the host is stopping while it opened another connection', () => {
    const session = inside();
    wake();
    first().end(1001);
    newest().end(1006);
    expect(statusOf(session)).toBe('host-gone');
  });

  it('ends with the newest when the first one has been silent for too long', () => {
    const session = inside();
    vi.advanceTimersByTime(SILENCE_LIMIT_MS + WHILE_MS);
    newest().open();
    newest().end(1008);
    expect(statusOf(session)).toBe('ended');
  });

  it('retries without extra delay after a false alarm', () => {
    const session = inside();
    wake();
    for (let tries = 0; tries < 4; tries += 1) {
      newest().end(1006);
      vi.advanceTimersByTime(WHILE_MS);
    }
    first().hear({ type: 'heartbeat' });
    newest().end(1006);
    vi.advanceTimersByTime(WHILE_MS);
    const before = sockets.length;
    first().end(1006);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(before + 1);
    session.leave();
  });
});

describe('a page whose connection is lost', () => {
  it('fails pending requests', async () => {
    const session = inside();
    session.openRename(true);
    session.rename('Eve');
    session.search('x', 'room');
    const told = session.moderate({ type: 'unmute', personId: 'b2' });
    newest().end(1006);
    expect(session.conversation()).toMatchObject({
      renaming: { is: 'open', refusal: 'offline' },
      search: { state: { is: 'refused', code: 'offline' } },
    });
    expect(await told).toMatchObject({ code: 'offline' });
  });

  it('fails pending requests when the next connection replaces an open one', async () => {
    const session = inside();
    const told = session.moderate({ type: 'unmute', personId: 'b2' });
    wake();
    newest().welcome();
    expect(await told).toMatchObject({ code: 'offline' });
  });
});

it('reports again that the host does not answer when joining is tried again', () => {
  const session = atTheDoor();
  vi.advanceTimersByTime(WHILE_MS);
  expect(statusOf(session)).toBe('unreachable');
  session.join('Ada');
  expect(statusOf(session)).toBe('connecting');
  vi.advanceTimersByTime(WHILE_MS);
  expect(statusOf(session)).toBe('unreachable');
});

/** A page under arbitrary events, with an independent model of its connections. */
class Course {
  readonly session = inside();
  /** The connection welcomed last. */
  #joined = newest();
  /** It was heard after the last sign of trouble. */
  #proven = true;
  #silentMs = 0;

  readonly steps = {
    wake: () => {
      wake();
      this.#proven = false;
    },
    'waits a moment': () => this.#pass(700),
    'waits long': () => this.#pass(WHILE_MS),
    hears: () => this.#joined.readyState === WebSocket.OPEN && this.#hear({ type: 'heartbeat' }),
    'is connected': () => newest().readyState === WebSocket.CONNECTING && newest().open(),
    'is welcomed': () => {
      if (newest() === this.#joined || newest().readyState !== WebSocket.OPEN) return;
      this.#joined = newest();
      this.#hear(welcome);
    },
    'newest fails': () => this.#end(newest(), 1006),
    'joined fails': () => this.#end(this.#joined, 1006),
    'host says goodbye': () => this.#end(this.#joined, 1001),
    'host says goodbye at the door': () => this.#end(newest(), 1001),
    'host turns the newest away': () => newest() !== this.#joined && this.#end(newest(), 1008),
  };

  /** Whether the page must be here. */
  get here(): boolean {
    const open = this.#joined.readyState === WebSocket.OPEN;
    return open && this.#proven && this.#silentMs < SILENCE_LIMIT_MS;
  }

  /** Whether the page must report an interruption: its connection has been gone for long enough. */
  get cutOff(): boolean {
    return this.#joined.readyState === WebSocket.CLOSED && this.#silentMs >= WHILE_MS;
  }

  #pass(ms: number): void {
    this.#silentMs += ms;
    if (this.#silentMs >= SILENCE_LIMIT_MS) this.#proven = false;
    vi.advanceTimersByTime(ms);
  }

  #hear(message: unknown): void {
    this.#proven = true;
    this.#silentMs = 0;
    this.#joined.hear(message);
  }

  #end(socket: FakeSocket, code: number): void {
    if (socket.readyState >= WebSocket.CLOSING) return;
    if (socket === this.#joined) this.#silentMs = 0;
    socket.end(code);
  }
}

type Step = keyof Course['steps'];
const STEPS: readonly Step[] = [
  ...(['wake', 'waits a moment', 'waits long', 'hears', 'is connected', 'is welcomed'] as const),
  ...(['newest fails', 'joined fails', 'host says goodbye', 'host says goodbye at the door'] as const),
  'host turns the newest away',
];

it('a page is here after receiving something, until a sign of trouble, whatever happened before', () => {
  let [here, cutOff] = [0, 0];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), (steps) => {
      const course = new Course();
      for (const step of steps) {
        course.steps[step]();
        const status = statusOf(course.session);
        if (course.cutOff) {
          cutOff += 1;
          expect(status).not.toBe('here');
        }
        if (!course.here) continue;
        here += 1;
        expect(status).toBe('here');
      }
      end();
    }),
    { numRuns: 500 },
  );
  expect(Math.min(here, cutOff)).toBeGreaterThan(0);
});
