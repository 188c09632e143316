/** The wall clock tells another time for one start, or for some seconds: nothing is deleted, and stamps are right after. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { all, none, type Bench, type Figure, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';
import { WireGuest } from './wire-guest.ts';

const MESSAGES = 9;
/** What is said now is stamped no further than this from now. */
const STAMP_OFF_MS_MAX = 60_000;
/** Longer than a host takes to prune after its start. */
const PRUNING_MS = 3_000;

export const clock: Scenario = {
  title: 'the clock jumps for one start, and back',
  packages: ['faketime'],
  run: async (bench) => [
    ...(await startedAt('+100d', bench)),
    ...(await startedAt('+200d', bench)),
    ...(await startedAt('+8h', bench)),
    ...(await startedAt('-365d', bench)),
    ...(await bornAt('-100d', bench)),
  ],
};

/** Said while the clock is right; one start while it is not; the clock is right again. */
async function startedAt(offset: string, bench: Bench): Promise<Figure[]> {
  const data = join(bench.folder, `started${offset}`);
  await talk(data, undefined, 'said before');
  await talk(data, offset, 'said while it was wrong');
  const { texts, stamps } = await talk(data, undefined, 'said after');
  bench.say(`${offset}: ${texts.length} entries`);
  return [
    all(`one start at ${offset}: kept of what was said before`, count(texts, 'said before'), MESSAGES),
    none(`one start at ${offset}: later messages with a wrong time`, wrong(stamps), MESSAGES),
  ];
}

/** A box without a battery begins in the past, and learns the time later. */
async function bornAt(offset: string, bench: Bench): Promise<Figure[]> {
  const data = join(bench.folder, `born${offset}`);
  await talk(data, offset, 'said before');
  const { texts, stamps } = await talk(data, undefined, 'said after');
  return [
    all(`begun at ${offset}: kept of what was said`, count(texts, 'said before'), MESSAGES),
    none(`begun at ${offset}: later messages with a wrong time`, wrong(stamps), MESSAGES),
  ];
}

const count = (texts: readonly string[], what: string) =>
  texts.filter((text) => text.startsWith(what)).length;
const wrong = (stamps: readonly number[]) =>
  stamps.filter((at) => Math.abs(at - Date.now()) > STAMP_OFF_MS_MAX).length;

interface Talk {
  readonly texts: readonly string[];
  /** Of what was said now, in milliseconds since 1970. */
  readonly stamps: readonly number[];
}

async function talk(data: string, offset: string | undefined, text: string): Promise<Talk> {
  const host = await HostProcess.start({ data, environment: offset === undefined ? {} : shifted(offset) });
  if (!host.on) throw new Error(`the host did not start: ${host.out}${host.err}`);
  await sleep(PRUNING_MS);
  const guest = await WireGuest.join(host, 'Ada');
  const stamps: number[] = [];
  for (let i = 0; i < MESSAGES; i += 1) stamps.push(Number((await guest.say(`${text} ${i}`))['at']));
  const entries = await guest.readAll();
  guest.leave();
  await host.stop();
  return {
    texts: entries.flatMap((entry) => (entry.type === 'message' ? String(entry['text']) : [])),
    stamps,
  };
}

/** Only the wall clock is moved: the monotonic one stays. */
function shifted(offset: string): NodeJS.ProcessEnv {
  const [library] = [
    '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
    '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  ].filter((file) => existsSync(file));
  if (library === undefined) throw new Error('Please install what Debian calls faketime, and start again.');
  return {
    LD_PRELOAD: library,
    FAKETIME: offset,
    DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
