/** The server of a house: by which doors people come into it, and get at their files. */
import { acceptConnection } from '../chat/protocols/accept-connection.ts';
import { networkOf } from '../limits/network-of.ts';
import type { PinGuard } from '../chat/limits/pin-guard.ts';
import { FileRoute } from '../http/files/file-route.ts';
import type { ChatService } from '../chat/chat-service.ts';
import { FallbackPages } from './fallback-pages.ts';
import { Listening, type ListeningParts, type Visits } from './listening.ts';

export function listenFor(
  { hub, files }: ChatService,
  pin: PinGuard,
  parts: ListeningParts,
  visits: Visits,
): Listening {
  const { t, speak } = parts;
  const door = { hub, pin, spoken: () => ({ t, language: speak([]).language }) };
  const whoHas = (token: string) => hub.entrance.whoHas(token);
  return new Listening(
    parts,
    (caller) => acceptConnection(door, caller),
    (failed) => [
      new FallbackPages(door, failed),
      ...(files === undefined ? [] : [new FileRoute({ files, t, whoHas, networkOf, failed })]),
    ],
    visits,
  );
}
