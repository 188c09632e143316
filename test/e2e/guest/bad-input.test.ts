/** What people and programs write that they should not: it is refused in words, or shown as the text that it is. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parseName, parseText } from '../../../contract/text/writing.ts';
import { MESSAGE_BURST } from '../../../contract/wire/wire.ts';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { injections, SHORT, TEMPLATES } from '../../support/looks/injections.ts';
import { openInnerHost, type InnerHost } from '../../support/host/inner-host.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';

/** In each field; of all but messages one is looked at after the other. */
const INJECTIONS = 200;
/** Of one address, beside the reader. */
const CROWD = 25;
/** At the same time, where fifty may be. */
const ROOMS = 40;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a guest who writes too much, or nothing', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house.close());

  test.each([
    ['at a desk', 'Ada', DESKTOP],
    ['on a phone', 'Ben', PHONE],
  ])('is told so beside the field, and keeps what they wrote, %s', async (_, name, device) => {
    const guest = await GuestPage.open(browser, house.link, device);
    onTestFinished(() => guest.close());
    await guest.join(name);
    const refused = async (text: string, words: string) => {
      await guest.say(text);
      await guest.page.getByRole('alert').getByText(words).waitFor();
      await expect.poll(() => guest.message.inputValue()).toBe(text);
    };
    await guest.say(' \n\t ');
    await refused('x'.repeat(4_001), shared.refusal['text-too-long']);
    await refused(Array(501).fill('x').join('\n'), shared.refusal['text-too-many-lines']);
    await guest.message.fill('');
    await expect.poll(() => guest.unsent()).toBe(0);
    await expect.poll(() => guest.log.locator('.text').count()).toBe(0);
    await guest.say(`fine (${name})`);
    await guest.said(`fine (${name})`).locator('.message-body').waitFor();
    await guest.act(`fine (${name})`, chat.actions.delete, chat.actions.delete);
    await guest.said(shared.message.deleted).last().waitFor();
    await guest.page.evaluate(() => sessionStorage.clear());
  });

  test('is shown control characters as nothing, and others no further than their own text', async () => {
    const [writer, reader] = await Promise.all([
      Guest.join(house.port, 'Writer'),
      GuestPage.open(browser, house.link),
    ]);
    onTestFinished(() => reader.close());
    await reader.join('Reader');
    const sent = [
      'a\u0000b\u0007c\u001b[31md',
      'left \u202eright to left',
      '\u2066isolated',
      'z\u0300\u0301\u0302a\u200bl',
    ];
    for (const text of sent) await writer.says(text);
    const shown = sent.map((text) => {
      const parsed = parseText(text);
      return parsed.ok ? parsed.value : '';
    });
    await reader.said(shown.at(-1)!).waitFor();
    await expect.poll(async () => (await reader.texts()).slice(-sent.length)).toEqual(shown);
    expect(shown[0]).toBe('abc[31md');
    // What turns the writing round does so in its own block alone.
    const text = reader.said(shown[1]!).locator('.text');
    await expect.poll(() => text.evaluate((block) => getComputedStyle(block).unicodeBidi)).toBe('plaintext');
    await expect.poll(() => text.evaluate((block) => getComputedStyle(block).display)).toBe('block');
  });

  test('is shown a pile of marks in its own line, and the others where they were', async () => {
    const [writer, plain, reader] = await Promise.all([
      Guest.join(house.port, 'Zal\u0323\u030d\u0311'.concat('\u0323\u030d\u0311'.repeat(9))),
      PlainClient.join(house.link),
      GuestPage.open(browser, house.link, PHONE),
    ]);
    onTestFinished(() => reader.close());
    await reader.join('Calm');
    const pile = (letter: string) => `${letter}${'\u0323\u030d\u0311\u0306'.repeat(100)}`;
    await writer.says('low');
    await writer.says(pile('h'));
    plain.say('low too');
    plain.say(pile('p'));
    await reader.said(/^p/).waitFor();
    await reader.rest();
    const boxes = await reader.log.locator('.bubble').evaluateAll((bubbles) =>
      bubbles.slice(-4).map((bubble) => {
        const { height } = bubble.getBoundingClientRect();
        return { height, over: bubble.scrollHeight - bubble.clientHeight };
      }),
    );
    const [low] = boxes;
    expect(boxes).toEqual([low, low, low, low]);
    await expect
      .poll(async () =>
        (await reader.log.locator('.text').allTextContents()).slice(-4).map((text) => text.length),
      )
      .toEqual([...[3, 9, 7, 9]]);
    await writer.says('to end it');
  });

  test('is refused half a character, and stays', async () => {
    const guest = await Guest.join(house.port, 'Half');
    guest.say('{"type":"message","ref":"half","room":"lobby","text":"half \\ud83d of it"}');
    await guest.hearsOf('error', ({ ref, code }) => ref === 'half' && code === 'text-not-text');
    guest.say('{"type":"rename","name":"Half \\udc00"}');
    await guest.hearsOf('error', ({ code }) => code === 'name-not-text');
    await guest.says('whole');
  });

  test('is refused a name that looks like another one, beside the field', async () => {
    await Guest.join(house.port, 'Paul');
    const guest = await GuestPage.open(browser, house.link, PHONE);
    onTestFinished(() => guest.close());
    const refusal = async () => {
      const id = await guest.name.getAttribute('aria-describedby');
      return guest.page.locator(`[id="${id}"]`).textContent();
    };
    // Cyrillic, of another width, with an l for an I, and with something in it that nobody sees.
    for (const name of ['Раul', 'ｐａｕｌ', 'PauI', 'Pa\u200bul']) {
      await guest.name.fill(name);
      await guest.page.getByRole('button', { name: chat.join.button }).click();
      await expect.poll(refusal, { message: name }).toBe(shared.refusal['name-taken']);
      await expect.poll(() => guest.message.count()).toBe(0);
      await guest.name.fill('');
      await guest.page.getByRole('button', { name: chat.join.button }).click();
      await expect.poll(refusal).toBe(shared.refusal['name-empty']);
    }
    await guest.join('Paula');
  });
});

describe('somebody in a hurry', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house.close());

  test('is slowed down by their own page, and refused nothing', async () => {
    const [hasty, witness] = await Promise.all([
      GuestPage.open(browser, house.link),
      Guest.join(house.port, 'Eye'),
    ]);
    onTestFinished(() => hasty.close());
    await hasty.join('Hasty');
    const texts = Array.from({ length: MESSAGE_BURST + 6 }, (_, i) => `quick ${i + 1}`);
    const goOn = await hasty.stopClock();
    for (const text of texts) {
      await hasty.message.fill(text);
      await hasty.message.press('Enter');
    }
    await expect.poll(() => witness.texts).toHaveLength(MESSAGE_BURST);
    await expect.poll(() => hasty.unsent()).toBe(6);
    await goOn();
    await expect.poll(() => hasty.unsent()).toBe(0);
    await expect.poll(() => witness.texts).toEqual(texts);
    await expect.poll(() => hasty.page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0);
  });

  test('who has no page is let say ten things, told, and then not heard; the others are', async () => {
    const [flood, witness] = await Promise.all([
      Guest.join(house.port, 'Flood'),
      GuestPage.open(browser, house.link),
    ]);
    onTestFinished(() => witness.close());
    await witness.join('Witness');
    for (let i = 1; i <= 40; i += 1) flood.write(`flood ${i}`);
    await flood.hearsOf('error', ({ code }) => code === 'rate-limited');
    const told = flood.all('error').map(({ code, seconds = 0 }) => [code, seconds > 0]);
    expect(told).toEqual([
      ['too-fast', true],
      ['too-fast', true],
      ['rate-limited', true],
    ]);
    await witness.say('all quiet here');
    await witness.said('all quiet here').locator('.message-body').waitFor();
    const floods = async () => (await witness.texts()).filter((text) => text.startsWith('flood'));
    await expect.poll(floods).toEqual(Array.from({ length: 10 }, (_, i) => `flood ${i + 1}`));
    await flood.hearsOf('message', ({ text }) => text === 'all quiet here');
  });
});

describe('what would run if it were markup', () => {
  let host: InnerHost;
  let reader: GuestPage;
  const dialogs: string[] = [];
  beforeAll(async () => {
    host = await openInnerHost();
    reader = await GuestPage.open(browser, host.link);
    reader.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await reader.page.evaluate(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`forbidden: ${violatedDirective} ${blockedURI}`),
      );
    });
    await reader.join('Reader');
  });
  afterAll(async () => {
    await reader.close();
    await host.close();
  });

  /** Nothing but our own elements, no dialog, and nothing that the policy of the page forbade. */
  async function expectHarmless(): Promise<void> {
    const foreign =
      'script:not([src]), iframe, img, object, embed, math, video, style, meta[http-equiv=refresh], body form form';
    await expect.poll(() => reader.page.locator('body').locator(foreign).count()).toBe(0);
    await expect
      .poll(() =>
        reader.page
          .locator('#root [onerror], #root [onload], #root [onclick], a[href^="javascript"]')
          .count(),
      )
      .toBe(0);
    expect(dialogs).toEqual([]);
    expect(reader.errors).toEqual([]);
  }

  test(`${INJECTIONS} messages are the text that they are`, async () => {
    const writer = await Guest.join(host.port, 'Writer');
    const sent = injections(TEMPLATES, INJECTIONS);
    for (const text of sent) writer.write(text);
    await reader.said(sent.at(-1)!).waitFor();
    await expect.poll(() => reader.texts()).toEqual(sent);
    await expectHarmless();
  });

  test(`${INJECTIONS} names are the text that they are`, async () => {
    const names = reader.page.getByRole('list', { name: chat.people.title }).locator('bdi');
    const raw = injections(SHORT, INJECTIONS);
    // As many as one address may have connections.
    for (let from = 0; from < raw.length; from += CROWD) {
      const wave = raw.slice(from, from + CROWD);
      const guests = await Promise.all(wave.map((name) => Guest.join(host.port, name)));
      const wanted = guests.map(({ welcome }) => welcome.you.name);
      expect(wanted).toEqual(
        wave.map((name) => parseName(name)).map((name) => (name.ok ? name.value.name : '')),
      );
      const [writer] = guests;
      const { text } = await writer!.says(`as ${wanted[0]}`);
      await reader.said(text).getByText(wanted[0]!, { exact: true }).waitFor();
      const shown = async () => (await names.allTextContents()).filter((name) => wanted.includes(name));
      await expect.poll(async () => (await shown()).sort()).toEqual(wanted.toSorted());
      for (const guest of guests) guest.send({ type: 'leave' });
      await expect.poll(shown).toEqual([]);
    }
    await expectHarmless();
  });

  test(`${INJECTIONS} names of a room are the text that they are`, async () => {
    const short = TEMPLATES.filter(({ length }) => length <= 60);
    const all = injections(short, INJECTIONS);
    const shown = () => reader.page.locator('.room-name').allTextContents();
    const rooms = () => host.house.info().rooms;
    for (let from = 0; from < all.length; from += ROOMS) {
      const wave = all.slice(from, from + ROOMS);
      for (const name of wave) expect(host.house.roomActions.open(name)).toEqual({ ok: true });
      await expect.poll(shown).toEqual(['Lobby', ...wave]);
      for (const { id } of rooms().slice(1)) host.house.roomActions.close(id);
    }
    host.house.roomActions.open('Kitchen');
    const { id } = rooms().find(({ name }) => name === 'Kitchen')!;
    await reader.enter('Kitchen');
    const title = reader.page.getByRole('heading', { level: 1 });
    for (const name of injections(short, short.length)) {
      expect(host.house.roomActions.rename(id, name)).toEqual({ ok: true });
      await expect.poll(() => title.textContent(), { interval: 5 }).toBe(name);
      await expect.poll(() => reader.page.title(), { interval: 5 }).toBe(`${name} — Porchlight`);
    }
    await expectHarmless();
    host.house.roomActions.close(id);
    await reader.page.getByRole('heading', { level: 1, name: 'Lobby' }).waitFor();
  });

  test(`${INJECTIONS} things to search for are the text that they are`, async () => {
    const texts = injections(TEMPLATES, INJECTIONS);
    await reader.search('alert');
    const found = await foundOneByOne(texts);
    expect(found).toEqual(texts);
    await reader.search('<script>nobody</script>');
    await reader.page.getByText('No results for “<script>nobody</script>”.').waitFor();
    await expectHarmless();
  });

  /** What is marked in the first message that is found for each, written into the field as fast as it is answered. */
  function foundOneByOne(texts: readonly string[]): Promise<string[]> {
    const field = reader.page.getByRole('searchbox', { name: chat.search.label });
    return field.evaluate(
      async (input: HTMLInputElement, { all, patienceMs }) => {
        const found: string[] = [];
        for (const text of all) {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
          input.dispatchEvent(new Event('input', { bubbles: true }));
          // The page has read it by then.
          await new Promise((resolve) => setTimeout(resolve));
          input.form!.requestSubmit();
          const deadline = performance.now() + patienceMs;
          const marked = () => document.querySelector('.hit-text mark')?.textContent ?? '';
          while (marked() !== text && performance.now() < deadline)
            await new Promise((resolve) => setTimeout(resolve, 1));
          found.push(marked());
        }
        return found;
      },
      { all: texts, patienceMs: PATIENCE_MS },
    );
  }
});
