import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryBatch } from '../../../../contract/ipc/entry-batch.ts';
import type { HostSnapshot } from '../../../../contract/ipc/snapshot.ts';
import { NO_TRAFFIC } from '../../../../contract/ipc/stats.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import {
  CONSOLE_STATE_INITIAL,
  type ConsoleState,
} from '../../../../renderer/console/state/console-state.ts';
import { reduceHostEvent, type HostEvent } from '../../../../renderer/console/state/reduce-host-event.ts';
import { applyByRoom } from '../../../../renderer/console/state/by-room.ts';
import { isChange } from '../../../../contract/fold.ts';
import { choice, FakeBridge, house, running } from '../fake-bridge.ts';
import { ada, batchOf, connected, ming, said, saidIn } from '../samples.ts';

const { snapshot: empty } = new FakeBridge();
const after = (...events: HostEvent[]): ConsoleState =>
  events.reduce(reduceHostEvent, reduceHostEvent(CONSOLE_STATE_INITIAL, ['snapshot', empty]));

const sample = { at: 1, people: 1, messagesPerSecond: 0, bytesPerSecond: 0, delayMs: 0 };

/** What the host does: the event that it tells, and what a snapshot says from then on. */
type Step = (host: HostSnapshot) => readonly [HostEvent, HostSnapshot];

const setting =
  <E extends 'people' | 'chatInfo' | 'settings' | 'nearby' | 'adapters' | 'startOptions' | 'moderation'>(
    name: E,
    value: HostSnapshot[E],
  ): Step =>
  (host) => [[name, value] as unknown as HostEvent, { ...host, [name]: value }];

const stats: Step = (host) => {
  const traffic = { ...NO_TRAFFIC, storage: { free: host.samples.length } };
  return [['stats', { ...traffic, sample }], { ...host, traffic, samples: [...host.samples, sample] }];
};

const entry =
  (room: string, edits: boolean): Step =>
  (host) => {
    const seq = host.entries.filter((each) => each.room === room).length + 1;
    const fresh = edits
      ? ({ type: 'edited', room, seq, at: seq, target: 1, by: ada, text: `as of ${seq}` } as const)
      : { ...saidIn(room, seq, seq % 2 === 0 ? ada : ming), at: seq };
    const entries = [...host.entries, fresh];
    return [
      ['entries', batchOf(fresh)],
      { ...host, entries: applyByRoom(entries, entries.filter(isChange)) },
    ];
  };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>(
    setting('people', [connected(ada)]),
    setting('people', []),
    setting('chatInfo', { ...house, rooms: [] }),
    setting('settings', { ...empty.settings, sounds: true }),
    setting('nearby', [{ name: 'Other', link: 'http://10.0.0.9' }]),
    setting('adapters', []),
    setting('startOptions', { ...choice, pin: '482913' }),
    setting('moderation', { waiting: [] }),
    (host) => [['state', running], { ...host, state: running }],
    (host) => [
      ['state', { kind: 'stopped' }],
      { ...host, state: { kind: 'stopped' }, traffic: NO_TRAFFIC, samples: [] },
    ],
    stats,
  ),
  fc
    .record({ room: fc.constantFrom(LOBBY, 'r1'), edits: fc.boolean() })
    .map(({ room, edits }) => entry(room, edits)),
);

test('whatever happened, a snapshot that is taken then changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let state = after();
      let host = empty;
      for (const act of steps) {
        const [event, now] = act(host);
        state = reduceHostEvent(state, event);
        host = now;
        const { pinLost: _, ...heard } = state;
        const { pinLost: __, ...begun } = reduceHostEvent(state, ['snapshot', host]);
        expect(heard).toEqual(begun);
      }
    }),
    { numRuns: 200 },
  );
});

test('a snapshot takes the place of what was held, and none of it is news', () => {
  const state = after(
    ['entries', batchOf(said(1, ada), said(2, ada))],
    ['snapshot', { ...empty, entries: [said(7, ada, 'kept')] }],
  );
  expect(state.logs.get(LOBBY)).toMatchObject([{ seq: 7 }]);
  expect([...state.news]).toEqual([[LOBBY, 2]]);
});

test('a room of which something was left out begins anew, and that is news there', () => {
  const batch: EntryBatch = {
    left: [{ room: 'r1', messages: 1, news: 2 }],
    changes: [],
    entries: [said(2, ada)],
  };
  const state = after(['entries', batchOf(said(1, ada), saidIn('r1', 1, ada))], ['entries', batch]);
  expect(state.logs.get(LOBBY)).toHaveLength(2);
  expect(state.logs.get('r1')).toBeUndefined();
  expect(state.news.get('r1')).toBe(2);
});

test('what is kept for a shorter time is gone from the window too', () => {
  const state = after(
    ['entries', batchOf(said(1, ada, 'old', 1_000), said(2, ada, 'new', 3_000))],
    ['entriesDropped', { before: 2_000 }],
  );
  expect(state.logs.get(LOBBY)).toMatchObject([{ text: 'new' }]);
});

test('a PIN that was lost is no longer missing once the host has chosen anew', () => {
  const lost = reduceHostEvent(CONSOLE_STATE_INITIAL, ['snapshot', { ...empty, pinLost: true }]);
  expect(lost.pinLost).toBe(true);
  expect(reduceHostEvent(lost, ['startOptions', choice]).pinLost).toBe(false);
});

test('the question before the window closes stays over a snapshot', () => {
  expect(after(['closing', 3], ['snapshot', empty]).closing).toBe(3);
});
