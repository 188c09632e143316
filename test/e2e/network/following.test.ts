/**
 * The network of the host changes under it: the window says so, the host follows its adapter, the link and the code
 * are right each time, and guests are back by themselves. The cables are namespaces of the kernel.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import words from '../../../locales/en/console.json';
import { expectAccessible } from '../../support/looks/axe.ts';
import { CHROMIUM, launchBrowser } from '../../support/browsers/browser.ts';
import { DebuggedApp } from '../../support/app/debugged-app.ts';
import { electronExecutable, ROOT } from '../../support/app/desktop-app.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { CAN_MAKE_NAMESPACES, NetworkNamespace } from '../../support/clients/network-namespace.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const FIRST = '10.67.1.1';
const SECOND = '10.67.1.7';
const PORT = 8080;
const linkOf = (address: string) => `http://${address}:${PORT}`;

const WHY_NOT = CAN_MAKE_NAMESPACES ? '' : ' (not tried: making networks needs root on Linux)';

describe.runIf(CAN_MAKE_NAMESPACES)(`a host whose network changes${WHY_NOT}`, () => {
  let machine: NetworkNamespace;
  let browser: Browser;
  let other: NetworkNamespace;
  let app: DebuggedApp;
  let guest: GuestPage;
  const ends: (() => unknown)[] = [];

  beforeAll(async () => {
    machine = new NetworkNamespace();
    ends.push(() => machine.remove());
    other = new NetworkNamespace();
    ends.push(() => other.remove());
    NetworkNamespace.connect(
      { namespace: machine, name: 'eth1', address: `${FIRST}/24` },
      { namespace: other, name: 'eth1', address: '10.67.1.2/24' },
    );
    const dataFolder = makeTemporaryFolder();
    ends.push(() => removeFolder(dataFolder));
    app = await DebuggedApp.open({
      executable: await electronExecutable(),
      parameters: [ROOT],
      dataFolder,
      namespace: machine,
    });
    ends.push(() => app.close());
    const shown = await app.window.start('eth1', PORT);
    expect(shown).toBe(linkOf(FIRST));
    browser = await launchBrowser(other.executable(CHROMIUM));
    ends.push(() => browser.close());
    guest = await GuestPage.open(browser, linkOf(FIRST));
    await guest.join('Ada');
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  const page = () => app.window.page;
  const link = () => page().getByRole('textbox', { name: words.running.link });
  const code = (address: string) =>
    page().getByRole('img', { name: words.join.qr.replace('{{address}}', linkOf(address)) });
  const degraded = () =>
    page()
      .getByRole('alert')
      .filter({ hasText: /^Nobody can reach this chat/ });

  /** The modules of the code in sight, against those of the link that it must lead to. */
  async function leadsTo(address: string, within = page().locator('body')): Promise<void> {
    const { data } = encode(linkOf(address), { ecc: 'M', border: 4 });
    const dark = data
      .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('');
    await expect.poll(() => within.locator('.qr-code path').first().getAttribute('d')).toBe(dark);
  }

  type Times = [state: string, atMs: number][];
  /** When the window was told of each state, on its own clock. */
  const times = () => page().evaluate(() => Reflect.get(globalThis, 'times') as Times, null);
  async function tells(state: string, sinceMs: number): Promise<void> {
    const told = async () =>
      (await times()).findLast(([each, atMs]) => each === state && atMs >= sinceMs)?.[1] ?? -Infinity;
    await expect.poll(told, { message: state }).toBeGreaterThanOrEqual(sinceMs);
    console.log(`${state} ${(await told()) - sinceMs} ms after the network changed`);
  }

  async function accessible(): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page().emulateMedia({ colorScheme });
      await expectAccessible(page());
    }
  }

  async function bothSpeak(one: GuestPage, round: string): Promise<void> {
    await app.window.say(`host ${round}`);
    await one.log.getByText(`host ${round}`).first().waitFor();
    await one.say(`guest ${round}`);
    await app.window.log.getByText(`guest ${round}`).first().waitFor();
  }

  test('the checks are made, and the first device from outside is told', async () => {
    const checks = page().locator('.doctor');
    await checks
      .locator('summary')
      .getByText(/The first guest connected at \d?\d:\d\d\s[AP]M\.$/)
      .waitFor();
    await checks.locator('summary').click();
    await checks.getByText(words.reachability.finding.reached).waitFor();
    await checks.getByText(words.reachability.finding['firewall-passed']).waitFor();
    await checks.getByText(words.reachability.finding.announced).waitFor();
    const named = await page().locator('.doctor-named .join-link').textContent();
    const { host } = new URL(named ?? '');
    expect(host).toMatch(/^porchlight-[0-9a-f]{4}\.local:8080$/);
    const status = await other.run(statusScript(FIRST, host));
    expect(status).toBe('200');
  });

  test('another host on the network is listed, and gone when it goes', async () => {
    const cli = join(ROOT, 'dist/cli/cli.js');
    const program = other.spawn(process.execPath, [cli, '--interface', 'eth1', '--room', 'Attic']);
    await page().locator('.nearby-link').getByText('http://10.67.1.2:8080').waitFor();
    await accessible();
    await expect.poll(() => page().locator('.nearby-name').textContent()).toBe('Attic');
    program.kill('SIGTERM');
    await page().locator('.nearby').waitFor({ state: 'detached' });
  });

  test('an address that is taken away is told, with no link and no code that lead nowhere', async () => {
    await page().evaluate(() => {
      const times: Times = [];
      Object.assign(globalThis, { times });
      const { on } = window.host as unknown as { on: (event: string, hear: (state: object) => void) => void };
      on('state', (state) => times.push([(state as { kind: string }).kind, Date.now()]));
    }, null);
    const since = Date.now();
    machine.ip('address', 'del', `${FIRST}/24`, 'dev', 'eth1');
    await degraded().waitFor();
    await tells('degraded', since);
    await page().locator('.check-bad').getByText(words.reachability.finding.unbound).waitFor();
    await expect.poll(() => degraded().textContent()).toContain(`eth1 no longer has the address ${FIRST}`);
    await expect.poll(() => page().locator('.qr-code').count()).toBe(0);
    await accessible();
    await expect.poll(() => link().isDisabled()).toBe(true);
    await app.window.say('while nobody hears it');
  });

  test('when it is given back the light is on again, and the guest is back without a hand', async () => {
    const since = Date.now();
    machine.ip('address', 'add', `${FIRST}/24`, 'dev', 'eth1');
    await code(FIRST).waitFor();
    await leadsTo(FIRST);
    await degraded().waitFor({ state: 'detached' });
    await tells('running', since);
    await expect.poll(() => link().inputValue()).toBe(linkOf(FIRST));
    await guest.log.getByText('while nobody hears it').first().waitFor();
    await bothSpeak(guest, 'again');
  });

  test('an adapter that is called something else is still the one', async () => {
    machine.ip('link', 'set', 'eth1', 'down');
    machine.ip('link', 'set', 'eth1', 'name', 'lan9');
    machine.ip('link', 'set', 'lan9', 'up');
    await page().locator('.where').getByText('lan9').waitFor();
    await degraded().waitFor({ state: 'detached' });
    await bothSpeak(guest, 'renamed');
  });

  test('under another address the link and the code are others, and guests come in by them', async () => {
    machine.ip('address', 'del', `${FIRST}/24`, 'dev', 'lan9');
    machine.ip('address', 'add', `${SECOND}/24`, 'dev', 'lan9');
    await code(SECOND).waitFor();
    await leadsTo(SECOND);
    await page().getByRole('button', { name: words.running.poster }).click();
    await expect.poll(() => page().locator('.poster-link').textContent()).toBe(linkOf(SECOND));
    await leadsTo(SECOND, page().locator('.poster'));
    await accessible();
    const fills = () => page().evaluate(() => [innerWidth === screen.width, innerHeight === screen.height]);
    await expect.poll(() => fills()).toEqual([false, false]);
    await page().getByRole('button', { name: words.poster['full-screen'] }).click();
    await expect.poll(fills).toEqual([true, true]);
    // Without a window manager, as here, nobody makes the window smaller again.
    await page().getByRole('button', { name: words.poster.window }).click();
    await page().getByRole('button', { name: words.poster['full-screen'] }).waitFor();
    // What the dialog of the system would be shown: the poster alone, and nothing to press.
    await page().evaluate(() => (window.print = () => document.body.setAttribute('data-printed', '')));
    await page().getByRole('button', { name: words.poster.print, exact: true }).click();
    await expect.poll(() => page().locator('body[data-printed]').count()).toBe(1);
    await page().emulateMedia({ media: 'print' });
    const visible = (selector: string) => page().locator(selector).first().isVisible();
    await expect
      .poll(() => Promise.all(['.poster .qr-code', '.poster-link'].map(visible)))
      .toEqual([true, true]);
    await expect
      .poll(() => Promise.all(['.poster .button', '.bar', '.log'].map(visible)))
      .toEqual([false, false, false]);
    await page().emulateMedia({ media: 'screen' });
    await page().keyboard.press('Escape');
    await page().locator('.poster').waitFor({ state: 'detached' });
    await expect.poll(() => link().inputValue()).toBe(linkOf(SECOND));
    const late = await GuestPage.open(browser, linkOf(SECOND));
    await late.join('Ben');
    await bothSpeak(late, 'moved');
    expect(app.window.errors).toEqual([]);
  });

  test('whatever its page asks for, the window sends no packet to anybody', async () => {
    NetworkNamespace.connect(
      { namespace: machine, name: 'eth9', address: '10.69.1.1/24' },
      { namespace: other, name: 'eth9', address: '10.69.1.2/24' },
    );
    // The kernel asks who has an address before the first packet to it goes out, and notes it.
    const asked = async () => (await machine.run(ASKED_SCRIPT)).includes('10.69.1.2');
    await page().evaluate(async () => {
      const url = 'http://10.69.1.2/';
      const image = new Promise((resolve) => Object.assign(new Image(), { onerror: resolve, src: url }));
      const socket = new Promise((resolve) =>
        Object.assign(new WebSocket('ws://10.69.1.2/'), { onerror: resolve }),
      );
      navigator.sendBeacon(url);
      window.open(url);
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'stylesheet', 'icon'])
        document.head.append(Object.assign(document.createElement('link'), { rel, href: url }));
      const call = new RTCPeerConnection({ iceServers: [{ urls: 'stun:10.69.1.2:3478' }] });
      call.createDataChannel('x');
      await call.setLocalDescription();
      await Promise.all([image, socket, fetch(url).catch(() => undefined)]);
      await new Promise((resolve) => {
        if (call.iceGatheringState === 'complete') resolve(undefined);
        call.onicegatheringstatechange = () => call.iceGatheringState === 'complete' && resolve(undefined);
      });
      call.close();
    }, null);
    await app.window.snapshot();
    await expect.poll(() => asked()).toBe(false);
    // Of one that speaks it is seen.
    await machine.run(`
      import { connect } from 'node:net';
      const socket = connect({ host: '10.69.1.2', port: 80 });
      socket.on('connect', () => socket.destroy()).on('error', () => undefined);`);
    await expect.poll(() => asked()).toBe(true);
  });
});

const ASKED_SCRIPT = `
  import { readFileSync } from 'node:fs';
  console.log(readFileSync('/proc/net/arp', 'utf8'));`;

function statusScript(address: string, host: string): string {
  return `
    import { get } from 'node:http';
    get({ host: '${address}', port: ${PORT}, headers: { Host: '${host}' }, agent: false }, (response) => {
      console.log(response.statusCode);
      response.resume();
    });`;
}
