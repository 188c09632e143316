/**
 * A host in the test's own process that serves the real page: for what no command line does, such as opening a room,
 * or letting days go by. Nobody goes too fast in it.
 */
import { join } from 'node:path';
import { ChatServer } from '../../../electron/server/chat-server.ts';
import { readPages } from '../../../electron/http/pages/pages.ts';
import { HOST_LIMITS_DEFAULT } from '../../../electron/server/limits/limits.ts';
import type { ChatService } from '../../../electron/chat/chat-service.ts';
import { hostWords, speakFrom } from '../../../electron/server/host-locale.ts';
import { ROOT } from '../app/desktop-app.ts';
import { startOnLoopback } from './running-host.ts';

export interface InnerHost {
  readonly house: ChatService;
  readonly port: number;
  readonly link: string;
  readonly close: () => Promise<void>;
}

export async function openInnerHost(): Promise<InnerHost> {
  const host = new ChatServer({
    pages: readPages(join(ROOT, 'dist/chat')),
    t: hostWords(),
    speak: speakFrom('en'),
    adapters: () => Promise.resolve([]),
    limits: HOST_LIMITS_DEFAULT,
    // Whoever tries what is refused reads the refusal.
    warn: () => undefined,
    unrestrained: true,
  });
  const port = await startOnLoopback(host);
  return { house: host.house!, port, link: `http://127.0.0.1:${port}`, close: () => host.close() };
}
