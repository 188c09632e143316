// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choice, FakeBridge, house, running } from '../fake-bridge.ts';
import { button, field, fill, find, hide, press, show } from '../shown-app.tsx';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = new FakeBridge();
});
afterEach(hide);

const on = () => {
  bridge.snapshot = { ...bridge.snapshot, state: running };
};

test('PIN and retention are filled in as they were chosen, and started with', async () => {
  bridge.snapshot = { ...bridge.snapshot, startOptions: { ...choice, pin: '482913', retentionDays: 7 } };
  await show(bridge);
  expect(field('input[name=pin]').value).toBe('482913');
  expect(field('.off-fields select').value).toBe('7');
  fill(field('input[name=pin]'), '1234 5678');
  fill(field('.off-fields select'), '0');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([{ ...choice, pin: '12345678', retentionDays: 0 }]);
  expect(find('.pin-digits').textContent).toBe('12345678');
});

test('a PIN of while it was on is filled in once it is off', async () => {
  on();
  await show(bridge);
  await press(button('Require a PIN…'));
  fill(field('dialog input[type=text]'), '482 913');
  await press(button('Require a PIN'));
  await press(button('Stop'));
  expect(field('input[name=pin]').value).toBe('482913');
});

test('a PIN that can be read no more is told beside its field, until it is chosen to have another or none', async () => {
  bridge.snapshot = { ...bridge.snapshot, pinLost: true };
  await show(bridge);
  const told = () => document.body.textContent.includes('Your saved PIN can’t be read');
  expect(told()).toBe(true);
  await press(button('Start'));
  await press(button('Stop'));
  expect(told()).toBe(false);
});

test('a PIN that is none starts nothing, and says so beside the field', async () => {
  await show(bridge);
  const pin = field('input[name=pin]');
  fill(pin, '12345');
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([]);
  expect(document.getElementById(pin.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    '6 to 12 digits',
  );
  expect(document.activeElement).toBe(pin);
});

test('where anybody may come in, no PIN is shown', async () => {
  on();
  await show(bridge);
  expect(document.querySelector('.pin')).toBeNull();
});

test.each([
  ['4711', '(process 4711, folder /data)'],
  ['', '(folder /data)'],
])(
  'a data folder that another host has is told, with who has it if it is known: %j',
  async (holder, told) => {
    const trouble = { code: 'folder-in-use', folder: '/data', holder } as const;
    bridge.snapshot = { ...bridge.snapshot, state: { kind: 'stopped', trouble } };
    await show(bridge);
    expect(find('[role=alert]').textContent).toContain(told);
  },
);

test('it says what becomes of what is said', async () => {
  on();
  await show(bridge);
  expect(find('.keep').textContent).toContain('Messages are kept for 90 days. Guests');
  act(() => bridge.tell('chatInfo', { ...house, retention: { saved: true, days: 1, megabytes: 512 } }));
  expect(find('.keep').textContent).toContain('for 1 day, up to 512 MB. Guests');
  act(() => bridge.tell('chatInfo', { ...house, retention: { saved: true } }));
  expect(find('.keep').textContent).toContain('with no time limit. Guests');
  act(() =>
    bridge.tell('chatInfo', { ...house, retention: { saved: false }, persistence: { kind: 'memory' } }),
  );
  expect(find('.keep').textContent).toContain('deleted when Porchlight closes');
});

test('a longer time holds at once; a shorter one is asked about, since it drops things', async () => {
  on();
  await show(bridge);
  fill(field('.keep select'), '365');
  expect(bridge.argumentsOf('setRetention')).toEqual([{ days: 365 }]);
  await act(() => Promise.resolve());
  fill(field('.keep select'), '1');
  expect(find('dialog').textContent).toContain('older than 1 day are deleted now');
  expect(bridge.argumentsOf('setRetention')).toHaveLength(1);
  await press(button('Delete older messages'));
  expect(bridge.argumentsOf('setRetention').at(-1)).toEqual({ days: 1 });
});

test('more room holds at once; less is asked about, since it drops things', async () => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: { ...house, retention: { saved: true, days: 90, megabytes: 512 } },
  };
  await show(bridge);
  const size = () => field('.keep .select:last-of-type');
  expect([...size().querySelectorAll('option')].map(({ text }) => text)).toEqual([
    ...['64 MB', '512 MB', '2 GB', '10 GB', '100 GB'],
  ]);
  fill(size(), '2048');
  expect(bridge.argumentsOf('setRetention')).toEqual([{ megabytes: 2_048 }]);
  await act(() => Promise.resolve());
  fill(size(), '64');
  expect(find('dialog').textContent).toContain('more than 64 MB');
  expect(bridge.argumentsOf('setRetention')).toHaveLength(1);
  await press(button('Delete oldest messages'));
  expect(bridge.argumentsOf('setRetention').at(-1)).toEqual({ megabytes: 64 });
});

test('the time that was chosen while it was on is the one that Start has next', async () => {
  on();
  await show(bridge);
  fill(field('.keep select'), '365');
  act(() => bridge.tell('chatInfo', { ...house, retention: { saved: true, days: 365 } }));
  await press(button('Stop'));
  expect(field('.off-fields select').value).toBe('365');
});

test('a history that fails says why, and what to do', async () => {
  on();
  await show(bridge);
  const tell = (why: 'disk-full' | 'failed') =>
    act(() => bridge.tell('chatInfo', { ...house, persistence: { kind: 'failing', why, detail: 'EIO.' } }));
  tell('disk-full');
  expect(find('.notice[role=alert]').textContent).toContain('Free up disk space');
  tell('failed');
  expect(find('.notice[role=alert]').textContent).toContain('being saved (EIO)');
  act(() => bridge.tell('chatInfo', house));
  expect(document.querySelector('.notice')).toBeNull();
});

test('a damaged history is told by its new name until that is understood', async () => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: { ...house, persistence: { kind: 'saved', aside: 'history-damaged.sqlite' } },
  };
  await show(bridge);
  expect(find('.notice').textContent).toContain('history-damaged.sqlite');
  await press(button('OK'));
  expect(document.querySelector('.notice')).toBeNull();
});

test('what came of a damaged history is told in numbers, and how many files no message names', async () => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: {
      ...house,
      persistence: {
        kind: 'saved',
        aside: 'x',
        salvaged: { read: 2_990, lost: 12, lostSettings: 2 },
        unnamedFiles: 3,
      },
    },
  };
  await show(bridge);
  expect(find('.notice').textContent).toContain('recovered: 2,990 of 3,002; lost: at least 12');
  expect(find('.notice').textContent).toContain('similar settings lost: 2.');
  expect(find('.notice').textContent).toContain('no longer attached to any message: 3');
});

test.each([
  ['history', 'history.db is missing from the data folder or empty'],
  ['log', 'history.db-wal is missing from the data folder'],
] as const)('what is missing of the history is told: %s', async (missing, words) => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: { ...house, persistence: { kind: 'saved', missing } },
  };
  await show(bridge);
  expect(find('.notice[role=status]').textContent).toContain(words);
});

test.each([
  ['newer', 'newer version of Porchlight'],
  ['no-file', '/data/history.db isn’t a file'],
] as const)('a history that is left alone is told in words: %s', async (why, words) => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: { ...house, persistence: { kind: 'failing', why, detail: '/data/history.db' } },
  };
  await show(bridge);
  expect(find('.notice[role=alert]').textContent).toContain(words);
});

test('what is kept is chosen in the settings too, once dropping is agreed to, and is there at the next start', async () => {
  on();
  bridge.snapshot = {
    ...bridge.snapshot,
    chatInfo: { ...house, retention: { saved: true, days: 90, megabytes: 512 } },
  };
  await show(bridge);
  await press(find('.gear') as HTMLButtonElement);
  const days = field('.settings-keep select');
  expect(days.value).toBe('90');
  fill(days, '7');
  expect(bridge.argumentsOf('setRetention')).toEqual([]);
  await press(button('Delete older messages'));
  expect(bridge.argumentsOf('setRetention')).toEqual([{ days: 7 }]);
  act(() => bridge.tell('chatInfo', { ...house, retention: { saved: true, days: 7, megabytes: 512 } }));
  await press(button('Done'));
  await press(button('Stop'));
  expect(field('.off-fields select').value).toBe('7');
});

test('a size that holds while it is on is started with again only if it was chosen: otherwise the limits say it', async () => {
  on();
  const kept = { saved: true, days: 90, megabytes: 512 };
  bridge.snapshot = { ...bridge.snapshot, chatInfo: { ...house, retention: kept } };
  await show(bridge);
  await press(button('Stop'));
  await press(button('Start'));
  fill(field('.keep .select:last-of-type'), '2048');
  await act(() => Promise.resolve());
  act(() => bridge.tell('chatInfo', { ...house, retention: { ...kept, megabytes: 2_048 } }));
  await press(button('Stop'));
  await press(button('Start'));
  expect(bridge.argumentsOf('start')).toEqual([
    { ...choice, retentionDays: 90 },
    { ...choice, retentionDays: 90, retentionMegabytes: 2_048 },
  ]);
});

test('who has how much of the store is shown, and all of one person’s files can be deleted, after a question', async () => {
  on();
  bridge.storedFiles = [
    { id: 'a1', name: 'Ada', bytes: 31_457_280 },
    { id: 'b2', bytes: 2_048 },
  ];
  await show(bridge);
  act(() =>
    bridge.tell('stats', {
      figures: [],
      ended: [],
      sample: { at: 0, people: 0, messagesPerSecond: 0, bytesPerSecond: 0, delayMs: 0 },
      storage: { files: { bytes: 31_459_328, max: 5e9 } },
    }),
  );
  await press(find('.storage-files') as HTMLElement);
  const rows = [...document.querySelectorAll('dialog .order-row')].map((row) => row.textContent);
  expect(rows).toEqual([
    'Ada30 MBDelete all files from Ada',
    'Unknown person2 kBDelete all files from Unknown person',
  ]);
  await press(button('Delete all files from Ada'));
  expect(document.body.textContent).toContain('Delete all files from Ada (30 MB) for everyone');
  expect(bridge.argumentsOf('deleteFiles')).toEqual([]);
  bridge.storedFiles = [];
  await press(button('Delete files'));
  expect(bridge.argumentsOf('deleteFiles')).toEqual([{ id: 'a1' }]);
  expect(find('dialog').textContent).toContain('No files yet');
});

test('a clock that jumped is told until it is understood, and told again the next time', async () => {
  on();
  await show(bridge);
  act(() => bridge.tell('chatInfo', { ...house, clock: { jump: { when: 'running', ms: 8 * 3_600_000 } } }));
  expect(document.body.textContent).toContain('was moved forward by 8 hours');
  await press(button('OK'));
  expect(document.body.textContent).not.toContain('was moved forward');
  act(() => bridge.tell('chatInfo', { ...house, clock: { jump: { when: 'running', ms: -8 * 3_600_000 } } }));
  expect(document.body.textContent).toContain('was moved back by 8 hours');
});

test('what waits to be deleted is told, and goes when the host says that the clock is right', async () => {
  on();
  await show(bridge);
  const held = { due: 9, all: 12, days: 90, hours: 23 };
  act(() => bridge.tell('chatInfo', { ...house, clock: { held } }));
  expect(document.body.textContent).toContain('9 of 12 entries are older than 90 days');
  await press(button('The clock is right: delete them now'));
  expect(bridge.argumentsOf('trustClock')).toEqual([null]);
  act(() => bridge.tell('chatInfo', { ...house, clock: {} }));
  expect(document.body.textContent).not.toContain('older than 90 days');
});
