// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { privateRoom } from '../../../../contract/model/room.ts';
import { TYPING_FADES_MS, TYPING_INTERVAL_MS } from '../../../../contract/wire/wire.ts';
import { parseFields } from '../../../../contract/model/fields.ts';
import { openView } from '../../../../renderer/guest/state/rooms.ts';
import { ChatClient } from '../../../../renderer/guest/session/chat-client.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { FakeSocket, person, welcome } from '../fake-socket.ts';
import { bo, says } from '../fake-server.ts';

let sockets: FakeSocket[];
let coarse: boolean;
const newest = () => sockets[sockets.length - 1]!;
const sent = () => newest().sent.map((text) => parseFields(text) ?? {});
const ofType = (type: string) => sent().filter((message) => message['type'] === type);
const open: ChatClient[] = [];
const mine = (seq: number, text: string, ref?: string) => says(seq, text, person, ref ? { ref } : {});

function openPage(): ChatClient {
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
  return session;
}

function inside(): ChatClient {
  const session = openPage();
  session.join('Ada');
  newest().welcome();
  return session;
}

function say(session: ChatClient, text: string): void {
  session.draft(text);
  session.send();
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

function kept(storage: Storage): string {
  return Array.from({ length: storage.length }, (_, index) => storage.getItem(storage.key(index)!)).join(' ');
}

const draft = (session: ChatClient) => {
  const now = session.conversation();
  return draftIn(now.drafts, now.open);
};

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  coarse = false;
  vi.stubGlobal('matchMedia', () => ({ matches: coarse }));
  sessionStorage.clear();
  localStorage.clear();
});

afterEach(() => {
  for (const session of open.splice(0)) {
    session.end();
    session.leave();
  }
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
  vi.useRealTimers();
  vi.unstubAllGlobals();
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
    const session = inside();
    say(session, 'one');
    expect(ofType('message').map(({ text }) => text)).toEqual(['one']);
    newest().end(1006);
    say(session, 'two');
    vi.advanceTimersByTime(1_000);
    newest().welcome();
    expect(ofType('message').map(({ text }) => text)).toEqual(['one', 'two']);
    newest().hear(mine(1, 'one', String(ofType('message')[0]?.['ref'])));
    expect(session.conversation().outbox.map(({ text }) => text)).toEqual(['two']);
  });

  it('is the same person after a reload, with what was not sent and what was not finished', () => {
    const before = inside();
    newest().end(1006);
    say(before, 'one');
    before.draft('half a thou');
    before.end();
    const after = openPage();
    newest().open();
    expect(sent()).toEqual([
      { type: 'join', name: 'Ada', token: 'token', resume: { log: 'log', rooms: [] } },
    ]);
    newest().hear(welcome);
    expect(ofType('message').map(({ text }) => text)).toEqual(['one']);
    expect(draft(after).text).toBe('half a thou');
  });

  it('says goodbye and forgets the person, but not the name', () => {
    const session = inside();
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
    const session = inside();
    newest().end(4001);
    expect(session.conversation().status).toEqual({ is: 'replaced' });
    session.tryAgain();
    newest().welcome();
    expect(session.conversation().status).toEqual({ is: 'here' });
  });

  it('tells the PIN at the door, and keeps it nowhere but in memory', () => {
    const session = openPage();
    session.join('Ada');
    newest().open();
    newest().hear({ type: 'error', code: 'pin-required' });
    expect(session.conversation()).toMatchObject({ pinRequired: true, name: 'Ada' });
    session.join('Ada', '482913');
    newest().welcome();
    expect(sent()[0]).toEqual({ type: 'join', name: 'Ada', pin: '482913' });
    expect([kept(sessionStorage), kept(localStorage), location.href].join(' ')).not.toContain('482913');
  });
});

describe('reading', () => {
  it('asks once for what is before, and holds it', () => {
    const session = openPage();
    session.join('Ada');
    newest().open();
    newest().hear({
      ...welcome,
      rooms: [{ id: 'lobby', name: 'Lobby', latest: 5 }],
      pages: [{ room: 'lobby', entries: [says(5, 'e')], first: false, last: true }],
    });
    session.readEarlier();
    session.readEarlier();
    const [asked, ...more] = ofType('read');
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ room: 'lobby', place: { before: 5 } });
    const { ref } = asked!;
    newest().hear({ type: 'page', ref, room: 'lobby', entries: [says(4, 'd')], first: true, last: false });
    expect(openView(session.conversation())?.logWindow?.entries.map(({ seq }) => seq)).toEqual([4, 5]);
  });

  it('opens a room of two, and writes to it', () => {
    const session = inside();
    newest().hear({ type: 'joined', room: 'lobby', seq: 1, at: 1, person: bo });
    session.openPrivate('b2');
    say(session, 'psst');
    expect(ofType('read')).toEqual([]);
    expect(ofType('message')).toMatchObject([{ room: privateRoom('a1', 'b2'), text: 'psst' }]);
  });

  it.each(['too-fast', 'read-failed'])('asks again later if the host could not read: %s', (code) => {
    const session = inside();
    newest().hear(says(1, 'a'));
    session.jumpToDay(5);
    newest().hear({ type: 'error', code, ref: ofType('read')[0]?.['ref'] });
    expect(ofType('read')).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(ofType('read')).toHaveLength(2);
  });

  it('asks for a page again when it was told that it may, and not before', () => {
    const session = inside();
    newest().hear(says(1, 'a'));
    session.jumpToDay(5);
    newest().hear({ type: 'error', code: 'too-fast', seconds: 4, ref: ofType('read')[0]?.['ref'] });
    vi.advanceTimersByTime(3_900);
    expect(ofType('read')).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(ofType('read')).toHaveLength(2);
  });

  it.each(['too-fast', 'rate-limited'])(
    'goes on while the host wants no more of something else: %s',
    (code) => {
      const session = inside();
      newest().hear(says(1, 'a'));
      session.rename('Ada L');
      newest().hear({ type: 'error', code, seconds: 20, ref: ofType('rename')[0]?.['ref'] });
      session.jumpToDay(5);
      expect(ofType('read')).toHaveLength(1);
    },
  );
});

describe('writing', () => {
  it('answers, mends and takes back', () => {
    const session = inside();
    newest().hear(says(1, 'why'));
    newest().hear(mine(2, 'becuase'));
    session.startReply(1);
    say(session, 'so');
    expect(ofType('message')).toMatchObject([{ text: 'so', reply: 1 }]);
    session.draft('half a thou');
    expect(session.startEdit()).toBe(true);
    expect(draft(session)).toMatchObject({ text: 'becuase', mode: { is: 'edit', seq: 2 } });
    say(session, 'because');
    expect(ofType('edit')).toMatchObject([{ target: 2, text: 'because', room: 'lobby' }]);
    expect(draft(session)).toMatchObject({ text: 'half a thou', mode: { is: 'new' } });
    session.delete(2);
    expect(ofType('delete')).toMatchObject([{ target: 2 }]);
  });

  it('gives a reaction, and takes it back', () => {
    const session = inside();
    newest().hear(says(1, 'a'));
    session.react(1, '👍');
    newest().hear({
      type: 'reacted',
      room: 'lobby',
      seq: 2,
      at: 2,
      target: 1,
      by: person,
      emoji: '👍',
      on: true,
    });
    session.react(1, '👍');
    expect(ofType('react').map(({ on }) => on)).toEqual([true, false]);
  });

  it('changes nothing while there is no connection, says so, and keeps what was written', () => {
    const session = inside();
    newest().hear(mine(1, 'one'));
    newest().end(1006);
    session.delete(1);
    expect(draft(session).notice).toMatchObject({ code: 'offline' });
    session.startEdit(1);
    say(session, 'two');
    expect(draft(session)).toMatchObject({
      text: 'two',
      mode: { is: 'edit', seq: 1 },
      notice: { code: 'offline' },
    });
  });

  it('tells that somebody writes, seldom', () => {
    const session = inside();
    session.draft('a');
    session.draft('ab');
    vi.advanceTimersByTime(TYPING_INTERVAL_MS);
    session.draft('abc');
    expect(ofType('typing')).toHaveLength(2);
  });

  it('forgets whoever writes no more', () => {
    const session = inside();
    newest().hear({ type: 'typing', room: 'lobby', id: 'b2' });
    expect(session.conversation().typists).toHaveLength(1);
    vi.advanceTimersByTime(TYPING_FADES_MS + 1);
    expect(session.conversation().typists).toEqual([]);
  });

  it('sends what was too fast when the host will take it', () => {
    const session = inside();
    say(session, 'one');
    newest().hear({ type: 'error', code: 'too-fast', ref: ofType('message')[0]?.['ref'], seconds: 2 });
    vi.advanceTimersByTime(2_000);
    expect(ofType('message').map(({ text }) => text)).toEqual(['one', 'one']);
  });
});

describe('a phone', () => {
  it('says that it sleeps, wakes on a new connection, and tells of none that is lost', () => {
    coarse = true;
    const session = inside();
    hide(true);
    expect(ofType('presence')).toMatchObject([{ asleep: true }]);
    const old = newest();
    hide(false);
    expect(old.sent[old.sent.length - 1]).toBe('{"type":"presence","asleep":false}');
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(3_000);
    expect(session.conversation().status).toEqual({ is: 'here' });
  });
});

describe('a computer', () => {
  it('does not sleep behind another window', () => {
    inside();
    hide(true);
    hide(false);
    expect(ofType('presence')).toEqual([]);
    expect(sockets).toHaveLength(1);
  });
});

describe('a search', () => {
  it('asks in one room or in all, and on from the oldest', () => {
    const session = inside();
    session.search('x', 'room');
    expect(ofType('search')).toMatchObject([{ text: 'x', room: 'lobby' }]);
    newest().hear({ type: 'found', ref: ofType('search')[0]?.['ref'], messages: [says(3, 'x')], older: 3 });
    session.searchOlder();
    expect(ofType('search')[1]).toMatchObject({ text: 'x', room: 'lobby', before: 3 });
    session.closeSearch();
    expect(session.conversation().search).toBeUndefined();
  });
});
