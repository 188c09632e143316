import { expect, it } from 'vitest';
import { afterObstacle } from '../../../../renderer/guest/files/upload-failure.ts';

const answer = (status: number) => ({ is: 'answer', status }) as const;

it('goes on trying for as long as nobody answers, or others come first', () => {
  expect(afterObstacle({ is: 'no-answer' }, 1_000)).toBeUndefined();
  expect(afterObstacle(answer(429), 1_000)).toBeUndefined();
  expect(afterObstacle(answer(503), 1_000)).toBeUndefined();
});

it.each([
  [404, 'gone'],
  [409, 'mixed-up'],
  [500, 'refused'],
])('tries again after %i, and says at last: %s', (status, code) => {
  expect(afterObstacle(answer(status), 4)).toBeUndefined();
  expect(afterObstacle(answer(status), 5)).toBe(code);
});

it('tells whose room is full', () => {
  expect(afterObstacle({ is: 'answer', status: 507, share: true }, 1)).toBe('share');
});

it.each([
  [401, 'not-let-in'],
  [403, 'not-let-in'],
  [408, 'too-slow'],
  [413, 'too-large'],
  [507, 'no-room'],
  [400, 'refused'],
])('does not try again after %i: %s', (status, code) => {
  expect(afterObstacle(answer(status), 1)).toBe(code);
});
