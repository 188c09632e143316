import { expect, onTestFinished, test } from 'vitest';
import type { HeldDeletion } from '../../../contract/model/clock.ts';
import { Pruning } from '../../../electron/history/pruning.ts';

/** Of ten that are kept `due` are too old. */
function pruningOf(due: number) {
  const pruned: number[] = [];
  const held: (HeldDeletion | undefined)[] = [];
  const pruning = new Pruning({
    ages: () => ({ before: 5, claimed: 5, ran: 0 }),
    due: () => Promise.resolve({ due, all: 10 }),
    prune: (before) => Promise.resolve(void pruned.push(before)),
    held: (now) => held.push(now),
    waitedMs: 0,
  });
  onTestFinished(() => pruning.stop());
  return { pruning, pruned, held };
}

test('once it is held nothing is dropped, whatever is chosen, said or trusted', async () => {
  const { pruning, pruned } = pruningOf(1);
  pruning.keep(1, 1e12, false);
  await pruning.done();
  expect(pruned).toEqual([5]);
  pruning.hold();
  pruning.keep(1, 1, true);
  pruning.grew([
    {
      ...{ type: 'message', room: 'lobby', seq: 1, at: 1, text: 'text' },
      from: { id: 'a', name: 'Ada', role: 'guest', via: 'page' },
    },
  ]);
  pruning.trust();
  await pruning.done();
  expect(pruned).toEqual([5]);
});

test('where it is held while it counts what is due, that is not dropped, and nothing waits', async () => {
  const { pruning, pruned, held } = pruningOf(9);
  pruning.keep(1, 1e12, false);
  pruning.hold();
  await pruning.done();
  expect(pruned).toEqual([]);
  expect(held).toEqual([undefined]);
});
