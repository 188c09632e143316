import { expect, test } from 'vitest';
import type { Running } from '../../../../contract/ipc/host-state.ts';
import { nextStatus, type HostStatus } from '../../../../renderer/console/state/host-status.ts';

const running: Running = {
  kind: 'running',
  link: 'http://192.168.1.20:8080',
  shareable: true,
  adapter: 'wlan0',
  address: '192.168.1.20',
  port: 8080,
  room: 'Lobby',
  since: 0,
};
const off: HostStatus = { kind: 'off' };

test('while it stops, what was running stays in view', () => {
  const on = nextStatus(off, running);
  expect(nextStatus(on, { kind: 'stopping' })).toEqual({ kind: 'on', running, stopping: true });
});

test('a window that opens while it stops says so', () => {
  expect(nextStatus(off, { kind: 'stopping' })).toEqual({ kind: 'off', busy: 'stopping' });
});

test('trouble is told once it is off', () => {
  const trouble = { code: 'port-forbidden', port: 80 } as const;
  expect(nextStatus({ kind: 'off', busy: 'starting' }, { kind: 'stopped', trouble })).toEqual({
    kind: 'off',
    trouble,
  });
});
