/** What docs/reach.md says of a page that is no secure context, tried on one: an address of the network, by http. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import chat from '../../../locales/en/chat.json';
import { CHROMIUM, launchBrowser } from '../../support/browsers/browser.ts';
import { ROOT } from '../../support/app/desktop-app.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { printed } from '../../support/host/host-program.ts';
import { CAN_MAKE_NAMESPACES, NetworkNamespace } from '../../support/clients/network-namespace.ts';

const ADDRESS = '10.67.1.1';
const LINK = `http://${ADDRESS}:8080`;
const WHY_NOT = CAN_MAKE_NAMESPACES ? '' : ' (not tried: making networks needs root on Linux)';

describe.runIf(CAN_MAKE_NAMESPACES)(`the page at an address of the network${WHY_NOT}`, () => {
  let browser: Browser;
  const ends: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    const host = new NetworkNamespace();
    ends.push(() => host.remove());
    const guest = new NetworkNamespace();
    ends.push(() => guest.remove());
    NetworkNamespace.connect(
      { namespace: host, name: 'eth1', address: `${ADDRESS}/24` },
      { namespace: guest, name: 'eth1', address: '10.67.1.2/24' },
    );
    const cli = join(ROOT, 'build/run.mjs');
    await printed(host.spawn(process.execPath, [cli, 'cli', '--interface', 'eth1', '--port', '8080']), LINK);
    browser = await launchBrowser(guest.executable(CHROMIUM));
    ends.push(() => browser.close());
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test('is no secure context, and lacks what the table says', async () => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(LINK);
    await expect.poll(() => page.evaluate(() => isSecureContext)).toBe(false);
    const table = readFileSync(join(ROOT, 'docs/reach.md'), 'utf8');
    const expressions = [...table.matchAll(/^\| `([\w.]+)`/gm)].map(([, expression]) => expression ?? '');
    expect(expressions).toHaveLength(8);
    for (const expression of expressions) {
      const [owner = '', name = ''] = expression.includes('.')
        ? expression.split(/\.(?=\w+$)/)
        : ['window', expression];
      const there = await page.evaluate(`${owner} !== undefined && '${name}' in ${owner}`);
      // Chromium has the name, and refuses by it whatever is asked.
      const refused =
        expression === 'Notification' && (await page.evaluate('Notification.permission')) === 'denied';
      expect(there === true && !refused, expression).toBe(false);
    }
  });

  test('copies the link all the same, and what was copied can be pasted', async () => {
    const guest = await GuestPage.open(browser, LINK);
    onTestFinished(() => guest.close());
    await guest.join('Ada');
    await guest.page.getByRole('button', { name: chat.invite.copy }).click();
    await guest.page.getByText(chat.invite.copied, { exact: true }).waitFor();
    await guest.message.focus();
    await guest.page.keyboard.press('Control+V');
    await expect.poll(() => guest.message.inputValue()).toContain(LINK);
    expect(guest.errors).toEqual([]);
  });

  test('says so, and leaves the link selected, where the browser would not copy', async () => {
    const guest = await GuestPage.open(browser, LINK);
    onTestFinished(() => guest.close());
    await guest.join('Ben');
    await guest.page.evaluate(() => Object.assign(document, { execCommand: () => false }));
    await guest.page.getByRole('button', { name: chat.invite.copy }).click();
    await guest.page.getByText(chat.invite['not-copied'], { exact: true }).waitFor();
    await expect.poll(() => guest.page.evaluate(() => String(getSelection()))).toContain(LINK);
  });

  test('gives each message an id of its own', async () => {
    const guest = await GuestPage.open(browser, LINK);
    onTestFinished(() => guest.close());
    await guest.join('Cid');
    await guest.say('once');
    await guest.say('twice');
    await guest.said('twice').waitFor();
    await expect.poll(() => guest.unsent()).toBe(0);
    await expect.poll(() => guest.page.title()).toContain('Porchlight');
  });
});
