/** A host that is on, on loopback, with a small page: for tests that talk to it over real sockets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Entry } from '../../contract/wire.ts';
import { ChatHost, type HostParts } from '../../electron/host.ts';
import { readPages, type Pages } from '../../electron/http/pages.ts';
import { LIMITS_DEFAULT } from '../../electron/limits.ts';
import { hostWords } from '../../electron/words.ts';

export const PAGE = `<!doctype html><title>Porchlight</title>${'<p>lamp</p>'.repeat(50)}`;

export interface LitHost {
  readonly host: ChatHost;
  readonly port: number;
  /** What the console would have been sent. */
  readonly entries: Entry[];
}

export function smallPages(): Pages {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets/page-1.js'), 'export {};\n');
  const pages = readPages(folder);
  rmSync(folder, { recursive: true });
  return pages;
}

/** Goes off again when the test ends: the stop resolves only when no socket is left open. */
export async function lightHost(parts: Partial<HostParts> = {}): Promise<LitHost> {
  const entries: Entry[] = [];
  const host = new ChatHost({
    pages: smallPages(),
    t: hostWords(),
    adapters: () => Promise.resolve([]),
    limits: LIMITS_DEFAULT,
    publish: (event, value) => {
      if (event === 'entries') entries.push(...(value as readonly Entry[]));
    },
    ...parts,
  });
  onTestFinished(async () => {
    await host.stop();
  });
  return { host, port: await startOnLoopback(host), entries };
}

export async function startOnLoopback(host: ChatHost, room = 'Lobby', port = 0): Promise<number> {
  const state = await host.start({ adapter: 'lo', address: '127.0.0.1', port, room });
  if (state.kind !== 'running') throw new Error(JSON.stringify(state));
  return state.port;
}
