import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BacklogBudget } from '../../../electron/websocket/backlog-budget.ts';

const BUDGET = 1_000;

class Peer {
  readonly codes: number[] = [];
  bytes: number;

  constructor(bytes: number) {
    this.bytes = bytes;
  }

  backlogBytes(): number {
    return this.bytes;
  }

  close(code: number): void {
    this.codes.push(code);
    this.bytes = 0;
  }
}

/** The peers for whom so much came to wait, a turn later. */
async function waiting(...bytes: number[]): Promise<Peer[]> {
  const backlogs = new BacklogBudget({ backlogBytesTotalMax: BUDGET });
  const peers = bytes.map((each) => new Peer(each));
  for (const peer of peers) backlogs.note(peer, peer.bytes);
  await new Promise(setImmediate);
  return peers;
}

const codesOf = (peers: readonly Peer[]) => peers.map(({ codes }) => codes);

test('what fits stays', async () => {
  expect(codesOf(await waiting(500, 500))).toEqual([[], []]);
});

test('past the budget the largest go, with 4008, until the rest fits', async () => {
  expect(codesOf(await waiting(300, 400, 200, 500, 100))).toEqual([[], [], [], [4008], []]);
  expect(codesOf(await waiting(600, 100, 500, 400))).toEqual([[4008], [], [], []]);
  expect(codesOf(await waiting(900, 800, 700))).toEqual([[4008], [4008], []]);
});

test('what was read in the meantime is not held against anybody', async () => {
  const backlogs = new BacklogBudget({ backlogBytesTotalMax: BUDGET });
  const [early, late] = [new Peer(900), new Peer(900)];
  backlogs.note(early, 900);
  early.bytes = 0;
  backlogs.note(late, 900);
  await new Promise(setImmediate);
  expect(codesOf([early, late])).toEqual([[], []]);
});

test('whoever is gone is neither counted nor closed', async () => {
  const backlogs = new BacklogBudget({ backlogBytesTotalMax: BUDGET });
  const [gone, here] = [new Peer(900), new Peer(900)];
  backlogs.note(gone, 900);
  backlogs.note(gone, 0);
  backlogs.note(here, 900);
  await new Promise(setImmediate);
  expect(codesOf([gone, here])).toEqual([[], []]);
});

test('whatever grows and shrinks, after each turn the rest fits, and nobody stays who is larger than one that went', async () => {
  const step = fc.record({ peer: fc.nat(9), bytes: fc.integer({ min: 1, max: 700 }), turn: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const backlogs = new BacklogBudget({ backlogBytesTotalMax: BUDGET });
      const peers = Array.from({ length: 10 }, () => new Peer(0));
      for (const { peer, bytes, turn } of steps) {
        const grown = peers[peer]!;
        if (grown.codes.length > 0) continue;
        grown.bytes = bytes;
        backlogs.note(grown, bytes);
        if (!turn) continue;
        const before = peers.map((each) => each.bytes);
        const open = peers.filter(({ codes }) => codes.length === 0);
        await new Promise(setImmediate);
        expect(peers.reduce((sum, each) => sum + each.bytes, 0)).toBeLessThanOrEqual(BUDGET);
        const went = open.filter(({ codes }) => codes.length > 0).map((each) => before[peers.indexOf(each)]!);
        const stayed = open.filter(({ codes }) => codes.length === 0).map((each) => each.bytes);
        expect(Math.max(0, ...stayed)).toBeLessThanOrEqual(Math.min(Infinity, ...went));
      }
    }),
  );
});
