/** The pages for browsers that the full page is too new for, by raw HTTP. */
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import basic from '../../../locales/en/basic.json';
import shared from '../../../locales/en/shared.json';
import { LANGUAGES } from '../../../locales/language.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HOST, lightHost } from '../../support/host/running-host.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { dial, request, requestOf, type RawResponse } from '../../support/clients/raw-request.ts';

const FORM = 'Content-Type: application/x-www-form-urlencoded';

function get(port: number, path: string, headers: readonly string[] = []): Promise<RawResponse> {
  return request(port, requestOf(port, `GET ${path}`, [...headers, 'Connection: close']));
}

function post(
  port: number,
  path: string,
  fields: Readonly<Record<string, string>> | string,
  headers: readonly string[] = [FORM],
): Promise<RawResponse> {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  return request(port, requestOf(port, `POST ${path}`, [length, ...headers, 'Connection: close']) + body);
}

/** Comes in; the path of the session. */
async function enter(port: number, name: string): Promise<string> {
  const { status, headers } = await post(port, '/plain', { name });
  expect(status).toBe(303);
  return headers.location ?? '';
}

test('somebody comes in, is a member under their name, speaks and leaves', async () => {
  const { port } = await lightHost();
  const page = await Guest.join(port, 'Page');
  const path = await enter(port, '  Ada\u200b  佐 ');
  expect(path).toMatch(/^\/plain\/[\da-f]{32}$/);
  const joined = await page.hearsOf('joined', ({ person }) => person.name === 'Ada 佐');
  expect(joined.person).toMatchObject({ role: 'guest', via: 'plain' });
  expect((await post(port, path, { text: 'one\r\ntwo <b>', ref: '0123456789abcdef' })).status).toBe(303);
  await page.hearsOf('message', ({ text, from }) => text === 'one\ntwo <b>' && from.id === joined.person.id);
  const shown = (await get(port, path)).body.toString();
  expect(shown).toContain('one\ntwo &#60;b&#62;');
  expect(shown).toContain('<bdi>Page</bdi>');
  const left = await post(port, `${path}/leave`, '');
  expect(left.body.toString()).toContain(basic.plain.left);
  await page.hearsOf('left', ({ person, goodbye }) => person.name === 'Ada 佐' && goodbye);
  expect((await get(port, path)).status).toBe(404);
  await enter(port, 'Ada 佐');
});

test('what is announced stands over the page until it is taken down', async () => {
  const { port, host } = await lightHost({ person: HOST });
  const path = await enter(port, 'Ada');
  const banner = '<p class="notice announced">';
  await host.house!.hostActions.announce('Lunch at <noon>');
  for (const place of [path, `${path}/follow`]) {
    const shown = (await get(port, place)).body.toString();
    expect(shown.slice(shown.indexOf(banner))).toContain('<span dir="auto">Lunch at &#60;noon&#62;</span>');
  }
  await host.house!.hostActions.announce('');
  expect((await get(port, path)).body.toString()).not.toContain(banner);
});

test('a form that is sent twice is said once', async () => {
  const { port, entries } = await lightHost();
  const path = await enter(port, 'Ada');
  const fields = { text: 'only once', ref: 'aaaaaaaaaaaaaaaa' };
  await Promise.all([post(port, path, fields), post(port, path, fields)]);
  expect(entries.filter(({ type }) => type === 'message')).toHaveLength(1);
});

test('nobody gets in by guessing, and what was there is over after a while', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'performance'] });
  const { port, entries } = await lightHost();
  const path = await enter(port, 'Ada');
  expect((await get(port, `${path.slice(0, -1)}g`)).status).toBe(404);
  expect((await get(port, `/plain/${'0'.repeat(32)}`)).status).toBe(404);
  await vi.advanceTimersByTimeAsync(280_000);
  expect((await get(port, path)).status).toBe(200);
  await vi.advanceTimersByTimeAsync(280_000);
  expect((await get(port, path)).status).toBe(200);
  await vi.advanceTimersByTimeAsync(320_000);
  vi.useRealTimers();
  const over = await get(port, path);
  expect(over.status).toBe(404);
  expect(over.body.toString()).toContain(basic.plain.gone);
  expect(entries.some((entry) => entry.type === 'left' && !entry.goodbye)).toBe(true);
});

test('names and texts are refused as everywhere, and what was written is kept', async () => {
  const { port } = await lightHost();
  await Guest.join(port, 'Paul');
  for (const [name, code] of [
    ['', 'name-empty'],
    ['Раul', 'name-taken'],
    ['Host', 'name-reserved'],
    ['127.0.0.1:99', 'name-reserved'],
    ['x'.repeat(33), 'name-too-long'],
  ] as const) {
    const { status, body } = await post(port, '/plain', { name });
    expect(status, name).toBeGreaterThanOrEqual(400);
    expect(body.toString(), name).toContain(shared.refusal[code]);
  }
  const path = await enter(port, 'Ada');
  const long = await post(port, path, { text: `&"${'x'.repeat(4_001)}` });
  expect(long.body.toString()).toContain(shared.refusal['text-too-long']);
  expect(long.body.toString()).toContain(`&#38;&#34;${'x'.repeat(4_001)}</textarea>`);
});

test('whoever floods is slowed down, and told', async () => {
  const { port, entries } = await lightHost();
  const path = await enter(port, 'Ada');
  // At once: one after the other would be slow enough on a slow machine.
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => post(port, path, { text: `flood ${i}` })),
  );
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(1);
  expect(entries.filter(({ type }) => type === 'message').length).toBeLessThan(20);
});

test('whoever asks for the page again and again waits for what is new, and loses nothing that they write', async () => {
  const { port } = await lightHost();
  const path = await enter(port, 'Ada');
  await post(port, path, { text: 'a word that was said' });
  const statuses: number[] = [];
  for (let i = 0; i < 20; i += 1) statuses.push((await get(port, path)).status);
  expect(new Set(statuses)).toEqual(new Set([200]));
  // Asked for at once, so that none comes back meanwhile.
  const more = await Promise.all(
    Array.from({ length: 30 }, (_, i) => get(port, i % 2 === 0 ? path : `${path}/follow`)),
  );
  const refused = more.filter(({ status }) => status === 429).map(({ body }) => body.toString());
  expect(refused.length).toBeGreaterThan(0);
  for (const body of refused) {
    expect(body).not.toContain('a word that was said');
    expect(body).toContain(shared.refusal['too-fast_one'].replace('{{count}}', '1'));
  }
  // A text that cannot be said is given back, however often.
  const { status, body } = await post(port, path, { text: 'x'.repeat(5_000) });
  expect([400, 429]).toContain(status);
  expect(body.toString()).toContain('x'.repeat(5_000));
});

test('nothing of the house is told before the PIN, and guessing is slowed down', async () => {
  const { port, host } = await lightHost({}, { pin: '482913', room: 'Secret garden' });
  for (const path of ['/plain', '/basic']) {
    expect((await get(port, path)).body.toString()).not.toContain('Secret garden');
  }
  expect((await get(port, '/plain')).body.toString()).toContain('name="pin"');
  await Guest.plain(port);
  const asked = async (pin: string) => (await post(port, '/plain', { name: 'Ada', pin })).body.toString();
  expect(await asked('')).toContain(shared.refusal['pin-required']);
  for (let i = 0; i < 5; i += 1) expect(await asked('111111')).toContain(shared.refusal['pin-wrong']);
  expect(await asked('482913')).toContain('Too many wrong PINs');
  expect(host.house?.people()).toEqual([]);
});

test.each([
  ['from another page', { headers: [FORM, 'Origin: http://evil.example'], status: 403 }],
  ['from nowhere', { headers: [FORM, 'Origin: null'], status: 403 }],
  ['as JSON', { headers: ['Content-Type: application/json'], status: 415 }],
  ['as plain text', { headers: ['Content-Type: text/plain'], status: 415 }],
  ['without saying what it is', { headers: [], status: 415 }],
  ['in another charset', { headers: [`${FORM}; charset=windows-1252`], status: 415 }],
  ['in its own charset', { headers: [`${FORM}; charset=UTF-8`], status: 303 }],
])('a form that comes %s gets its answer', async (_, { headers, status }) => {
  const { port, host } = await lightHost();
  const path = await enter(port, 'Ada');
  expect((await post(port, path, { text: 'reserved-field' }, headers)).status).toBe(status);
  const said = host.house!.entries().filter(({ type }) => type === 'message');
  expect(said).toHaveLength(status === 303 ? 1 : 0);
});

test('our own Origin is let in', async () => {
  const { port } = await lightHost();
  const origin = `Origin: http://127.0.0.1:${port}`;
  expect((await post(port, '/plain', { name: 'Ada' }, [FORM, origin])).status).toBe(303);
});

test('what is too large is refused, and the conversation goes on', async () => {
  const { port, entries } = await lightHost();
  const path = await enter(port, 'Ada');
  const { status, body } = await post(port, path, `text=${'x'.repeat(65_536)}`);
  expect(status).toBe(413);
  expect(body.toString()).toContain(basic.plain['too-large']);
  expect((await post(port, path, { text: '佐'.repeat(4_000) })).status).toBe(303);
  expect(entries.filter(({ type }) => type === 'message')).toHaveLength(1);
});

test('a body that does not come is not waited for', async () => {
  const { port } = await lightHost();
  const socket = await dial(port);
  socket.write(requestOf(port, 'POST /plain', [FORM, 'Content-Length: 1000']));
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const drip = setInterval(() => socket.write('a'), 500);
  await new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
  clearInterval(drip);
  socket.destroy();
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
});

test.each([
  ['PUT', '/plain', 'GET, HEAD, POST'],
  ['POST', '/basic', 'GET, HEAD'],
  ['GET', `/plain/${'0'.repeat(32)}/leave`, 'POST'],
  ['POST', `/plain/${'0'.repeat(32)}/follow`, 'GET, HEAD'],
])('%s %s is refused', async (method, path, allow) => {
  const { port } = await lightHost();
  const { status, headers } = await request(
    port,
    requestOf(port, `${method} ${path}`, ['Content-Length: 0', 'Connection: close']),
  );
  expect([status, headers.allow]).toEqual([405, allow]);
});

test('too many at the form from one address are turned away, and others are not', async () => {
  const { port } = await lightHost();
  for (let i = 0; i < 16; i += 1) await enter(port, `Guest ${i}`);
  const { status, body } = await post(port, '/plain', { name: 'One more' });
  expect(status).toBe(503);
  expect(body.toString()).toContain(basic.plain.full);
});

test('where all sessions are taken, whoever was idle the longest in the largest network gives way', async () => {
  const { port } = await lightHost();
  const enterFrom = async (from: string, name: string) => {
    const client = await RawClient.dial(port, '127.0.0.1', from);
    const answer = once(client.socket, 'data') as Promise<[Buffer]>;
    const body = new URLSearchParams({ name }).toString();
    client.send(
      requestOf(port, 'POST /plain', [`Content-Length: ${body.length}`, FORM, 'Connection: close']) + body,
    );
    const head = (await answer)[0].toString();
    client.destroy();
    return { status: head.slice(9, 12), path: /Location: (\S+)/.exec(head)?.[1] ?? '' };
  };
  const taken = [];
  for (let i = 0; i < 256; i += 1) taken.push(await enterFrom(`127.0.4.${1 + (i >> 4)}`, `Taken ${i}`));
  expect(taken.filter(({ status }) => status !== '303')).toEqual([]);
  // The first one asks for something.
  expect((await get(port, taken[0]!.path)).status).toBe(200);
  expect((await enterFrom('127.0.5.1', 'Newcomer')).status).toBe('303');
  expect((await get(port, taken[0]!.path)).status).toBe(200);
  expect((await get(port, taken[1]!.path)).status).toBe(404);
});

test('every page has its policy, its language and its direction, and no script of its own', async () => {
  const { port } = await lightHost();
  const path = await enter(port, 'Ada');
  for (const each of ['/basic', '/plain', path, `${path}/follow`]) {
    const { headers, body, status } = await get(port, each, ['Accept-Language: ar;q=0.5, de;q=0.2']);
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-language']).toBe('ar');
    expect(body.toString()).toContain('<html lang="ar" dir="rtl">');
    expect(body.toString()).not.toMatch(/<script(?! src="\/basic\.js">)| on\w+="/);
    if (each !== '/basic') expect(headers['cache-control']).toBe('no-store');
  }
  // A browser sends its Origin with a form only if the page lets it.
  expect((await get(port, '/plain')).headers['referrer-policy']).toBe('same-origin');
  expect((await get(port, '/plain')).headers['content-security-policy']).toContain("form-action 'self'");
});

test.each(LANGUAGES)('in %s no gap is left, and no name of a sentence is shown', async (language) => {
  const { port } = await lightHost();
  const path = await enter(port, 'Ada');
  for (const each of ['/basic', '/plain', path, `${path}/follow`]) {
    const page = (await get(port, each, [`Accept-Language: ${language}`])).body.toString();
    expect(page).not.toMatch(/\b(basic|shared|host):/);
    expect(page.replace(/ data-\w+="[^"]*"/g, '')).not.toMatch(/\{\{/);
  }
});
