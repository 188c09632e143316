/** A host that is on, on loopback, with a small page: for tests that talk to it over real sockets. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { ChatServer, type ChatServerParts } from '../../../electron/server/chat-server.ts';
import { readPages, type Pages } from '../../../electron/http/pages/pages.ts';
import { HOST_LIMITS_DEFAULT } from '../../../electron/server/limits/limits.ts';
import type { BindTarget } from '../../../electron/server/network/bind-target.ts';
import { hostWords, speakFrom } from '../../../electron/server/host-locale.ts';

/** How a mistake of our own begins in {@link LitHost.warnings}. */
const FAULT = hostWords()('host:trouble.fault', { count: 1, detail: '' }).split(':', 1)[0]!;

export const PAGE = `<!doctype html><title>Porchlight</title>${'<p>lamp</p>'.repeat(50)}`;

export interface LitHost {
  readonly host: ChatServer;
  readonly port: number;
  /** What the console would have been sent. */
  readonly entries: Entry[];
  /** What whoever runs the host was told. */
  readonly warnings: readonly string[];
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

/** Somebody who sits at the host's window. */
export const HOST: Person = { id: 'host', name: 'Host', role: 'host', via: 'console' };

/**
 * Goes off again when the test ends: the stop resolves only when no socket is left open.
 *
 * @param place what was chosen beside the address
 */
export async function lightHost(
  parts: Partial<ChatServerParts> = {},
  place: Partial<BindTarget> = {},
): Promise<LitHost> {
  const entries: Entry[] = [];
  const warnings: string[] = [];
  const host = new ChatServer({
    pages: smallPages(),
    t: hostWords(),
    speak: speakFrom('en'),
    adapters: () => Promise.resolve([]),
    limits: HOST_LIMITS_DEFAULT,
    warn: (sentence) => warnings.push(sentence),
    publish: (event, value) => {
      if (event === 'entries') entries.push(...(value as readonly Entry[]));
    },
    ...parts,
  });
  onTestFinished(async () => {
    await host.close();
    // Whoever expects no mistake of ours fails by it.
    const fault = warnings.find((sentence) => sentence.startsWith(FAULT));
    if (fault !== undefined) throw new Error(fault);
  });
  return { host, port: await startOnLoopback(host, place), entries, warnings };
}

export async function startOnLoopback(host: ChatServer, place: Partial<BindTarget> = {}): Promise<number> {
  const state = await host.start({ adapter: 'lo', address: '127.0.0.1', port: 0, room: 'Lobby', ...place });
  if (state.kind !== 'running') throw new Error(JSON.stringify(state));
  return state.port;
}
