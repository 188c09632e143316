/** Opens the ways into a chat: connections, the fallback pages, and the files. */
import { acceptConnection } from '../chat/protocols/accept-connection.ts';
import { networkOf } from '../limits/network-of.ts';
import type { PinGuard } from '../chat/limits/pin-guard.ts';
import { FileRoute } from '../http/files/file-route.ts';
import type { ChatService } from '../chat/chat-service.ts';
import { FallbackPages } from './fallback-pages.ts';
import { Listening, type ListeningParts, type Visits } from './listening.ts';

export function listenFor(
  chat: ChatService,
  pin: PinGuard,
  parts: ListeningParts,
  visits: Visits,
): Listening {
  const { t, speak } = parts;
  const { hub, joins, files } = chat;
  const context = { hub, joins, pin, spoken: () => ({ t, language: speak([]).language }) };
  const whoHas = (token: string) => joins.whoHas(token);
  return new Listening(
    parts,
    (caller) => acceptConnection(context, caller),
    (failed) => [
      new FallbackPages(context, chat, failed),
      ...(files === undefined ? [] : [new FileRoute({ files, t, whoHas, networkOf, failed })]),
    ],
    visits,
  );
}
