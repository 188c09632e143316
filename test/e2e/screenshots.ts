/**
 * The pictures for the documentation: a workshop in several languages, on a network of namespaces that nothing
 * leaves, with the link and the code that a real network would have.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM, launchBrowser } from '../support/browser.ts';
import type { ConsoleWindow } from '../support/console-window.ts';
import { DebuggedApp } from '../support/debugged-app.ts';
import { electronExecutable, ROOT } from '../support/desktop-app.ts';
import { DESKTOP, GuestPage, PHONE } from '../support/guest-page.ts';
import { NetworkNamespace } from '../support/network-namespace.ts';
import { PlainClient } from '../support/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';

const HOST = '192.168.1.20';
const PORT = 8080;
const ROOM = 'Workshop';

/** Each browser says of itself what one on such a device says. */
const BROWSERS = {
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  laptop: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  tablet:
    'Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

export async function takeScreenshots(folder: string): Promise<void> {
  const ends: (() => unknown)[] = [];
  try {
    const lan = new Lan();
    ends.push(() => lan.remove());
    const dataFolder = makeTemporaryFolder();
    ends.push(() => removeFolder(dataFolder));
    const app = await DebuggedApp.open({
      executable: await electronExecutable(),
      parameters: [ROOT],
      dataFolder,
      namespace: lan.host(),
    });
    ends.push(() => app.close());
    await picture(app.window.page, folder, 'console-off-light');
    const link = await start(app.window);
    const open = async (address: string, device: BrowserContextOptions) => {
      const browser = await launchBrowser(lan.guest(address).executable(CHROMIUM));
      ends.push(() => browser.close());
      return GuestPage.open(browser, link, { ...device, locale: 'en-GB', colorScheme: 'light' });
    };
    const phone = await open('192.168.1.31', { ...PHONE, deviceScaleFactor: 2, userAgent: BROWSERS.phone });
    await phone.name.fill('小明');
    await picture(phone.page, folder, 'join-phone');
    await phone.join('小明');
    const laptop = await open('192.168.1.34', { ...DESKTOP, userAgent: BROWSERS.laptop });
    await laptop.join('Tomás');
    const tablet = await open('192.168.1.40', { ...DESKTOP, userAgent: BROWSERS.tablet });
    await tablet.join('مريم');
    const terminal = await PlainClient.join(link, await lan.guest('192.168.1.52').tunnel(HOST, PORT));
    await talk(app.window, { phone, laptop, tablet, terminal });
    await picture(app.window.page, folder, 'console-light');
    await picture(laptop.page, folder, 'guest-desktop-light');
    await picture(phone.page, folder, 'guest-phone-light');
    for (const { page } of [app.window, laptop, phone]) await page.emulateMedia({ colorScheme: 'dark' });
    await picture(app.window.page, folder, 'console-dark');
    await picture(laptop.page, folder, 'guest-desktop-dark');
    await picture(phone.page, folder, 'guest-phone-dark');
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** Machines on one switch. */
class Lan {
  readonly #switch = new NetworkNamespace();
  readonly #machines: NetworkNamespace[] = [];

  constructor() {
    this.#switch.ip('link', 'add', 'br0', 'type', 'bridge');
    this.#switch.ip('address', 'add', '192.168.1.1/24', 'dev', 'br0');
    this.#switch.ip('link', 'set', 'br0', 'up');
  }

  /** Has Wi-Fi, and a cable into another network. */
  host(): NetworkNamespace {
    const host = this.#plugIn(HOST, 'wlan0');
    host.ip('route', 'add', 'default', 'via', '192.168.1.1');
    host.ip('link', 'add', 'eth0', 'type', 'bridge');
    host.ip('address', 'add', '10.20.0.14/16', 'dev', 'eth0');
    host.ip('link', 'set', 'eth0', 'up');
    return host;
  }

  guest(address: string): NetworkNamespace {
    return this.#plugIn(address, 'wlan0');
  }

  remove(): void {
    for (const machine of [...this.#machines, this.#switch]) machine.remove();
  }

  #plugIn(address: string, name: string): NetworkNamespace {
    const machine = new NetworkNamespace();
    this.#machines.push(machine);
    const port = `port${this.#machines.length}`;
    NetworkNamespace.connect(
      { namespace: machine, name, address: `${address}/24` },
      { namespace: this.#switch, name: port },
    );
    this.#switch.ip('link', 'set', port, 'master', 'br0');
    return machine;
  }
}

async function start(window: ConsoleWindow): Promise<string> {
  await window.choose('wlan0', PORT);
  await window.page.getByRole('textbox', { name: 'Room' }).fill(ROOM);
  await window.startButton.click();
  return window.link();
}

interface Guests {
  readonly phone: GuestPage;
  readonly laptop: GuestPage;
  readonly tablet: GuestPage;
  readonly terminal: PlainClient;
}

async function talk(window: ConsoleWindow, { phone, laptop, tablet, terminal }: Guests): Promise<void> {
  const lines: (readonly [{ say: (text: string) => unknown }, string])[] = [
    [window, 'Good morning! There is no internet here today, but this chat works. 😊'],
    [phone, '早安！我可以用中文提問嗎？'],
    [window, '當然可以。Write in any language you like.'],
    [tablet, 'صباح الخير! متى تبدأ الجلسة الأولى؟'],
    [laptop, 'At half past nine, in room 3 👍'],
    [laptop, 'Who is bringing the cables? 🔌'],
    [phone, '我帶了四條，都在後面的箱子裡。'],
    [terminal, 'hello from a terminal 🙌🏽'],
    [tablet, 'شكرًا! أراكم بعد الاستراحة ☕'],
  ];
  for (const [who, text] of lines) {
    await who.say(text);
    for (const { log } of [window, phone, laptop, tablet])
      await log.getByText(text, { exact: true }).waitFor();
  }
}

async function picture(page: Page, folder: string, name: string): Promise<void> {
  // No caret, no focus ring, and no button under the mouse that the last click left behind.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}
