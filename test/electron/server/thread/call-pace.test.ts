import { expect, test } from 'vitest';
import { COMMAND_NAMES, paceOf } from '../../../../contract/ipc/commands.ts';
import { CALL_PACES, CallPace } from '../../../../electron/server/thread/call-pace.ts';

test.each(COMMAND_NAMES)('%s is answered so many times at once, and then so many a second', (command) => {
  const { burst, perSecond } = CALL_PACES[paceOf(command)];
  const pace = new CallPace();
  const allowed = (calls: number, nowMs: number) =>
    Array.from({ length: calls }, () => pace.allows(command, nowMs)).filter(Boolean).length;
  expect(allowed(burst + 10_000, 1_000)).toBe(burst);
  expect(allowed(10_000, 2_000)).toBe(perSecond);
});

test('a kind that is asked too often holds up no other kind', () => {
  const pace = new CallPace();
  for (let call = 0; call < 10_000; call += 1) pace.allows('limits', 0);
  expect((['limits', 'stop', 'saveAuditLog'] as const).map((name) => pace.allows(name, 0))).toEqual([
    false,
    true,
    true,
  ]);
});

test('whatever opens a dialog of the system is asked for no faster than somebody answers', () => {
  const dialogs = COMMAND_NAMES.filter((name) => paceOf(name) === 'dialog');
  expect(dialogs).toEqual(['saveAuditLog', 'exportLog', 'saveFile', 'saveReport']);
});

test('a picture is looked at, and its reader scrolls', () => {
  expect(paceOf('readPicture')).toBe('read');
});
