/** The host is killed again and again while guests talk: what it acknowledged is there, once, and in its place. */
import type { Entry } from '../../contract/model/entry.ts';
import { readKept } from '../support/host/kept-file.ts';
import { Sender } from '../support/clients/sender.ts';
import { all, none, quantile, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';

const TALK_MS_MIN = 50;
const TALK_MS_MAX = 1_500;

export const kill: Scenario = {
  title: 'kill -9 at random moments under 20 guests (--rounds 64)',
  run: async ({ folder, say, option }) => {
    const rounds = option('rounds', 64);
    const senders = Array.from({ length: 20 }, (_, i) => new Sender(`Guest ${i}`));
    const ready: number[] = [];
    const start = async () => {
      const begun = performance.now();
      const host = await HostProcess.start({ data: folder, args: ['--lift-limits'] });
      if (!host.on) throw new Error(`the host did not start: ${host.out}${host.err}`);
      ready.push(performance.now() - begun);
      return host;
    };
    for (let round = 1; round <= rounds; round += 1) {
      const host = await start();
      await Promise.all(senders.map((sender) => sender.talk(host.port)));
      await sleep(TALK_MS_MIN + Math.random() * (TALK_MS_MAX - TALK_MS_MIN));
      await host.kill();
      for (const sender of senders) sender.end();
      if (round % 16 === 0) say(`${round} of ${rounds} kills`);
    }
    const last = await start();
    await Promise.all(senders.map((sender) => sender.settle(last.port)));
    const code = await last.stop();
    const { integrity, entries } = readKept(folder);
    return [
      ...judge(senders, entries),
      { what: 'the file as SQLite finds it', measured: integrity, wanted: 'ok', ok: integrity === 'ok' },
      { what: 'the last stop', measured: `code ${code}`, wanted: 'code 0', ok: code === 0 },
      {
        what: 'time to serve again',
        measured: `${Math.round(quantile(ready, 0.5))} ms at p50, ${Math.round(Math.max(...ready))} ms at most`,
        wanted: 'told only',
        ok: true,
      },
    ];
  },
};

function judge(senders: readonly Sender[], entries: readonly Entry[]) {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const refs = entries.flatMap((entry) => (entry.type === 'message' ? (entry.ref ?? []) : []));
  const acknowledged = senders.flatMap((sender) => [...sender.acknowledged]);
  const found = acknowledged.filter(([ref, { seq, type }]) => {
    const entry = bySeq.get(seq);
    return entry?.type === type && 'ref' in entry && entry.ref === ref;
  });
  return [
    all('acknowledged, and found in its place', found.length, acknowledged.length),
    none('messages that are there twice', refs.length - new Set(refs).size),
    none('gaps in the numbers', entries.filter(({ seq }, i) => seq !== i + 1).length),
    none(
      'sent, and never answered',
      senders.reduce((sum, { underWay }) => sum + underWay.size, 0),
    ),
  ];
}
