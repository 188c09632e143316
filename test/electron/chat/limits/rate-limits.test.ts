import { expect, test } from 'vitest';
import { LOBBY } from '../../../../contract/model/room.ts';
import type { Say } from '../../../../contract/wire/client-message.ts';
import { RateLimits, type Permission } from '../../../../electron/chat/limits/rate-limits.ts';

const say = (room = LOBBY): Omit<Say, 'ref'> => ({ type: 'message', room, text: 'hi' });
const isLobby = (room: string) => room === LOBBY;
const restraints = (off = false) => new RateLimits({ has: isLobby }, off);

/** What a limit says, or `undefined` if it allows it. */
const why = (allowed: Permission) => (allowed.ok ? undefined : allowed.error);

function denials(of: RateLimits, id: string, times: number, nowMs: number, room?: string) {
  return Array.from({ length: times }, () => why(of.allow(id, say(room), nowMs))).filter(
    (denial) => denial !== undefined,
  );
}

test('of a thousand messages ten pass, three are answered, and the rest is dropped without a word', () => {
  const denied = denials(restraints(), 'ada', 1_000, 0);
  expect(denied).toHaveLength(990);
  expect(denied.filter(({ silent }) => silent !== true)).toEqual([
    { code: 'too-fast', seconds: 1 },
    { code: 'too-fast', seconds: 1 },
    { code: 'rate-limited', seconds: 30 },
  ]);
});

test('whoever is muted takes nothing from the others', () => {
  const all = restraints();
  denials(all, 'ada', 1_000, 0);
  expect(denials(all, 'bob', 10, 0)).toEqual([]);
});

test('a room takes a hundred messages a second from those who are loud, and says so to each', () => {
  const all = restraints();
  for (let i = 0; i < 10; i += 1) expect(denials(all, `guest ${i}`, 10, 0)).toEqual([]);
  const loud = Array.from({ length: 40 }, (_, i) => denials(all, `one more ${i}`, 10, 0)).flat();
  expect(loud.length).toBeGreaterThan(200);
  expect(loud[0]).toEqual({ code: 'too-fast', seconds: 1 });
});

test('who says little is heard beside 300 guests who say two things a second each', () => {
  const all = restraints();
  const refused = (id: string, nowMs: number, network: string) =>
    why(all.allow(id, say(), nowMs, () => network)) !== undefined;
  const lost = { loud: 0, quiet: 0 };
  for (let nowMs = 0; nowMs < 30_000; nowMs += 10)
    for (let i = 0; i < 6; i += 1) {
      const guest = ((nowMs / 10) * 6 + i) % 300;
      lost.loud += Number(refused(`loud ${guest}`, nowMs, `192.0.2.${Math.floor(guest / 30)}`));
      if (i === 0 && nowMs % 1_000 === 0) lost.quiet += Number(refused('quiet', nowMs, '198.51.100.1'));
    }
  expect(lost.quiet).toBe(0);
  expect(lost.loud).toBeGreaterThan(10_000);
});

test('what is said in a room of two, or in none, takes nothing from a room of all', () => {
  const all = restraints();
  for (let i = 0; i < 20; i += 1) denials(all, `guest ${i}`, 10, 0, `guest ${i}+x`);
  expect(denials(all, 'ada', 10, 0)).toEqual([]);
});

test('whoever goes is never held back', () => {
  const all = restraints();
  denials(all, 'ada', 1_000, 0);
  expect(why(all.allow('ada', { type: 'leave' }, 0))).toBeUndefined();
});

test('what is dropped without a word is typing and presence', () => {
  const all = restraints();
  expect(why(all.allow('ada', { type: 'typing', room: LOBBY }, 0))).toBeUndefined();
  expect(why(all.allow('ada', { type: 'typing', room: LOBBY }, 0))).toMatchObject({ silent: true });
});

test('thirty times at once somebody comes back, and then every two seconds', () => {
  const all = restraints();
  const back = (nowMs: number) => why(all.allowReturn('ada', false, nowMs));
  for (let i = 0; i < 30; i += 1) expect(back(0)).toBeUndefined();
  expect(back(0)).toEqual({ code: 'too-fast', seconds: 2 });
  expect([back(2_000), back(2_000)]).toEqual([undefined, { code: 'too-fast', seconds: 2 }]);
});

test('whoever comes back under another name has changed it, as if they had stayed', () => {
  const all = restraints();
  for (let i = 0; i < 2; i += 1) expect(why(all.allowReturn('ada', true, 0))).toBeUndefined();
  expect(why(all.allow('ada', { type: 'rename', name: 'Bea' }, 0))).toBeUndefined();
  expect(why(all.allowReturn('ada', true, 0))).toEqual({ code: 'too-fast', seconds: 20 });
  expect(why(all.allow('ada', { type: 'rename', name: 'Bea' }, 0))).toMatchObject({ code: 'too-fast' });
  expect(why(all.allowReturn('ada', false, 0))).toBeUndefined();
});

test('long texts are held back, said or edited, and short ones pass beside them', () => {
  const all = restraints();
  const text = 'x'.repeat(60_000);
  const acts = [
    ...Array.from({ length: 4 }, () => ({ ...say(), text })),
    ...[1, 2].map((target) => ({ type: 'edit', ref: 'r', room: LOBBY, target, text }) as const),
  ];
  const denied = acts.map((act) => why(all.allow('ada', act, 0, () => '192.0.2.1'))?.code);
  expect(denied).toEqual([undefined, undefined, undefined, undefined, undefined, 'too-fast']);
  expect(why(all.allow('ada', say(), 0))).toBeUndefined();
});

test('for measuring nobody is held back', () => {
  expect(denials(restraints(true), 'ada', 10_000, 0)).toEqual([]);
});

test('the ten thousand who did something last are remembered', () => {
  const all = restraints();
  const others = (count: number) => {
    for (let i = 0; i < count; i += 1) why(all.allow(`guest ${i}`, { type: 'presence', asleep: true }, 0));
  };
  denials(all, 'ada', 1_000, 0);
  others(9_999);
  expect(denials(all, 'ada', 1, 0)).toHaveLength(1);
  others(9_999);
  why(all.allow('one more', { type: 'presence', asleep: true }, 0));
  expect(denials(all, 'ada', 1, 5_000)).toHaveLength(0);
});

test('of one network sixty newcomers come at once, and then one every five seconds', () => {
  const all = restraints();
  const come = (network: string, times: number, nowMs: number) =>
    Array.from({ length: times }, () => why(all.allowNewcomer(network, nowMs)));
  expect(come('192.0.2.1', 60, 0)).toEqual(Array(60).fill(undefined));
  expect(come('192.0.2.1', 2, 0)).toEqual(Array(2).fill({ code: 'too-fast', seconds: 5 }));
  expect(come('192.0.2.2', 1, 0)).toEqual([undefined]);
  expect(come('192.0.2.1', 2, 5_000)).toEqual([undefined, { code: 'too-fast', seconds: 5 }]);
  expect(Array.from({ length: 1_000 }, () => why(restraints(true).allowNewcomer('192.0.2.1', 0)))).toEqual(
    Array(1_000).fill(undefined),
  );
});

test('of whoever did nothing for long nothing is counted any more, and they may say as much as if it were', () => {
  const all = restraints();
  for (let i = 0; i < 50; i += 1) denials(all, `guest ${i}`, 1, i);
  expect(all.size).toBe(50);
  denials(all, 'ada', 1, 300_020);
  expect(all.size).toBe(31);
  expect(denials(all, 'guest 3', 20, 300_021)).toEqual([]);
  expect(denials(all, 'somebody new', 20, 300_022)).toHaveLength(10);
  expect(denials(all, 'guest 3', 1, 300_023)).toHaveLength(1);
});

test('what somebody did within the last minutes is not forgotten, however many others come', () => {
  const all = restraints();
  denials(all, 'ada', 30, 0);
  for (let i = 0; i < 1_000; i += 1) denials(all, `guest ${i}`, 1, 20_000);
  expect(denials(all, 'ada', 1, 29_000)).toHaveLength(1);
});

const READ = { type: 'read', ref: 'r', room: LOBBY, place: { after: 0 } } as const;
const SEARCH = { type: 'search', ref: 's', text: 'word' } as const;

/** Thirty guests, each of their own network, read for so long as fast as a person may; `each` has its turn every 10 ms. */
function besideThirty(all: RateLimits, forMs: number, each: (nowMs: number) => void = () => undefined) {
  let read = 0;
  for (let nowMs = 0; nowMs < forMs; nowMs += 10) {
    for (let i = 0; i < 3; i += 1) {
      const guest = ((nowMs / 10) * 3 + i) % 30;
      if (why(all.allow(`loud ${guest}`, READ, nowMs, () => `192.0.2.${guest}`)) === undefined) read += 1;
    }
    each(nowMs);
  }
  return read;
}

test('thirty guests who read at the pace of one person each read no more than a hundred pages a second', () => {
  expect(besideThirty(restraints(), 60_000)).toBeLessThan(60 * 100 + 3_000);
  expect(besideThirty(restraints(true), 60_000)).toBe(18_000);
});

test('who scrolls like a person is never refused beside thirty who read at their full pace', () => {
  const all = restraints();
  const refused: unknown[] = [];
  besideThirty(all, 60_000, (nowMs) => {
    for (let person = 0; person < 10; person += 1) {
      // Ten behind one address: four pages a second, for ten seconds of each twenty.
      if (nowMs % 250 !== person * 10 || nowMs % 20_000 >= 10_000) continue;
      refused.push(why(all.allow(`reader ${person}`, READ, nowMs, () => '198.51.100.1')));
    }
    if (nowMs % 3_000 === 0) refused.push(why(all.allow('seeker', SEARCH, nowMs, () => '198.51.100.2')));
  });
  expect(refused.filter((denial) => denial !== undefined)).toEqual([]);
});

test('a thousand people who come back at once read two pages each, out of one network or many', () => {
  for (const networkOf of [() => '2001:db8:0:0::/64', (i: number) => `10.0.${i % 4}.${Math.floor(i / 4)}`]) {
    const all = restraints();
    const denied = Array.from({ length: 2_000 }, (_, i) =>
      why(all.allow(`guest ${i % 1_000}`, READ, 0, () => networkOf(i % 1_000))),
    );
    expect(denied.filter((denial) => denial !== undefined)).toEqual([]);
  }
});

test('a thousand who come back beside thirty who read all have their pages, if they ask again when they are told to', () => {
  const all = restraints();
  const askAt = Array.from({ length: 1_000 }, () => 30_000);
  const left = Array.from({ length: 1_000 }, () => 2);
  besideThirty(all, 90_000, (nowMs) => {
    for (const [i, at] of askAt.entries()) {
      if (nowMs < at || left[i] === 0) continue;
      const denial = why(all.allow(`guest ${i}`, READ, nowMs, () => '2001:db8:0:0::/64'));
      if (denial === undefined) left[i] = (left[i] ?? 0) - 1;
      else expect(denial).toMatchObject({ code: 'too-fast' });
      askAt[i] = nowMs + (denial?.seconds ?? 0) * 1_000;
    }
  });
  expect(left.filter((more) => more > 0)).toEqual([]);
});
