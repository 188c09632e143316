/** The window on a disk that is full: whoever quits is asked first, and what the answer promises is what happens. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/host.json';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { readKept } from '../../support/host/kept-file.ts';
import { fillDisk, smallDisk } from '../../support/host/small-disk.ts';

const EXIT_UNSAVED = 4;
/** As the buttons stand. */
const [AGAIN, LEAVE, STAY] = [0, 1, 2];
/** For what Chromium keeps, and the conversation. */
const DISK_MB = 40;

interface Asked {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly cancelId: number;
}

/** What the person at the window answers, one after the other; the question itself is the system's, and no test can press anything in it. */
async function answerQuestions(app: DesktopApp, answers: readonly number[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, given) => {
    const [left, asked]: [number[], unknown[]] = [[...given], []];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...options: unknown[]) => {
      asked.push(options.at(-1));
      return Promise.resolve({ response: left.shift() ?? given.at(-1) ?? 0, checkboxChecked: false });
    };
  }, answers);
}

const asked = (app: DesktopApp) =>
  app.electron.evaluate(() => Reflect.get(globalThis, 'asked') as unknown) as Promise<Asked[]>;
const quit = (app: DesktopApp) => app.electron.evaluate(({ app: itself }) => itself.quit());

/** A few of them are more than the room that the log has taken already. */
const LONG = randomBytes(2_500).toString('base64');
const SAID_MAX = 400;

/** The window is on, its disk is full, and some of what was said is not saved. */
async function fullAndUnsaved(folder: string) {
  const app = await DesktopApp.open(folder, ['--lift-limits']);
  const process = app.electron.process();
  onTestFinished(() => void process.kill('SIGKILL'));
  const port = await findFreePort();
  await app.window.start('This computer', port);
  const ada = await Guest.join(port, 'Ada');
  await ada.says('0');
  const ballast = fillDisk(folder);
  const isSaved = () => ada.all('server-info').at(-1)?.retention.saved !== false;
  let said = 1;
  for (; isSaved() && said < SAID_MAX; said += 1) await ada.says(`${said} ${LONG}`);
  expect(isSaved()).toBe(false);
  return { app, ada, ballast, said };
}

const saidIn = (folder: string) =>
  readKept(folder).entries.flatMap((entry) => (entry.type === 'message' ? [entry.text.split(' ')[0]] : []));

const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i));

test('who cancels stays on, and once there is room all is saved without a question', async ({ skip }) => {
  const folder = smallDisk(DISK_MB);
  if (folder === undefined) return skip('only root may mount a disk');
  const { app, ada, ballast, said } = await fullAndUnsaved(folder);
  await answerQuestions(app, [AGAIN, STAY]);
  await quit(app);
  await expect.poll(async () => (await asked(app)).length).toBe(2);
  for (const { message, detail, buttons, cancelId } of await asked(app)) {
    expect(message).toBe(words.unsaved.title);
    expect(detail).toMatch(/lost: messages: \d+.*Free up disk space and try again\.$/);
    expect(buttons).toEqual([words.unsaved.again, words.unsaved.leave, words.link.no]);
    expect(cancelId).toBe(STAY);
  }
  await ada.says('still on');
  rmSync(ballast);
  const ended = once(app.electron.process(), 'exit');
  await quit(app);
  const [code] = (await ended) as [number];
  expect(code).toBe(0);
  expect(saidIn(folder)).toEqual([...numbers(said), 'still']);
});

test('who quits all the same loses what the question said, and no more, and the app ends with 4', async ({
  skip,
}) => {
  const folder = smallDisk(DISK_MB);
  if (folder === undefined) return skip('only root may mount a disk');
  const { app, said } = await fullAndUnsaved(folder);
  await answerQuestions(app, [LEAVE]);
  const ended = once(app.electron.process(), 'exit');
  await quit(app);
  const [code] = (await ended) as [number];
  expect(code).toBe(EXIT_UNSAVED);
  const found = saidIn(folder);
  expect(found).toEqual(numbers(found.length));
  expect(found.length).toBeLessThan(said);
});
