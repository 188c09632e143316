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

describe('the client', () => {
  it('connects only when the person joins', () => {
    const session = openPage();
    expect(sockets).toHaveLength(0);
    session.join('Ada');
    newest().welcome();
    expect(session.conversation()).toMatchObject({ status: { is: 'here' }, you: person });
  });

  it('sends at once, and again in order after each welcome until acknowledged', () => {
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

  it('restores the person, the outbox and drafts after a reload', () => {
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

  it('leaves and forgets the person, but keeps the name', () => {
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

  it('takes over again from another tab on request', () => {
    const session = inside();
    newest().end(4001);
    expect(session.conversation().status).toEqual({ is: 'replaced' });
    session.tryAgain();
    newest().welcome();
    expect(session.conversation().status).toEqual({ is: 'here' });
  });

  it('sends the PIN when joining, and keeps it in memory only', () => {
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
  it('requests earlier entries once and loads them', () => {
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

  it('opens a private room and writes in it', () => {
    const session = inside();
    newest().hear({ type: 'joined', room: 'lobby', seq: 1, at: 1, person: bo });
    session.openPrivate('b2');
    say(session, 'psst');
    expect(ofType('read')).toEqual([]);
    expect(ofType('message')).toMatchObject([{ room: privateRoom('a1', 'b2'), text: 'psst' }]);
  });

  it.each(['too-fast', 'read-failed'])('repeats the request later if the host could not read: %s', (code) => {
    const session = inside();
    newest().hear(says(1, 'a'));
    session.jumpToDay(5);
    newest().hear({ type: 'error', code, ref: ofType('read')[0]?.['ref'] });
    expect(ofType('read')).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(ofType('read')).toHaveLength(2);
  });

  it('repeats a page request only after the delay set by the host', () => {
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
    'keeps requesting pages while another request is rate-limited: %s',
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
  it('replies, edits and deletes', () => {
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

  it('adds and removes a reaction', () => {
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

  it('rejects edits while offline, says so, and keeps the text', () => {
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

  it('limits how often it sends typing notices', () => {
    const session = inside();
    session.draft('a');
    session.draft('ab');
    vi.advanceTimersByTime(TYPING_INTERVAL_MS);
    session.draft('abc');
    expect(ofType('typing')).toHaveLength(2);
  });

  it('expires typing notices', () => {
    const session = inside();
    newest().hear({ type: 'typing', room: 'lobby', id: 'b2' });
    expect(session.conversation().typists).toHaveLength(1);
    vi.advanceTimersByTime(TYPING_FADES_MS + 1);
    expect(session.conversation().typists).toEqual([]);
  });

  it('sends a rate-limited message after the delay', () => {
    const session = inside();
    say(session, 'one');
    newest().hear({ type: 'error', code: 'too-fast', ref: ofType('message')[0]?.['ref'], seconds: 2 });
    vi.advanceTimersByTime(2_000);
    expect(ofType('message').map(({ text }) => text)).toEqual(['one', 'one']);
  });
});

describe('a phone', () => {
  it('reports sleep, wakes on a new connection, and hides the interruption', () => {
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
  it('does not report sleep behind another window', () => {
    inside();
    hide(true);
    hide(false);
    expect(ofType('presence')).toEqual([]);
    expect(sockets).toHaveLength(1);
  });
});

describe('a search', () => {
  it('searches one room or all, and continues with older results', () => {
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
