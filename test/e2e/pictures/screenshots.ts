/**
 * The pictures for the documentation: a workshop in several languages, on a network of namespaces that nothing
 * leaves, with the link and the code that a real network would have.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Page, PageScreenshotOptions } from 'playwright-core';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { CHROMIUM, launchBrowser } from '../../support/browsers/browser.ts';
import type { ConsoleWindow } from '../../support/app/console-window.ts';
import { DebuggedApp } from '../../support/app/debugged-app.ts';
import { electronExecutable, ROOT } from '../../support/app/desktop-app.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { NetworkNamespace } from '../../support/clients/network-namespace.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const HOST = '192.168.1.20';
const PORT = 8080;
const ROOM = 'Workshop';
const PIN = '482913';

/** Each browser says of itself what one on such a device says. */
const BROWSERS = {
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  laptop: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  tablet:
    'Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
};

export async function takePictures(folder: string): Promise<void> {
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
    for (const name of ['Kitchen', 'Room 3'])
      await app.window.page.evaluate((room) => window.host.call('openRoom', { name: room }), name);
    const open = async (address: string, device: BrowserContextOptions) => {
      const browser = await launchBrowser(lan.guest(address).executable(CHROMIUM));
      ends.push(() => browser.close());
      return GuestPage.open(browser, link, { ...device, locale: 'en-GB', colorScheme: 'light' });
    };
    const laptop = await open('192.168.1.34', { ...DESKTOP, userAgent: BROWSERS.laptop });
    await askedForPin(laptop, 'Tomás');
    await enter(laptop);
    await laptop.page.getByRole('img', { name: /^QR code/ }).waitFor();
    await picture(laptop.page, folder, 'guest-empty-light');
    const phone = await open('192.168.1.31', { ...PHONE, deviceScaleFactor: 1.5, userAgent: BROWSERS.phone });
    await askedForPin(phone, '小明');
    await picture(phone.page, folder, 'join-phone');
    await enter(phone);
    const tablet = await open('192.168.1.40', { ...DESKTOP, userAgent: BROWSERS.tablet });
    await askedForPin(tablet, 'مريم');
    await enter(tablet);
    const terminal = await PlainClient.join(link, await lan.guest('192.168.1.52').tunnel(HOST, PORT));
    terminal.say(PIN);
    const everybody = { window: app.window, phone, laptop, tablet, terminal };
    await talk(everybody);
    await picture(app.window.page, folder, 'console-light');
    await picture(laptop.page, folder, 'guest-desktop-light');
    await picture(phone.page, folder, 'guest-phone-light');
    await laptop.page.getByRole('button', { name: words.emoji.label, exact: true }).click();
    await laptop.page.getByRole('dialog').getByText('😀').first().waitFor();
    await picture(laptop.page, folder, 'emoji-light', { x: 400, y: 390, width: 900, height: 510 });
    await laptop.page.keyboard.press('Escape');
    await phone.act(BREAK);
    await picture(phone.page, folder, 'sheet-phone-light');
    await phone.page.getByRole('dialog').getByRole('button', { name: words.emoji.close }).click();
    for (const { page } of [app.window, laptop, phone]) await page.emulateMedia({ colorScheme: 'dark' });
    await picture(app.window.page, folder, 'console-dark');
    await laptop.search('cables');
    await laptop.page.locator('.hit mark').first().waitFor();
    await picture(laptop.page, folder, 'guest-desktop-dark');
    await beAway(everybody);
    await picture(phone.page, folder, 'guest-phone-dark');
    await whisper(everybody);
    await picture(phone.page, folder, 'private-phone-dark');
    await silence(everybody);
    await picture(phone.page, folder, 'muted-phone-light');
    // Last: the words that these pages are found by are English until here.
    for (const { page } of [laptop, phone]) await page.emulateMedia({ colorScheme: 'light' });
    await speak(laptop.page, 'zh-Hant');
    await picture(laptop.page, folder, 'guest-zh-hant');
    await speak(tablet.page, 'ar');
    await picture(tablet.page, folder, 'guest-arabic');
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole('combobox', { name: shared.language }).selectOption(language);
  await page.waitForFunction((shown) => document.documentElement.lang === shown, language);
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
  await window.page.getByRole('textbox', { name: 'Room', exact: true }).fill(ROOM);
  await window.page.getByRole('textbox', { name: /^PIN/ }).fill(PIN);
  await window.startButton.click();
  return window.link();
}

/** Up to the PIN, which is written and not sent yet. */
async function askedForPin(guest: GuestPage, name: string): Promise<void> {
  await guest.name.fill(name);
  await guest.page.getByRole('button', { name: words.join.button }).click();
  await guest.page.getByRole('textbox', { name: words.join.pin }).fill(PIN);
}

async function enter(guest: GuestPage): Promise<void> {
  await guest.page.getByRole('button', { name: words.join.button }).click();
  await guest.message.waitFor();
}

interface Everybody {
  readonly window: ConsoleWindow;
  readonly phone: GuestPage;
  readonly laptop: GuestPage;
  readonly tablet: GuestPage;
  readonly terminal: PlainClient;
}

const CABLES = 'Who is bringing the cables? 🔌';
const MORNING = 'Good morning! There is no internet here today, but this chat works. 😊';
const BREAK = 'شكرًا! أراكم بعد الاستراحة ☕';

type Clip = NonNullable<PageScreenshotOptions['clip']>;
type Line = readonly [{ say: (text: string) => unknown }, string];

/** One after the other; the next one when all have the first words of the one before. */
async function say({ window, phone, laptop, tablet }: Everybody, lines: readonly Line[]): Promise<void> {
  for (const [who, text] of lines) {
    await who.say(text);
    const [begin = ''] = text.split(/[*\n]/);
    for (const { log } of [window, phone, laptop, tablet]) await log.getByText(begin).last().waitFor();
  }
}

async function talk(all: Everybody): Promise<void> {
  const { window, phone, laptop, tablet, terminal } = all;
  await say(all, [
    [window, MORNING],
    [phone, '早安！我可以用中文提問嗎？'],
    [window, '當然可以。Write in any language you like.'],
    [tablet, 'صباح الخير! متى تبدأ الجلسة الأولى؟'],
    [laptop, 'At half past nine, in **room 3**:\n1. wiring\n2. `ping 192.168.1.20`\n3. coffee'],
    [laptop, CABLES],
  ]);
  await phone.act(CABLES, words.actions.reply);
  await say(all, [
    [phone, '我帶了四條，都在後面的箱子裡。'],
    [terminal, 'hello from a terminal 🙌🏽'],
    [tablet, BREAK],
    [laptop, 'Thank you @小明, see you in a minute'],
  ]);
  await tablet.act(MORNING, words.reactions.react.replace('{{emoji}}', '❤️'));
  await phone.readBackTo(MORNING);
  await phone.act(MORNING, words.reactions.react.replace('{{emoji}}', '❤️'));
  await tablet.act(CABLES, words.reactions.react.replace('{{emoji}}', '👍'));
  await toEnd(phone);
  await laptop.said(CABLES).getByRole('list', { name: words.reactions.label }).waitFor();
}

/** The phone was in a pocket meanwhile. */
async function beAway({ phone, laptop, tablet }: Everybody): Promise<void> {
  await phone.hide(true);
  for (const [who, text] of [
    [laptop, 'The first session starts now.'],
    [tablet, 'أنا قادمة'],
    [laptop, 'Slides are on the screen, and at the end there is time for questions.'],
  ] as const)
    await who.say(text);
  await tablet.said('Slides are on the screen, and at the end there is time for questions.').waitFor();
  await phone.hide(false);
  await phone.page.getByRole('heading', { name: /^While you were away/ }).waitFor();
}

async function whisper({ phone, tablet }: Everybody): Promise<void> {
  await phone.writeTo('مريم');
  await phone.say('Can you lend me a charger?');
  await tablet.enter('小明');
  await tablet.said('Can you lend me a charger?').waitFor();
  await tablet.say('Of course, it is in the blue bag.');
  await phone.said('Of course, it is in the blue bag.').waitFor();
  await phone.say('Thank you! 🙏');
  await phone.said('Thank you! 🙏').locator('.message-body').waitFor();
}

/** The host mutes the phone, which reads why and until when. */
async function silence({ window, phone }: Everybody): Promise<void> {
  const { moderation } = shared;
  await window.sanction('小明', moderation.mute, moderation['mute-yes'], { reason: 'One at a time, please' });
  await phone.page.emulateMedia({ colorScheme: 'light' });
  await phone.page.getByText(words.moderation.muted).waitFor();
}

async function toEnd({ log, page }: GuestPage): Promise<void> {
  await log.evaluate((box) => (box.scrollTop = box.scrollHeight));
  await page.locator('.to-end').waitFor({ state: 'detached' });
}

/** @param clip the part of the page that it is about; all of it, if left out */
async function picture(page: Page, folder: string, name: string, clip?: Clip): Promise<void> {
  // No caret, no focus ring, and no button under the mouse that the last click left behind.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', ...(clip && { clip }) });
}
