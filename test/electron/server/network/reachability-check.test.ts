import { expect, onTestFinished, test, vi } from 'vitest';
import { ALLOWED_NONE } from '../../../../contract/ipc/allowed.ts';
import type { Reachability, Finding } from '../../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../../contract/ipc/adapter.ts';
import type { Running } from '../../../../contract/ipc/host-state.ts';
import { ReachabilityCheck } from '../../../../electron/server/network/reachability-check.ts';
import { NO_VISITOR_AFTER_MS } from '../../../../electron/lan/diagnose-reachability.ts';
import { CONNECTION_LIMITS_DEFAULT } from '../../../../electron/http/connection-limits.ts';
import { ownNames } from '../../../../electron/http/guard.ts';
import { HttpServer } from '../../../../electron/http/http-server.ts';
import { speakFrom } from '../../../../electron/server/host-locale.ts';
import { lightHost, smallPages } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';

const LO: Adapter = {
  name: 'lo',
  kind: 'ethernet',
  addresses: ['127.0.0.1'],
  reason: 'private-address',
  suggested: true,
};

/** A check of a real host on loopback, treated as a network. */
async function startCheck() {
  let latest: Reachability | undefined;
  const check = new ReachabilityCheck({
    readFirewall: () => Promise.resolve('ufw'),
    changed: (diagnosis) => (latest = diagnosis),
  });
  onTestFinished(() => check.stop());
  const site = new HttpServer(smallPages(), speakFrom('en'), CONNECTION_LIMITS_DEFAULT, {
    arrived: (address, from) => check.arrived(address, from),
    upgraded: () => undefined,
    failed: () => undefined,
    full: () => undefined,
    notAllowed: () => undefined,
  });
  onTestFinished(() => site.close());
  const port = await site.listen('127.0.0.1', 0);
  site.answerFor(ownNames('desk', port, ALLOWED_NONE));
  const running: Running = {
    kind: 'running',
    link: `http://127.0.0.1:${port}`,
    shareable: true,
    adapter: 'lo',
    address: '127.0.0.1',
    port,
    room: 'Lobby',
    since: 0,
  };
  const findings = (): Finding[] => latest?.checks.map(({ finding }) => finding) ?? [];
  return { check, running, findings, causes: () => latest?.causes ?? [] };
}

test('the host reaches itself, and its own connection is not a visitor', async () => {
  const { check, running, findings } = await startCheck();
  check.begin(running, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('reached');
  expect(findings()).toContain('firewall-ufw');
  expect(findings()).toContain('visitor-waiting');
});

test('an answer of another program does not count', async () => {
  const { check, running, findings } = await startCheck();
  const { port } = await lightHost();
  check.begin({ ...running, link: `http://127.0.0.1:${port}`, port }, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('not-reached');
});

test('a connection from outside is a visitor, and stays one while the address is gone', async () => {
  const { check, running, findings } = await startCheck();
  check.begin(running, [LO]);
  check.arrived('192.168.1.31', 50_000);
  expect(findings()).toContain('visitor-came');
  check.begin(running, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('reached');
  expect(findings()).toContain('firewall-passed');
  check.lost();
  expect(findings()).toContain('unbound');
  check.begin(running, [LO]);
  expect(findings()).toContain('visitor-came');
  check.begin({ ...running, link: 'http://127.0.0.2:1' }, [LO]);
  expect(findings()).toContain('visitor-waiting');
});

test('while a guest on this computer is present, no causes are given', async () => {
  const { check, running, causes } = await startCheck();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  check.begin(running, [LO]);
  check.setHasGuests(true);
  vi.advanceTimersByTime(NO_VISITOR_AFTER_MS);
  expect(causes()).toEqual([]);
  check.setHasGuests(false);
  expect(causes()).toContain('mobile');
  check.setHasGuests(true);
  expect(causes()).toEqual([]);
});
