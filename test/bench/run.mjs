/**
 * `npm run bench`: each row of the table, every contender in the same run, by turns, the median of three
 * rounds, or five.
 * The server has one core and the load generator another, so a figure is per second of the server's CPU time.
 * It prints the table, and writes the rows that it measured into docs/bench.json.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { crowd, crowdBack } from './crowd.mjs';
import { echo } from './echo.mjs';
import { sendFile } from './files.mjs';
import { fanOut, rawText } from './fan-out.mjs';
import { joining, searching } from './history.mjs';
import { idle } from './idle.mjs';
import { moderate } from './moderate.mjs';
import { NginxProcess, whyNoNginx } from './nginx.mjs';
import { openLoop } from './open-loop.mjs';
import { frame } from './peer.mjs';
import { ServerProcess } from './server-process.mjs';
import { slowReaders } from './slow-readers.mjs';

const ROUNDS = 3;
/** For what a noisy neighbour moves most: a write more or less for each receiver. */
const ROUNDS_NOISY = 5;
const SECONDS = 3;
const LOAD_CORE = '1';

/** @typedef {Record<string, number>} Figures */

/** Starts a fresh server, measures, ends it. */
async function measured(name, kind, measure) {
  const server = name === 'nginx' ? await NginxProcess.start() : await ServerProcess.start(name, kind);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

/** By turns, so that a slow minute of the machine harms all alike. @returns {Promise<Record<string, Figures>>} */
async function rounds(names, once, count = ROUNDS) {
  /** @type {Record<string, Figures[]>} */
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    for (const name of names) all[name].push(await once(name));
  }
  return Object.fromEntries(names.map((name) => [name, medians(all[name])]));
}

/** @param {Figures[]} figures */
function medians(figures) {
  return Object.fromEntries(
    Object.keys(figures[0]).map((key) => {
      const sorted = figures.map((each) => each[key]).sort((a, b) => a - b);
      return [key, sorted[sorted.length >> 1]];
    }),
  );
}

const room = { receivers: 200, senders: 16, window: 64, seconds: SECONDS };

/** Guests on the page's protocol in the same room. */
const pages = {
  ...room,
  subprotocol: 'porchlight.v1',
  join: async (peer, i) => peer.write(frame(JSON.stringify({ type: 'join', name: `guest ${i}` }))),
  message: (sender, count) =>
    frame(
      JSON.stringify({
        type: 'message',
        ref: `r${sender}-${count}`,
        room: 'lobby',
        text: 'x'.repeat(100),
      }),
    ),
};

const CROWD = { guests: 1_000, withinMs: 4_000 };

/** The same bytes that a page gets for one message, for peers that only broadcast. */
const ENTRY = JSON.stringify({
  type: 'message',
  room: 'lobby',
  from: { id: '0123abcd', name: 'guest 0', role: 'guest', via: 'page' },
  text: 'x'.repeat(100),
  ref: 'r0000000',
  seq: 100_000,
  at: Date.now(),
});

/** The same text with an @ and without, as two contenders. @param {number} receivers */
function withAt(receivers) {
  return rounds(['with an @', 'without'], (name) =>
    measured('porchlight', 'broadcast', async (server) => ({
      perCpuSecond: await fanOut(server, {
        ...room,
        receivers,
        message: rawText(100, name === 'without' ? '' : 'see @nobody '),
      }),
    })),
  );
}

const rows = {
  '1 fan-out, plain text: 200 receivers, 16 senders, window 64, 100 B': () =>
    rounds(
      ['porchlight', 'ws', 'ws + bufferutil', 'bun'],
      (name) =>
        measured(name, 'broadcast', async (server) => ({
          perCpuSecond: await fanOut(server, { ...room, message: rawText(100) }),
        })),
      ROUNDS_NOISY,
    ),
  '2 the same through porchlight.v1, beside peers that broadcast the same bytes raw': () =>
    rounds(['porchlight', 'ws', 'bun'], (name) =>
      measured(name, 'broadcast', async (server) => ({
        perCpuSecond: await fanOut(
          server,
          name === 'porchlight' ? pages : { ...room, message: rawText(ENTRY.length) },
        ),
      })),
    ),
  '3 the same with the history on, acknowledged after commit': () =>
    rounds(['porchlight, history on', 'ws', 'bun'], (name) =>
      measured(name, 'broadcast', async (server) => ({
        perCpuSecond: await fanOut(
          server,
          name === 'ws' || name === 'bun' ? { ...room, message: rawText(ENTRY.length) } : pages,
        ),
      })),
    ),
  '4 200 messages a second to 200 receivers, 100 B': () =>
    rounds(
      ['porchlight', 'ws', 'bun'],
      (name) =>
        measured(name, 'broadcast', (server) =>
          moderate(server, { receivers: 200, perSecond: 200, seconds: SECONDS, size: 100 }),
        ),
      ROUNDS_NOISY,
    ),
  '5a echo, 64 clients, 8 deep, 64 B': () =>
    rounds(['porchlight', 'ws', 'ws + bufferutil', 'bun'], (name) =>
      measured(name, 'echo', async (server) => ({
        perCpuSecond: await echo(server, { clients: 64, depth: 8, size: 64, seconds: SECONDS }),
      })),
    ),
  '5b echo, 64 clients, 8 deep, 16 KiB': () =>
    rounds(['porchlight', 'ws', 'ws + bufferutil', 'bun'], (name) =>
      measured(name, 'echo', async (server) => ({
        perCpuSecond: await echo(server, { clients: 64, depth: 8, size: 16_384, seconds: SECONDS }),
      })),
    ),
  '6 10,000 idle connections': () =>
    rounds(['porchlight', 'ws', 'bun'], (name) =>
      measured(name, 'echo', (server) => idle(server, { connections: 10_000 })),
    ),
  '7 open loop, p99 under 50 ms: 200 receivers, 16 senders, 100 B': () =>
    rounds(
      ['porchlight', 'ws', 'bun'],
      async (name) => ({
        perSecond: await openLoop(() => ServerProcess.start(name, 'broadcast'), {
          receivers: 200,
          senders: 16,
          size: 100,
          seconds: 2,
          from: name === 'ws' ? 40_000 : 300_000,
        }),
      }),
      1,
    ),
  '8 10 of 50 receivers never read, 4 MB/s each': () =>
    rounds(
      ['porchlight, history in memory', 'the same, all of them reading'],
      (name) =>
        measured('porchlight, history in memory', 'broadcast', (server) =>
          slowReaders(server, {
            receivers: 50,
            slow: name === 'porchlight, history in memory' ? 10 : 0,
            bytesPerSecond: 4_000_000,
            size: 12_000,
            // Long enough for the kernel's own buffers to fill.
            seconds: 6,
          }),
        ),
      ROUNDS_NOISY,
    ),
  '9 join, milliseconds, with so many messages of history': () =>
    rounds(['100,000', '100'], (messages) =>
      measured('porchlight, history on', 'broadcast', (server) =>
        joining(server, Number(messages.replace(',', ''))),
      ),
    ),
  '10 search in 100,000 messages, milliseconds': () =>
    rounds(['porchlight'], () =>
      measured('porchlight, history on', 'broadcast', (server) => searching(server, 100_000)),
    ),
  '15a row 1 with an @ in each text, 200 people': () => withAt(200),
  '15b row 1 with an @ in each text, 1,000 people': () => withAt(1_000),
  '16 1,000 guests come in within 4 s': () =>
    rounds(['porchlight, history in memory'], (name) =>
      measured(name, 'broadcast', async (server) => (await crowd(server, CROWD)).figures),
    ),
  '17 the same 1,000 come back after their network was away': () =>
    rounds(['porchlight, history in memory'], (name) =>
      measured(name, 'broadcast', (server) => crowdBack(server, CROWD)),
    ),
  'files, sent and fetched again, 200 MiB in one piece': () =>
    rounds(['porchlight, large files', 'nginx'], (name) =>
      measured(name, 'broadcast', (server) => sendFile(server, name === 'nginx')),
    ),
};

/** What a row needs beside the peers; answers with why it cannot be measured. */
const needs = { 'files, sent and fetched again, 200 MiB in one piece': whyNoNginx };

function show(title, results) {
  const [first, ...others] = Object.entries(results);
  process.stdout.write(`\n${title}\n`);
  for (const [name, figures] of [first, ...others]) {
    const cells = Object.entries(figures).map(([key, value]) => {
      const ratio = name === first[0] ? '' : ` (${(first[1][key] / value).toFixed(2)} ×)`;
      return `${key} ${value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)}${ratio}`;
    });
    process.stdout.write(`  ${name.padEnd(16)} ${cells.join('   ')}\n`);
  }
}

execFileSync('taskset', ['-pc', LOAD_CORE, String(process.pid)], { stdio: 'ignore' });
const asked = process.argv.slice(2);
const date = new Date().toISOString().slice(0, 10);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, kernel: release(), node: process.version };
const file = fileURLToPath(new URL('../../docs/bench.json', import.meta.url));
const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
for (const [title, row] of Object.entries(rows)) {
  if (asked.length > 0 && !asked.some((number) => new RegExp(`^${number}(?!\\d)`).test(title))) continue;
  const missing = await needs[title]?.();
  if (missing !== undefined) {
    process.stdout.write(`\n${title}\n  ${missing}\n`);
    continue;
  }
  const results = await row();
  show(title, results);
  kept[title] = { date, machine, results };
  // At once, and with what is there already: a whole run takes a quarter of an hour.
  const inOrder = Object.fromEntries(
    Object.keys(rows).flatMap((each) => (each in kept ? [[each, kept[each]]] : [])),
  );
  writeFileSync(file, `${JSON.stringify(inOrder, undefined, 2)}\n`);
}
