import { expect, onTestFinished, test, vi } from 'vitest';
import { ALLOWED_NONE } from '../../../../contract/ipc/allowed.ts';
import type { Reachability, Finding } from '../../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../../contract/ipc/adapter.ts';
import type { Running } from '../../../../contract/ipc/host-state.ts';
import { ReachabilityCheck } from '../../../../electron/server/network/reachability-check.ts';
import { NOBODY_AFTER_MS } from '../../../../electron/lan/judge-reachability.ts';
import { CONNECTION_LIMITS_DEFAULT } from '../../../../electron/http/connection-limits.ts';
import { ownNames } from '../../../../electron/http/guard.ts';
import { HttpServer } from '../../../../electron/http/http-server.ts';
import { speakFrom } from '../../../../electron/server/host-locale.ts';
import { lightHost, smallPages } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';

const LO: Adapter = {
  ...{ name: 'lo', kind: 'ethernet', addresses: ['127.0.0.1'], reason: 'private-address', suggested: true },
};

/** A checkup of a real host on loopback, as if that were a network. */
async function checked() {
  let told: Reachability | undefined;
  const checkup = new ReachabilityCheck({
    readFirewall: () => Promise.resolve('ufw'),
    changed: (diagnosis) => (told = diagnosis),
  });
  onTestFinished(() => checkup.stop());
  const site = new HttpServer(smallPages(), speakFrom('en'), CONNECTION_LIMITS_DEFAULT, {
    arrived: (address, from) => checkup.arrived(address, from),
    upgraded: () => undefined,
    failed: () => undefined,
    full: () => undefined,
    notAllowed: () => undefined,
  });
  onTestFinished(() => site.close());
  const port = await site.listen('127.0.0.1', 0);
  site.answerFor(ownNames('desk', port, ALLOWED_NONE));
  const running: Running = {
    ...{ kind: 'running', link: `http://127.0.0.1:${port}`, shareable: true, adapter: 'lo' },
    ...{ address: '127.0.0.1', port, room: 'Lobby', since: 0 },
  };
  const findings = (): Finding[] => told?.checks.map(({ finding }) => finding) ?? [];
  return { checkup, running, findings, causes: () => told?.causes ?? [] };
}

test('the host gets its own answer, and its own connection is no visitor', async () => {
  const { checkup, running, findings } = await checked();
  checkup.begin(running, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('reached');
  expect(findings()).toContain('firewall-ufw');
  expect(findings()).toContain('visitor-waiting');
});

test('what another program answers is not its own answer', async () => {
  const { checkup, running, findings } = await checked();
  const { port } = await lightHost();
  checkup.begin({ ...running, link: `http://127.0.0.1:${port}`, port }, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('not-reached');
});

test('somebody from outside is a visitor, and stays one while the address is away', async () => {
  const { checkup, running, findings } = await checked();
  checkup.begin(running, [LO]);
  checkup.arrived('192.168.1.31', 50_000);
  expect(findings()).toContain('visitor-came');
  checkup.begin(running, [LO]);
  await expect.poll(findings, PATIENTLY).toContain('reached');
  expect(findings()).toContain('firewall-passed');
  checkup.lost();
  expect(findings()).toContain('unbound');
  checkup.begin(running, [LO]);
  expect(findings()).toContain('visitor-came');
  checkup.begin({ ...running, link: 'http://127.0.0.2:1' }, [LO]);
  expect(findings()).toContain('visitor-waiting');
});

test('as long as somebody is in from this very computer, it is not said why nobody has come', async () => {
  const { checkup, running, causes } = await checked();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  checkup.begin(running, [LO]);
  checkup.peopled(true);
  vi.advanceTimersByTime(NOBODY_AFTER_MS);
  expect(causes()).toEqual([]);
  checkup.peopled(false);
  expect(causes()).toContain('mobile');
  checkup.peopled(true);
  expect(causes()).toEqual([]);
});
