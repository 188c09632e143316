/** What people do with what was said: answer, react, mend, delete and name each other; at a desk and on a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';

let browser: Browser;
let house: House;
/** At a desk. */
let ada: GuestPage;
/** On a phone. */
let ben: GuestPage;

beforeAll(async () => {
  // Whoever does one thing after the other by machine would have to wait in between.
  [house, browser] = await Promise.all([House.open('--lift-limits'), launchBrowser()]);
  [ada, ben] = await Promise.all([
    GuestPage.open(browser, house.link, DESKTOP),
    GuestPage.open(browser, house.link, PHONE),
  ]);
  await Promise.all([ada.join('Ada'), ben.join('Ben')]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const both = () => [ada, ben];
const other = (guest: GuestPage) => (guest === ada ? ben : ada);
const who = [
  ['at a desk', () => ada],
  ['on a phone', () => ben],
] as const;

/** Both see it. */
async function told(teller: GuestPage, text: string): Promise<void> {
  await teller.say(text);
  await Promise.all(both().map((guest) => guest.said(text).waitFor()));
}

describe('what is written as Markdown', () => {
  test('is shown as it is meant, to both', async () => {
    await ada.say('**Bring** a `cable`, *please*:\n- red\n- blue\n\n> or none');
    for (const { log } of both()) {
      const rich = log.locator('.rich').filter({ hasText: 'Bring' });
      await rich.locator('strong').waitFor();
      await expect.poll(() => rich.locator('strong').allTextContents()).toEqual(['Bring']);
      await expect.poll(() => rich.locator('em').allTextContents()).toEqual(['please']);
      await expect.poll(() => rich.locator('code').allTextContents()).toEqual(['cable']);
      await expect.poll(() => rich.locator('li').allTextContents()).toEqual(['red', 'blue']);
      await expect.poll(() => rich.locator('blockquote').allTextContents()).toEqual(['or none']);
    }
  });

  test('keeps code as it was written', async () => {
    const code = 'if (a < b && c) {\n  return "**no**";\n}';
    await ben.say(`\`\`\`\n${code}\n\`\`\``);
    for (const { log } of both()) {
      const block = log.locator('pre', { hasText: 'return' });
      await block.waitFor();
      await expect.poll(() => block.textContent()).toBe(code);
    }
  });

  test('links to what it says, or tells where it leads', async () => {
    await ada.say('see https://example.org/a?b=1. and [the map](https://maps.example.net/x)');
    const link = ben.log.getByRole('link', { name: 'the map' });
    await link.waitFor();
    await expect.poll(() => link.getAttribute('href')).toBe('https://maps.example.net/x');
    await expect.poll(() => link.getAttribute('rel')).toBe('noopener noreferrer');
    await ben.log.getByText('(maps.example.net)').first().waitFor();
    const plain = ben.log.getByRole('link', { name: 'https://example.org/a?b=1' });
    await expect.poll(() => plain.getAttribute('href')).toBe('https://example.org/a?b=1');
    await ada.say('[click](javascript:alert(1)) and <b>bold</b>');
    await ben.log.getByText('<b>bold</b>').first().waitFor();
    await expect.poll(() => ben.log.locator('a[href^="javascript"], b').count()).toBe(0);
  });
});

describe.each(who)('somebody %s', (place, guest) => {
  test('answers a message, and a click on what they quote goes there', async () => {
    const asked = `Who has the key, ${place}?`;
    await told(other(guest()), asked);
    const crowd = await Guest.join(house.port, `Somebody ${place}`);
    for (let i = 1; i <= 60; i += 1) crowd.write(`something else ${i} ${place}`);
    await Promise.all(both().map((each) => each.said(`something else 60 ${place}`).waitFor()));
    await guest().readBackTo(asked);
    await guest().act(asked, words.actions.reply);
    await guest().page.locator('.composer-bar').getByText(asked).waitFor();
    await told(guest(), `I have it, ${place}`);
    for (const each of both()) {
      const quote = each.said(`I have it, ${place}`).getByRole('button', { name: words.quote.answers });
      await expect.poll(() => quote.locator('.quote-text').textContent()).toBe(asked);
      await each.rest();
      await quote.click();
      await each.log.locator('.group-highlighted').getByText(asked, { exact: true }).waitFor();
      // At once: a list that is still about to go there must not do so later.
      await each.page.locator('.to-end').click();
      await each.said(`I have it, ${place}`).waitFor();
    }
  });

  test('reacts, and takes it back; the other one sees both', async () => {
    const text = `Cake at four, ${place}`;
    await told(other(guest()), text);
    await guest().act(text, words.reactions.react.replace('{{emoji}}', '👍'));
    const chip = (seenBy: GuestPage) =>
      seenBy
        .said(text)
        .getByRole('list', { name: words.reactions.label })
        .getByRole('button', { name: /👍/ });
    await chip(other(guest())).waitFor();
    await expect.poll(() => chip(other(guest())).getAttribute('aria-pressed')).toBe('false');
    await chip(other(guest())).click();
    for (const each of [ada, ben]) await expect.poll(() => chip(each).textContent()).toBe('👍2');
    await expect.poll(() => chip(guest()).getAttribute('aria-pressed')).toBe('true');
    await chip(guest()).click();
    await expect.poll(() => chip(other(guest())).textContent()).toBe('👍1');
    await chip(other(guest())).click();
    await expect.poll(() => chip(guest()).count()).toBe(0);
  });

  test('mends what they said; both see that it was', async () => {
    const [wrong, right] = [`Teh room is 3, ${place}`, `The room is 4, ${place}`];
    await told(guest(), wrong);
    if (guest() === ada) {
      await ada.message.press('ArrowUp');
      await expect.poll(() => ada.message.inputValue()).toBe(wrong);
    } else await guest().act(wrong, words.actions.edit);
    await guest().message.fill(right);
    await guest().page.getByRole('button', { name: words.composer.save }).click();
    for (const each of both()) {
      await each.said(right).getByText(shared.message.edited, { exact: true }).waitFor();
      await expect.poll(() => each.said(wrong).count()).toBe(0);
    }
    await expect.poll(() => guest().message.inputValue()).toBe('');
  });

  test('deletes what they said, once they are asked; it is gone for both, and from the search', async () => {
    const text = `Secret pumpernickel, ${place}`;
    await told(guest(), text);
    await guest().act(text, words.actions.delete, words.actions.keep);
    await expect.poll(() => guest().said(text).count()).toBe(1);
    await guest().act(text, words.actions.delete, words.actions.delete);
    for (const each of both()) {
      await expect.poll(() => each.page.getByText(text).count()).toBe(0);
      await each.said(shared.message.deleted).last().waitFor();
    }
    await other(guest()).search('pumpernickel');
    await other(guest())
      .page.getByText(/^No results for/)
      .waitFor();
    await other(guest()).page.getByRole('button', { name: words.search.close, exact: true }).click();
  });

  test('is named with an @, and sees that it is them', async () => {
    const name = guest() === ada ? 'Ada' : 'Ben';
    await told(other(guest()), `are you there @${name} (${place})?`);
    const mention = (seenBy: GuestPage) =>
      seenBy.said(`are you there @${name} (${place})?`).locator('.mention');
    await expect.poll(() => mention(guest()).getAttribute('class')).toBe('mention mention-you');
    await expect.poll(() => mention(other(guest())).getAttribute('class')).toBe('mention');
    await expect.poll(() => mention(guest()).textContent()).toBe(`@${name}`);
  });
});

test('no page complained', () => {
  expect(both().map(({ errors }) => errors)).toEqual([[], []]);
});

test('a mouse beside a touch screen opens what can be done, though the screen comes first', async () => {
  const cleo = await GuestPage.open(browser, house.link, { ...DESKTOP, hasTouch: true, isMobile: true });
  onTestFinished(() => cleo.close());
  await cleo.join('Cleo');
  await expect.poll(() => cleo.page.evaluate(() => matchMedia('(hover: hover)').matches)).toBe(false);
  await told(ada, 'Who has a mouse?');
  const said = cleo.said('Who has a mouse?').locator('.message-body');
  await said.waitFor();
  await cleo.rest();
  await said.hover();
  await said.getByRole('button', { name: words.reactions.react.replace('{{emoji}}', '👍') }).click();
  await ada.said('Who has a mouse?').getByRole('button', { name: /👍/ }).first().waitFor();
});
