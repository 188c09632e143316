// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import type { Attaching } from '../../../../renderer/guest/files/attaching.ts';
import { FileTray } from '../../../../renderer/guest/files/file-tray.tsx';
import type { OutgoingUpload, UploadState } from '../../../../renderer/guest/state/uploads.ts';
import { button, click, one, show } from '../shown.tsx';

const acts = { onRemove: vi.fn(), onRetry: vi.fn(), onDismiss: vi.fn() };
const terms = { bytesMax: 104_857_600, bytesLeft: 4_561_325_260 };

beforeEach(() => vi.clearAllMocks());

function upload(key: string, state: UploadState): OutgoingUpload {
  return { key, room: 'lobby', name: `${key}.txt`, bytes: 2_048, state };
}

function showTray(attaching: Partial<Attaching>): void {
  show(<FileTray attaching={{ terms, tray: [], refused: [], connected: true, ...attaching }} {...acts} />);
}

it('shows the limits and the progress of each file', () => {
  showTray({ tray: [upload('a', { is: 'sending', sent: 1_024 }), upload('b', { is: 'waiting' })] });
  expect(one('.file-limits').textContent).toBe('Up to 100 MB each · 4.2 GB left');
  const bar = one('progress');
  expect(bar.getAttribute('aria-label')).toBe('a.txt');
  expect(bar.getAttribute('value')).toBe('0.5');
  const said = [...document.querySelectorAll('.upload-text')].map(({ textContent }) => textContent);
  expect(said).toEqual(['1 kB of 2 kB', 'Queued']);
});

it('says that uploads wait for the connection', () => {
  showTray({
    tray: [upload('a', { is: 'paused', sent: 1 }), upload('b', { is: 'waiting' })],
    connected: false,
  });
  const said = [...document.querySelectorAll('.upload-text')].map(({ textContent }) => textContent);
  expect(said).toEqual(['Waiting for connection', 'Waiting for connection']);
});

it('announces finished and failed uploads, and offers the next step', () => {
  showTray({
    tray: [
      upload('a', { is: 'ready', uploaded: { id: 'f' } }),
      upload('b', { is: 'failed', code: 'too-slow' }),
      upload('c', { is: 'failed', code: 'unreadable' }),
    ],
  });
  const told = [...document.querySelectorAll('[aria-live=polite] p')].map(({ textContent }) => textContent);
  expect(told[0]).toBe('a.txt is ready.');
  expect(told[1]).toContain('b.txt: Your connection is too slow');
  click(button('Try again: b.txt'));
  expect(acts.onRetry).toHaveBeenCalledExactlyOnceWith('b');
  // An unreadable file cannot be retried.
  expect(() => button('Try again: c.txt')).toThrow();
  click(button('Remove c.txt'));
  expect(acts.onRemove).toHaveBeenCalledExactlyOnceWith('c');
});

it.each([
  ['too-large', 'big.iso is 200 MB, but the limit is 100 MB. Choose a smaller file.'],
  ['no-room', 'big.iso doesn’t fit: the host has 4.2 GB left. Ask the host to free up space.'],
  ['too-many', 'big.iso wasn’t added: a message can have up to 10 files. Send it in your next message.'],
  ['empty', 'big.iso is empty. Choose another file.'],
  ['folder', 'big.iso is a folder. Choose the files in it, or zip it first.'],
  ['not-taken', 'big.iso wasn’t added: files are turned off in this chat.'],
] as const)('says why a file was refused, and what to do: %s', (code, words) => {
  showTray({ refused: [{ room: 'lobby', name: 'big.iso', bytes: 209_715_200, code }] });
  expect(one('[role=alert]').textContent).toBe(words);
  click(button('Close'));
  expect(acts.onDismiss).toHaveBeenCalledOnce();
});
