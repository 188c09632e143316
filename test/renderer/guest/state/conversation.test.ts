import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedOf } from '../../../../contract/model/arrivals.ts';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { Page } from '../../../../contract/wire/page.ts';
import { LOBBY, privateRoom, type Room } from '../../../../contract/model/room.ts';
import type { ServerMessage, Welcome } from '../../../../contract/wire/server-message.ts';
import type { ConnectionStatus } from '../../../../renderer/guest/connection/connection-state.ts';
import {
  initialConversation,
  joinRequest,
  type Conversation,
} from '../../../../renderer/guest/state/conversation.ts';
import { reduce, type Action } from '../../../../renderer/guest/state/reduce.ts';
import { openView, unreadIn, viewOf } from '../../../../renderer/guest/state/rooms.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { ada, bo, House, says } from '../fake-server.ts';

const lobby: Room = { id: LOBBY, name: 'Lobby', latest: 0 };
const den: Room = { id: 'r1', name: 'Den', latest: 0 };

function page(entries: readonly Entry[], options: Partial<Page> = {}): Page {
  return { room: LOBBY, entries, first: (entries[0]?.seq ?? 1) === 1, last: true, ...options };
}

function welcome(some: Partial<Welcome> = {}): ServerMessage {
  const whole = { log: 'log', you: ada, token: 'token', people: [ada], retention: { saved: false } };
  const latest = Math.max(0, ...(some.pages ?? []).flatMap(({ entries }) => entries.map(({ seq }) => seq)));
  return { type: 'welcome', ...whole, rooms: [{ ...lobby, latest }], pages: [page([])], ...some };
}

const after = (now: Conversation, ...actions: readonly Action[]) => actions.reduce(reduce, now);
const hear = (now: Conversation, ...messages: readonly ServerMessage[]) =>
  messages.reduce((state, message) => reduce(state, { type: 'message-received', message, now: 0 }), now);
const write = (now: Conversation, text: string) =>
  reduce(now, { type: 'draft-changed', room: now.open, draft: { ...draftIn(now.drafts, now.open), text } });
const say = (now: Conversation, text: string, ref: string) =>
  reduce(write(now, text), { type: 'message-sent', ref, at: 0 });
const draft = (now: Conversation, room = now.open) => draftIn(now.drafts, room);
const view = (now: Conversation, room = now.open) => viewOf(now, room)!;

const connection = (status: ConnectionStatus): Action => ({ type: 'connection', status });
const door = reduce(initialConversation({}), { type: 'joining', name: 'Ada', pin: undefined });
const here = hear(door, welcome());
const texts = (now: Conversation) =>
  view(now).logWindow?.entries.map((entry) => (entry.type === 'message' ? entry.text : entry.type));

/** Message orders that matter to the reducer. */
const joins = fc
  .array(fc.record({ joined: fc.integer({ min: 1, max: 4 }), said: fc.boolean() }), { maxLength: 8 })
  .map((groups) => {
    let seq = 0;
    return groups.flatMap(({ joined, said }): Exclude<ServerMessage, Welcome>[] => {
      const [first, count] = [seq + 1, joined];
      seq += joined;
      const people = Array.from({ length: count }, (_, i) => `g${(first + i) % 7} Guest ${first + i}`);
      const arrivals = { type: 'arrivals', room: LOBBY, seq: first, at: first, people } as const;
      if (!said) return [arrivals];
      seq += 1;
      return [arrivals, says(seq, `after ${joined}`)];
    });
  });

describe('people who join together', () => {
  it('are reduced as if each had joined alone, wherever the page starts', () => {
    fc.assert(
      fc.property(joins, fc.nat(12), (messages, latest) => {
        const start = hear(door, welcome({ rooms: [{ ...lobby, latest }], pages: [] }));
        const alone = messages.flatMap((each) => (each.type === 'arrivals' ? joinedOf(each) : [each]));
        expect(hear(start, ...messages)).toEqual(hear(start, ...alone));
      }),
    );
  });

  it('are known from an earlier connection, so that only changes are sent', () => {
    const arrivals: ServerMessage = {
      type: 'arrivals',
      room: LOBBY,
      seq: 1,
      at: 1,
      peopleVersion: 'run.2',
      people: ['b2 Bo', 'c3 Cy'],
    };
    const knows = hear(here, arrivals);
    expect(joinRequest(knows).resume).toEqual({
      log: 'log',
      rooms: [{ room: LOBBY, after: 2 }],
      people: 'run.2',
    });
    const changed = [
      { ...bo, name: 'Bobby' },
      { ...ada, id: 'd4', name: 'Di' },
    ];
    const back = hear(knows, welcome({ people: changed, gone: ['c3'], peopleVersion: 'run.5' }));
    expect(back.people).toEqual([ada, ...changed]);
    expect(joinRequest(back).resume?.people).toBe('run.5');
    const whole = hear(back, welcome({ people: [ada] }));
    expect(whole.people).toEqual([ada]);
    expect(joinRequest(whole).resume).not.toHaveProperty('people');
    expect(joinRequest(hear(whole, { type: 'heartbeat', peopleVersion: 'run.6' })).resume?.people).toBe(
      'run.6',
    );
  });
});

describe('joining', () => {
  it('sends only the name at first, later the token and the read positions', () => {
    expect(joinRequest(door)).toEqual({ type: 'join', name: 'Ada' });
    expect(joinRequest(hear(door, welcome({ pages: [page([says(4, 'x'), says(5, 'y')])] })))).toEqual({
      type: 'join',
      name: 'Ada',
      token: 'token',
      resume: { log: 'log', rooms: [{ room: LOBBY, after: 5 }] },
    });
  });

  it('asks for another name after a refusal, and keeps the outbox', () => {
    const lost = reduce(say(here, 'hello', 'r1'), connection('interrupted'));
    const asked = reduce(lost, { type: 'join-refused', refusal: { type: 'error', code: 'name-taken' } });
    expect(asked.status).toEqual({ is: 'asking-name', refusal: { code: 'name-taken' } });
    expect(asked.outbox).toHaveLength(1);
  });

  it('asks for the PIN if required, keeps the name, and forgets a wrong PIN', () => {
    const asked = reduce(door, { type: 'join-refused', refusal: { type: 'error', code: 'pin-required' } });
    expect(asked).toMatchObject({ name: 'Ada', pinRequired: true });
    const told = reduce(asked, { type: 'joining', name: 'Ada', pin: '123456' });
    expect(joinRequest(told)).toEqual({ type: 'join', name: 'Ada', pin: '123456' });
    const wait = reduce(told, {
      type: 'join-refused',
      refusal: { type: 'error', code: 'pin-wait', seconds: 9 },
    });
    expect(wait).toMatchObject({ pin: undefined, status: { refusal: { code: 'pin-wait', seconds: 9 } } });
  });

  it('reports an unreachable host before the first join', () => {
    expect(reduce(door, connection('interrupted')).status).toEqual({ is: 'unreachable' });
    expect(reduce(door, connection('host-gone')).status).toEqual({ is: 'unreachable' });
  });

  it('follows the connection status in both directions', () => {
    const statuses = ['interrupted', 'host-gone', 'connecting', 'here'] as const;
    const shown = statuses.map((status) => reduce(here, connection(status)).status.is);
    expect(shown).toEqual(['lost', 'host-gone', 'connecting', 'here']);
    expect(after(here, connection('interrupted'), connection('here'))).toEqual(here);
  });
});

describe('a welcome', () => {
  it('merges a page that continues the loaded entries', () => {
    const now = hear(here, says(1, 'one'), welcome({ pages: [page([says(2, 'two')], { first: false })] }));
    expect(texts(now)).toEqual(['one', 'two']);
  });

  it('replaces the loaded entries if something is missing between them', () => {
    const now = hear(here, says(1, 'one'), welcome({ pages: [page([says(9, 'nine')])] }));
    expect(texts(now)).toEqual(['nine']);
    expect(view(now).logWindow?.first).toBe(false);
  });

  it('starts over with a new log, even if its numbers would fit, and says so', () => {
    const reply = reduce(hear(here, says(1, 'one')), {
      type: 'draft-changed',
      room: LOBBY,
      draft: {
        text: 'yes',
        mode: { is: 'reply', to: { seq: 1, from: bo, text: 'one' } },
        notice: undefined,
      },
    });
    const now = hear(reply, welcome({ log: 'new', pages: [page([says(2, 'two')])] }));
    expect(texts(now)).toEqual(['two']);
    expect(now).toMatchObject({ isNewLog: true });
    expect(draft(now)).toMatchObject({ text: 'yes', mode: { is: 'new' } });
  });

  it('has nothing unread for a new person, and the missed messages for a returning one', () => {
    const pages = [page([says(1, 'one'), says(2, 'two')])];
    const hidden: Action = { type: 'hidden', hidden: true };
    expect(unreadIn(hear(reduce(door, hidden), welcome({ pages })))).toBe(0);
    const reloaded = initialConversation({
      name: 'Ada',
      token: 'token',
      log: 'log',
      reads: new Map([[LOBBY, 1]]),
    });
    expect(unreadIn(hear(reduce(reloaded, hidden), welcome({ pages })))).toBe(1);
    expect(view(hear(reloaded, welcome({ pages }))).away).toEqual({ after: 1, count: 1 });
  });

  it('reads a window in the middle of the log again, because its changes were not reported', () => {
    const jumped = hear(
      reduce(hear(here, welcome({ rooms: [{ ...den, latest: 90 }, lobby] })), { type: 'opened', room: 'r1' }),
      { type: 'page', ref: '', ...page([]) },
    );
    expect(view(jumped).request).toMatchObject({ place: { before: 91 } });
    const middle = hear(reduce(jumped, { type: 'page-requested', room: 'r1', ref: 'a' }), {
      type: 'page',
      ref: 'a',
      room: 'r1',
      entries: [says(40, 'x', bo, { room: 'r1' })],
      first: false,
      last: false,
    });
    const again = hear(middle, welcome({ rooms: [lobby, { ...den, latest: 95 }] }));
    expect(view(again)).toMatchObject({ logWindow: { last: false }, request: { place: { after: 39 } } });
    const renewed = hear(reduce(again, { type: 'page-requested', room: 'r1', ref: 'b' }), {
      type: 'page',
      ref: 'b',
      room: 'r1',
      entries: [says(40, '', bo, { room: 'r1', deleted: true, changed: 93 })],
      first: false,
      last: false,
    });
    expect(view(renewed).logWindow?.entries).toMatchObject([{ text: '', deleted: true }]);
    expect(view(renewed).request).toBeUndefined();
  });
});

describe('rooms', () => {
  const both = hear(door, welcome({ rooms: [lobby, den] }));
  const pair = privateRoom('a1', 'b2');

  it('count unread messages separately', () => {
    const now = hear(both, says(1, 'x', bo, { room: 'r1' }), says(2, 'mine', ada, { room: 'r1' }));
    expect(now.rooms.map(({ unread }) => unread)).toEqual([0, 1]);
    expect(unreadIn(reduce(now, { type: 'opened', room: 'r1' }))).toBe(0);
  });

  it('show messages missed while hidden, and count them until they are seen', () => {
    const away = hear(reduce(here, { type: 'hidden', hidden: true }), says(1, 'a'), says(2, 'b'));
    expect(unreadIn(away)).toBe(2);
    const back = reduce(away, { type: 'hidden', hidden: false });
    expect(unreadIn(back)).toBe(0);
    expect(view(back).away).toEqual({ after: 0, count: 2 });
    const more = hear(back, says(3, 'c'), welcome({ pages: [page([says(4, 'd')], { first: false })] }));
    expect(view(more).away).toEqual({ after: 0, count: 3 });
    expect(view(reduce(more, { type: 'hidden', hidden: true })).away).toBeUndefined();
  });

  it('show the messages of the welcome after waking', () => {
    const asleep = after(here, { type: 'hidden', hidden: true }, { type: 'hidden', hidden: false });
    const now = hear(asleep, welcome({ pages: [page([says(1, 'a')])] }));
    expect(view(now)).toMatchObject({ away: { after: 0, count: 1 }, unread: 0 });
  });

  it('show messages missed while disconnected, but none for a short interruption', () => {
    const brought = welcome({ pages: [page([says(1, 'a')])] });
    expect(view(hear(reduce(here, connection('interrupted')), brought)).away).toEqual({ after: 0, count: 1 });
    expect(view(hear(here, brought)).away).toBeUndefined();
  });

  it('stay unread while the reader is not at the end', () => {
    const up = hear(reduce(here, { type: 'scrolled', atEnd: false }), says(1, 'a'));
    expect(unreadIn(up)).toBe(1);
    expect(unreadIn(reduce(up, { type: 'scrolled', atEnd: true }))).toBe(0);
  });

  it('move the reader to the lobby with a notice when the open room is closed', () => {
    const inside = reduce(both, { type: 'opened', room: 'r1' });
    const written = write(inside, 'half a thou');
    const now = hear(written, { type: 'server-info', rooms: [lobby], retention: { saved: true, days: 90 } });
    expect(now).toMatchObject({ open: LOBBY, closedRoom: 'Den', retention: { saved: true, days: 90 } });
    expect(draft(now)).toMatchObject({ text: 'half a thou', notice: { code: 'room-gone' } });
    expect(reduce(now, { type: 'opened', room: LOBBY }).closedRoom).toBeUndefined();
  });

  it('appear when the other person writes, and follow their name', () => {
    const room: Room = { id: pair, name: '', with: bo, latest: 0 };
    const now = hear(here, { type: 'room-opened', room }, says(1, 'psst', bo, { room: pair }));
    expect(view(now, pair)).toMatchObject({ unread: 1 });
    const person = { ...bo, name: 'Bob' };
    const renamed = hear(now, { type: 'renamed', room: LOBBY, seq: 1, at: 1, person, before: 'Bo' });
    expect(view(renamed, pair).room.with).toEqual(person);
  });

  it('can be opened privately before the first message, and stay open after a reconnect', () => {
    const now = reduce(here, { type: 'private-opened', room: pair, with: bo });
    expect(openView(now)).toMatchObject({ room: { id: pair, with: bo }, request: undefined });
    expect(joinRequest(now).resume?.rooms).toEqual([]);
    expect(hear(now, welcome()).open).toBe(pair);
  });

  it('keep a draft each', () => {
    const now = reduce(write(both, 'for all'), { type: 'opened', room: 'r1' });
    expect(draft(now).text).toBe('');
    expect(draft(now, LOBBY).text).toBe('for all');
  });
});

describe('people', () => {
  const stamp = { room: LOBBY, seq: 1, at: 1 };

  it('join, leave and change names', () => {
    const came = hear(here, { type: 'joined', ...stamp, person: bo });
    expect(came.people).toEqual([ada, bo]);
    const bob = { ...bo, name: 'Bob' };
    const renamed = hear(came, { type: 'renamed', ...stamp, seq: 2, person: bob, before: 'Bo' });
    expect(renamed.people).toEqual([ada, bob]);
    const gone = hear(renamed, { type: 'left', ...stamp, seq: 3, person: bob, goodbye: true });
    expect(gone.people).toEqual([ada]);
  });

  it('are not changed by an entry received before', () => {
    const joined: Entry = { type: 'joined', ...stamp, person: bo };
    const left: Entry = { type: 'left', ...stamp, seq: 2, person: bo, goodbye: true };
    expect(hear(here, joined, left, joined).people).toEqual([ada]);
  });

  it('include you, under the name the host uses', () => {
    const person = { ...ada, name: 'Ada L.' };
    const now = hear(here, { type: 'renamed', ...stamp, person, before: 'Ada' });
    expect(now.you).toEqual(person);
    expect(joinRequest(now).name).toBe('Ada L.');
  });

  it('are asleep until they wake', () => {
    const asleep = hear(here, { type: 'presence', id: 'a1', asleep: true });
    expect(asleep.people).toEqual([{ ...ada, asleep: true }]);
    expect(hear(asleep, { type: 'presence', id: 'a1', asleep: false }).people).toEqual([ada]);
  });

  it('type until they send, or until the notice expires', () => {
    const typing: ServerMessage = { type: 'typing', room: LOBBY, id: 'b2' };
    const now = hear(here, typing);
    expect(now.typists).toEqual([{ room: LOBBY, id: 'b2', until: 6_000 }]);
    expect(hear(now, says(1, 'done')).typists).toEqual([]);
    expect(reduce(now, { type: 'time-passed', now: 6_000 }).typists).toEqual([]);
  });
});

describe('the outbox', () => {
  it('keeps a message until it is acknowledged', () => {
    const said = say(here, 'hello', 'r1');
    expect(draft(said).text).toBe('');
    expect(said.outbox).toEqual([{ ref: 'r1', room: LOBBY, text: 'hello', at: 0 }]);
    expect(hear(said, says(1, 'hello', ada, { ref: 'r1' })).outbox).toEqual([]);
  });

  it('treats a message in the page after a reconnect as an acknowledgement', () => {
    const arrived = says(1, 'hello', ada, { ref: 'r1' });
    const now = hear(say(here, 'hello', 'r1'), welcome({ pages: [page([arrived])] }));
    expect(now.outbox).toEqual([]);
    expect(texts(now)).toEqual(['hello']);
  });

  it('treats a repeated old entry as an acknowledgement without showing it', () => {
    const now = hear(
      say(here, 'hello', 'r1'),
      welcome({ pages: [page([says(9, 'nine')])] }),
      says(2, 'hello', ada, { ref: 'r1' }),
    );
    expect(now.outbox).toEqual([]);
    expect(texts(now)).toEqual(['nine']);
  });

  it('returns a refused text to its draft, with the reply', () => {
    const to = { seq: 1, from: bo, text: 'one' };
    const answering = reduce(here, {
      type: 'draft-changed',
      room: LOBBY,
      draft: { text: '', mode: { is: 'reply', to }, notice: undefined },
    });
    const now = hear(say(answering, 'hello', 'r1'), { type: 'error', code: 'text-too-long', ref: 'r1' });
    expect(now.outbox).toEqual([]);
    expect(draft(now)).toEqual({
      text: 'hello',
      mode: { is: 'reply', to },
      notice: { code: 'text-too-long', text: '' },
    });
  });

  it('keeps a refused text next to a draft in progress', () => {
    const refused = hear(write(say(here, 'hello', 'r1'), 'next'), {
      type: 'error',
      code: 'text-too-long',
      ref: 'r1',
    });
    expect(draft(refused)).toMatchObject({ text: 'next', notice: { text: 'hello' } });
  });

  it('keeps a rate-limited message, and shows the countdown until it is sent', () => {
    const now = hear(say(here, 'hello', 'r1'), { type: 'error', code: 'too-fast', ref: 'r1', seconds: 3 });
    expect(now.outbox).toHaveLength(1);
    expect(draft(now).notice).toEqual({ code: 'too-fast', text: '', until: 3_000, queued: true });
    expect(draft(hear(now, says(1, 'hello', ada, { ref: 'r1' }))).notice).toBeUndefined();
  });

  it('ends the countdown once the message waits for approval', () => {
    const slow = hear(say(here, 'hello', 'r1'), { type: 'error', code: 'slow-mode', ref: 'r1', seconds: 5 });
    const now = hear(slow, { type: 'pending', ref: 'r1' });
    expect(draft(slow).notice?.code).toBe('slow-mode');
    expect(draft(now).notice).toBeUndefined();
    expect(now).toMatchObject({ pendingRefs: ['r1'], outbox: [{ ref: 'r1' }] });
  });

  it('does not accept a text that the host would refuse', () => {
    expect(say(here, ' \n ', 'r1').outbox).toEqual([]);
    const long = say(here, 'x'.repeat(4_001), 'r1');
    expect(long.outbox).toEqual([]);
    expect(draft(long)).toMatchObject({ notice: { code: 'text-too-long' } });
    expect(draft(long).text).toHaveLength(4_001);
  });
});

describe('an edit', () => {
  const edit = { is: 'edit', ref: 'e1', room: LOBBY, target: 1, text: 'two', before: 'one' } as const;
  const mending = reduce(hear(here, says(1, 'one', ada)), {
    type: 'draft-changed',
    room: LOBBY,
    draft: { text: 'two', mode: { is: 'edit', seq: 1, before: 'one', aside: 'draft' }, notice: undefined },
  });
  const sent = reduce(mending, { type: 'edit-sent', edit });

  it('is pending until confirmed, and restores the set-aside draft at once', () => {
    expect(draft(sent)).toMatchObject({ text: 'draft', mode: { is: 'new' } });
    const done = hear(sent, {
      type: 'edited',
      room: LOBBY,
      seq: 2,
      at: 2,
      target: 1,
      by: ada,
      text: 'two',
      ref: 'e1',
    });
    expect(done.edits).toEqual([]);
    expect(view(done).logWindow?.entries[0]).toMatchObject({ text: 'two', edited: true });
  });

  it('is kept next to the draft with the reason when refused', () => {
    const now = hear(sent, { type: 'error', code: 'not-yours', ref: 'e1' });
    expect(now.edits).toEqual([]);
    expect(draft(now)).toMatchObject({ text: 'draft', notice: { code: 'not-yours', text: 'two' } });
  });

  it('is returned after a reconnect, unless the message shows it', () => {
    const undone = hear(sent, welcome({ pages: [page([says(1, 'one', ada)])] }));
    expect(draft(undone).notice).toEqual({ code: 'offline', text: 'two' });
    const changed = says(1, 'two', ada, { edited: true, changed: 2 });
    expect(draft(hear(sent, welcome({ pages: [page([changed])] }))).notice).toBeUndefined();
  });
});

describe('a search', () => {
  const asked = reduce(here, { type: 'search-sent', text: 'x', room: undefined, ref: 's1' });

  it('is answered once, and continues with older results', () => {
    const first = hear(asked, { type: 'found', ref: 's1', messages: [says(9, 'x')], older: 9 });
    const older = hear(reduce(first, { type: 'older-sent', ref: 's2' }), {
      type: 'found',
      ref: 's2',
      messages: [says(2, 'x')],
    });
    expect(older.search).toMatchObject({ state: { is: 'answered' }, older: undefined });
    expect(older.search?.messages.map(({ seq }) => seq)).toEqual([9, 2]);
    expect(hear(older, { type: 'found', ref: 's1', messages: [says(1, 'x')] })).toMatchObject({
      search: older.search,
    });
  });

  it('says why it failed', () => {
    const code = 'query-empty';
    expect(hear(asked, { type: 'error', code, ref: 's1' }).search?.state).toEqual({ is: 'refused', code });
    expect(hear(asked, welcome()).search?.state).toEqual({ is: 'refused', code: 'offline' });
  });
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'other-says' } as const) },
  { weight: 3, arbitrary: fc.constant({ do: 'say' } as const) },
  // How many of the host's and of the page's messages arrive before the cut.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), heard: fc.nat(5), sent: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), from: fc.nat(20) }) },
);

describe('over connections that break at any point', () => {
  it('shows each entry once and in order, and delivers each message once', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(8),
        (steps, pageSize, wholeMost) => {
          const host = new House();
          let now = door;
          let told = 0;
          let said = 0;
          /** Connects; `received` host messages and `sent` page messages get through. */
          const connect = (heard: number, sent: number) => {
            if (heard === 0) return;
            const resumed = host.resume(joinRequest(now).resume?.rooms[0]?.after, pageSize, wholeMost);
            const rooms = [{ ...lobby, latest: host.entries.length }];
            now = hear(now, welcome({ rooms, pages: [resumed] }));
            told = host.entries.length;
            const again = now.outbox.slice(0, sent).map(({ ref, text }) => host.take(ref, text));
            now = hear(now, ...host.entries.slice(told, told + heard - 1), ...again.slice(0, heard - 1));
          };
          const held = () => view(now).logWindow?.entries ?? [];
          connect(1, 0);
          for (const next of steps) {
            if (next.do === 'other-says')
              host.append({ type: 'message', room: LOBBY, from: bo, text: 'other' });
            if (next.do === 'repeat') now = hear(now, ...host.entries.slice(next.from, told));
            if (next.do === 'cut') connect(next.heard, next.sent);
            if (next.do === 'say') now = say(now, `mine ${said}`, `ref ${(said += 1)}`);
            const seqs = held().map(({ seq }) => seq);
            expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
          }
          connect(Infinity, Infinity);
          expect(held()).toEqual(host.entries.slice(host.entries.length - held().length));
          expect(held().length).toBeGreaterThanOrEqual(Math.min(pageSize, host.entries.length));
          expect(now.outbox).toEqual([]);
          const mine = host.entries.flatMap((entry) =>
            entry.type === 'message' && entry.ref ? [entry.text] : [],
          );
          expect(mine).toEqual(Array.from({ length: said }, (_, index) => `mine ${index}`));
        },
      ),
      { numRuns: 500 },
    );
  });
});
