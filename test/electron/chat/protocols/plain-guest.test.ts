import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { clientClose, clientFrame, clientText } from '../../../support/clients/client-frame.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { build } from '../../../support/app/program.ts';
import { openingRequest, RawClient } from '../../../support/clients/raw-client.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

const WELCOME = 'Welcome 127.0.0.1 !';
const TIME = /^\d\d:\d\d:\d\d /;

test('whoever comes in is welcomed on every plain client, their own too', async () => {
  const { port } = await lightHost();
  const first = await Guest.plain(port);
  const second = await Guest.plain(port, '/ws');
  expect(await first.hearsInAll(2)).toEqual([WELCOME, WELCOME]);
  expect(await second.hearsInAll(1)).toEqual([WELCOME]);
});

test.each([1, 125, 126, 65_535, 65_536])('a message of %i bytes arrives as it was sent', async (length) => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.plain(port), await Guest.plain(port)];
  const text = 'Ж'.repeat(length >> 1) + 'x'.repeat(length & 1);
  ada.say(text);
  for (const guest of [ada, bob]) {
    const line = await guest.hears((each) => each.includes(' say: '));
    expect(line).toMatch(TIME);
    expect(line.slice(9)).toBe(`${ada.name} say: ${text}`);
  }
});

test('an empty message is ignored', async () => {
  const { port } = await lightHost();
  const ada = await Guest.plain(port);
  ada.say('');
  ada.say('hi');
  expect((await ada.hearsInAll(2))[1]).toContain('say: hi');
});

test('text with markup and blanks at its edges is not touched; further lines begin with a tab, and controls are left out', async () => {
  const { port } = await lightHost();
  const ada = await Guest.plain(port);
  const text = ' \u0000<b>\r\n\u202e{"type":"leave"} quit \n';
  ada.say(text);
  expect((await ada.hearsInAll(2))[1]!.slice(9)).toBe(
    `${ada.name} say:  <b>\n\t\u202e{"type":"leave"} quit \n\t`,
  );
});

test('quit is announced to everybody, the one who quits too, who is then closed with 1000', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.plain(port), await Guest.plain(port)];
  ada.say('quit');
  expect(await ada.closed).toBe(1000);
  for (const guest of [ada, bob]) {
    expect((await guest.hears((line) => line.endsWith('Logout'))).slice(9)).toBe(
      `${ada.name} say: 127.0.0.1 Logout`,
    );
  }
});

test('whoever goes without quit goes unannounced', async () => {
  const { port, entries } = await lightHost();
  const [ada, bob] = [await Guest.plain(port), await Guest.plain(port)];
  ada.socket.close(1000);
  await ada.closed;
  await expect.poll(() => entries.at(-1)).toMatchObject({ type: 'left', goodbye: false });
  bob.say('alone?');
  await bob.hears((line) => line.endsWith('alone?'));
  expect(bob.heard).toHaveLength(2);
});

test('what follows quit in the same segment is not said', async () => {
  const { port, entries } = await lightHost();
  const ada = await rawGuest(port);
  ada.send(Buffer.concat([clientText('quit'), clientText('and one more thing')]));
  await ada.until(() => ada.closeCode !== undefined);
  expect(ada.closeCode).toBe(1000);
  expect(entries.map(({ type }) => type)).toEqual(['joined', 'left']);
});

test('messages cut into single bytes, and several in one segment, are each heard once', async () => {
  const { port } = await lightHost();
  const ada = await rawGuest(port);
  for (const byte of clientText('one')) {
    ada.send(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  ada.send(Buffer.concat([clientText('two'), clientText('three')]));
  await ada.until(() => ada.texts.length === 4);
  expect(ada.texts.map((line) => line.split('say: ')[1])).toEqual([undefined, 'one', 'two', 'three']);
});

test('a message in the same segment as the handshake is heard once', async () => {
  const { port } = await lightHost();
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const heard: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => heard.push(chunk));
  socket.write(Buffer.concat([Buffer.from(openingRequest(port)), clientText('early')]));
  const text = () => Buffer.concat(heard).toString('latin1');
  await expect.poll(text).toContain('early');
  socket.write(clientText('later'));
  await expect.poll(text).toContain('later');
  expect(text().match(/early/g)).toHaveLength(1);
  socket.destroy();
});

test.each<[string, Buffer, number]>([
  ['a binary message', clientFrame({ opcode: 2, payload: Buffer.from('hi') }), 1003],
  ['an empty binary message', clientFrame({ opcode: 2 }), 1003],
  ['a message of 65,537 bytes', clientText('x'.repeat(65_537)), 1009],
  ['a message that claims 2^62 bytes', clientFrame({ opcode: 1, claim: 2n ** 62n }), 1009],
  ['broken UTF-8', clientFrame({ opcode: 1, payload: Buffer.from([0x68, 0xc3, 0x28]) }), 1007],
  ['an unmasked message', clientText('hi', { mask: null }), 1002],
])('%s closes with its code, and the others chat on', async (_, bytes, code) => {
  const { port } = await lightHost();
  const bob = await Guest.plain(port);
  const ada = await rawGuest(port);
  ada.send(bytes);
  await ada.until(() => ada.closeCode !== undefined);
  expect(ada.closeCode).toBe(code);
  bob.say('still here');
  await bob.hears((line) => line.endsWith('still here'));
  expect(bob.heard).toHaveLength(3);
});

/** A bare socket that was shaken hands with. */
async function rawGuest(port: number): Promise<RawClient> {
  const client = await RawClient.open(port);
  onTestFinished(() => client.destroy());
  return client;
}

test('what follows quit is neither said nor answered, however long the disk takes', async () => {
  await build('history');
  const { port } = await lightHost({ history: { folder: temporaryFolder(), script: HISTORY_SCRIPT } });
  const ada = await rawGuest(port);
  await ada.until(() => ada.texts.length === 1);
  ada.send(Buffer.concat([clientText('quit'), clientText('and one more thing')]));
  await ada.until(() => ada.closeCode !== undefined);
  expect(ada.texts.map((line) => line.replace(TIME, ''))).toEqual([
    WELCOME,
    expect.stringMatching(/say: 127\.0\.0\.1 Logout$/),
  ]);
});

test('of 14 lines sent at once none is lost, and pings are answered meanwhile', async () => {
  const { port } = await lightHost();
  const bob = await Guest.plain(port);
  const ada = await rawGuest(port);
  const numbers = Array.from({ length: 14 }, (_, i) => `${i + 1}`);
  const ping = clientFrame({ opcode: 9, payload: Buffer.from('there?') });
  ada.send(Buffer.concat([...numbers.map((text) => clientText(text)), ping]));
  await ada.until(() => ada.frames.some(({ opcode }) => opcode === 10));
  const said = () => bob.heard.flatMap((line) => line.split(' say: ').slice(1));
  expect(said().length).toBeLessThan(14);
  await expect.poll(said).toEqual(numbers);
});

test('what somebody sent before they went is said whole, and then they are gone', async () => {
  const { port, entries } = await lightHost();
  const ada = await rawGuest(port);
  await ada.until(() => ada.texts.length === 1);
  const numbers = Array.from({ length: 13 }, (_, i) => `${i + 1}`);
  ada.send(Buffer.concat([...numbers.map((text) => clientText(text)), clientClose(1000)]));
  await expect.poll(() => entries.at(-1)).toMatchObject({ type: 'left' });
  expect(entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []))).toEqual(numbers);
});

test('a host that stops waits for nobody who has still something to say', async () => {
  const { host, port, entries } = await lightHost();
  const ada = await rawGuest(port);
  const texts = Array.from({ length: 200 }, (_, i) => clientText(`${i + 1}`));
  ada.send(Buffer.concat([...texts, clientClose(1000)]));
  await ada.until(() => ada.closeCode !== undefined);
  await host.stop();
  const count = entries.length;
  expect(entries.at(-1)).toMatchObject({ type: 'left' });
  expect(count).toBeLessThan(50);
});

test('of somebody who sends without end no more is read than they may say', async () => {
  const { port } = await lightHost();
  const ada = await rawGuest(port);
  const line = clientText('x'.repeat(60_000));
  // More than the kernel takes on the way.
  let sent = 0;
  while (sent < 400 && ada.socket.write(line)) sent += 1;
  for (; sent < 400; sent += 1) ada.socket.write(line);
  await ada.until(() => ada.texts.length > 3);
  expect(ada.socket.writableLength).toBeGreaterThan(0);
});

test('whoever sends wrong PINs without end is closed with 1008', async () => {
  const { port } = await lightHost({}, { pin: '482913' });
  const ada = await Guest.plain(port);
  for (let i = 0; i < 2_000; i += 1) ada.say('000000');
  expect(await ada.closed).toBe(1008);
  expect(ada.heard.length).toBeLessThan(200);
});
