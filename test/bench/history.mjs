/** A room in which much was said: what joining costs, and finding something. */
import { WebSocket } from 'ws';
import { quantile } from './moderate.mjs';

/** A guest on the page's protocol that waits for answers. */
class Guest {
  #socket;
  #waiting = new Map();
  #acknowledged = () => undefined;

  /** @param {number} port @param {string} name @returns {Promise<Guest>} welcomed */
  static async join(port, name) {
    const guest = new Guest();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'porchlight.v1', { perMessageDeflate: false });
    guest.#socket = socket;
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => socket.send(JSON.stringify({ type: 'join', name })));
      socket.on('message', (data) => {
        const message = JSON.parse(data);
        if (message.type === 'welcome') resolve(undefined);
        else if (message.type === 'error') reject(new Error(message.code));
        else guest.#hear(message);
      });
    });
    return guest;
  }

  /** Says all of them, so many at a time, and waits until the host has them. @param {string[]} texts */
  async say(texts, window = 500) {
    for (let from = 0; from < texts.length; from += window) {
      const some = texts.slice(from, from + window);
      let missing = some.length;
      const all = new Promise((resolve) => {
        this.#acknowledged = () => {
          missing -= 1;
          if (missing === 0) resolve(undefined);
        };
      });
      for (const [i, text] of some.entries()) {
        this.#socket.send(JSON.stringify({ type: 'message', ref: `r${from + i}`, room: 'lobby', text }));
      }
      await all;
    }
  }

  /** @param {string} text @returns {Promise<number>} how many were found */
  search(text) {
    const ref = `s${Math.random()}`;
    this.#socket.send(JSON.stringify({ type: 'search', ref, text }));
    return new Promise((resolve) => this.#waiting.set(ref, resolve));
  }

  leave() {
    this.#socket.terminate();
  }

  #hear(message) {
    if (message.type === 'message') this.#acknowledged();
    if (message.type !== 'found') return;
    this.#waiting.get(message.ref)?.(message.messages.length);
    this.#waiting.delete(message.ref);
  }
}

const WORDS =
  'the meeting is in room seven please bring projector tomorrow morning coffee schedule lunch water 今天 天氣 很好 我們 開會 明天 東京 大阪 привет мир café naïve 😀'.split(
    ' ',
  );

/** As many texts of about a hundred characters, the same in every run. @param {number} count */
export function texts(count) {
  let seed = 1;
  const word = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return WORDS[seed % WORDS.length];
  };
  return Array.from({ length: count }, (_, i) => {
    const said = [`${i}`];
    while (said.join(' ').length < 90) said.push(word());
    return said.join(' ');
  });
}

/** @param {import('./server-process.mjs').ServerProcess} server @param {number} messages */
export async function joining(server, messages) {
  const author = await Guest.join(server.port, 'author');
  await author.say(texts(messages));
  author.leave();
  const times = [];
  for (let i = 0; i < 60; i += 1) {
    const start = performance.now();
    const guest = await Guest.join(server.port, `guest ${i}`);
    times.push(performance.now() - start);
    guest.leave();
  }
  // The first ones run uncompiled code.
  return { p50: quantile(times.slice(10), 0.5), p95: quantile(times.slice(10), 0.95) };
}

/** Common and rare ones, none at all, one and two Chinese characters, what an index has no words for. */
const QUERIES = [
  'projector',
  '99999',
  'nothing like it',
  '天',
  '天氣',
  '明天 東京',
  'мир',
  'café',
  '😀',
  'room seven',
  'q',
  '77',
];

/** @param {import('./server-process.mjs').ServerProcess} server @param {number} messages */
export async function searching(server, messages) {
  const guest = await Guest.join(server.port, 'guest');
  await guest.say(texts(messages));
  const times = [];
  for (let i = 0; i < 10; i += 1) {
    for (const query of QUERIES) {
      const start = performance.now();
      await guest.search(query);
      times.push(performance.now() - start);
    }
  }
  guest.leave();
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
