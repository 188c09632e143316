import { expect, it, vi } from 'vitest';
import { buildGuestPage, firstLoad } from '../../build/bundle/guest-bundle.mjs';

/** `npm run weight` shows of what it is made. */
const FIRST_LOAD_BYTES_MAX = 120_000;

it('lets nobody fetch more than 120 kB before they join', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const files = firstLoad(await buildGuestPage());
  const names = files.map(({ file }) => file).join('\n');
  for (const part of ['index.html', 'index-', 'room-page-', 'locale-']) expect(names).toContain(part);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, names).toBeLessThan(FIRST_LOAD_BYTES_MAX);
});
