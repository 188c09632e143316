/** The pages in Chromium 87, the engine of kiosks and televisions of its year, which the gate takes to the page for old browsers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonOfQt } from '../../../build/machine/machine.mjs';
import basic from '../../../locales/en/basic.json';
import shared from '../../../locales/en/shared.json';
import { EngineGuest, said } from '../../support/browsers/engine-guest.ts';
import type { Engine } from '../../support/browsers/engine-tab.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { openOldChromium } from '../../support/browsers/old-chromium-engine.ts';
import { walkIn } from './walks.ts';

const PYTHON = pythonOfQt();
const FULL = '/?full';
const CONNECTED = `document.querySelector('#status')?.textContent === ${JSON.stringify(basic.basic.here)}`;

walkIn('Chromium 87', PYTHON, openOldChromium, { path: FULL, readsMarkdown: false });

describe.skipIf(PYTHON === undefined)('What Chromium 87 lacks', () => {
  let house: House;
  let withStorage: Engine;
  let withoutStorage: Engine;

  beforeAll(async () => {
    [house, withStorage, withoutStorage] = await Promise.all([
      House.open('--lift-limits'),
      openOldChromium(PYTHON ?? ''),
      openOldChromium(PYTHON ?? '', '--no-storage'),
    ]);
  });
  afterAll(async () => {
    await house.close();
  });

  test.each(['with', 'without'])('leads to the page for old browsers, %s storage', async (storage) => {
    const bob = await Guest.join(house.port, `Bob ${storage}`);
    const ada = await EngineGuest.open(storage === 'with' ? withStorage : withoutStorage, house.link);
    await expect.poll(() => ada.tab.ask('navigator.userAgent')).toContain(' Chrome/87.');
    await ada.sees(CONNECTED);
    await expect.poll(() => ada.tab.ask('location.pathname')).toBe('/basic');
    await expect.poll(() => ada.tab.ask('document.body.innerText')).toContain(basic.basic.address);
    await bob.says('2 * 3 = 6');
    await bob.says(`and _this_ ${storage}`);
    await ada.sees(`/2 \\* 3 = 6[^]*and _this_ ${storage}/.test(document.querySelector('#log').textContent)`);
    await ada.click(`document.querySelector('a[href="${FULL}"]')`);
    await ada.sees(`location.search === '?full'`);
    await ada.join(`Ada ${storage}`);
    await ada.say(`on the full page ${storage}`);
    await bob.hearsOf('message', ({ text }) => text === `on the full page ${storage}`);
  });

  test('costs a message its signs, and nothing else, also when it is changed and read again', async () => {
    const bob = await Guest.join(house.port, 'Bob');
    const ada = await EngineGuest.open(withStorage, house.link + FULL);
    await ada.join('Ada');
    const { seq } = await bob.says('one *star*');
    await ada.sees(said(asWritten('one *star*')));
    await bob.asks({ type: 'edit', target: seq, text: '`two` [stars](https://a.example)' });
    await ada.sees(said(asWritten('`two` [stars](https://a.example)')));
    await bob.says('and one without');
    await ada.sees(said('and one without'));
    await ada.tab.goTo(house.link + FULL);
    await ada.sees(said(asWritten('`two` [stars](https://a.example)')));
    await ada.sees(said('and one without'));
    await ada.say('still *here*');
    await bob.hearsOf('message', ({ text }) => text === 'still *here*');
    await ada.sees(said(asWritten('still *here*')));
  });
});

function asWritten(text: string): string {
  return `${text} ${shared.message['as-written']}`;
}
