/** The host goes off and on while many are in: all come back at the same moment, with what they missed. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { LOBBY } from '../../../contract/model/room.ts';
import type { Welcome } from '../../../contract/wire/server-message.ts';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { HOST_LIMITS_DEFAULT } from '../../../electron/server/limits/limits.ts';
import { clientText } from '../../support/clients/client-frame.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost, startOnLoopback } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';

const GUESTS = 300;
/** Of each address, fewer sockets than it may have. */
const PER_ADDRESS = 30;
/** Nobody answers a ping. */
const UNHURRIED = {
  ...HOST_LIMITS_DEFAULT,
  connection: { ...HOST_LIMITS_DEFAULT.connection, pingAfterMs: 600_000, deadAfterMs: 1_200_000 },
};

interface Member {
  readonly client: RawClient;
  readonly welcome: Welcome;
}

/** Comes in, as one of the many from their address. */
async function come(port: number, i: number, more: object = {}): Promise<Member> {
  const from = `127.0.4.${1 + Math.floor(i / PER_ADDRESS)}`;
  const client = await RawClient.dial(port, '127.0.0.1', from);
  onTestFinished(() => client.destroy());
  const join = clientText(JSON.stringify({ type: 'join', name: `guest ${i}`, ...more }));
  client.send(
    Buffer.concat([Buffer.from(openingRequest(port, { path: '/ws', subprotocol: SUBPROTOCOL })), join]),
  );
  await client.until(() => client.texts.length > 0);
  return { client, welcome: JSON.parse(client.texts[0]!) as Welcome };
}

const everybody = <T>(come: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: GUESTS }, (_, i) => come(i)));

test(`${GUESTS} guests are let in at once, and all are back at once when the host is`, async () => {
  const { port, host } = await lightHost({ unrestrained: true, limits: UNHURRIED });
  const before = await everybody((i) => come(port, i));
  await vi.waitFor(() => expect(host.overview().people).toHaveLength(GUESTS), PATIENTLY);
  // Each has read to here; what is said now they hear, and what is said behind it they miss.
  const places = before.map(({ welcome }) => ({
    token: welcome.token,
    resume: { log: welcome.log, rooms: [{ room: LOBBY, after: welcome.rooms[0]!.latest }] },
  }));
  await host.stop();
  await Promise.all(before.map(({ client }) => client.ended));
  await startOnLoopback(host, { port });
  const back = await everybody((i) => come(port, i, places[i]));
  for (const [i, { welcome }] of back.entries()) {
    expect(welcome.you).toEqual(before[i]!.welcome.you);
    expect(welcome.pages[0]!.entries[0]!.seq).toBe(places[i]!.resume.rooms[0]!.after + 1);
  }
  const late = await Guest.join(port, 'Late');
  await late.says('is everybody here?');
  await Promise.all(
    back.map(({ client }) =>
      client.until(() => client.texts.some((text) => text.includes('everybody here'))),
    ),
  );
  expect(host.overview().people).toHaveLength(GUESTS + 1);
});
