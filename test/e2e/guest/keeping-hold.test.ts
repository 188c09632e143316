/** What somebody has under their hands stays there: the focus, the caret, what undo takes back, and the key that sends. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { openInnerHost } from '../../support/host/inner-host.ts';

let browser: Browser;
let house: House;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function member(name: string, device = DESKTOP): Promise<GuestPage> {
  const guest = await GuestPage.open(browser, house.link, device);
  onTestFinished(() => guest.close());
  await guest.join(name);
  return guest;
}

/** Where the keyboard is: the tag, and what it is called or marked by. */
function focused({ page }: GuestPage): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return `${at?.localName ?? 'nothing'} ${at?.getAttribute('aria-label') ?? ''}`.trim();
  });
}

describe('the focus, when its control goes', () => {
  test('is on the message after the only reaction was taken back', async () => {
    const ann = await member('Ann');
    const bob = await Guest.join(house.port, 'Bob');
    const { seq } = await bob.says('react to this');
    await ann.said('react to this').waitFor();
    bob.send({ type: 'react', ref: 'f1', room: 'lobby', target: seq, emoji: '👍', on: true });
    const chip = ann.said('react to this').locator('.reaction').first();
    await chip.press('Enter');
    bob.send({ type: 'react', ref: 'f2', room: 'lobby', target: seq, emoji: '👍', on: false });
    await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => chip.innerText()).toMatch(/1$/);
    await chip.press('Enter');
    await ann.said('react to this').locator('.reactions').waitFor({ state: 'detached' });
    await expect.poll(() => focused(ann)).toBe(`button ${chat.actions.more}`);
  });

  test('is in the place to write after a reply was cancelled by keyboard, and a file taken away', async () => {
    const ann = await member('Ann 2');
    await ann.say('answer this');
    await ann.act('answer this', chat.actions.reply);
    await ann.page.getByRole('button', { name: chat.writing.cancel }).press('Enter');
    await expect.poll(() => focused(ann)).toBe(`textarea ${chat.composer.label}`);
    await ann.choose('package.json');
    await ann.page.locator('.file-remove').press('Enter');
    await ann.page.locator('.file-remove').waitFor({ state: 'detached' });
    await expect.poll(() => focused(ann)).toBe(`textarea ${chat.composer.label}`);
  });

  test('is in the list after the message was deleted, and after the way to its end', async () => {
    const ann = await member('Ann 3');
    const bob = await Guest.join(house.port, 'Bob 3');
    for (let i = 0; i < 4; i += 1) await bob.says(`filling ${i}${'\n…'.repeat(14)}`);
    await ann.say('to be deleted');
    await ann.said('to be deleted').waitFor();
    await expect.poll(() => ann.unsent()).toBe(0);
    await ann.act('to be deleted', chat.actions.delete, chat.actions.delete);
    await ann.log.locator('.deleted').waitFor();
    await expect.poll(() => focused(ann)).toBe(`div ${chat.messages.title}`);
    await ann.log.evaluate((box) => {
      box.dispatchEvent(new WheelEvent('wheel'));
      box.scrollTop = 0;
    });
    await ann.page.getByRole('button', { name: shared.log['to-latest'] }).press('Enter');
    await expect.poll(() => focused(ann)).toBe(`div ${chat.messages.title}`);
  });
});

describe('the place to write', () => {
  test('has an emoji where the caret is, goes on after it, and takes it back', async () => {
    const ann = await member('Ann 4');
    await ann.message.pressSequentially('hello world');
    await ann.message.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5));
    await ann.page.locator('.pick-emoji').click();
    await ann.page.locator('.emoji-grid button').first().click();
    await expect.poll(() => ann.message.inputValue()).toMatch(/^hello\P{ASCII}+ world$/u);
    await expect.poll(() => focused(ann)).toBe(`textarea ${chat.composer.label}`);
    await ann.page.keyboard.type('X');
    await expect.poll(() => ann.message.inputValue()).toMatch(/^hello\P{ASCII}+X world$/u);
    await ann.page.keyboard.press('Control+z');
    await ann.page.keyboard.press('Control+z');
    await expect.poll(() => ann.message.inputValue()).toBe('hello world');
  });

  test('has a second line by Enter on a phone, and sends by its button', async () => {
    const phone = await member('Bea', PHONE);
    await phone.message.tap();
    await phone.page.keyboard.type('one');
    await phone.page.keyboard.press('Enter');
    await phone.page.keyboard.type('two');
    await expect.poll(() => phone.message.inputValue()).toBe('one\ntwo');
    await phone.page.getByRole('button', { name: 'Send' }).tap();
    await phone.said('one\ntwo').waitFor();
  });

  test.each([
    ['한글', 'Korean', 'sends'],
    ['漢字', 'Japanese', 'stays'],
  ])('by the Enter that ends composing %s (%s) %s', async (text, name, what) => {
    const ann = await member(name);
    const cdp = await ann.page.context().newCDPSession(ann.page);
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await ann.message.focus();
    await cdp.send('Input.imeSetComposition', { text, selectionStart: 2, selectionEnd: 2 });
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await cdp.send('Input.insertText', { text });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    if (what === 'sends') await ann.said(text).waitFor();
    else await ann.page.keyboard.press('End');
    await expect.poll(() => ann.message.inputValue()).toBe(what === 'sends' ? '' : text);
  });

  test('takes a file with its name beside it, and leaves a text with its picture to the browser', async () => {
    const ann = await member('Ann 5');
    const paste = (types: readonly string[]) =>
      ann.message.evaluate((area, all) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(['%PDF-1.4 hello'], 'report.pdf', { type: 'application/pdf' }));
        for (const type of all) clipboardData.setData(type, 'report.pdf');
        const init = { clipboardData, bubbles: true, cancelable: true };
        return !area.dispatchEvent(new ClipboardEvent('paste', init));
      }, types);
    const html = await paste(['text/plain', 'text/html']);
    expect(html).toBe(false);
    const rtf = await paste(['text/plain', 'text/rtf']);
    expect(rtf).toBe(false);
    const plain = await paste(['text/plain']);
    expect(plain).toBe(true);
    await ann.page.locator('.file-chip').getByText('report').waitFor();
  });
});

test('Back on a phone closes what lies over the page, one after the other, and leaves only then', async () => {
  const context = await browser.newContext(PHONE);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.goto(house.link);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Bea 2');
  await page.getByRole('button', { name: 'Join' }).tap();
  const field = page.getByRole('textbox', { name: chat.composer.label });
  await field.fill('half a thought');
  const dialogs = page.getByRole('dialog');
  /** Of what Back would close there is an entry. */
  const state = () => page.evaluate(() => (history.state as unknown) ?? 'none');
  for (const opener of ['.head button[aria-haspopup=dialog]', '.head-search']) {
    await page.locator(opener).tap();
    await dialogs.first().waitFor();
    await expect.poll(state).not.toBe('none');
    await page.goBack();
    await dialogs.first().waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).toBe(`${house.link}/`);
  }
  // Closed by its own button, it leaves no entry behind.
  await page.locator('.head-search').tap();
  await dialogs.getByRole('button', { name: chat.search.close }).tap();
  await dialogs.first().waitFor({ state: 'detached' });
  await expect.poll(state).toBe('none');
  await expect.poll(() => field.inputValue()).toBe('half a thought');
  await page.goBack();
  await expect.poll(() => page.url()).toBe('about:blank');
});

test('on paper is all that is loaded of the conversation, not only what is in sight', async () => {
  const own = await openInnerHost();
  const bob = await Guest.join(own.port, 'Bob 6');
  for (let i = 0; i < 60; i += 1) await bob.says(`line ${i} to be printed`);
  const ann = await GuestPage.open(browser, own.link);
  onTestFinished(async () => {
    await ann.close();
    await own.close();
  });
  await ann.join('Ann 6');
  await ann.said('line 59 to be printed').waitFor();
  await expect.poll(() => ann.page.getByText('line 0 to be printed', { exact: true }).count()).toBe(0);
  await ann.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect.poll(() => ann.page.getByText(/^line \d+ to be printed$/).count()).toBe(60);
  await ann.page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect.poll(() => ann.page.getByText('line 0 to be printed', { exact: true }).count()).toBe(0);
  const paper = (await ann.page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page[^s]/g)?.length).toBeGreaterThan(1);
});

describe('a press in a list that follows what comes', () => {
  test('reaches what was pressed, though the list grows before the mouse is up', async () => {
    const ann = await member('Ann 20');
    const bob = await Guest.join(house.port, 'Bob 20');
    for (let i = 0; i < 4; i += 1) await bob.says(`filling ${i}${'\n…'.repeat(14)}`);
    const { seq } = await bob.says('press the reaction');
    bob.send({ type: 'react', ref: 'f1', room: 'lobby', target: seq, emoji: '👍', on: true });
    const chip = ann.said('press the reaction').locator('.reaction').first();
    await ann.rest();
    await chip.hover();
    await ann.page.mouse.down();
    const height = await ann.log.evaluate((box) => box.scrollHeight);
    for (let i = 0; i < 3; i += 1) await bob.says(`while the mouse is down ${i}`);
    await expect.poll(() => ann.log.evaluate((box) => box.scrollHeight)).toBeGreaterThan(height + 50);
    await ann.page.mouse.up();
    await expect.poll(() => chip.innerText()).toMatch(/2$/);
    await ann.said('while the mouse is down 2').waitFor();
    await expect
      .poll(() => ann.log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight))
      .toBeLessThan(2);
  });

  test('is not lost while the list scrolls', async () => {
    const ann = await member('Ann 21');
    const bob = await Guest.join(house.port, 'Bob 21');
    for (let i = 0; i < 6; i += 1) await bob.says(`under the mouse ${i}${'\n…'.repeat(14)}`);
    await ann.said(/under the mouse 5/).waitFor();
    await ann.rest();
    const under = await ann.log.evaluate(async (box) => {
      box.scrollTop -= 5;
      await new Promise((scrolled) => box.addEventListener('scroll', scrolled, { once: true }));
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      const { left, width, top, height } = box.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.row') !== null;
    });
    expect(under).toBe(true);
  });
});
