/** A long day in short: a hundred guests come, talk, and go, beside flooders and readers that never read. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { atMost, none, quantile, type Bench, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';
import { upload } from './upload.ts';
import { loopback, WireGuest } from './wire-guest.ts';

const GUESTS = 100;
const SAMPLE_MS = 30_000;
/** People that a host remembers after they left. */
const REMEMBERED = 10_000;
const AT_ONCE = 50;
const HEAP_MB_PER_HOUR_MAX = 1;

export const soak: Scenario = {
  title: 'a hundred mixed guests for half an hour: does the live heap stay level? (--minutes 30)',
  run: async (bench) => {
    const minutes = bench.option('minutes', 30);
    const data = join(bench.folder, 'soak');
    await rememberMany(data);
    const host = await HostProcess.start({
      data,
      node: ['--inspect=127.0.0.1:0'],
    });
    const heap = await Heap.of(host);
    const end = performance.now() + minutes * 60_000;
    const over = () => performance.now() >= end;
    const day = { host, over, times: [], refused: 0 };
    const everybody = Promise.all([
      ...Array.from({ length: GUESTS }, (_, i) => guest(i, day)),
      ...Array.from({ length: 3 }, (_, i) => flooder(i, day)),
      ...Array.from({ length: 2 }, (_, i) => lazy(i, day)),
    ]);
    const samples = await watch(heap, minutes, bench);
    await everybody;
    const half = samples.filter(({ hours }) => hours > minutes / 120);
    heap.close();
    const descriptors = readdirSync(`/proc/${host.pid}/fd`).length;
    const code = await host.stop();
    return [
      atMost('growth of the live heap in the second half', slope(half), HEAP_MB_PER_HOUR_MAX, 'MB an hour'),
      atMost('open files after all have left', descriptors, 60, 'files'),
      none('messages of guests at their pace that were refused', day.refused, day.times.length + day.refused),
      {
        what: 'round trip',
        measured: `${Math.round(quantile(day.times, 0.5))} ms at p50, ${Math.round(quantile(day.times, 0.99))} ms at p99`,
        wanted: 'told only',
        ok: true,
      },
      { what: 'the stop', measured: `code ${code}`, wanted: 'code 0', ok: code === 0 },
      {
        what: 'words on stderr',
        measured: words(host.err) || 'none but of refusals',
        wanted: 'told only',
        ok: true,
      },
    ];
  },
};

/** What it said beside whom it refused something, and that it is debugged. */
function words(err: string): string {
  return err
    .split('\n')
    .slice(3)
    .filter((line) => !/^Refused |ebugger/.test(line))
    .join(' ')
    .trim();
}

interface Day {
  readonly host: HostProcess;
  readonly over: () => boolean;
  readonly times: number[];
  refused: number;
}

/** As many as a host remembers have been there: whoever comes takes the place of one of them. */
async function rememberMany(data: string): Promise<void> {
  const host = await HostProcess.start({ data, args: ['--lift-limits'] });
  for (let first = 0; first < REMEMBERED; first += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, i) => {
        const me = await WireGuest.join(host, `Earlier ${first + i}`, { from: loopback(1_000 + i) });
        const left = once(me.socket, 'close');
        me.send({ type: 'leave' });
        await left;
      }),
    );
  }
  await host.stop();
}

interface Sample {
  readonly hours: number;
  readonly megabytes: number;
}

async function watch(heap: Heap, minutes: number, { say }: Bench): Promise<Sample[]> {
  const samples: Sample[] = [];
  const begun = performance.now();
  while (performance.now() - begun < minutes * 60_000) {
    await sleep(SAMPLE_MS);
    const megabytes = await heap.liveMegabytes();
    const hours = (performance.now() - begun) / 3_600_000;
    samples.push({ hours, megabytes });
    say(`${Math.round(hours * 60)} min: ${megabytes.toFixed(1)} MB of live heap`);
  }
  return samples;
}

/** By least squares, in megabytes an hour. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, each) => sum + of(each), 0) / samples.length;
  const hours = mean((each) => each.hours);
  const megabytes = mean((each) => each.megabytes);
  const rise = samples.reduce((sum, each) => sum + (each.hours - hours) * (each.megabytes - megabytes), 0);
  return rise / samples.reduce((sum, each) => sum + (each.hours - hours) ** 2, 0);
}

const between = (least: number, most: number) => least + Math.random() * (most - least);

/** Comes, does what guests do every few seconds, and goes, with or without a goodbye. */
async function guest(number: number, day: Day): Promise<void> {
  await sleep(number * 50);
  const from = loopback(number);
  let token = '';
  for (let visit = 0; !day.over(); visit += 1) {
    const me = await WireGuest.join(day.host, `Guest ${number} ${visit}`, {
      from,
      ...(token !== '' && Math.random() < 0.7 && { token }),
    }).catch(() => undefined);
    if (me === undefined) {
      await sleep(2_000);
      continue;
    }
    token = me.token;
    const until = performance.now() + between(15_000, 90_000);
    let own: number | undefined;
    while (!day.over() && performance.now() < until && me.code === undefined) {
      own = await act(me, own, from, day);
      await sleep(between(1_500, 5_000));
    }
    if (Math.random() < 0.5) me.send({ type: 'leave' });
    me.leave();
    await sleep(between(100, 6_000));
  }
}

/** Returns the number of one's own last message. */
async function act(
  me: WireGuest,
  own: number | undefined,
  from: string,
  day: Day,
): Promise<number | undefined> {
  const chance = Math.random();
  if (own === undefined || chance < 0.55) {
    const begun = performance.now();
    const answer = await me.say(
      `words ${'y'.repeat(between(0, 300))}${Math.random() < 0.2 ? ' @Guest' : ''}`,
    );
    if (answer.type !== 'message') {
      if (answer.type === 'error') day.refused += 1;
      return own;
    }
    day.times.push(performance.now() - begun);
    return Number(answer['seq']);
  }
  const target = { room: 'lobby', target: own };
  if (chance < 0.65) await me.ask('react', { ...target, emoji: '👍', on: Math.random() < 0.7 });
  else if (chance < 0.7) await me.ask('search', { text: 'words' });
  else if (chance < 0.75) await me.ask('read', { room: 'lobby', place: { before: own + 1 } });
  else if (chance < 0.8) await me.ask('edit', { ...target, text: 'edited' });
  else if (chance < 0.85) me.send({ type: 'presence', asleep: Math.random() < 0.3 });
  else if (chance < 0.9) me.send({ type: 'typing', room: 'lobby' });
  else if (chance < 0.92) await sendFile(me, from, day);
  else await me.ask('read', { room: 'lobby', place: { after: own } });
  return own;
}

async function sendFile(me: WireGuest, from: string, { host }: Day): Promise<void> {
  const id = await upload(host, me.token, Buffer.alloc(20_000), { from }).catch(() => undefined);
  if (id !== undefined && Math.random() < 0.8) await me.say('a file', { files: [{ id }] });
}

async function flooder(number: number, day: Day): Promise<void> {
  for (let visit = 0; !day.over(); visit += 1) {
    const me = await WireGuest.join(day.host, `Flood ${number} ${visit}`, {
      from: loopback(500 + number),
    }).catch(() => undefined);
    const until = performance.now() + 60_000;
    while (me !== undefined && !day.over() && performance.now() < until && me.code === undefined) {
      for (let i = 0; i < 10; i += 1)
        me.send({ type: 'message', ref: `${visit}-${Math.random()}`, room: 'lobby', text: 'flood' });
      await sleep(100);
    }
    me?.leave();
    await sleep(3_000);
  }
}

/** Asks, and never reads the answer. */
async function lazy(number: number, day: Day): Promise<void> {
  for (let visit = 0; !day.over(); visit += 1) {
    const me = await WireGuest.join(day.host, `Lazy ${number} ${visit}`, {
      from: loopback(600 + number),
    }).catch(() => undefined);
    me?.socket.pause();
    for (let i = 0; i < 30 && !day.over(); i += 1) {
      me?.send({ type: 'read', ref: `r${i}`, room: 'lobby', place: { after: 1 } });
      await sleep(1_000);
    }
    me?.leave();
    await sleep(3_000);
  }
}

/** The heap of the host, over the debugger's own protocol: what is left after a full collection. */
class Heap {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: { usedSize?: number }) => void>();
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (bytes: Buffer) => {
      const { id, result } = JSON.parse(bytes.toString()) as { id: number; result: { usedSize?: number } };
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  static async of(host: HostProcess): Promise<Heap> {
    const link = /ws:\/\/127\.0\.0\.1:\S+/.exec(host.err)?.[0] ?? '';
    const socket = new WebSocket(link);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Heap(socket);
  }

  close(): void {
    this.#socket.close();
  }

  async liveMegabytes(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage');
    const { usedSize = NaN } = await this.#ask('Runtime.getHeapUsage');
    return usedSize / 1e6;
  }

  #ask(method: string): Promise<{ usedSize?: number }> {
    this.#asked += 1;
    const id = this.#asked;
    const answer = new Promise<{ usedSize?: number }>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method }));
    return answer;
  }
}
