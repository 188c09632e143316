/** The server of a house: by which doors people come into it, and get at their files. */
import { admit } from '../chat/protocols/admit.ts';
import { networkOf } from '../limits/network-of.ts';
import type { PinGuard } from '../chat/limits/pin.ts';
import { FileRoute } from '../http/files/file-route.ts';
import type { OpenHouse } from '../chat/open-house.ts';
import { Reach } from './reach.ts';
import { Server, type ServerParts, type Visits } from './server.ts';

export function serverOf(
  { hub, files }: OpenHouse,
  pin: PinGuard,
  parts: ServerParts,
  visits: Visits,
): Server {
  const { t, speak } = parts;
  const door = { hub, pin, spoken: () => ({ t, language: speak([]).language }) };
  const whoHas = (token: string) => hub.entrance.whoHas(token);
  return new Server(
    parts,
    (caller) => admit(door, caller),
    (failed) => [
      new Reach(door, failed),
      ...(files === undefined ? [] : [new FileRoute({ files, t, whoHas, networkOf, failed })]),
    ],
    visits,
  );
}
