import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry, Message } from '../../contract/model/entry.ts';
import { applyChange, applyChanges, isChange, withoutText, type ChangeEntry } from '../../contract/fold.ts';
import { ADA, BOB, deleted, edited, logs, message, reacted } from '../support/said.ts';

/** The message `seq` of a log as it reads after the entries up to `end`. */
function read(log: readonly Entry[], seq: number, end: number): Message | undefined {
  const said = log[seq - 1];
  if (said?.type !== 'message') return undefined;
  return changesOf(log, seq)
    .filter((change) => change.seq <= end)
    .reduce(applyChange, said);
}

function changesOf(log: readonly Entry[], target: number): ChangeEntry[] {
  return log.filter(isChange).filter((change) => change.target === target && change.seq > target);
}

test('an edited message has the new text and mentions, and says that it was edited', () => {
  const said = message(1, 'hi @Bob', { mentions: [BOB.id], ref: 'r' });
  const { mentions: _, ...rest } = said;
  const now = { ...rest, text: 'hi all', edited: true, changed: 2 };
  expect(applyChange(said, edited(2, 1, 'hi all'))).toStrictEqual(now);
  expect(applyChanges([said], [edited(2, 1, 'hi all')])).toStrictEqual([now]);
});

test('of a deleted message its author and ref stay, and nothing that was said', () => {
  const reply = { seq: 1, from: BOB, text: 'quoted' };
  const said = message(2, 'secret', { mentions: [BOB.id], ref: 'r', reply, edited: true });
  const seen = applyChange(said, reacted(3, 2));
  const { room, seq, at } = said;
  expect(applyChange(seen, deleted(4, 2))).toStrictEqual({
    ...{ type: 'message', room, seq, at, from: ADA, text: '', ref: 'r' },
    ...{ deleted: true, changed: 4 },
  });
});

test('nothing changes a deleted message any more', () => {
  const gone = applyChange(message(1, 'hi'), deleted(2, 1));
  for (const change of [edited(3, 1, 'back'), reacted(4, 1), deleted(5, 1)])
    expect(applyChange(gone, change)).toBe(gone);
});

test('a reaction stands once for each person, in the order in which they gave it', () => {
  const steps = [
    reacted(2, 1),
    reacted(3, 1, { by: ADA }),
    reacted(4, 1),
    reacted(5, 1, { emoji: '❤️', by: ADA }),
  ];
  expect(steps.reduce(applyChange, message(1, 'hi')).reactions).toEqual([
    { emoji: '👍', by: ['ada', 'bob'] },
    { emoji: '❤️', by: ['ada'] },
  ]);
});

test('a reaction that everybody took back is gone, and one that was never given too', () => {
  const steps = [reacted(2, 1), reacted(3, 1, { on: false }), reacted(4, 1, { emoji: '❤️', on: false })];
  expect(steps.reduce(applyChange, message(1, 'hi')).reactions).toEqual([]);
});

test('what a message said is nowhere left once it is deleted', () => {
  const answer = message(3, 'no', { reply: { seq: 1, from: ADA, text: 'secret' } });
  expect(withoutText(answer, 1)).toMatchObject({ text: 'no', reply: { seq: 1, from: ADA, text: '' } });
  expect(withoutText(edited(2, 1, 'secret'), 1)).toMatchObject({ text: '' });
});

test.each([
  ['answers another message', message(3, 'no', { reply: { seq: 2, from: ADA, text: 'kept' } })],
  ['edits another message', edited(3, 2, 'kept')],
  ['is a message', message(1, 'kept')],
  ['is another kind of entry', reacted(2, 1)],
])('what %s stays as it is', (_, entry) => {
  expect(withoutText(entry, 1)).toBe(entry);
});

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(logs(), fc.nat(60), (log, seq) => {
      const once = read(log, seq, log.length);
      if (once !== undefined) expect(changesOf(log, seq).reduce(applyChange, once)).toEqual(once);
    }),
  );
});

test('a page of any time and the changes that are heard around it give the message of the later of the two', () => {
  const kinds = fc.array(fc.constantFrom('edited', 'reacted', 'taken back', 'deleted'), { maxLength: 8 });
  const at = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(kinds, at, at, at, (changes, pageAt, from, to) => {
      const log = [message(1, 'first'), ...changes.map((kind, i) => changeOf(kind, i + 2))];
      const heard = changesOf(log, 1).filter(({ seq }) => seq > Math.min(pageAt, from) && seq <= to);
      const page = read(log, 1, pageAt);
      expect(page && heard.reduce(applyChange, page)).toEqual(read(log, 1, Math.max(pageAt, to)));
    }),
    { numRuns: 1_000 },
  );
});

test('a whole log folds to what each of its messages folds to, in whatever order the changes come', () => {
  const shuffled = logs().chain((log) =>
    fc.tuple(
      fc.constant(log),
      fc.shuffledSubarray(log.filter(isChange), { minLength: log.filter(isChange).length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([log, changes]) => {
      const gone = changes.flatMap(({ type, target }) => (type === 'deleted' ? [target] : []));
      const one = (entry: Entry) => gone.reduce(withoutText, read(log, entry.seq, log.length) ?? entry);
      expect(applyChanges(log, changes)).toEqual(log.map(one));
      expect(applyChanges(applyChanges(log, changes), changes)).toEqual(applyChanges(log, changes));
    }),
  );
});

function changeOf(kind: string, seq: number): ChangeEntry {
  if (kind === 'edited') return edited(seq, 1, `text ${seq}`);
  return kind === 'deleted' ? deleted(seq, 1) : reacted(seq, 1, { on: kind === 'reacted' });
}
