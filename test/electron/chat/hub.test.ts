import { expect, onTestFinished, test, vi } from 'vitest';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost, startOnLoopback } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { RawClient } from '../../support/clients/raw-client.ts';

const typed = (type: string) => (line: string) => line.includes(`"type":"${type}"`);
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('people on both protocols see each other, in the same order', async () => {
  const { port, entries } = await lightHost({ unrestrained: true });
  const [plain, page] = [await Guest.plain(port), await Guest.join(port, 'Ada')];
  await plain.hears((line) => line === 'Welcome Ada !');
  for (let i = 0; i < 50; i += 1) {
    plain.say(`plain ${i}`);
    page.write(`page ${i}`);
  }
  await plain.hearsInAll(102);
  await page.hears(() => page.texts.length === 100);
  const order = page.texts;
  expect(plain.heard.flatMap((line) => line.split(' say: ')[1] ?? [])).toEqual(order);
  expect(entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []))).toEqual(order);
  expect(plain.heard.filter((line) => line.includes('Ada say: '))).toHaveLength(50);
  const fromPlain = entries.find((entry) => entry.type === 'message' && entry.text === 'plain 0');
  expect(fromPlain).toMatchObject({ from: { name: plain.name, via: 'plain' } });
  expect(page.messages).toContainEqual(fromPlain);
});

test('a message sent twice with the same ref is kept once, and shown to its author alone again', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  const sent = { type: 'message', ref: 'once', room: 'lobby', text: 'once' };
  ada.send(sent);
  ada.send(sent);
  await ada.hears(() => ada.texts.length === 2);
  await ada.says('fence');
  await bob.hears((line) => line.includes('fence'));
  expect(bob.texts).toEqual(['once', 'fence']);
  const [first, again] = ada.heard.filter(typed('message'));
  expect(again).toBe(first);
});

test('after a cut nothing is lost or doubled', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  await bob.says('one');
  await ada.hears((line) => line.includes('"one"'));
  ada.cut();
  for (const text of ['two', 'three']) await bob.says(text);
  const back = await Guest.join(port, 'Ada', ada.back());
  await bob.says('four');
  await back.hears((line) => line.includes('four'));
  expect(back.welcome.log).toBe(ada.welcome.log);
  expect([...ada.log, ...back.log].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('somebody who was sent nothing new gets a page without entries that reaches to the end', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const back = await Guest.join(port, 'Ada', ada.back(1));
  expect(back.pageOf()).toMatchObject({ entries: [], last: true });
});

test.each([
  ['another log', { log: 'another', rooms: [{ room: 'lobby', after: 1 }] }],
  ['no room', { rooms: [] }],
  ['a place that was never reached', { rooms: [{ room: 'lobby', after: 999 }] }],
])('whoever comes back from %s gets the last page', async (_, place) => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const bea = await Guest.join(port, 'Bea', { resume: { log: ada.welcome.log, ...place } });
  expect(bea.pageOf()).toMatchObject({ entries: [{ seq: 1, type: 'joined' }], first: true, last: true });
});

test('whoever missed 1,000 entries is given them, and whoever missed more the last 100', async () => {
  const { port } = await lightHost({ unrestrained: true });
  const ada = await Guest.join(port, 'Ada');
  for (let i = 0; i < 1_000; i += 1) ada.write(String(i));
  await ada.hears(() => ada.texts.length === 1_000);
  const [all, last] = [
    await Guest.join(port, 'Bob', ada.back(1)),
    await Guest.join(port, 'Cleo', ada.back(0)),
  ];
  expect(all.pageOf()!.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 2));
  expect(last.pageOf()).toMatchObject({ first: false, last: true });
  expect(last.pageOf()!.entries).toHaveLength(100);
});

test('a token brings back the same person after they left', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.send({ type: 'leave' });
  await ada.closed;
  const back = await Guest.join(port, 'Ada', { token: ada.welcome.token });
  expect(back.welcome.you).toEqual(ada.welcome.you);
  expect(back.welcome.token).toBe(ada.welcome.token);
});

test('a second connection with the same token takes the place of the first, which is closed with 4001', async () => {
  const { port, entries, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const again = await Guest.join(port, 'Ada', { token: ada.welcome.token });
  expect(await ada.closed).toBe(4001);
  await again.says('hi');
  expect(entries.map(({ type }) => type)).toEqual(['joined', 'message']);
  expect(host.overview().people).toHaveLength(1);
});

test('whoever is back within 3 s was never away', async () => {
  const { port, entries, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.cut();
  await expect.poll(() => host.overview().people).toEqual([]);
  const back = await Guest.join(port, 'Ada', ada.back(1));
  holdTimers();
  vi.advanceTimersByTime(10_000);
  expect(entries.map(({ type }) => type)).toEqual(['joined']);
  expect(back.welcome.people).toHaveLength(1);
});

test.each([
  ['closed their page said goodbye', (guest: Guest) => guest.socket.close(1001), true],
  ['was cut off did not', (guest: Guest) => guest.cut(), false],
])('after 3 s whoever %s', async (_, go, goodbye) => {
  const { port, entries, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  holdTimers();
  go(ada);
  await vi.waitUntil(() => host.overview().people.length === 0, { ...PATIENTLY, interval: 1 });
  vi.advanceTimersByTime(2_000);
  expect(entries).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(entries.at(-1)).toMatchObject({ type: 'left', goodbye, person: { name: 'Ada' } });
});

test('a page hears a beat every 15 s, and plain text none', async () => {
  holdTimers();
  const { port } = await lightHost();
  const [page, plain] = [await Guest.join(port, 'Ada'), await Guest.plain(port)];
  vi.advanceTimersByTime(15_000);
  await page.hears((line) => line === '{"type":"heartbeat"}');
  plain.say('fence');
  await plain.hears((line) => line.endsWith('fence'));
  expect(plain.heard).toHaveLength(2);
});

test('stopping closes everybody with 1001, who joined and who did not', async () => {
  const { port, host } = await lightHost();
  const guests = [await Guest.plain(port), await Guest.join(port, 'Ada'), await Guest.page(port)];
  await host.stop();
  expect(await Promise.all(guests.map(({ closed }) => closed))).toEqual([1001, 1001, 1001]);
  expect(host.overview()).toMatchObject({ state: { kind: 'stopped' }, people: [] });
});

test('the conversation goes on when the host is on again', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await ada.says('before');
  await host.stop();
  const back = await Guest.join(await startOnLoopback(host), 'Ada', ada.back(1));
  expect(back.welcome).toMatchObject({ log: ada.welcome.log, you: ada.welcome.you });
  expect(back.pageOf()!.entries.map(({ type, seq }) => [type, seq])).toEqual([
    ['message', 2],
    ['left', 3],
  ]);
});

test('a lobby that is called otherwise is the same conversation', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await ada.says('before');
  await host.stop();
  const back = await Guest.join(await startOnLoopback(host, { room: 'Attic' }), 'Ada', ada.back(1));
  expect(back.welcome.rooms).toEqual([{ id: 'lobby', name: 'Attic', latest: 3 }]);
  expect(back.pageOf()!.entries).toHaveLength(2);
});

test('whoever comes back at once keeps their place among the people, and the time since when they are here', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Guest.join(port, 'Bob');
  const before = host.overview().people;
  ada.cut();
  await vi.waitFor(() => expect(host.overview().people.map(({ name }) => name)).toEqual(['Bob']), {
    ...PATIENTLY,
  });
  await Guest.join(port, 'Ada', ada.back(1));
  expect(host.overview().people).toEqual(before);
});

test('a new connection renames nobody faster, and brings back whoever keeps their name', async () => {
  const { port } = await lightHost();
  const watcher = await Guest.join(port, 'Watcher');
  const { token, you } = (await Guest.join(port, 'Zed')).welcome;
  expect(you.id).toMatch(/^[\da-z]{8,13}$/);
  for (const name of ['Zed1', 'Zed2', 'Zed3']) await Guest.join(port, name, { token });
  const fourth = await Guest.page(port);
  fourth.send({ type: 'join', name: 'Zed4', token });
  expect(await fourth.hearsOf('error')).toMatchObject({ code: 'too-fast' });
  const back = await Guest.join(port, 'Zed3', { token });
  expect(back.welcome.you).toMatchObject({ id: you.id, name: 'Zed3' });
  await watcher.catchesUp();
  expect(watcher.all('renamed').map(({ person }) => person.name)).toEqual(['Zed1', 'Zed2', 'Zed3']);
});

test('who says little is heard while thirty who say much at once are refused', async () => {
  const { port } = await lightHost();
  const quiet = await RawClient.open(port, { from: '127.0.0.9', subprotocol: SUBPROTOCOL });
  quiet.say(JSON.stringify({ type: 'join', name: 'Quiet' }));
  const loud = await Promise.all(Array.from({ length: 30 }, (_, i) => Guest.join(port, `Loud ${i}`)));
  for (const guest of loud) for (let i = 0; i < 10; i += 1) guest.write(`much ${i}`);
  await Promise.race(loud.map((guest) => guest.hearsOf('error', ({ code }) => code === 'too-fast')));
  const said = () => quiet.texts.map((text) => JSON.parse(text) as { ref?: string; type: string });
  for (const ref of ['one', 'two', 'three']) {
    quiet.say(JSON.stringify({ type: 'message', room: 'lobby', ref, text: 'little' }));
    await quiet.until(() => said().some((each) => each.ref === ref));
  }
  expect(said().filter(({ ref }) => ref === 'one' || ref === 'two' || ref === 'three')).toMatchObject([
    { type: 'message' },
    { type: 'message' },
    { type: 'message' },
  ]);
  quiet.destroy();
});
