import { expect, it } from 'vitest';
import { afterObstacle } from '../../../../renderer/guest/files/upload-failure.ts';

const answer = (status: number) => ({ is: 'answer', status }) as const;

it('keeps retrying without an answer, or while slots are taken', () => {
  expect(afterObstacle({ is: 'no-answer' }, 1_000)).toBeUndefined();
  expect(afterObstacle(answer(429), 1_000)).toBeUndefined();
  expect(afterObstacle(answer(503), 1_000)).toBeUndefined();
});

it.each([
  [404, 'gone'],
  [409, 'mixed-up'],
  [500, 'refused'],
])('retries after %i, and finally reports: %s', (status, code) => {
  expect(afterObstacle(answer(status), 4)).toBeUndefined();
  expect(afterObstacle(answer(status), 5)).toBe(code);
});

it('tells whether the host or the share of the person is full', () => {
  expect(afterObstacle({ is: 'answer', status: 507, share: true }, 1)).toBe('share');
});

it.each([
  [401, 'not-let-in'],
  [403, 'not-let-in'],
  [408, 'too-slow'],
  [413, 'too-large'],
  [507, 'no-room'],
  [400, 'refused'],
])('does not retry after %i: %s', (status, code) => {
  expect(afterObstacle(answer(status), 1)).toBe(code);
});
