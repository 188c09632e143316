/** Some take all they can get of what everybody shares: whoever comes after them still gets their part. */
import { request } from 'node:http';
import { DatabaseSync } from '@photostructure/sqlite';
import { WebSocket } from 'ws';
import { all, none, type Bench, type Figure, type Scenario } from './figure.ts';
import { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';
import { ask, authorized, begin, upload } from './upload.ts';
import { loopback, WireGuest } from './wire-guest.ts';

const NEWCOMERS = 9;
/** Places that a newcomer may try in this order, as the page does when it is told to come again. */
const TRIES = 3;
const TRY_MS = 1_000;

export const shares: Scenario = {
  title: 'sockets, pace, uploads, storage and waiting rooms are taken by a few',
  run: async (bench) => [
    ...(await sockets(bench)),
    ...(await pace(120, bench)),
    ...(await pace(300, bench)),
    ...(await plainText()),
    ...(await uploadPlaces(bench)),
    ...(await promisedBytes(bench)),
    ...(await storage(bench)),
    ...(await waitingRoom(bench)),
    ...(await forms()),
  ],
};

/** 70 addresses hold 32 sockets each, and never join. */
async function sockets({ say }: Bench): Promise<Figure[]> {
  const host = await HostProcess.start();
  const held = Array.from({ length: 70 * 32 }, (_, i) =>
    WireGuest.connect(host, { from: loopback(i % 70) }).catch(() => undefined),
  );
  const open = (await Promise.all(held)).filter((guest) => guest !== undefined);
  for (const guest of open) guest.send({ type: 'join', name: '' });
  say(`${open.length} of ${held.length} sockets taken`);
  let joined = 0;
  for (let i = 0; i < NEWCOMERS; i += 1) if (await comesIn(host, i)) joined += 1;
  for (const guest of open) guest.leave();
  await host.kill();
  return [all('70 addresses take 32 sockets each: newcomers who come in', joined, NEWCOMERS)];
}

async function comesIn(host: HostProcess, number: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      (await WireGuest.join(host, `Newcomer ${number}`, { from: loopback(500 + number) })).leave();
      return true;
    } catch {
      await sleep(TRY_MS);
    }
  }
  return false;
}

/** So many say two things a second, which each of them may; one says one. */
async function pace(loud: number, { say }: Bench): Promise<Figure[]> {
  const host = await HostProcess.start();
  const victim = await WireGuest.join(host, 'Quiet', { from: loopback(900) });
  const guests: WireGuest[] = [];
  for (let i = 0; i < loud; i += 1)
    guests.push(await WireGuest.join(host, `Loud ${i}`, { from: loopback(Math.floor(i / 30)) }));
  for (const guest of guests) guest.hear = () => undefined;
  const timers = guests.map((guest, i) =>
    setTimeout(
      () =>
        setInterval(
          () => guest.send({ type: 'message', ref: `${i}-${Math.random()}`, room: 'lobby', text: 'loud' }),
          500,
        ),
      i * 7,
    ),
  );
  await sleep(4_000);
  let refused = 0;
  const words = 20;
  for (let i = 0; i < words; i += 1) {
    if ((await victim.say('quiet')).type !== 'message') refused += 1;
    await sleep(1_000);
  }
  for (const timer of timers) clearTimeout(timer);
  for (const guest of guests) guest.leave();
  await host.kill();
  say(`${loud} loud guests`);
  return [none(`${loud} say two things a second, one says one: refused of theirs`, refused, words)];
}

/** A client of the plain-text protocol sends 40 lines at once. */
async function plainText(): Promise<Figure[]> {
  const host = await HostProcess.start();
  const reader = await WireGuest.join(host, 'Reader', { from: loopback(1) });
  const heard: string[] = [];
  reader.hear = (told) => {
    if (told.type === 'message') heard.push(String(told['text']));
  };
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/`, { localAddress: loopback(2) });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`);
  for (const line of lines) socket.send(line);
  for (let i = 0; i < 60 && heard.length < lines.length; i += 1) await sleep(1_000);
  socket.terminate();
  reader.leave();
  await host.kill();
  const inOrder = heard.every((text, i) => text === lines[i]);
  return [
    all('40 lines at once on plain text: passed on', heard.length, lines.length),
    { what: 'in the order in which they were sent', measured: String(inOrder), wanted: 'true', ok: inOrder },
  ];
}

/** Four guests of one address have two slow uploads each. */
async function uploadPlaces({ folder }: Bench): Promise<Figure[]> {
  const host = await HostProcess.start({ data: `${folder}/places` });
  const stop: (() => void)[] = [];
  for (let i = 0; i < 4; i += 1) {
    const from = loopback(7);
    const guest = await WireGuest.join(host, `Slow ${i}`, { from });
    for (let k = 0; k < 2; k += 1) stop.push(await slowUpload(host, guest.token, from));
  }
  const victim = await WireGuest.join(host, 'Quick', { from: loopback(8) });
  let sent = 0;
  for (let i = 0; i < 8; i += 1) {
    sent += await upload(host, victim.token, Buffer.alloc(1_000), { from: loopback(8) }).then(
      () => 1,
      () => 0,
    );
  }
  for (const end of stop) end();
  await host.kill();
  return [all('eight slow uploads of one address: small ones of another that are taken', sent, 8)];
}

/** 9.4 kB a second, which is fast enough to be let go on. */
async function slowUpload(host: HostProcess, token: string, from: string): Promise<() => void> {
  const { location = '' } = await begin(host, token, 10_000_000, { from });
  const sent = request({
    ...{ host: host.address, port: host.port, method: 'PATCH', path: location, localAddress: from },
    headers: {
      ...authorized(token),
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': '10000000',
    },
    agent: false,
  });
  sent.on('error', () => undefined);
  sent.on('response', (response) => response.resume());
  const timer = setInterval(() => sent.write(Buffer.alloc(4_700)), 500);
  return () => {
    clearInterval(timer);
    sent.destroy();
  };
}

/** One guest announces twenty files of 100 MB, and sends nothing. */
async function promisedBytes({ folder }: Bench): Promise<Figure[]> {
  const host = await HostProcess.start({
    data: `${folder}/promised`,
    args: ['--limit', 'files-megabytes=2000'],
  });
  const greedy = await WireGuest.join(host, 'Greedy', { from: loopback(7) });
  for (let i = 0; i < 20; i += 1) await begin(host, greedy.token, 100_000_000, { from: loopback(7) });
  const victim = await WireGuest.join(host, 'Modest', { from: loopback(8) });
  const { status } = await begin(host, victim.token, 1_000, { from: loopback(8) });
  await host.kill();
  return [
    {
      what: 'twenty files of 100 MB announced, none sent: a file of 1 kB of another is answered',
      measured: String(status),
      wanted: '201',
      ok: status === 201,
    },
  ];
}

/** One guest says as many files as they may. */
async function storage({ folder }: Bench): Promise<Figure[]> {
  const host = await HostProcess.start({
    data: `${folder}/storage`,
    args: ['--limit', 'files-megabytes=50'],
  });
  const greedy = await WireGuest.join(host, 'Greedy', { from: loopback(7) });
  for (let i = 0; i < 8; i += 1) {
    const id = await upload(host, greedy.token, Buffer.alloc(10_000_000), { from: loopback(7) }).catch(
      () => undefined,
    );
    if (id === undefined) break;
    await greedy.say(`file ${i}`, { files: [{ id }] });
  }
  const victim = await WireGuest.join(host, 'Modest', { from: loopback(8) });
  const taken = await upload(host, victim.token, Buffer.alloc(200_000), { from: loopback(8) }).then(
    () => 'taken',
    (error: unknown) => String(error),
  );
  await host.kill();
  return [
    {
      what: 'one guest fills the store of 50 MB: a file of 200 kB of another is',
      measured: taken,
      wanted: 'taken',
      ok: taken === 'taken',
    },
  ];
}

/** Ten guests of one address wait with five messages each. */
async function waitingRoom({ folder }: Bench): Promise<Figure[]> {
  const data = `${folder}/waiting`;
  await withModerator(data);
  const host = await HostProcess.start({ data, args: ['--approve'] });
  for (let i = 0; i < 10; i += 1) {
    const guest = await WireGuest.join(host, `Crowd ${i}`, { from: loopback(7) });
    for (let k = 0; k < 5; k += 1)
      guest.send({ type: 'message', ref: `${i}-${k}`, room: 'lobby', text: 'let me in' });
  }
  await sleep(2_000);
  const victim = await WireGuest.join(host, 'Patient', { from: loopback(8) });
  const answer = await Promise.race([victim.say('may I?'), sleep(5_000).then(() => ({ type: 'waits' }))]);
  const code = 'code' in answer ? String(answer.code) : answer.type;
  await host.kill();
  return [
    {
      what: 'fifty messages of one address wait for approval: the first of another',
      measured: code,
      wanted: 'anything but waiting-full',
      ok: code !== 'approval-queue-full',
    },
  ];
}

/** Nobody waits where nobody is known who could let them through. */
async function withModerator(data: string): Promise<void> {
  const host = await HostProcess.start({ data });
  await host.stop();
  const file = new DatabaseSync(`${data}/history.db`);
  const person = { id: 'a1b2c3d4', name: 'Moderator', role: 'moderator', via: 'page' };
  file.prepare('INSERT INTO people VALUES (?, ?, ?, 1)').run(person.id, 'proof', JSON.stringify(person));
  file.close();
}

/** Sixteen addresses take all sessions of the form. */
async function forms(): Promise<Figure[]> {
  const host = await HostProcess.start();
  const join = (name: string, from: string) =>
    ask(host, 'POST', '/plain', {
      from,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `name=${name}`,
    });
  for (let i = 0; i < 320; i += 1) await join(`Form${i}`, loopback(i % 16)).catch(() => undefined);
  const { status } = await join('Newcomer', loopback(100));
  await host.kill();
  return [
    {
      what: '320 sessions of the form asked for by 16 addresses: one of another is answered',
      measured: String(status),
      wanted: '303',
      ok: status === 303,
    },
  ];
}
