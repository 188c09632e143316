/** How soon a package shows its window, and how soon a link answers after Start. */
import { get } from 'node:http';
import { DebuggedApp } from '../support/app/debugged-app.ts';
import { findFreePort } from '../support/clients/free-port.ts';
import { makeTemporaryFolder, removeFolder } from '../support/host/temporary-folder.ts';

/** Between two tries of the link. */
const AGAIN_MS = 1;
const GIVE_UP_MS = 10_000;

/** In milliseconds. */
export interface Started {
  /** From the start of the program to the first paint of its window, which is then shown. */
  readonly windowMs: number;
  /** From Start to the page behind the link. */
  readonly linkMs: number;
}

/** @param executable of the twin of a package that may be looked into */
export async function measureStarts(executable: string, rounds: number): Promise<Started[]> {
  const started: Started[] = [];
  for (let round = 0; round < rounds; round += 1) started.push(await measure(executable));
  return started;
}

async function measure(executable: string): Promise<Started> {
  const dataFolder = makeTemporaryFolder();
  const begun = Date.now();
  const app = await DebuggedApp.open({ executable, dataFolder });
  try {
    const painted = await app.window.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const [paint] = list.getEntriesByName('first-contentful-paint');
            if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
      null,
    );
    const port = await findFreePort();
    await app.window.choose('This computer', port);
    const pressed = performance.now();
    await app.window.page.evaluate(() => {
      document.querySelector<HTMLElement>('.start')?.click();
    }, null);
    await untilItAnswers(port);
    return { windowMs: painted - begun, linkMs: performance.now() - pressed };
  } finally {
    await app.close();
    removeFolder(dataFolder);
  }
}

async function untilItAnswers(port: number): Promise<void> {
  const until = performance.now() + GIVE_UP_MS;
  while (performance.now() < until) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  throw new Error('the link does not answer');
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
}
