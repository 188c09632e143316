import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEntry, Entry } from '../../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../../contract/wire/page.ts';
import {
  markRequested,
  requestPage,
  requestIfNeeded,
  markReturn,
  applyRequestedPage,
  applyEntry,
  applyPage,
  jumpTo,
  markRead,
  newView,
  readMore,
  toEnd,
  trim,
  type RoomView,
} from '../../../../renderer/guest/state/room-view.ts';
import { ENTRIES_MAX } from '../../../../renderer/ui/log/entries.ts';
import { ada, bo, House, says } from '../fake-server.ts';

const LOBBY = { id: 'lobby', name: 'Lobby', latest: 0 };
const page = (entries: readonly Entry[], options: Partial<Page> = {}): Page => ({
  room: 'lobby',
  entries,
  first: true,
  last: true,
  ...options,
});
const hear = (view: RoomView, ...entries: readonly Entry[]) =>
  entries.reduce((now, entry) => applyEntry(now, entry, ada.id, false), view);
const seqs = (view: RoomView) => view.logWindow?.entries.map(({ seq }) => seq);
const fresh = newView(LOBBY, 0);

describe('a room', () => {
  it('adds received entries once', () => {
    expect(seqs(hear(fresh, says(1, 'a'), says(2, 'b'), says(1, 'a')))).toEqual([1, 2]);
  });

  it('requests missed entries', () => {
    const view = hear(fresh, says(1, 'a'), says(4, 'd'));
    expect(seqs(view)).toEqual([1]);
    expect(view.request?.place).toEqual({ after: 1 });
    const caughtUp = applyRequestedPage(view, page([says(2, 'b'), says(3, 'c'), says(4, 'd')]), ada.id);
    expect(seqs(hear(caughtUp, says(5, 'e')))).toEqual([1, 2, 3, 4, 5]);
  });

  it('is read when opened, unless it is empty', () => {
    expect(requestIfNeeded(fresh, true).request).toBeUndefined();
    expect(requestIfNeeded(newView({ ...LOBBY, latest: 9 }, 9), false).request).toBeUndefined();
    expect(requestIfNeeded(newView({ ...LOBBY, latest: 9 }, 9), true).request?.place).toEqual({ before: 10 });
  });

  it('is read if there may be unread messages to count', () => {
    expect(requestIfNeeded(newView({ ...LOBBY, latest: 9 }, 7), false).request?.place).toEqual({
      before: 10,
    });
  });

  it('merges a page that follows, and is replaced by one that does not', () => {
    const view = hear(fresh, says(1, 'a'));
    expect(seqs(applyPage(view, page([says(2, 'b')]), ada.id))).toEqual([1, 2]);
    const far = applyPage(view, page([says(8, 'h')], { first: false }), ada.id);
    expect(seqs(far)).toEqual([8]);
    expect(far.logWindow).toMatchObject({ first: false, last: true });
  });

  it('reads back to the oldest entry', () => {
    const view = applyPage(fresh, page([says(5, 'e')], { first: false }), ada.id);
    const reading = readMore(view, 'earlier');
    expect(reading.request?.place).toEqual({ before: 5 });
    expect(readMore(reading, 'earlier')).toBe(reading);
    const empty = applyRequestedPage(reading, page([], { first: false }), ada.id);
    expect(readMore(empty, 'earlier').request).toBeUndefined();
  });

  it('jumps to a loaded entry at once, and otherwise reads around it', () => {
    const view = hear(fresh, says(1, 'a'), says(2, 'b'));
    expect(jumpTo(view, 2).scrollTarget).toEqual({ is: 'entry', seq: 2 });
    const away = applyPage(view, page([says(50, 'x')], { first: false }), ada.id);
    const asking = jumpTo(away, 9);
    expect(asking).toMatchObject({ request: { place: { around: 9 } }, scrollTarget: undefined });
    const there = applyRequestedPage(
      asking,
      page([says(8, 'h'), says(9, 'i')], { first: false, last: false }),
      ada.id,
    );
    expect(there).toMatchObject({ scrollTarget: { is: 'entry', seq: 9 }, logWindow: { last: false } });
    expect(hear(there, says(51, 'y')).room.latest).toBe(51);
    expect(seqs(hear(there, says(51, 'y')))).toEqual([8, 9]);
    expect(toEnd(there).request?.place).toEqual({ before: 51 });
  });

  it('jumps to the first message of a day', () => {
    const asking = requestPage(fresh, { since: 20 }, 'place');
    const there = applyRequestedPage(asking, page([says(19, 'a'), says(21, 'b')], { first: false }), ada.id);
    expect(there.scrollTarget).toEqual({ is: 'entry', seq: 21 });
  });

  it('ignores a page that no longer fits', () => {
    const view = applyPage(fresh, page([says(5, 'e')], { first: false }), ada.id);
    const moved = { ...readMore(view, 'earlier'), logWindow: page([says(9, 'i')], { first: false }) };
    expect(seqs(applyRequestedPage(moved, page([says(4, 'd')]), ada.id))).toEqual([9]);
  });

  it('keeps at most the maximum number of entries, and can read dropped ones again', () => {
    const many = Array.from({ length: ENTRIES_MAX }, (_, index) => says(index + 1, 'x'));
    const full = applyPage(fresh, page(many), ada.id);
    const atEnd = applyEntry(full, says(ENTRIES_MAX + 1, 'y'), ada.id, false);
    expect(atEnd.logWindow).toMatchObject({ first: false, last: true });
    expect(atEnd.logWindow?.entries).toHaveLength(ENTRIES_MAX);
    const reading = applyEntry(full, says(ENTRIES_MAX + 1, 'y'), ada.id, true);
    expect(reading.logWindow).toMatchObject({ first: true, last: false });
    expect(readMore(reading, 'later').request?.place).toEqual({ after: ENTRIES_MAX });
    const over = applyPage(full, page([says(ENTRIES_MAX + 1, 'y')]), ada.id);
    expect(trim(over, 'start').logWindow).toMatchObject({ first: true, last: false });
    expect(trim(over, 'end').logWindow).toMatchObject({ first: false, last: true });
  });
});

describe('unread messages', () => {
  it('are those of others, each counted once', () => {
    const joined: Entry = { type: 'joined', room: 'lobby', seq: 3, at: 3, person: bo };
    const view = hear(fresh, says(1, 'a'), says(2, 'mine', ada), joined, says(1, 'a'));
    expect(applyPage(view, page([says(1, 'a'), says(4, 'd')]), ada.id).unread).toBe(2);
  });

  it('include mentions and replies', () => {
    const reply = { seq: 1, from: ada, text: 'x' };
    const view = hear(
      fresh,
      says(1, 'a', bo, { mentions: ['a1'] }),
      says(2, 'b', bo, { reply }),
      says(3, 'c'),
    );
    expect(view).toMatchObject({ unread: 3, mentions: 2 });
  });

  it('are marked as read only at the end of the room', () => {
    expect(markRead(hear(fresh, says(1, 'a')))).toMatchObject({ unread: 0, read: 1 });
    const elsewhere = applyPage(fresh, page([says(3, 'c')], { last: false }), ada.id);
    expect(markRead(elsewhere).unread).toBe(1);
  });

  it('stay below the divider where the absence began', () => {
    const back = markRead(markReturn(hear(fresh, says(1, 'a'), says(2, 'b'))));
    expect(back.away).toEqual({ after: 0, count: 2 });
    expect(markReturn(hear(back, says(3, 'c'))).away).toEqual({ after: 0, count: 3 });
  });
});

/** Entries that existed before the page joined. */
const BEFORE = 12;

function draft(text: string) {
  return { type: 'message', room: 'lobby', from: bo, text } as const;
}

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), reply: fc.nat(30) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('edited' as const, 'deleted' as const, 'reacted' as const),
      target: fc.nat(30),
      on: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('earlier' as const, 'later' as const, 'jump' as const, 'end' as const),
      seq: fc.nat(30),
    }),
  },
  /** The host reads the requested page now; it arrives after this many more entries. */
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), late: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('hear' as const), count: fc.nat(4) }) },
);

describe('pages and entries in any order', () => {
  it('produce the same room as the whole log', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), fc.integer({ min: 1, max: 6 }), (acts, size) => {
        const house = new House();
        for (let seq = 1; seq <= BEFORE; seq += 1) house.append(draft(`${seq}`));
        let view = newView({ ...LOBBY, latest: BEFORE }, BEFORE);
        let asks = 0;
        const wire: ({ readonly entry: Entry } | { readonly page: Page; readonly ref: string })[] = [];
        const late: { wait: number; readonly page: Page; readonly ref: string }[] = [];
        const append = (added: NewEntry) => {
          wire.push({ entry: house.append(added) });
          for (const each of late) each.wait -= 1;
          while (late[0] !== undefined && late[0].wait < 0) wire.push(late.shift()!);
        };
        const send = (): ReadPosition | undefined => {
          if (view.request?.ref !== undefined || view.request === undefined) return undefined;
          view = markRequested(view, `${(asks += 1)}`);
          return view.request?.place;
        };
        const hearSome = (count: number) => {
          for (const heard of wire.splice(0, count)) {
            if ('entry' in heard) view = applyEntry(view, heard.entry, ada.id, false);
            else if (view.request?.ref === heard.ref) view = applyRequestedPage(view, heard.page, ada.id);
          }
        };
        const answer = (wait: number) => {
          view = requestIfNeeded(view, true);
          const place = send();
          if (place === undefined) return;
          const read = { page: house.page(place, size), ref: view.request?.ref ?? '' };
          if (wait > 0 || late.length > 0) late.push({ wait, ...read });
          else wire.push(read);
        };
        const settle = () => {
          view = requestIfNeeded(view, true);
          for (let round = 0; round < 200 && (view.request !== undefined || wire.length > 0); round += 1) {
            while (late.length > 0) wire.push(late.shift()!);
            hearSome(Infinity);
            answer(0);
            hearSome(Infinity);
          }
        };
        for (const now of acts) {
          const target = ('target' in now ? now.target : 0) % Math.max(1, house.told.length);
          const change = { room: 'lobby', target: target + 1, by: bo };
          const changed = house.entries[target];
          const gone = changed?.type !== 'message' || changed.deleted === true;
          // The host refuses to change deleted messages.
          if ('target' in now && gone) continue;
          if (now.do === 'say') {
            const quoted = house.entries[now.reply];
            const reply = quoted?.type === 'message' && { seq: quoted.seq, from: bo, text: quoted.text };
            append({ ...draft(`${now.reply}`), ...(reply && { reply }) });
          }
          if (now.do === 'edited') append({ type: 'edited', ...change, text: `edit ${house.told.length}` });
          if (now.do === 'deleted') append({ type: 'deleted', ...change });
          if (now.do === 'reacted') append({ type: 'reacted', ...change, emoji: '👍', on: now.on });
          if (now.do === 'earlier' || now.do === 'later') view = readMore(view, now.do);
          if (now.do === 'jump') view = jumpTo(view, (now.seq % Math.max(1, house.told.length)) + 1);
          if (now.do === 'end') view = toEnd(view);
          if (now.do === 'answer') answer(now.late);
          if (now.do === 'hear') hearSome(now.count);
          const held = view.logWindow?.entries ?? [];
          expect(held.map(({ seq }) => seq)).toEqual(held.map((_, index) => (held[0]?.seq ?? 0) + index));
        }
        settle();
        const held = view.logWindow?.entries ?? [];
        const start = (held[0]?.seq ?? 1) - 1;
        expect(held).toEqual(house.entries.slice(start, start + held.length));
        expect(view.room.latest).toBe(house.told.length);
        view = toEnd(view);
        settle();
        for (let round = 0; round < 100 && view.logWindow?.first === false; round += 1) {
          view = readMore(view, 'earlier');
          settle();
        }
        expect(view.logWindow).toEqual({ entries: house.entries, first: true, last: true });
      }),
      { numRuns: 500 },
    );
  });
});
