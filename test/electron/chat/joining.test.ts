/** What a PIN keeps outside, and what a flood does to the others: over real sockets. */
import { expect, test, vi } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost, startOnLoopback } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';

const PIN = '482913';
const WRONG = '000000';

test('whoever does not give the PIN hears that it is needed, and nothing else', async () => {
  const { port, entries } = await lightHost({}, { pin: PIN });
  const bob = await Guest.join(port, 'Bob', { pin: PIN });
  const ada = await Guest.page(port);
  for (const name of ['Ada', 'Bob', 'host']) ada.send({ type: 'join', name });
  ada.send({ type: 'join', name: 'Ada', ...bob.back(), token: 'made up' });
  ada.send({ type: 'message', ref: 'r', room: 'lobby', text: 'hi' });
  await ada.hears((line) => line.includes('not-joined'));
  await bob.says('secret');
  await ada.hearsInAll(5);
  expect(ada.messages.map((each) => each.type === 'error' && each.code)).toEqual([
    ...['pin-required', 'pin-required', 'pin-required', 'pin-required', 'not-joined'],
  ]);
  expect(entries.filter(({ type }) => type === 'joined')).toHaveLength(1);
});

test('a wrong PIN is refused, whatever the name, and the right one lets in', async () => {
  const { port } = await lightHost({}, { pin: PIN });
  await Guest.join(port, 'Bob', { pin: PIN });
  const ada = await Guest.page(port);
  for (const name of ['Ada', 'Bob', 'host']) ada.send({ type: 'join', name, pin: WRONG });
  ada.send({ type: 'join', name: 'Ada', pin: PIN });
  await ada.hearsOf('welcome');
  expect(ada.all('error').map(({ code }) => code)).toEqual(['pin-wrong', 'pin-wrong', 'pin-wrong']);
});

test('after five wrong guesses nothing is looked at any more, the right PIN neither', async () => {
  const { port } = await lightHost({}, { pin: PIN });
  const ada = await Guest.page(port);
  for (let i = 0; i < 5; i += 1) ada.send({ type: 'join', name: 'Ada', pin: WRONG });
  ada.send({ type: 'join', name: 'Ada', pin: PIN });
  expect(await ada.hearsOf('error', ({ code }) => code === 'pin-wait')).toMatchObject({ seconds: 900 });
  const other = await Guest.page(port);
  other.send({ type: 'join', name: 'Ada', pin: PIN });
  await other.hearsOf('error', ({ code }) => code === 'pin-wait');
});

test('whoever was let in comes back with their token alone, also after the host was off', async () => {
  const { port, host } = await lightHost({}, { pin: PIN });
  const ada = await Guest.join(port, 'Ada', { pin: PIN });
  ada.cut();
  const back = await Guest.join(port, 'Ada', ada.back());
  expect(back.id).toBe(ada.id);
  await host.stop();
  const later = await Guest.join(await startOnLoopback(host, { pin: PIN }), 'Ada', ada.back());
  expect(later.id).toBe(ada.id);
});

test('without a PIN there is none to give, and one that is given does no harm', async () => {
  const { port } = await lightHost();
  await Guest.join(port, 'Ada', { pin: WRONG });
});

test('the PIN is in nothing that anybody is sent or that is written down', async () => {
  const { port, entries, warnings, host } = await lightHost({}, { pin: PIN });
  const ada = await Guest.join(port, 'Ada', { pin: PIN });
  const plain = await Guest.plain(port);
  plain.say(PIN);
  await ada.hearsOf('joined', ({ person }) => person.via === 'plain');
  expect(`${ada.heard.join()}${plain.heard.join()}`).not.toContain(PIN);
  expect(JSON.stringify([entries, warnings, host.overview().entries])).not.toContain(PIN);
});

test('on plain text the PIN is the first message, and nothing is heard before it', async () => {
  const { port, entries } = await lightHost({}, { pin: PIN });
  const bob = await Guest.join(port, 'Bob', { pin: PIN });
  const plain = await Guest.plain(port);
  await plain.hears((line) => line.includes('needs a PIN'));
  await bob.says('secret');
  plain.say('hello?');
  await plain.hears((line) => line.includes('Wrong PIN'));
  expect(plain.heard).toHaveLength(2);
  plain.say(` ${PIN}\n`);
  await plain.hears((line) => line === 'Welcome 127.0.0.1 !');
  plain.say('now I am in');
  await bob.hearsOf('message', ({ text }) => text === 'now I am in');
  expect(plain.heard.join()).not.toContain('secret');
  expect(entries.map(({ type }) => type)).toEqual(['joined', 'message', 'joined', 'message']);
});

test('of 1,000 messages at once ten are in the history, the sender is told three times, and the others talk on', async () => {
  const { port, entries } = await lightHost();
  const [flooder, bob] = [await Guest.join(port, 'Flo'), await Guest.join(port, 'Bob')];
  for (let i = 0; i < 1_000; i += 1) flooder.write(`spam ${i}`);
  const said = await bob.says('still here');
  expect(said.text).toBe('still here');
  await flooder.asks({ type: 'read', place: { before: 0 } });
  const refused = flooder.all('error').map(({ code }) => code);
  expect(refused).toEqual(['too-fast', 'too-fast', 'rate-limited']);
  const spam = entries.filter((entry) => entry.type === 'message' && entry.from.id === flooder.id);
  expect(spam).toHaveLength(10);
  expect(bob.texts.filter((text) => text.startsWith('spam'))).toHaveLength(10);
});

test('a new connection lifts no restraint', async () => {
  const { port, entries } = await lightHost();
  const flooder = await Guest.join(port, 'Flo');
  for (let i = 0; i < 20; i += 1) flooder.write(`spam ${i}`);
  await flooder.hearsOf('error', ({ code }) => code === 'rate-limited');
  flooder.cut();
  const back = await Guest.join(port, 'Flo', flooder.back());
  back.write('more spam');
  await back.catchesUp();
  expect(entries.filter(({ type }) => type === 'message')).toHaveLength(10);
});

test('a new name lifts none either: who comes as somebody else again and again has to wait, and others do not', async () => {
  const { port, entries, warnings } = await lightHost();
  const bob = await Guest.join(port, 'Bob');
  const said = () => entries.filter((entry) => entry.type === 'message' && entry.text === 'spam');
  for (let i = 1; i < 60; i += 1) {
    const flooder = i % 2 === 0 ? await Guest.plain(port) : await Guest.join(port, `Flo ${i}`);
    if (i % 2 === 0) flooder.say('spam');
    else flooder.write('spam');
    await vi.waitFor(() => expect(said()).toHaveLength(i), PATIENTLY);
    flooder.cut();
  }
  const late = await firstRefused(async (i) => {
    const guest = await Guest.page(port);
    guest.send({ type: 'join', name: `Late ${i}` });
    await guest.hears((line) => /"(welcome|error)"/.test(line));
    return guest.all('welcome').length === 0 ? guest : undefined;
  });
  const [{ code, seconds } = {}] = late.all('error');
  expect([code, seconds]).toEqual(['too-fast', expect.toSatisfy((each) => each >= 1 && each <= 5)]);
  expect(warnings).toEqual(['Refused a request from 127.0.0.1 (too-fast).']);
  const plain = await firstRefused(async () => {
    const guest = await Guest.plain(port);
    await guest.hearsInAll(1);
    return guest.heard[0]!.startsWith('Welcome') ? undefined : guest;
  });
  expect(await plain.closed).toBe(1008);
  expect(plain.heard).toEqual([expect.stringContaining('Porchlight say: Too fast. Try again')]);
  // Whoever was in is back at once.
  bob.cut();
  const back = await Guest.join(port, 'Bob', bob.back());
  expect(back.id).toBe(bob.id);
  await back.says('and I talk on');
});

test('on plain text a flood is slowed down, with nothing lost, and the others are heard meanwhile', async () => {
  const { port, entries } = await lightHost();
  const plain = await Guest.plain(port);
  for (let i = 0; i < 16; i += 1) plain.say(`spam ${i}`);
  await plain.hears((line) => line.endsWith('spam 9'));
  const bob = await Guest.join(port, 'Bob');
  await bob.says('fence');
  await plain.hears((line) => line.endsWith('spam 15'));
  const texts = entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
  expect(texts.filter((text) => text !== 'fence')).toEqual(Array.from({ length: 16 }, (_, i) => `spam ${i}`));
  expect(plain.heard.filter((line) => line.includes('too fast'))).toEqual([]);
});

test('what was said and is sent again, unchanged or not, is shown again and kept as it was', async () => {
  const { port, entries } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const said = await ada.says('one');
  ada.cut();
  const back = await Guest.join(port, 'Ada', ada.back());
  back.send({ type: 'message', ref: said.ref, room: 'lobby', text: 'another' });
  expect(await back.hearsOf('message')).toEqual(said);
  expect(entries.filter(({ type }) => type === 'message')).toEqual([said]);
});

test('the ref of one person is not the ref of another', async () => {
  const { port } = await lightHost();
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  for (const guest of [ada, bob])
    guest.send({ type: 'message', ref: 'same', room: 'lobby', text: guest.welcome.you.name });
  await ada.hears(() => ada.texts.length === 2);
  expect(ada.texts.sort()).toEqual(['Ada', 'Bob']);
});

/** On a slow machine one more may come in meanwhile. */
async function firstRefused(come: (i: number) => Promise<Guest | undefined>): Promise<Guest> {
  for (let i = 1; i <= 20; i += 1) {
    const refused = await come(i);
    if (refused !== undefined) return refused;
  }
  throw new Error('everybody came in');
}
