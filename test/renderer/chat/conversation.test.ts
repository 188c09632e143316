import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, Entry, Person, ServerMessage, Welcome } from '../../../contract/wire.ts';
import { beginning, fold, greeting, type Conversation } from '../../../renderer/chat/conversation.ts';

const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const bo: Person = { id: 'b2', name: 'Bo', role: 'guest', via: 'page' };

function message(seq: number, text: string, from = bo, ref?: string): Entry {
  return { type: 'message', seq, at: seq, from, text, ...(ref !== undefined && { ref }) };
}

function welcome(some: Partial<Welcome> = {}): ServerMessage {
  const whole = {
    log: 'log',
    room: 'Lobby',
    you: ada,
    token: 'token',
    people: [ada],
    entries: [],
    whole: false,
  };
  return { type: 'welcome', ...whole, ...some };
}

function hear(now: Conversation, ...messages: readonly ServerMessage[]): Conversation {
  return messages.reduce((state, heard) => fold(state, { type: 'heard', message: heard }), now);
}

function say(now: Conversation, text: string, ref: string): Conversation {
  return fold(fold(now, { type: 'drafted', text }), { type: 'said', ref, at: 0 });
}

const here = hear(fold(beginning({}), { type: 'joining', name: 'Ada' }), welcome());
const texts = (now: Conversation) =>
  now.entries.map((entry) => (entry.type === 'message' ? entry.text : entry.type));

describe('coming in', () => {
  it('greets with the name alone at first, then with the token and how far it has read', () => {
    const joining = fold(beginning({}), { type: 'joining', name: 'Ada' });
    expect(greeting(joining)).toEqual({ type: 'join', name: 'Ada' });
    const read = hear(joining, welcome({ entries: [message(4, 'x'), message(5, 'y')] }));
    expect(greeting(read)).toEqual({
      type: 'join',
      name: 'Ada',
      token: 'token',
      resume: { log: 'log', after: 5 },
    });
  });

  it('asks for another name when it is turned away, and keeps what was not sent', () => {
    const lost = fold(say(here, 'hello', 'r1'), { type: 'interrupted' });
    const asked = fold(lost, { type: 'turned-away', code: 'name-taken' });
    expect(asked.status).toEqual({ is: 'asking-name', refusal: 'name-taken' });
    expect(asked.outbox).toHaveLength(1);
  });

  it('says that no host answers if it never got in', () => {
    const joining = fold(beginning({}), { type: 'joining', name: 'Ada' });
    expect(fold(joining, { type: 'interrupted' }).status).toEqual({ is: 'unreachable' });
    expect(fold(joining, { type: 'host-gone' }).status).toEqual({ is: 'unreachable' });
  });

  it('does not take a host that went away for a lost connection', () => {
    const gone = fold(here, { type: 'host-gone' });
    expect(fold(gone, { type: 'interrupted' }).status).toEqual({ is: 'host-gone' });
  });
});

describe('entries', () => {
  it('shows each once however often it is heard', () => {
    const now = hear(here, message(1, 'one'), message(2, 'two'), message(1, 'one'));
    expect(
      texts(hear(now, welcome({ entries: [message(2, 'two'), message(3, 'three')], whole: true }))),
    ).toEqual(['one', 'two', 'three']);
  });

  it('starts over with a page that does not follow on, and says so', () => {
    const now = hear(here, message(1, 'one'), welcome({ entries: [message(9, 'nine')] }));
    expect(texts(now)).toEqual(['nine']);
    expect(now.missing).toBe('skipped');
  });

  it('joins a page that overlaps with what it has', () => {
    const now = hear(here, message(1, 'one'), welcome({ entries: [message(1, 'one'), message(2, 'two')] }));
    expect(texts(now)).toEqual(['one', 'two']);
    expect(now.missing).toBe('nothing');
  });

  it('starts over with another log, even one whose numbers fit', () => {
    const now = hear(
      here,
      message(1, 'one'),
      welcome({ log: 'new', entries: [message(2, 'two')], whole: true }),
    );
    expect(texts(now)).toEqual(['two']);
    expect(now.missing).toBe('other-log');
  });

  it('ignores what is older than its first page', () => {
    const now = hear(here, welcome({ entries: [message(5, 'five')] }), message(2, 'two'));
    expect(texts(now)).toEqual(['five']);
  });
});

describe('people', () => {
  it('come, go and change names', () => {
    const stamp = { seq: 1, at: 1 };
    const came = hear(here, { type: 'joined', ...stamp, person: bo });
    expect(came.people).toEqual([ada, bo]);
    const bob = { ...bo, name: 'Bob' };
    const renamed = hear(came, { type: 'renamed', ...stamp, seq: 2, person: bob, before: 'Bo' });
    expect(renamed.people).toEqual([ada, bob]);
    expect(hear(renamed, { type: 'left', ...stamp, seq: 3, person: bob, goodbye: true }).people).toEqual([
      ada,
    ]);
  });

  it('are not changed by an entry that was heard before', () => {
    const joined: Entry = { type: 'joined', seq: 1, at: 1, person: bo };
    const left: Entry = { type: 'left', seq: 2, at: 2, person: bo, goodbye: true };
    expect(hear(here, joined, left, joined).people).toEqual([ada]);
  });

  it('include you, under the name that the host knows', () => {
    const person = { ...ada, name: 'Ada L.' };
    const now = hear(here, { type: 'renamed', seq: 1, at: 1, person, before: 'Ada' });
    expect(now.you).toEqual(person);
    expect(greeting(now).name).toBe('Ada L.');
  });
});

describe('the outbox', () => {
  it('keeps a message until it comes back', () => {
    const said = say(here, 'hello', 'r1');
    expect(said.draft).toBe('');
    expect(said.outbox.map(({ text }) => text)).toEqual(['hello']);
    expect(hear(said, message(1, 'hello', ada, 'r1')).outbox).toEqual([]);
  });

  it('takes a message in the page after a reconnect for an acknowledgement', () => {
    const now = hear(
      say(here, 'hello', 'r1'),
      welcome({ entries: [message(1, 'hello', ada, 'r1')], whole: true }),
    );
    expect(now.outbox).toEqual([]);
    expect(texts(now)).toEqual(['hello']);
  });

  it('takes an old entry, told again, for an acknowledgement without showing it', () => {
    const now = hear(
      say(here, 'hello', 'r1'),
      welcome({ entries: [message(9, 'nine')] }),
      message(2, 'hello', ada, 'r1'),
    );
    expect(now.outbox).toEqual([]);
    expect(texts(now)).toEqual(['nine']);
  });

  it('gives a refused text back to the draft', () => {
    const now = hear(say(here, 'hello', 'r1'), { type: 'error', code: 'text-too-long', ref: 'r1' });
    expect(now).toMatchObject({ draft: 'hello', outbox: [], notice: { code: 'text-too-long', text: '' } });
  });

  it('keeps a refused text beside a draft that somebody is writing', () => {
    const writing = fold(say(here, 'hello', 'r1'), { type: 'drafted', text: 'next' });
    const refused = hear(writing, { type: 'error', code: 'text-too-long', ref: 'r1' });
    expect(refused).toMatchObject({ draft: 'next', notice: { text: 'hello' } });
    expect(fold(refused, { type: 'taken-back' })).toMatchObject({
      draft: 'next\nhello',
      notice: { text: '' },
    });
  });

  it('does not take what the host would refuse', () => {
    expect(say(here, ' \n ', 'r1').outbox).toEqual([]);
    const long = say(here, 'x'.repeat(4_001), 'r1');
    expect(long).toMatchObject({ outbox: [], notice: { code: 'text-too-long' } });
    expect(long.draft).toHaveLength(4_001);
  });
});

/** What a host does, as the contract has it; told to a page over connections that break anywhere. */
class Host {
  readonly entries: Entry[] = [];

  append(draft: Draft): void {
    this.entries.push({ ...draft, seq: this.entries.length + 1, at: 0 });
  }

  /** The host drops a message that it has, and tells its author again. */
  take(ref: string, text: string): Entry {
    const known = this.entries.find((entry) => entry.type === 'message' && entry.ref === ref);
    if (known === undefined) this.append({ type: 'message', from: ada, text, ref });
    return known ?? this.entries[this.entries.length - 1]!;
  }

  welcome(after: number | undefined, pageSize: number, wholeMost: number): ServerMessage {
    const whole = after !== undefined && this.entries.length - after <= wholeMost;
    return welcome({ entries: whole ? this.entries.slice(after) : this.entries.slice(-pageSize), whole });
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'other-says' } as const) },
  { weight: 3, arbitrary: fc.constant({ do: 'say' } as const) },
  // How much of what the host sent arrives before the cut, and how much of what the page sent.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), heard: fc.nat(5), sent: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), from: fc.nat(20) }) },
);

describe('over connections that break anywhere', () => {
  it('shows each entry once and in order, and delivers each message once', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(8),
        (steps, pageSize, wholeMost) => {
          const host = new Host();
          let page = fold(beginning({}), { type: 'joining', name: 'Ada' });
          let told = 0;
          let said = 0;
          /** Connects; of the welcome and all that follows, and of the outbox, so much gets through. */
          const connect = (heard: number, sent: number) => {
            if (heard === 0) return;
            page = hear(page, host.welcome(greeting(page).resume?.after, pageSize, wholeMost));
            told = host.entries.length;
            const again = page.outbox.slice(0, sent).map(({ ref, text }) => host.take(ref, text));
            page = hear(page, ...host.entries.slice(told, told + heard - 1), ...again.slice(0, heard - 1));
          };
          connect(1, 0);
          for (const now of steps) {
            if (now.do === 'other-says') host.append({ type: 'message', from: bo, text: 'other' });
            if (now.do === 'repeat') page = hear(page, ...host.entries.slice(now.from, told));
            if (now.do === 'cut') connect(now.heard, now.sent);
            if (now.do === 'say') page = say(page, `mine ${said}`, `ref ${(said += 1)}`);
            const seqs = page.entries.map(({ seq }) => seq);
            const inOrder = seqs.every((seq, index) => index === 0 || seq > (seqs[index - 1] ?? 0));
            expect(inOrder).toBe(true);
          }
          connect(Infinity, Infinity);
          expect(page.entries).toEqual(host.entries.slice(host.entries.length - page.entries.length));
          expect(page.entries.length).toBeGreaterThanOrEqual(Math.min(pageSize, host.entries.length));
          expect(page.outbox).toEqual([]);
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
