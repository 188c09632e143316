/** Pictures for the documentation: the way of a guest on a phone, from the door to a picture sent, in three languages. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import ar from '../../../locales/ar/chat.json';
import en from '../../../locales/en/chat.json';
import zhHant from '../../../locales/zh-Hant/chat.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const WAYS = [
  { language: 'en', chat: en, name: 'Ada', greeting: 'Good evening!', text: 'The light from my window' },
  { language: 'zh-Hant', chat: zhHant, name: '小明', greeting: '晚安！', text: '從我窗邊看到的光' },
  { language: 'ar', chat: ar, name: 'مريم', greeting: 'مساء الخير!', text: 'الضوء من نافذتي' },
] as const;
const GAP_PX = 24;

export async function takePictures(folder: string): Promise<void> {
  const [house, browser] = await Promise.all([House.open('--room', 'Porch'), launchBrowser()]);
  const drawings = makeTemporaryFolder();
  try {
    const photo = join(drawings, 'IMG_2041.jpg');
    writeFileSync(photo, await drawDusk(await browser.newPage()));
    const host = await GuestPage.open(browser, house.link, PHONE);
    await host.join('Tomás');
    for (const way of WAYS) {
      await host.say(way.greeting);
      await takeWay(browser, house.link, photo, way, join(folder, `way-${way.language.toLowerCase()}.png`));
    }
  } finally {
    await browser.close();
    await house.close();
    removeFolder(drawings);
  }
}

async function takeWay(
  browser: Browser,
  link: string,
  photo: string,
  { language, chat, name, greeting, text }: (typeof WAYS)[number],
  path: string,
): Promise<void> {
  const context = await browser.newContext({ ...PHONE, locale: language, colorScheme: 'light' });
  const page = await context.newPage();
  const shots: Buffer[] = [];
  const take = async () => shots.push(await page.screenshot({ animations: 'disabled' }));
  const button = (label: string) => page.getByRole('button', { name: label, exact: true });
  await page.goto(link);
  await page.getByRole('textbox', { name: chat.join.name }).fill(name);
  await take();
  await button(chat.join.button).click();
  await page.getByText(greeting, { exact: true }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: chat.files.attach }).click();
  await (await chooser).setFiles(photo);
  await page.locator('.file-preview').waitFor();
  await page.getByRole('textbox', { name: chat.composer.label, exact: true }).fill(text);
  await page.waitForTimeout(500);
  await take();
  await button(chat.composer.send).click();
  await page.locator('.group-mine .tick').last().waitFor();
  await page.locator('.group-mine .picture img').last().waitFor();
  await page.waitForTimeout(500);
  await take();
  await writeSideBySide(page, shots, path);
  await context.close();
}

async function writeSideBySide(page: Page, shots: readonly Buffer[], path: string): Promise<void> {
  const { width, height } = page.viewportSize()!;
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot.toString('base64')}">`);
  const sheet = await page
    .context()
    .browser()!
    .newPage({
      viewport: { width: shots.length * (width + GAP_PX) + GAP_PX, height: height + 2 * GAP_PX },
    });
  await sheet.setContent(
    `<body style="margin:${GAP_PX}px;display:flex;gap:${GAP_PX}px;background:#e6dfd5">${images.join('')}</body>`,
  );
  await sheet.screenshot({ path });
  await sheet.close();
}

/** A window with a lamp in it, at dusk. */
async function drawDusk(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 1200];
    const paint = canvas.getContext('2d')!;
    const sky = paint.createLinearGradient(0, 0, 0, 1200);
    for (const [at, color] of [
      [0, '#20304f'],
      [0.55, '#c8745a'],
      [0.72, '#f5b44c'],
    ] as const)
      sky.addColorStop(at, color);
    paint.fillStyle = sky;
    paint.fillRect(0, 0, 1600, 1200);
    for (const [color, base, high] of [
      ['#3b3550', 880, 130],
      ['#241f2e', 980, 90],
    ] as const) {
      paint.fillStyle = color;
      paint.beginPath();
      paint.moveTo(0, 1200);
      for (let x = 0; x <= 1600; x += 20)
        paint.lineTo(x, base - high * (Math.sin(x / 260) + Math.sin(x / 97) / 3));
      paint.lineTo(1600, 1200);
      paint.fill();
    }
    const glow = paint.createRadialGradient(1130, 900, 10, 1130, 900, 260);
    glow.addColorStop(0, '#fff3cf');
    glow.addColorStop(0.2, '#f5b44ccc');
    glow.addColorStop(1, '#f5b44c00');
    paint.fillStyle = glow;
    paint.fillRect(800, 600, 700, 600);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
  });
  return Buffer.from(base64, 'base64');
}
