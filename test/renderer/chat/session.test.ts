// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseFields } from '../../../renderer/chat/server-message.ts';
import { Session } from '../../../renderer/chat/session.ts';
import { FakeSocket, person, welcome } from './fake-socket.ts';

let sockets: FakeSocket[];
const newest = () => sockets[sockets.length - 1]!;
const sent = () => newest().sent.map((text) => parseFields(text) ?? {});
const open: Session[] = [];

function openPage(): Session {
  const session = new Session(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  open.push(session);
  session.start();
  return session;
}

function say(session: Session, text: string): void {
  session.draft(text);
  session.say();
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  for (const session of open.splice(0)) session.leave();
  vi.useRealTimers();
});

describe('a session', () => {
  it('connects when somebody joins, not before', () => {
    const session = openPage();
    expect(sockets).toHaveLength(0);
    session.join('Ada');
    newest().welcome();
    expect(session.conversation()).toMatchObject({ status: { is: 'here' }, you: person });
  });

  it('sends at once, and again, in order, after each welcome until it is acknowledged', () => {
    const session = openPage();
    session.join('Ada');
    newest().welcome();
    say(session, 'one');
    expect(sent().map(({ text }) => text)).toEqual([undefined, 'one']);
    newest().end(1006);
    say(session, 'two');
    vi.advanceTimersByTime(1_000);
    newest().welcome();
    expect(sent().map(({ text }) => text)).toEqual([undefined, 'one', 'two']);
    const ref = String(sent()[1]?.['ref']);
    newest().hear({ type: 'message', seq: 1, at: 1, from: person, text: 'one', ref });
    expect(session.conversation().outbox.map(({ text }) => text)).toEqual(['two']);
  });

  it('is the same person after a reload, with what was not sent and what was not finished', () => {
    const before = openPage();
    before.join('Ada');
    newest().welcome();
    newest().end(1006);
    say(before, 'one');
    before.draft('half a thou');
    const after = openPage();
    newest().open();
    expect(sent()).toEqual([{ type: 'join', name: 'Ada', token: 'token' }]);
    newest().hear(welcome);
    expect(sent().map(({ text }) => text)).toEqual([undefined, 'one']);
    expect(after.conversation().draft).toBe('half a thou');
  });

  it('says goodbye and forgets the person, but not the name', () => {
    const session = openPage();
    session.join('Ada');
    newest().welcome();
    const socket = newest();
    session.leave();
    expect(socket.sent[1]).toBe('{"type":"leave"}');
    expect(openPage().conversation()).toMatchObject({
      status: { is: 'asking-name' },
      name: 'Ada',
      token: undefined,
    });
    expect(sockets).toHaveLength(1);
  });

  it('takes the chat back from another tab when it is asked to', () => {
    const session = openPage();
    session.join('Ada');
    newest().welcome();
    newest().end(4001);
    expect(session.conversation().status).toEqual({ is: 'replaced' });
    session.tryAgain();
    newest().welcome();
    expect(session.conversation().status).toEqual({ is: 'here' });
  });
});
