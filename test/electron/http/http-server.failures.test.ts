/** Injected bugs: each costs one request, and the server continues. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { ALLOWED_NONE } from '../../../contract/ipc/allowed.ts';
import { ownNames } from '../../../electron/http/guard.ts';
import type { BuiltFile, Pages } from '../../../electron/http/pages/pages.ts';
import { HttpServer, type HttpServerListener } from '../../../electron/http/http-server.ts';
import { CONNECTION_LIMITS_DEFAULT } from '../../../electron/http/connection-limits.ts';
import { speakFrom } from '../../../electron/server/host-locale.ts';
import { smallPages } from '../../support/host/running-host.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';
import { request, requestOf } from '../../support/clients/raw-request.ts';
import { activeTimers, timersBackTo } from '../../support/host/timers.ts';

const BUG = new Error('a bug');

/** A server for one test. When the test ends, no timer may be left. */
async function site(pages: Pages, upgraded: HttpServerListener['upgraded'] = () => undefined) {
  const timers = activeTimers();
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const ignored = () => undefined;
  const listener = { arrived: ignored, upgraded, failed, full: ignored, notAllowed: ignored };
  const made = new HttpServer(pages, speakFrom('en'), CONNECTION_LIMITS_DEFAULT, listener);
  const port = await made.listen('127.0.0.1', 0);
  made.answerFor(ownNames('desk', port, ALLOWED_NONE));
  onTestFinished(async () => {
    await made.close();
    await timersBackTo(timers);
  });
  return { port, failures };
}

/** Pages in which each path that contains `bad` throws the first time. */
class FaultyPages extends Map<string, BuiltFile> {
  readonly #thrown = new Set<string>();

  override get(path: string): BuiltFile | undefined {
    if (path.includes('bad') && !this.#thrown.has(path)) {
      this.#thrown.add(path);
      throw BUG;
    }
    return super.get(path);
  }
}

test('a request that we fail to answer gets a page with 500, and the next one its page', async () => {
  const { port, failures } = await site(new FaultyPages(smallPages()));
  const answer = await request(port, requestOf(port, 'GET /bad'));
  expect(answer).toMatchObject({ status: 500, closed: true, headers: { 'x-frame-options': 'DENY' } });
  expect(answer.body.toString()).toContain('Something went wrong');
  expect((await request(port, requestOf(port, 'HEAD /bad2'))).body).toHaveLength(0);
  expect(failures).toEqual([BUG, BUG]);
  expect((await request(port, requestOf(port, 'GET /'))).status).toBe(200);
});

test('a response that fails after its head was sent is cut off', async () => {
  const half = { type: 'text/html', etag: '"x"', immutable: false, gzipped: () => undefined };
  const pages = new Map([['/half', { ...half, bytes: { length: 9 } as Buffer }], ...smallPages()]);
  const { port, failures } = await site(pages);
  expect(await request(port, requestOf(port, 'GET /half'))).toMatchObject({ status: 0, closed: true });
  expect(failures).toHaveLength(1);
  expect((await request(port, requestOf(port, 'GET /'))).status).toBe(200);
});

test('a connection that our listener fails to handle is closed with 1011, and the next one works', async () => {
  let met = 0;
  const { port, failures } = await site(smallPages(), ({ socket }) => {
    met += 1;
    if (met === 1) throw BUG;
    socket.end();
  });
  const one = await RawClient.open(port);
  await one.ended;
  expect(one.closeCode).toBe(1011);
  expect(failures).toEqual([BUG]);
  expect((await request(port, openingRequest(port))).status).toBe(101);
});

test('a socket that could not be accepted is reported, and the server continues', async () => {
  const { port, failures } = await site(smallPages());
  const server = await serverAt(port);
  // Node emits this when the system is out of descriptors; without a listener it ends the process.
  server.emit('error', BUG);
  expect(failures).toEqual([BUG]);
  expect((await request(port, requestOf(port, 'GET /'))).status).toBe(200);
});

/** The underlying Node server. */
async function serverAt(port: number): Promise<Server> {
  let found: Server | undefined;
  const started = (message: unknown) => (found = (message as { server: Server }).server);
  subscribe('http.server.request.start', started);
  await request(port, requestOf(port, 'GET /'));
  unsubscribe('http.server.request.start', started);
  return found!;
}
