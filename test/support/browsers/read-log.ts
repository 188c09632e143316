/**
 * Reads a log of which only the rows in sight exist, as a person does: from the first row to the last. What is in sight
 * is laid over what was read before, as far as both agree, so that what is lost, twice or out of order stays so. A row
 * that changes meanwhile, as one does when it has been sent, makes the reader begin again.
 */
import type { Locator } from 'playwright-core';
import words from '../../../locales/en/chat.json';
import { PATIENCE_MS } from '../patience.ts';

/** How a page draws its log. */
interface Drawn {
  readonly row: string;
  /** In a row. */
  readonly text: string;
  /** What says that older ones are on their way, where something does. */
  readonly above: string;
  /** So often nothing more comes at the start before it is the start. */
  readonly calm: number;
}

const ON_THE_PAGE: Drawn = { row: '.row', text: '.text[dir="auto"]', above: '.messages-head', calm: 3 };
export const IN_THE_WINDOW: Drawn = {
  ...{ row: '.log-line', text: ':is(p, .text)[dir="auto"]', above: '.log-above', calm: 8 },
};

/** The text of every message from the first one that the host keeps; of a deleted one, nothing. */
export function readLog(log: Locator, drawn = ON_THE_PAGE): Promise<string[]> {
  return log.evaluate(
    async (box, { loading, drawn, patienceMs }) => {
      const deadline = performance.now() + patienceMs;
      const settle = () =>
        new Promise<void>((resolve, reject) => {
          if (performance.now() > deadline) reject(new Error('the log cannot be read to its end'));
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        });
      /** What a page that follows its end takes for its reader's going away from it. */
      const byHand = () => box.dispatchEvent(new WheelEvent('wheel'));
      /** Those that stand one below the other in sight: a row that has the focus is kept elsewhere too. */
      const rows = () => {
        const places = [...box.querySelectorAll<HTMLElement>(drawn.row)].map((row) => ({
          row,
          ...{ top: row.getBoundingClientRect().top, bottom: row.getBoundingClientRect().bottom },
        }));
        const inSight = places.findIndex(({ bottom }) => bottom > box.getBoundingClientRect().top);
        const apart = (at: number) => Math.abs(places[at]!.top - places[at - 1]!.bottom) > 2;
        let [from, to] = [Math.max(inSight, 0), inSight + 1];
        while (from > 0 && !apart(from)) from -= 1;
        while (to < places.length && !apart(to)) to += 1;
        return places.slice(from, to);
      };
      const textsOf = (row: HTMLElement) =>
        [...row.querySelectorAll(drawn.text)].map(({ textContent }) => textContent);
      /** Without what comes with the mouse. */
      const allOf = (row: HTMLElement) => {
        const copy = row.cloneNode(true) as HTMLElement;
        for (const tools of copy.querySelectorAll('.message-tools')) tools.remove();
        return copy.textContent;
      };
      const isWhole = () => box.scrollHeight <= box.clientHeight + 1;
      const atFirst = () => box.scrollTop < 1 && box.querySelector(drawn.above)?.textContent !== loading;
      const atLast = () =>
        box.scrollHeight - box.scrollTop - box.clientHeight < 2 &&
        box.parentElement?.querySelector('.to-end') === null;
      const toFirst = async () => {
        const { calm: enough } = drawn;
        for (let calm = isWhole() && atFirst() ? enough : 0; calm < enough; calm = atFirst() ? calm + 1 : 0) {
          byHand();
          box.scrollTop = 0;
          await settle();
        }
      };
      /** Resolves with nothing when what was read is no longer there. */
      const readThrough = async () => {
        const read: string[] = [];
        const texts: string[] = [];
        let bottom = -Infinity;
        /** How many of the rows were read already, since the last ones that were read are the first of these. */
        const overlap = (all: readonly string[]) => {
          for (let count = Math.min(all.length, read.length); count > 0; count -= 1) {
            const from = read.length - count;
            if (all.slice(0, count).every((row, i) => row === read[from + i])) return count;
          }
          return 0;
        };
        const readOn = () => {
          const all = rows();
          const known = overlap(all.map(({ row }) => allOf(row)));
          if (known === 0 && read.length > 0) return false;
          for (const { row } of all.slice(known)) {
            read.push(allOf(row));
            texts.push(...textsOf(row));
          }
          bottom = all[all.length - 1]?.bottom ?? bottom;
          return true;
        };
        readOn();
        for (let calm = 0; calm < 2; calm = atLast() ? calm + 1 : 0) {
          // What was read last comes to the middle: above it nothing is left to be read, below it what is next.
          const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
          byHand();
          box.scrollTop += Math.max(0, bottom - middle);
          await settle();
          if (!readOn()) return undefined;
        }
        return texts;
      };
      for (;;) {
        await toFirst();
        const texts = await readThrough();
        if (texts !== undefined) return texts;
      }
    },
    { loading: words.messages.loading, drawn, patienceMs: PATIENCE_MS },
  );
}
