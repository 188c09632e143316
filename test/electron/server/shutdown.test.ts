import { expect, onTestFinished, test, vi } from 'vitest';
import type { Unsaved } from '../../../contract/model/unsaved.ts';
import type { CloseResult } from '../../../electron/history/commit-queue.ts';
import { Shutdown } from '../../../electron/server/shutdown.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';

/** A host that closes when it is told to. */
function shutdown(unsaved: Unsaved = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const lines: string[] = [];
  const codes: number[] = [];
  let closing: CloseResult | undefined;
  let closed: () => void = () => undefined;
  const end = new Shutdown({
    host: {
      unsaved: () => unsaved,
      close: (how) => {
        closing = how;
        return new Promise((resolve) => (closed = resolve));
      },
    },
    t: hostWords(),
    say: (line) => lines.push(line),
    warn: (line) => lines.push(line),
    exit: (code) => codes.push(code),
  });
  const close = async () => {
    closed();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { end, lines, codes, close, waits: () => closing?.waiting(unsaved) };
}

test('a signal ends it with a goodbye and 0', async () => {
  const { end, lines, codes, close } = shutdown();
  end.signalled();
  expect(codes).toEqual([]);
  await close();
  expect([lines, codes]).toEqual([['Porchlight is off.'], [0]]);
});

test('the same signal by two ways is one', async () => {
  const { end, codes, close } = shutdown({ messages: 1 });
  end.signalled();
  end.signalled();
  expect(codes).toEqual([]);
  await close();
  expect(codes).toEqual([4]);
});

test('while a full disk is waited for another signal ends it at once', () => {
  const { end, lines, codes, waits } = shutdown({ messages: 400, bans: 1 });
  end.signalled();
  waits();
  expect(lines[0]).toMatch(/^Not saved yet: messages: 400, bans and mutes: 1\. .* 5 more seconds\./);
  end.signalled();
  expect(lines.slice(1)).toEqual([
    'Couldn’t be saved and is lost: messages: 400, bans and mutes: 1.',
    'Porchlight is off.',
  ]);
  expect(codes).toEqual([4]);
});

test('whoever sent a second signal before does not wait for a full disk', () => {
  const { end, codes, waits } = shutdown({ messages: 1 });
  end.signalled();
  vi.advanceTimersByTime(2_000);
  end.signalled();
  expect(codes).toEqual([]);
  waits();
  expect(codes).toEqual([4]);
});

test('a mistake of ours says that all is saved only where it is', async () => {
  const whole = shutdown();
  whole.end.broken(new Error('mistake'));
  await whole.close();
  expect(whole.lines[0]).toMatch(/All messages are saved\..*\(mistake\)$/);
  const part = shutdown({ audit: 2 });
  part.end.broken('mistake');
  await part.close();
  expect(part.lines).toEqual([
    'Porchlight hit an error and is quitting. Start it again. (mistake)',
    'Couldn’t be saved and is lost: audit log entries: 2.',
  ]);
  expect([whole.codes, part.codes]).toEqual([[1], [1]]);
});

test('a mistake of ours ends it though the disk never answers', () => {
  const { end, codes } = shutdown({ messages: 1 });
  end.broken(new Error('mistake'));
  vi.advanceTimersByTime(2_500);
  expect(codes).toEqual([1]);
});
