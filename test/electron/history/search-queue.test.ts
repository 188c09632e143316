import { expect, test } from 'vitest';
import { SearchQueue } from '../../../electron/history/search-queue.ts';

/** A search that ends when it is told to. */
function held(value: string) {
  let end: () => void = () => undefined;
  const answer = new Promise<string>((resolve) => (end = () => resolve(value)));
  return { search: () => answer, end };
}

test('one search is under way at a time, and of each person the latest waits', async () => {
  const queue = new SearchQueue();
  const begun: string[] = [];
  const noted = (what: string, search: () => Promise<string>) => () => {
    begun.push(what);
    return search();
  };
  const [first, late, other] = [held('first'), held('late'), held('other')];
  const answers = [
    queue.ask('ada', noted('first', first.search)),
    queue.ask(
      'ada',
      noted('early', () => Promise.resolve('never')),
    ),
    queue.ask('bob', noted('other', other.search)),
    queue.ask('ada', noted('late', late.search)),
  ];
  expect(await answers[1]).toBe('replaced');
  expect(begun).toEqual(['first']);
  first.end();
  expect(await answers[0]).toBe('first');
  late.end();
  expect(await answers[3]).toBe('late');
  other.end();
  expect(await answers[2]).toBe('other');
  expect(begun).toEqual(['first', 'late', 'other']);
});

test('a search that fails holds up nobody', async () => {
  const queue = new SearchQueue();
  const failing = queue.ask('ada', () => Promise.reject(new Error('no disk')));
  const next = queue.ask('bob', () => Promise.resolve(1));
  await expect(failing).rejects.toThrow('no disk');
  expect(await next).toBe(1);
});
