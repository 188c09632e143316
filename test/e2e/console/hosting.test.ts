/** What the host does in the window while the light is on, and what of it guests see; then another day. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/console.json';
import shared from '../../../locales/en/shared.json';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const PIN = '482913';

const folder = makeTemporaryFolder();
let app: DesktopApp;
let port: number;

beforeAll(async () => {
  app = await DesktopApp.open(folder);
  port = await findFreePort();
  await app.window.choose('This computer', port);
  await page().getByRole('textbox', { name: words.form.pin }).fill('482 913');
  await page().getByRole('combobox', { name: words.form.keep }).selectOption({ label: 'for 365 days' });
  await app.window.startButton.click();
  await app.window.link();
});
afterAll(async () => {
  await app.close();
  removeFolder(folder);
});

const page = () => app.window.page;
const tab = (name: string) => page().getByRole('tab', { name });
const button = (name: string) => page().getByRole('button', { name, exact: true });
const join = (name: string) => Guest.join(port, name, { pin: PIN });

test('the PIN is shown, can be copied, and is asked for', async () => {
  const guest = await Guest.page(port);
  guest.send({ type: 'join', name: 'Ada' });
  await guest.hears((line) => line.includes('pin-required'));
  guest.send({ type: 'join', name: 'Ada', pin: PIN });
  await guest.hears((line) => line.includes('"type":"welcome"'));
  expect(guest.welcome.retention).toMatchObject({ saved: true, days: 365 });
  await button(words.copy.pin).click();
  await button(words.copy.copied).waitFor();
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(PIN);
});

test('a room that the host opens is there for guests, and what is said in it stays in it', async () => {
  const guest = await join('Ben');
  await button(words.rooms.new).click();
  await page().getByRole('textbox', { name: words.rooms.name }).fill('Questions');
  await button(words.rooms['open-yes']).click();
  await tab('Questions').waitFor();
  await expect.poll(() => tab('Questions').getAttribute('aria-selected')).toBe('true');
  await app.window.say('What would you like to know?');
  const heard = await guest.hearsOf('message', ({ text }) => text.startsWith('What would'));
  expect(heard.room).not.toBe('lobby');
  await tab('Lobby').click();
  await expect.poll(() => app.window.texts()).toEqual([]);
  await guest.says('Why?', { room: heard.room });
  await tab('Questions').getByText(words.rooms.unread).waitFor({ state: 'attached' });
  await tab('Questions').click();
  await expect.poll(() => app.window.texts()).toEqual(['What would you like to know?', 'Why?']);
  await button(words.rooms.rename).click();
  await page().getByRole('textbox', { name: words.rooms.name }).fill('Answers');
  await page().getByRole('dialog').getByRole('button', { name: words.rooms['rename-yes'] }).click();
  await guest.hears((line) => line.includes('"type":"server-info"') && line.includes('Answers'));
  await button(words.rooms.close).click();
  await page().getByRole('dialog').getByRole('button', { name: words.rooms['close-yes'] }).click();
  await tab('Answers').waitFor({ state: 'detached' });
  await expect.poll(() => tab('Lobby').getAttribute('aria-selected')).toBe('true');
});

test('what somebody mended, answered and thought of a message is seen at it', async () => {
  const guest = await join('Chen');
  const { seq } = await guest.says('Half past nie');
  const room = 'lobby';
  guest.send({ type: 'edit', ref: 'edit', room, target: seq, text: 'Half past nine' });
  guest.send({ type: 'react', ref: 'react', room, target: seq, emoji: '👍', on: true });
  await guest.hearsOf('edited');
  await guest.says('In room 3', { reply: seq });
  const message = app.window.log.locator('.message').filter({ hasText: 'Half past nine' }).first();
  await message.getByText(shared.message.edited).waitFor();
  await message.getByText('👍 1').waitFor();
  await app.window.log.getByText('In reply to Chen: Half past nine').first().waitFor();
});

test('the host deletes a message for everybody after one question', async () => {
  const guest = await join('Dora');
  await guest.says('something rude');
  const message = app.window.log.locator('.message').filter({ hasText: 'something rude' });
  await message.hover();
  await message.getByRole('button', { name: words.message.delete }).click();
  await expect.poll(() => app.window.texts()).toContain('something rude');
  await button(words.message['delete-yes']).click();
  await guest.hearsOf('deleted');
  await app.window.log.getByText(shared.message.deleted).first().waitFor();
  await expect.poll(() => app.window.texts()).not.toContain('something rude');
});

test('a guest is made a moderator, may delete what others write, and is a guest again', async () => {
  const [eve, finn] = [await join('Eve'), await join('Finn')];
  const { seq } = await finn.says('not so nice');
  eve.send({ type: 'delete', ref: 'one', room: 'lobby', target: seq });
  await eve.hears((line) => line.includes('not-yours'));
  await page().getByRole('table').getByRole('button', { name: 'Eve' }).click();
  await button(words.people['make-moderator']).click();
  await app.window.log.getByText('Eve is now a moderator').first().waitFor();
  eve.send({ type: 'delete', ref: 'two', room: 'lobby', target: seq });
  await finn.hearsOf('deleted', ({ target }) => target === seq);
  await button(words.people['make-guest']).click();
  await button(words.people['make-moderator']).waitFor();
});

test('whose phone is locked is told to be asleep', async () => {
  const guest = await join('Gil');
  guest.send({ type: 'presence', asleep: true });
  await page().getByRole('rowheader', { name: words.people.asleep }).waitFor();
});

test('on another day the conversation is there, and so is what was chosen', async () => {
  const before = await app.window.texts();
  expect(before).toContain('Half past nine');
  await app.close();
  app = await DesktopApp.open(folder);
  await expect.poll(() => page().getByRole('textbox', { name: words.form.pin }).inputValue()).toBe(PIN);
  await expect.poll(() => page().getByRole('combobox', { name: words.form.keep }).inputValue()).toBe('365');
  await app.window.startButton.click();
  await app.window.link();
  await expect.poll(() => app.window.texts()).toEqual(before);
  expect(app.window.errors).toEqual([]);
});

test('a shorter time is asked about, and then holds and is remembered', async () => {
  const keep = page().getByRole('combobox', { name: words.form.keep });
  await keep.selectOption({ label: 'for 7 days' });
  await button(words.retention['shorter-no']).click();
  await expect.poll(() => keep.inputValue()).toBe('365');
  await keep.selectOption({ label: 'for 7 days' });
  await button(words.retention['shorter-yes']).click();
  await page().getByText('Messages are kept for 7 days').waitFor();
  await app.window.stop();
  await expect.poll(() => keep.inputValue()).toBe('7');
  await expect.poll(async () => (await app.window.snapshot()).startOptions.retentionDays).toBe(7);
});
