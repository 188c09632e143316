import { expect, test } from 'vitest';
import { FoundMessages } from '../../../electron/history/found-messages.ts';
import { ADA, deleted, edited, message, reacted } from '../../support/said.ts';

test('a message that was found stays as it reads now', () => {
  const found = new FoundMessages();
  found.add(message(1, 'hi'));
  found.push(reacted(2, 1));
  found.push(edited(3, 1, 'ho'));
  expect(found.find('lobby', 1)).toMatchObject({ text: 'ho', changed: 3, reactions: [{ by: ['bob'] }] });
  found.push(deleted(4, 1));
  expect(found.find('lobby', 1)).toMatchObject({ text: '', deleted: true });
});

test('of a deleted message nothing stays in what answers it', () => {
  const found = new FoundMessages();
  found.add(message(2, 'yes', { reply: { seq: 1, from: ADA, text: 'the secret' } }));
  found.push(deleted(3, 1));
  expect(JSON.stringify(found.find('lobby', 2))).not.toContain('secret');
});

test('sixteen are kept, the last ones, and none once they may have gone', () => {
  const found = new FoundMessages();
  for (let seq = 1; seq <= 17; seq += 1) found.add(message(seq, 'hi'));
  expect([found.find('lobby', 1), found.find('lobby', 2)?.seq, found.find('attic', 2)]).toEqual([
    undefined,
    2,
    undefined,
  ]);
  found.clear();
  expect(found.find('lobby', 2)).toBeUndefined();
});
