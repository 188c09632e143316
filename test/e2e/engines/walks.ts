/** What everybody does in the pages, written once, for each engine to be tried in it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import ar from '../../../locales/ar/chat.json';
import basic from '../../../locales/en/basic.json';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { EngineGuest, said } from '../../support/browsers/engine-guest.ts';
import type { Engine } from '../../support/browsers/engine-tab.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { blackPng } from '../../support/looks/made-picture.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const QUESTION = 'Who has the *key*?';
const THUMB = words.reactions.react.replace('{{emoji}}', '👍');
const PHONE = { width: 390, height: 844 };

const CARD = `document.querySelector('.file-card a')`;

/** Nothing is wider than the page or than what it scrolls in, and the way to send is in sight at its end. */
const FITS = `document.documentElement.scrollWidth <= innerWidth &&
  [...document.querySelectorAll('body *')].every((element) =>
    element.scrollWidth <= element.clientWidth || getComputedStyle(element).overflowX !== 'auto') &&
  Math.abs(document.querySelector('.composer').getBoundingClientRect().bottom - innerHeight) < 2`;
const HAS_ARABIC_DIGITS = `/[\u0660-\u0669]/.test(document.body.innerText)`;

/**
 * @param program where the engine is; without one nothing is tried
 * @param path of the full page
 * @param readsMarkdown shows it as it is meant, not as it was written
 */
export function walkIn(
  engineName: string,
  program: string | undefined,
  launch: (program: string) => Promise<Engine>,
  { path = '/', readsMarkdown = true } = {},
): void {
  const title = program === undefined ? `${engineName}, which is not installed here` : engineName;
  describe.skipIf(program === undefined)(title, () => {
    let house: House;
    let engine: Engine;

    beforeAll(async () => {
      [house, engine] = await Promise.all([House.open('--lift-limits'), launch(program ?? '')]);
    });
    afterAll(async () => {
      await engine.close();
      await house.close();
    });

    test('people come in, write, answer, react, mend, search and delete', async () => {
      const bob = await Guest.join(house.port, 'Bob');
      const ada = await EngineGuest.open(engine, house.link + path);
      await ada.join('Ada');
      const asked = await bob.says(QUESTION);
      const quoted = readsMarkdown ? 'Who has the key?' : QUESTION;
      const shown = readsMarkdown ? quoted : `${QUESTION} ${shared.message['as-written']}`;
      await ada.act(shown, words.actions.reply);
      await ada.say('I have it 🔑');
      const answer = await bob.hearsOf('message', ({ text }) => text === 'I have it 🔑');
      expect(answer.reply?.seq).toBe(asked.seq);
      await ada.sees(
        `${said('I have it 🔑')}?.querySelector('.quote-text')?.textContent === ${JSON.stringify(quoted)}`,
      );
      await ada.act(shown, THUMB);
      await bob.hearsOf('reacted', ({ emoji, on }) => emoji === '👍' && on);
      await ada.sees(`document.querySelector('.reaction[aria-pressed=true]')?.textContent === '👍1'`);
      await ada.act('I have it 🔑', words.actions.edit);
      await ada.fill(words.composer.label, 'I had it 🔑');
      await ada.press(words.composer.save);
      await bob.hearsOf('edited', ({ text }) => text === 'I had it 🔑');
      await ada.press(words.search.title);
      await ada.fill(words.search.label, 'key');
      await ada.tab.press('Enter');
      await ada.sees(`document.querySelector('.hit mark')?.textContent === 'key'`);
      await ada.sees(FITS);
      await ada.press(words.search.close);
      await ada.act('I had it 🔑', words.actions.delete, words.actions.delete);
      await bob.hearsOf('deleted', ({ target }) => target === answer.seq);
      await ada.sees(`document.querySelector('.deleted')`);
      await expect.poll(() => ada.errors()).toEqual([]);
    });

    test('files are chosen, sent, shown and fetched', async () => {
      const bob = await Guest.join(house.port, 'Bob 2');
      const ada = await EngineGuest.open(engine, house.link + path);
      await ada.join('Ada 2');
      const folder = temporaryFolder();
      const bytes = [blackPng(200), Buffer.from('what was agreed')] as const;
      const paths = ['dark.png', 'Notes – ü.txt'].map((name) => join(folder, name));
      for (const [i, path] of paths.entries()) writeFileSync(path, bytes[i]!);
      await ada.tab.giveFiles('document.querySelector("input[type=file]")', paths);
      await ada.say('both of them');
      const { files = [] } = await bob.hearsOf('message', ({ text }) => text === 'both of them');
      expect(files.map(({ name }) => name)).toEqual(['dark.png', 'Notes – ü.txt']);
      await ada.sees(`document.querySelector('.attachments .picture img')?.naturalWidth > 0`);
      await ada.sees(CARD);
      const fetched = await ada.tab.ask(`${CARD}.href`);
      await expect.poll(async () => (await fetch(String(fetched))).text()).toBe('what was agreed');
      await expect.poll(() => ada.errors()).toEqual([]);
    });

    test('what is written while the line is cut goes out once, when it is back', async () => {
      const bob = await Guest.join(house.port, 'Bob 3');
      const proxy = await CutProxy.before(house.link);
      onTestFinished(() => proxy.close());
      const ada = await EngineGuest.open(engine, proxy.link + path);
      await ada.join('Ada 3');
      proxy.cut();
      await ada.sees(`document.body.innerText.includes(${JSON.stringify(words.trouble.lost)})`);
      for (const text of ['one', 'two', 'three']) await ada.say(text);
      await bob.says('meanwhile');
      await proxy.mend();
      // It may be back by itself before anybody presses this.
      await ada.pressIfThere(words.trouble['try-now']);
      await bob.hearsOf('message', ({ text }) => text === 'three');
      await ada.sees(`document.querySelectorAll('.bubble-waiting').length === 0`);
      expect(bob.texts).toEqual(['meanwhile', 'one', 'two', 'three']);
      await ada.sees(said('meanwhile'));
    });

    test('on a phone everything is in sight, and in Arabic it is mirrored', async () => {
      const ada = await EngineGuest.open(engine, house.link + path);
      await ada.tab.resize(PHONE.width, PHONE.height);
      await ada.join('Ada 4');
      await ada.say('from a phone');
      await ada.sees(`${centre(said('from a phone'))} > innerWidth / 2`);
      await ada.sees(FITS);
      await ada.click('document.querySelector(".head button[aria-haspopup=dialog]")');
      await ada.choose(`document.querySelector('[role=dialog] select')`, 'ar');
      await ada.sees(`document.documentElement.dir === 'rtl'`);
      // As the times beside them, whatever the engine makes of Arabic.
      await expect.poll(() => ada.tab.ask(HAS_ARABIC_DIGITS)).toBe(false);
      await ada.tab.press('Escape');
      await ada.fill(ar.composer.label, 'من الهاتف');
      await ada.press(ar.composer.send);
      await ada.sees(`${centre(said('من الهاتف'))} < innerWidth / 2`);
      await ada.sees(FITS);
      await expect.poll(() => ada.errors()).toEqual([]);
    });

    test('the page for old browsers hears and is heard', async () => {
      const bob = await Guest.join(house.port, 'Bob 5');
      const old = await EngineGuest.open(engine, `${house.link}/basic`);
      await old.sees(`document.querySelector('#status').textContent === ${JSON.stringify(basic.basic.here)}`);
      await bob.says('can you read this?');
      await old.sees(`document.querySelector('#log').textContent.includes('can you read this?')`);
      await old.fill(basic.message, 'every word');
      await old.tab.press('Enter');
      await bob.hearsOf('message', ({ text }) => text === 'every word');
      await expect.poll(() => old.errors()).toEqual([]);
    });
  });
}

/** From the left edge. */
function centre(element: string): string {
  return `(({ left, right }) => (left + right) / 2)(${element}?.getBoundingClientRect() ?? {})`;
}
