/** What a quiet guest feels while thirty others flood: the time until their own message comes back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { quantile, type Bench, type Figure, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';
import { loopback, WireGuest } from './wire-guest.ts';

const ATTACKER = fileURLToPath(new URL('./attacker.mjs', import.meta.url));
const KINDS = [
  ...['second join', 'rename', 'typing', 'presence', 'message', 'message of 60 kB', 'read', 'search'],
  ...['search for what nobody wrote', 'react', 'websocket ping', 'plain text', 'join and leave'],
  ...['GET /', 'GET /plain'],
];
const VICTIMS = 6;
/** A person who writes without pause writes no faster. */
const QUIET_MS = 520;
const BEFORE_S = 6;
/** The promise: nobody else's misuse costs a quiet guest more. */
const WORSE_MS_MAX = 50;

export const flood: Scenario = {
  title: 'thirty guests flood, six are quiet (--seconds 10, --messages 20000)',
  run: async (bench) => {
    const figures: Figure[] = [];
    for (const kind of KINDS) figures.push(...(await measure(kind, bench)));
    return figures;
  },
};

async function measure(kind: string, bench: Bench): Promise<Figure[]> {
  const seconds = bench.option('seconds', 10);
  const data = join(bench.folder, kind.replaceAll(/\W+/g, '-'));
  await fill(data, bench.option('messages', 20_000));
  const host = await HostProcess.start({ data });
  try {
    const victims = await Promise.all(
      Array.from({ length: VICTIMS }, (_, i) => WireGuest.join(host, `Quiet ${i}`, { from: loopback(i) })),
    );
    const before = await quietly(victims, BEFORE_S);
    const child = spawn(process.execPath, [ATTACKER, String(host.port), kind, String(seconds)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    const cpu = host.cpuSeconds();
    child.stdin.write('go\n');
    const during = await quietly(victims, seconds - 1);
    const busy = (host.cpuSeconds() - cpu) / (seconds - 1);
    const last = (await lines.next()) as { value?: string };
    await ended;
    const p99 = (times: readonly number[]) => quantile(times, 0.99);
    const worse = p99(during.times) - p99(before.times);
    bench.say(`${kind}: ${Math.round(busy * 100)} % of a core; cut off: ${last.value ?? 'unknown'}`);
    return [
      {
        what: `${kind}: p99 of the quiet, before and during`,
        measured: `${Math.round(p99(before.times))} → ${Math.round(p99(during.times))} ms`,
        wanted: `no more than ${WORSE_MS_MAX} ms worse`,
        ok: worse <= WORSE_MS_MAX,
      },
      {
        what: `${kind}: messages of the quiet that were refused`,
        measured: `${during.refused} of ${during.times.length + during.refused}`,
        wanted: '0',
        ok: during.refused === 0,
      },
    ];
  } finally {
    await host.kill();
  }
}

/** Each says something twice a second, and waits for it. */
async function quietly(
  victims: readonly WireGuest[],
  seconds: number,
): Promise<{ readonly times: number[]; readonly refused: number }> {
  const times: number[] = [];
  let refused = 0;
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    victims.map(async (victim) => {
      while (performance.now() < end) {
        const begun = performance.now();
        const answer = await victim.say('quiet words');
        const took = performance.now() - begun;
        if (answer.type === 'message') times.push(took);
        else refused += 1;
        await sleep(Math.max(0, QUIET_MS - took));
      }
    }),
  );
  return { times, refused };
}

async function fill(data: string, messages: number): Promise<void> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  const guest = await WireGuest.join(host, 'Teller', { from: loopback(1_000) });
  for (let i = 0; i < messages; i += 500)
    await Promise.all(Array.from({ length: 500 }, (_, k) => guest.say(`words of long ago, number ${i + k}`)));
  guest.send({ type: 'leave' });
  await host.stop();
}
