/** Mistakes of our own, put in on purpose: each ends one connection, and the others go on. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CloseFrame } from '../../../electron/websocket/close.ts';
import type { WebSocketMessage } from '../../../electron/websocket/frame.ts';
import { Protocol } from '../../../electron/websocket/protocol.ts';
import { clientClose, clientText } from '../../support/clients/client-frame.ts';
import { PATIENCE_MS, PATIENTLY } from '../../support/patience.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { socketServer } from '../../support/clients/socket-server.ts';
import { activeTimers, timersBackTo } from '../../support/host/timers.ts';

const BUG = new Error('a bug');

interface Faults {
  readonly message?: (text: string) => void;
  readonly closed?: (closing: CloseFrame) => void;
}

/**
 * An echo with faults. When the test ends, every socket and every timer has to be gone.
 *
 * @param closeTimeoutMs what answers a close has time for it, however much else the machine does
 */
async function faultyEcho(faults: Faults, closeTimeoutMs = PATIENCE_MS) {
  const timers = activeTimers();
  const failures: unknown[] = [];
  const closings: CloseFrame[] = [];
  const clients: RawClient[] = [];
  const server = await socketServer(
    (connection) => ({
      message: (message: WebSocketMessage) => {
        faults.message?.(message.bytes.toString());
        connection().send(message);
      },
      closed: (closing) => {
        closings.push(closing);
        faults.closed?.(closing);
      },
    }),
    { closeTimeoutMs },
    (error) => failures.push(error),
  );
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await server.close();
    expect(await server.openSockets()).toBe(0);
    await timersBackTo(timers);
  });
  const open = async () => {
    const client = await RawClient.open(server.port);
    clients.push(client);
    return client;
  };
  return { failures, closings, open, openSockets: server.openSockets };
}

async function expectEcho(client: RawClient): Promise<void> {
  const before = client.texts.length;
  client.say('still there?');
  await client.until(() => client.texts.length > before);
}

const throwOn = (bad: string) => (text: string) => {
  if (text === bad) throw BUG;
};

test('a listener that throws over a message costs that connection, with 1011, and the others go on', async () => {
  const { failures, closings, open, openSockets } = await faultyEcho({ message: throwOn('bad') });
  const [one, other] = [await open(), await open()];
  one.send(Buffer.concat(['good', 'bad', 'late'].map((text) => clientText(text))));
  await one.until(() => one.closeCode !== undefined);
  expect([one.closeCode, one.texts]).toEqual([1011, ['good']]);
  one.send(clientClose(1011));
  await one.ended;
  await vi.waitFor(async () => expect(await openSockets()).toBe(1), PATIENTLY);
  await vi.waitFor(() => expect(closings).toEqual([{ code: 1011, reason: '' }]), PATIENTLY);
  expect(failures).toEqual([BUG]);
  await expectEcho(other);
});

test('a peer that does not answer that close is torn down', async () => {
  const { open, openSockets } = await faultyEcho({ message: throwOn('bad') }, 300);
  const one = await open();
  one.socket.pause();
  one.say('bad');
  await vi.waitFor(async () => expect(await openSockets()).toBe(0), PATIENTLY);
});

test('a close behind the message that a listener throws over is heard all the same', async () => {
  const { failures, closings, open, openSockets } = await faultyEcho({ message: throwOn('bad') });
  const [one, other] = [await open(), await open()];
  one.send(Buffer.concat([clientText('bad'), clientClose(1000, 'bye')]));
  await one.ended;
  await vi.waitFor(async () => expect(await openSockets()).toBe(1), PATIENTLY);
  await vi.waitFor(() => expect(closings).toEqual([{ code: 1000, reason: 'bye' }]), PATIENTLY);
  expect(failures).toEqual([BUG]);
  await expectEcho(other);
});

test.each([
  ['closes', (client: RawClient) => client.send(clientClose(1000))],
  ['breaks the protocol', (client: RawClient) => client.send(Buffer.from([0xff, 0x80, 0, 0, 0, 0]))],
  ['vanishes', (client: RawClient) => client.socket.resetAndDestroy()],
  ['ends the stream', (client: RawClient) => client.socket.end()],
])('a listener that throws when its peer %s costs nobody anything', async (_, go) => {
  let thrown = false;
  const { failures, closings, open, openSockets } = await faultyEcho({
    closed: () => {
      if (thrown) return;
      thrown = true;
      throw BUG;
    },
  });
  const [one, other] = [await open(), await open()];
  go(one);
  await vi.waitFor(async () => expect(await openSockets()).toBe(1), PATIENTLY);
  await vi.waitFor(() => expect([failures, closings.length]).toEqual([[BUG], 1]), PATIENTLY);
  await expectEcho(other);
});

test('a silent peer whose listener throws when it is given up is gone, and so is its pulse', async () => {
  const failures: unknown[] = [];
  const timers = activeTimers();
  const server = await socketServer(
    () => ({
      message: () => undefined,
      closed: () => {
        throw BUG;
      },
    }),
    { pingAfterMs: 60, deadAfterMs: 120 },
    (error) => failures.push(error),
  );
  const silent = await RawClient.open(server.port);
  await silent.ended;
  await server.close();
  expect(failures).toEqual([BUG]);
  await timersBackTo(timers);
});

test('a mistake in the reading itself costs that connection', async () => {
  const { failures, closings, open, openSockets } = await faultyEcho({});
  const [one, other] = [await open(), await open()];
  const receive = vi.spyOn(Protocol.prototype, 'receive').mockImplementationOnce(() => {
    throw BUG;
  });
  onTestFinished(() => receive.mockRestore());
  one.say('anything');
  await one.until(() => one.closeCode === 1011);
  one.destroy();
  await vi.waitFor(async () => expect(await openSockets()).toBe(1), PATIENTLY);
  await vi.waitFor(() => expect([failures, closings.length]).toEqual([[BUG], 1]), PATIENTLY);
  await expectEcho(other);
});
