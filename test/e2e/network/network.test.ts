/** On a real network: the chosen address is answered on, and no other. Its machines are namespaces of the kernel. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Running } from '../../../contract/ipc/host-state.ts';
import { hostNameOf } from '../../../electron/lan/dns-sd.ts';
import { announcementOf } from '../../../electron/server/network/lan-presence.ts';
import { agreement } from '../../support/agreement.ts';
import { CHROMIUM, launchBrowser } from '../../support/browsers/browser.ts';
import { ROOT } from '../../support/app/desktop-app.ts';
import { GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { printed } from '../../support/host/host-program.ts';
import { CAN_MAKE_NAMESPACES, NetworkNamespace } from '../../support/clients/network-namespace.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';

const CHOSEN = '10.66.1.1';
const OTHER = '10.66.2.1';
const MOVED = '10.66.1.9';
const PORT = 8080;
const LINK = `http://${CHOSEN}:${PORT}`;

const WHY_NOT = CAN_MAKE_NAMESPACES ? '' : ' (not tried: making networks needs root on Linux)';

/** As long as an answer would take that does not come. */
const SILENCE_MS = 3_000;

/** A script that asks once, and prints the id, type, data and seconds of what came back. */
const askedFrom = (address: string, name: string, type: string) => `
  import { createSocket } from 'node:dgram';
  import { decode, encode } from '${pathToFileURL(join(ROOT, 'node_modules/dns-packet/index.js')).href}';
  const socket = createSocket('udp4');
  const end = (text) => { console.log(text); process.exit(); };
  socket.on('message', (bytes) => {
    const { id, answers: [{ type, data, ttl }] } = decode(bytes);
    end([id, type, data.rrtypes ?? data, ttl].join(' '));
  });
  socket.bind(0, '${address}', () => {
    socket.setMulticastInterface('${address}');
    const questions = [{ name: '${name}', type: '${type}' }];
    socket.send(encode({ type: 'query', id: 4711, questions }), 5353, '224.0.0.251');
  });
  setTimeout(() => end('nothing'), ${SILENCE_MS});`;

describe.runIf(CAN_MAKE_NAMESPACES)(`a host with two networks${WHY_NOT}`, () => {
  let host: NetworkNamespace;
  let guest: NetworkNamespace;
  let browser: Browser;
  let server: ChildProcess;
  /** What was made, and must go whatever fails after it. */
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    host = new NetworkNamespace();
    ends.push(() => host.remove());
    guest = new NetworkNamespace();
    ends.push(() => guest.remove());
    NetworkNamespace.connect(
      { namespace: host, name: 'eth1', address: `${CHOSEN}/24` },
      { namespace: guest, name: 'eth1', address: '10.66.1.2/24' },
    );
    NetworkNamespace.connect(
      { namespace: host, name: 'eth2', address: `${OTHER}/24` },
      { namespace: guest, name: 'eth2', address: '10.66.2.2/24' },
    );
    const cli = join(ROOT, 'build/run.mjs');
    server = host.spawn(process.execPath, [cli, 'cli', '--interface', 'eth1', '--port', String(PORT)]);
    await printed(server, LINK);
    browser = await launchBrowser(guest.executable(CHROMIUM));
    ends.push(() => browser.close());
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test('is found by its name by whoever asks from a port of its own, on the chosen network alone', async () => {
    const running: Running = {
      ...{ kind: 'running', link: LINK, shareable: true, adapter: 'eth1' },
      ...{ address: CHOSEN, port: PORT, room: '', since: 0 },
    };
    const announced = announcementOf(running);
    const name = announced === undefined ? '' : hostNameOf(announced);
    // Its name is probed, and announced then.
    await expect
      .poll(() => guest.run(askedFrom('10.66.1.2', name, 'A')), PATIENTLY)
      .toBe(`4711 A ${CHOSEN} 10`);
    await expect
      .poll(() => guest.run(askedFrom('10.66.1.2', name, 'AAAA')), PATIENTLY)
      .toBe('4711 NSEC A 10');
    const elsewhere = await guest.run(askedFrom('10.66.2.2', name, 'A'));
    expect(elsewhere).toBe('nothing');
  });

  test('is joined and written to from the network that was chosen', async () => {
    const phone = await GuestPage.open(browser, LINK, PHONE);
    await phone.join('Phone');
    const plain = await PlainClient.join(LINK, await guest.tunnel(CHOSEN, PORT));
    await phone.say('over the wire');
    plain.say('and back');
    await agreement({ phone, plain }, 2);
    expect(plain.lines.some((line) => line.endsWith('Phone say: over the wire'))).toBe(true);
    expect(phone.errors).toEqual([]);
    await plain.leave();
    await phone.close();
  });

  test.each([
    ['the other network', OTHER, () => guest],
    ['the other network, from the machine itself', OTHER, () => host],
    ['loopback', '127.0.0.1', () => host],
  ])('refuses connections on %s', async (_, address, from) => {
    await expect.poll(() => from().run(connectScript(address))).toBe('ECONNREFUSED');
    await expect.poll(() => from().run(connectScript(CHOSEN))).toBe('connected');
  });

  test.each([
    [`${CHOSEN}:${PORT}`, '200'],
    // Nobody asks DNS for an address, nor public DNS for a name without a dot.
    [`${OTHER}:${PORT}`, '200'],
    [`localhost:${PORT}`, '200'],
    [CHOSEN, '200'],
    [`rebound.example:${PORT}`, '403'],
  ])('answers a request for %s with %s', async (name, status) => {
    await expect.poll(() => guest.run(requestScript(name))).toBe(status);
  });

  // Last: then it is elsewhere.
  test('tells in the terminal that its address is gone, and the new link, which leads in', async () => {
    host.ip('address', 'del', `${CHOSEN}/24`, 'dev', 'eth1');
    await printed(server, `eth1 no longer has the address ${CHOSEN}`);
    host.ip('address', 'add', `${MOVED}/24`, 'dev', 'eth1');
    await printed(server, `new link: http://${MOVED}:${PORT}`);
    await expect.poll(() => guest.run(requestScript(`${MOVED}:${PORT}`, MOVED))).toBe('200');
    await expect.poll(() => guest.run(requestScript(`rebound.example:${PORT}`, MOVED))).toBe('403');
  });
});

function connectScript(address: string): string {
  return `
    import { connect } from 'node:net';
    const socket = connect({ host: '${address}', port: ${PORT}, timeout: 3000 });
    socket.on('connect', () => { console.log('connected'); socket.destroy(); });
    socket.on('error', ({ code }) => console.log(code));
    socket.on('timeout', () => { console.log('silence'); socket.destroy(); });`;
}

function requestScript(name: string, address = CHOSEN): string {
  return `
    import { get } from 'node:http';
    get({ host: '${address}', port: ${PORT}, headers: { Host: '${name}' }, agent: false }, (response) => {
      console.log(response.statusCode);
      response.resume();
    });`;
}
