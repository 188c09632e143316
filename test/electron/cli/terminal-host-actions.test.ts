import { expect, test } from 'vitest';
import { TerminalHostActions } from '../../../electron/cli/terminal-host-actions.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';

const OFF = { usage: () => undefined, free: () => Promise.resolve(undefined), house: undefined };

test('invalid lines of a program are not answered one by one, and a command after them is', async () => {
  const keeper = new TerminalHostActions(OFF, hostWords('en'), 'en');
  const answers: string[] = [];
  for (let line = 0; line < 5_000; line += 1) answers.push(...(await keeper.answer('y')));
  // All of them would take more than an hour.
  expect(answers.length).toBeGreaterThanOrEqual(30);
  expect(answers.length).toBeLessThan(5_000);
  expect(await keeper.answer('usage')).toEqual(['Porchlight is off.']);
});
