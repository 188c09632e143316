/** The console as a host uses it: by the names that a person, or a screen reader, finds things by. */
import type { Locator, Page } from 'playwright-core';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { collectErrors } from '../looks/console-errors.ts';
import { PATIENCE_MS } from '../patience.ts';
import { IN_THE_WINDOW, readLog } from '../browsers/read-log.ts';

declare global {
  interface Window {
    /** What the preload script gives to the console. */
    readonly host: {
      readonly call: (command: string, argument: unknown) => Promise<unknown>;
      readonly on: (event: string, listener: (value: unknown) => void) => () => void;
    };
  }
}

export class ConsoleWindow {
  readonly page: Page;
  /** Errors and warnings of the window's console so far. */
  readonly errors: readonly string[];
  readonly port: Locator;
  readonly startButton: Locator;
  readonly stopButton: Locator;
  readonly log: Locator;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE_MS);
    this.errors = collectErrors(page);
    this.port = page.getByRole('textbox', { name: 'Port' });
    this.startButton = page.getByRole('button', { name: 'Start', exact: true });
    this.stopButton = page.getByRole('button', { name: 'Stop', exact: true });
    this.log = page.getByRole('log', { name: 'Messages' });
  }

  /** @param name part of what is on the card: the kind, the system's name, or the address */
  adapter(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }

  async choose(adapter: string, port: number | string): Promise<void> {
    // The radio itself is drawn by its card, which is what people click.
    await this.page
      .locator('label')
      .filter({ has: this.adapter(adapter) })
      .click();
    await this.port.fill(String(port));
  }

  /** Resolves with the link that the window shows. */
  async start(adapter: string, port: number | string): Promise<string> {
    await this.choose(adapter, port);
    await this.startButton.click();
    return this.link();
  }

  /** Waits until it is on. */
  link(): Promise<string> {
    return this.page.getByRole('textbox', { name: 'Link' }).inputValue();
  }

  /** Resolves when the light is off. */
  async stop(): Promise<void> {
    await this.stopButton.click();
    await this.startButton.waitFor();
  }

  async say(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Message' });
    await field.fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
    // What was sent leaves the field: only then may the next be written.
    await this.page.waitForFunction(
      (area) => (area as HTMLTextAreaElement).value === '',
      await field.elementHandle(),
    );
  }

  /** The text of every message in the log, in order. */
  texts(): Promise<string[]> {
    return readLog(this.log, IN_THE_WINDOW);
  }

  /** Each row of the table of people as the texts of its first cells: name without avatar, address, browser, since. */
  async people(): Promise<string[][]> {
    const rows = this.page.getByRole('table', { name: 'People' }).locator('tbody .person-row');
    return rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('th, td')]
          .slice(0, 4)
          .map((cell) => (cell.querySelector('bdi') ?? cell).textContent.trim()),
      ),
    );
  }

  /** The details of a guest, opened if need be. */
  async open(name: string): Promise<Locator> {
    const row = this.page.getByRole('table', { name: 'People' }).getByRole('button', { name });
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
    return this.person(name);
  }

  /** Those that are open. */
  person(name: string): Locator {
    return this.page.getByRole('region', { name });
  }

  /**
   * Does something to a guest.
   *
   * @param act the button that asks
   * @param yes the button that does it
   * @param how what is filled in, and the boxes that are pressed, by their labels
   */
  async sanction(
    name: string,
    act: string,
    yes: string,
    { reason = '', press = [] }: { readonly reason?: string; readonly press?: readonly string[] } = {},
  ): Promise<void> {
    await (await this.open(name)).getByRole('button', { name: act, exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(reason);
    for (const label of press) await dialog.getByLabel(label).click();
    await dialog.getByRole('button', { name: yes, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** The state of the host, as it is told to a window that begins anew. */
  async snapshot(): Promise<HostSnapshot> {
    const snapshot = await this.page.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const unsubscribe = window.host.on('snapshot', (value) => {
            unsubscribe();
            resolve(value);
          });
          window.host.call('subscribe', null).catch(reject);
        }),
    );
    return snapshot as HostSnapshot;
  }
}
