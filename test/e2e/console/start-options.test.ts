/** What the host chooses before the light goes on: it is remembered, and where it cannot be, said in words. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import words from '../../../locales/en/console.json';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Program } from '../../support/app/program.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

let folder: string;
let app: DesktopApp;

beforeEach(async () => {
  folder = makeTemporaryFolder();
  app = await DesktopApp.open(folder);
});
afterEach(async () => {
  await app.close();
  removeFolder(folder);
});

test('network and port are there again when the app is opened again', async () => {
  const { window } = app;
  await expect.poll(() => window.adapter('This computer').isChecked()).toBe(false);
  const port = await findFreePort();
  await window.start('This computer', port);
  await window.stop();
  await app.close();

  app = await DesktopApp.open(folder);
  await expect.poll(() => app.window.adapter('This computer').isChecked()).toBe(true);
  await expect.poll(() => app.window.port.inputValue()).toBe(String(port));
});

test('a busy port is named, and the next free one is a click away', async () => {
  const { window } = app;
  const port = await findFreePort();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  try {
    await window.choose('This computer', port);
    await window.startButton.click();
    const notice = window.page.getByRole('alert');
    const other = notice.getByRole('button', { name: /^Use \d+$/ });
    await other.waitFor();
    const sentence = await notice.textContent();
    await expect.poll(async () => (await window.snapshot()).state.kind).toBe('stopped');
    await other.click();
    const free = Number(new URL(await window.link()).port);
    expect(free).not.toBe(port);
    expect(sentence).toContain(inWords(words.trouble['port-busy-free'], { port, free }));
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${free}`)).status).toBe(200);
  } finally {
    squatter.close();
  }
});

test('what is no port is said beside the field, and nothing starts', async () => {
  const { window } = app;
  for (const port of ['0', '65536', '80 80', 'http', '']) {
    await window.choose('This computer', port);
    await window.startButton.click();
    await expect.poll(() => window.port.getAttribute('aria-invalid'), { message: port }).toBe('true');
    await expect.poll(() => faultOf(window.port), { message: port }).toBe(words.form['port-fault']);
    await expect.poll(async () => (await window.snapshot()).state.kind).toBe('stopped');
  }
  expect(existsSync(join(folder, 'settings.json'))).toBe(false);
});

test('what is no PIN is said beside the field, and nothing starts', async () => {
  const { window } = app;
  const pin = window.page.getByRole('textbox', { name: words.form.pin });
  await window.choose('This computer', await findFreePort());
  for (const wrong of ['12345', '1234567890123', '12345x']) {
    await pin.fill(wrong);
    await window.startButton.click();
    await expect.poll(() => faultOf(pin), { message: wrong }).toBe(words.form['pin-fault']);
    await expect.poll(async () => (await window.snapshot()).state.kind).toBe('stopped');
  }
});

test('a data folder that another host has is told, and free once that one has ended', async () => {
  await app.close();
  const other = new Program('cli', ['--address', '127.0.0.1', '--port', '0', '--data', folder]);
  await other.link();
  app = await DesktopApp.open(folder);
  const { window } = app;
  await window.choose('This computer', await findFreePort());
  await window.startButton.click();
  await expect
    .poll(() => window.page.getByRole('alert').textContent())
    .toContain(`process ${String(other.child.pid)}`);
  other.child.kill('SIGTERM');
  await other.ended;
  await window.startButton.click();
  await expect.poll(() => window.link()).toMatch(/^http:/);
});

test('Copy puts the link into the clipboard', async () => {
  const { window, electron } = app;
  const link = await window.start('This computer', await findFreePort());
  await electron.evaluate(({ clipboard }) => clipboard.writeText('something else'));
  await window.page.getByRole('button', { name: 'Copy' }).click();
  await window.page.getByRole('button', { name: 'Copied' }).waitFor();
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(link);
});

test('a link that works on this computer alone never becomes a QR code', async () => {
  const { window } = app;
  await window.start('This computer', await findFreePort());
  await window.page.getByText(words.join['only-here']).waitFor();
  await expect.poll(() => window.page.getByRole('img', { name: /QR/ }).count()).toBe(0);
  await expect.poll(() => window.page.getByRole('button', { name: /QR/ }).count()).toBe(0);
});

/** What is said in sight of what is wrong with a field; nothing as long as nothing is. */
async function faultOf(field: Locator): Promise<string | undefined> {
  const id = await field.getAttribute('aria-describedby');
  const fault = field.page().locator(`[id="${id}"]`);
  return (await fault.isVisible()) ? fault.innerText() : undefined;
}

function inWords(sentence: string, slots: Readonly<Record<string, number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, slot: string) => String(slots[slot]));
}
