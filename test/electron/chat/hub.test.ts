import { expect, onTestFinished, test, vi } from 'vitest';
import type { Entry } from '../../../contract/wire.ts';
import { Guest } from '../../support/guest.ts';
import { lightHost, startOnLoopback } from '../../support/lit-host.ts';

const typed = (type: string) => (line: string) => line.includes(`"type":"${type}"`);
const texts = (entries: readonly { type: string }[]) =>
  (entries as readonly Entry[]).flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
const resume = ({ welcome }: Guest, after: number) => ({
  token: welcome.token,
  resume: { log: welcome.log, after },
});

function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('people on both protocols see each other, in the same order', async () => {
  const { port, entries } = await lightHost();
  const [plain, page] = [await Guest.plain(port), await Guest.join(port, 'Ada')];
  await plain.hears((line) => line === 'Welcome Ada !');
  for (let i = 0; i < 50; i += 1) {
    plain.say(`plain ${i}`);
    page.send({ type: 'message', ref: `r${i}`, text: `page ${i}` });
  }
  await plain.hearsInAll(102);
  await page.hears(() => texts(page.messages).length === 100);
  const order = texts(page.messages);
  expect(plain.heard.flatMap((line) => line.split(' say: ')[1] ?? [])).toEqual(order);
  expect(texts(entries)).toEqual(order);
  expect(plain.heard.filter((line) => line.includes('Ada say: '))).toHaveLength(50);
  const fromPlain = entries.find((entry) => entry.type === 'message' && entry.text === 'plain 0');
  expect(fromPlain).toMatchObject({ from: { name: plain.name, via: 'plain' } });
  expect(page.messages).toContainEqual(fromPlain);
});

test('a message sent twice with the same ref is kept once, and shown to its author alone again', async () => {
  const { port, entries } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  const sent = { type: 'message', ref: 'r1', text: 'once' };
  ada.send(sent);
  ada.send(sent);
  await ada.hears(() => texts(ada.messages).length === 2);
  ada.send({ ...sent, ref: 'r2', text: 'fence' });
  await bob.hears((line) => line.includes('fence'));
  expect(texts(entries)).toEqual(['once', 'fence']);
  expect(texts(bob.messages)).toEqual(['once', 'fence']);
  const [first, again] = ada.heard.filter(typed('message'));
  expect(again).toBe(first);
});

test('after a cut nothing is lost or doubled', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  bob.send({ type: 'message', ref: '1', text: 'one' });
  const last = JSON.parse(await ada.hears(typed('message'))) as Entry;
  ada.cut();
  for (const text of ['two', 'three']) bob.send({ type: 'message', ref: text, text });
  await bob.hears(() => texts(bob.messages).length === 3);
  const back = await Guest.join(port, 'Ada', resume(ada, last.seq));
  bob.send({ type: 'message', ref: '4', text: 'four' });
  await back.hears((line) => line.includes('four'));
  expect(back.welcome).toMatchObject({ whole: true, log: ada.welcome.log });
  expect([...texts(back.welcome.entries), ...texts(back.messages)]).toEqual(['two', 'three', 'four']);
});

test('somebody who was sent nothing new gets a whole page without entries', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const back = await Guest.join(port, 'Ada', resume(ada, 1));
  expect(back.welcome).toMatchObject({ whole: true, entries: [] });
});

test.each([
  ['an unknown log', { log: 'another', after: 1 }],
  ['a place that was never reached', { after: 999 }],
])('with %s one gets the last page, not whole', async (_, place) => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const back = await Guest.join(port, 'Bea', { resume: { log: ada.welcome.log, ...place } });
  expect(back.welcome).toMatchObject({ whole: false, entries: [{ seq: 1, type: 'joined' }] });
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
  again.send({ type: 'message', ref: 'r', text: 'hi' });
  await again.hears(typed('message'));
  expect(entries.map(({ type }) => type)).toEqual(['joined', 'message']);
  expect(host.overview().people).toHaveLength(1);
});

test('whoever is back within 3 s was never away', async () => {
  const { port, entries, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.cut();
  await expect.poll(() => host.overview().people).toEqual([]);
  const back = await Guest.join(port, 'Ada', resume(ada, 1));
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
  await vi.waitUntil(() => host.overview().people.length === 0, { interval: 1 });
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
  await page.hears((line) => line === '{"type":"beat"}');
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

test('the conversation goes on when the same room opens again', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  ada.send({ type: 'message', ref: 'r1', text: 'before' });
  await ada.hears(typed('message'));
  await host.stop();
  const back = await Guest.join(await startOnLoopback(host), 'Ada', resume(ada, 1));
  expect(back.welcome).toMatchObject({ whole: true, log: ada.welcome.log, you: ada.welcome.you });
  expect(back.welcome.entries.map(({ type, seq }) => [type, seq])).toEqual([
    ['message', 2],
    ['left', 3],
  ]);
});

test('another room is another conversation', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await host.stop();
  const back = await Guest.join(await startOnLoopback(host, 'Attic'), 'Ada', resume(ada, 0));
  expect(back.welcome).toMatchObject({ whole: false, room: 'Attic', entries: [] });
});

test('whoever comes back at once keeps their place among the people, and the time since when they are here', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Guest.join(port, 'Bob');
  const before = host.overview().people;
  ada.cut();
  await vi.waitFor(() => expect(host.overview().people.map(({ name }) => name)).toEqual(['Bob']));
  await Guest.join(port, 'Ada', resume(ada, 1));
  expect(host.overview().people).toEqual(before);
});
