import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { display } from '../../../build/machine/display.mjs';

afterEach(() => vi.unstubAllEnvs());

describe.skipIf(process.platform !== 'linux')('on Linux', () => {
  test('no named display is no display', async () => {
    vi.stubEnv('DISPLAY', undefined);
    vi.stubEnv('WAYLAND_DISPLAY', undefined);
    expect(await display()).toBeNull();
  });

  test.each([':64000', 'unix:64000', '127.0.0.1:50000.0', 'nonsense', ''])(
    'a display that does not answer is none: %j',
    async (name) => {
      vi.stubEnv('DISPLAY', name);
      vi.stubEnv('WAYLAND_DISPLAY', 'nobody-listens');
      expect(await display()).toBeNull();
    },
  );

  test('a Wayland display that answers is one, where X does not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'porchlight-'));
    const compositor = createServer((socket) => socket.destroy()).listen(join(folder, 'wayland-0'));
    await once(compositor, 'listening');
    vi.stubEnv('DISPLAY', ':64000');
    vi.stubEnv('XDG_RUNTIME_DIR', folder);
    vi.stubEnv('WAYLAND_DISPLAY', 'wayland-0');
    expect(await display()).toBe('wayland');
    compositor.close();
    await rm(folder, { recursive: true });
  });
});

test.runIf(process.platform !== 'linux')('other systems always have one', async () => {
  expect(await display()).toBe('native');
});
