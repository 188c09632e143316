/**
 * Twenty guests who write, rename themselves, lose their connection, sleep, stop and load the page anew, in any order:
 * in the end every page has what the host has, each message once, in one order. GUESTS_SECONDS makes it longer, and
 * GUESTS_SEED repeats it.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { Chance } from '../../fuzz/chance.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { PATIENCE_MS } from '../../support/patience.ts';

const GUESTS = 20;
const SECONDS = Number(process.env.GUESTS_SECONDS ?? 10);
const SEED = Number(process.env.GUESTS_SEED ?? Date.now() % 1_000_000);
/** To open the pages, to let them come to rest, and to read them. */
const AROUND_MS = 8 * PATIENCE_MS;
const AT_REST = { timeout: PATIENCE_MS, interval: 250 };
/** Pages that are read at the same time: more would only wait for each other. */
const READERS = 4;

let browser: Browser;
let house: House;
const walkers: Walker[] = [];

beforeAll(async () => {
  [house, browser] = await Promise.all([
    House.open('--limit', 'sockets-per-address=512', '--limit', 'pending-per-address=64'),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  for (const { proxy } of walkers) proxy.close();
  await browser.close();
  await house.close();
});

/** One guest, who does one thing after the other. */
class Walker {
  readonly proxy: CutProxy;
  readonly guest: GuestPage;
  /** All that they said, in order. */
  readonly said: string[] = [];
  readonly done = { cut: 0, frozen: 0, hidden: 0, reloaded: 0, renamed: 0 };
  readonly #number: number;
  readonly #chance: Chance;

  private constructor(proxy: CutProxy, guest: GuestPage, number: number) {
    this.proxy = proxy;
    this.guest = guest;
    this.#number = number;
    this.#chance = new Chance(SEED * GUESTS + number);
  }

  static async enter(number: number): Promise<Walker> {
    const proxy = await CutProxy.before(house.link);
    const device = number % 2 === 0 ? DESKTOP : PHONE;
    // Twenty pages that move would be all that the machine has time for.
    const guest = await GuestPage.open(browser, proxy.link, { ...device, reducedMotion: 'reduce' });
    await guest.join(`Guest ${number}`);
    return new Walker(proxy, guest, number);
  }

  async walk(untilMs: number): Promise<void> {
    while (performance.now() < untilMs) {
      await this.#chance.pick([...this.#quiet, ...this.#troubles])();
      await this.#wait(100, 900);
    }
  }

  readonly #say = async () => {
    this.said.push(`${this.#number} says ${this.said.length + 1}`);
    // On a phone Enter makes a second line.
    await this.guest.say(this.said.at(-1)!);
  };
  readonly #quiet = Array.from({ length: 10 }, () => this.#say);
  readonly #troubles = [
    async () => {
      this.done.cut += 1;
      this.proxy.cut();
      await this.#say();
      await this.#wait(1_000, 4_000);
      await this.proxy.mend();
    },
    async () => {
      this.done.frozen += 1;
      // Of a page in sight the browser freezes nothing, so its script is stopped wherever it is.
      const cdp = await this.guest.page.context().newCDPSession(this.guest.page);
      await cdp.send('Debugger.enable');
      await cdp.send('Debugger.pause');
      await this.#wait(1_000, 4_000);
      await cdp.send('Debugger.disable');
      await cdp.detach();
    },
    async () => {
      this.done.hidden += 1;
      await this.guest.hide(true);
      await this.#wait(1_000, 4_000);
      await this.guest.hide(false);
    },
    async () => {
      this.done.reloaded += 1;
      await this.guest.page.reload();
      await this.guest.message.waitFor();
    },
    async () => {
      this.done.renamed += 1;
      await this.#rename(`Guest ${this.#number} ${'I'.repeat(this.done.renamed % 7)}`);
    },
  ];

  async #rename(name: string): Promise<void> {
    const { page } = this.guest;
    const side = await this.guest.side();
    await side.getByRole('button', { name: words.people.rename }).click();
    const field = page.getByRole('textbox', { name: words.rename.label });
    await field.fill(name);
    await side.getByRole('button', { name: words.rename.save }).click();
    const refused = side.locator('.rename .refusal', { hasText: /./ });
    await refused.or(side.getByRole('button', { name: words.people.rename })).waitFor();
    if (await refused.isVisible()) await side.getByRole('button', { name: words.rename.cancel }).click();
    const close = page.getByRole('dialog').getByRole('button', { name: words.people.close });
    if (await close.isVisible()) await close.click();
  }

  async #wait(leastMs: number, mostMs: number): Promise<void> {
    const ms = leastMs + this.#chance.below(mostMs - leastMs);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Every message of the lobby as the host has it, read page by page. */
async function hostLog(): Promise<string[]> {
  const auditor = await Guest.join(house.port, 'Auditor');
  const texts: string[] = [];
  for (let after = 0; ;) {
    const page = await auditor.asks({ type: 'read', place: { after } });
    if (page.type !== 'page') throw new Error(JSON.stringify(page));
    texts.push(...page.entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : [])));
    if (page.last) return texts;
    after = page.entries.at(-1)!.seq;
  }
}

test(`twenty guests for ${SECONDS} s (seed ${SEED})`, { timeout: SECONDS * 1_000 + AROUND_MS }, async () => {
  for (let number = 1; number <= GUESTS; number += READERS) {
    const some = Array.from({ length: READERS }, (_, i) => Walker.enter(number + i));
    walkers.push(...(await Promise.all(some)));
  }
  const untilMs = performance.now() + SECONDS * 1_000;
  await Promise.all(walkers.map((walker) => walker.walk(untilMs)));
  for (const { guest } of walkers) await expect.poll(() => guest.unsent(), AT_REST).toBe(0);

  const log = await hostLog();
  const all = walkers.flatMap(({ said }) => said);
  expect(log.toSorted()).toEqual(all.toSorted());
  for (const { said } of walkers)
    expect(
      log.filter((text) => said.includes(text)),
      'in the order in which they were said',
    ).toEqual(said);
  for (const [i, { guest }] of walkers.entries()) {
    await expect.poll(() => guest.page.locator('.status').textContent(), AT_REST).toBe(words.status.here);
    await guest.said(log.at(-1)!).or(guest.page.locator('.to-end')).first().waitFor();
    await expect.poll(() => guest.texts(), { message: `guest ${i + 1}` }).toEqual(log);
    expect(guest.errors.filter((error) => error.startsWith('uncaught'))).toEqual([]);
  }

  const troubles = walkers.map(({ done }) => done);
  const sum = (kind: keyof Walker['done']) => troubles.reduce((total, done) => total + done[kind], 0);
  console.log(
    `seed ${SEED}: ${log.length} messages of ${GUESTS} guests; ${sum('cut')} cuts, ${sum('frozen')} freezes, ` +
      `${sum('hidden')} times hidden, ${sum('reloaded')} reloads, ${sum('renamed')} renames`,
  );
});
