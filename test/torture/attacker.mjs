/**
 * Thirty guests who flood, as a process of their own: `node attacker.mjs PORT KIND SECONDS`. It prints a line once all
 * are in place, floods when it is told `go`, and prints as JSON how many of them were cut off.
 */
import { connect } from 'node:net';
import { frame, Peer, sleep } from '../bench/peer.mjs';

const ATTACKERS = 30;
const TICK_MS = 50;
const [port, kind = '', seconds] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];

const json = (message) => frame(JSON.stringify(message));
const times = (count, make) => Buffer.concat(Array.from({ length: count }, (_, i) => make(i)));
const ref = () => Math.random().toString(36).slice(2, 14).padEnd(12, 'x');
const room = 'lobby';
const any = () => 1 + Math.floor(Math.random() * 1_000);

const JOINS = times(50, () => json({ type: 'join', name: 'again' }));
const TYPING = times(50, () => json({ type: 'typing', room }));
const PINGS = times(100, () => frame('ping', 9));

/** What each attacker sends at each tick. */
const floods = {
  'second join': () => JOINS,
  rename: () => json({ type: 'rename', name: `R${ref()}` }),
  typing: () => TYPING,
  presence: () => times(10, (i) => json({ type: 'presence', asleep: i % 2 === 0 })),
  message: () => times(10, () => json({ type: 'message', ref: ref(), room, text: 'flood' })),
  'message of 60 kB': () =>
    json({ type: 'message', ref: ref(), room, text: 'x'.repeat(3_900), pad: 'y'.repeat(56_000) }),
  read: () => json({ type: 'read', ref: ref(), room, place: { after: any() } }),
  search: () => json({ type: 'search', ref: ref(), text: 'wo' }),
  'search for what nobody wrote': () => json({ type: 'search', ref: ref(), text: 'qz' }),
  react: () => json({ type: 'react', ref: ref(), room, target: any(), emoji: '👍', on: true }),
  'websocket ping': () => PINGS,
  'plain text': () => times(10, (i) => frame(`flooding line ${i}`)),
};

/** What each attacker does at each tick without a connection that stays. */
const visits = {
  'join and leave': async (from) => {
    const peer = await Peer.open(port, { subprotocol: 'porchlight.v1', localAddress: from });
    peer.write(json({ type: 'join', name: `J${ref()}` }));
    await sleep(100);
    peer.write(json({ type: 'leave' }));
    await sleep(500);
    peer.destroy();
  },
  'GET /': (from) => get('/', from),
  'GET /plain': (from) => get('/plain', from),
};

const from = (number) => `127.2.${Math.floor(number / 254)}.${(number % 254) + 1}`;
const peers = kind in floods ? await comeIn() : [];
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
const end = performance.now() + seconds * 1_000;
while (performance.now() < end) {
  for (const peer of peers) if (!peer.closed) peer.write(floods[kind]());
  if (kind in visits) {
    for (let i = 0; i < ATTACKERS; i += 1) visits[kind](from(i)).catch(() => undefined);
  }
  await sleep(TICK_MS);
}
console.log(JSON.stringify({ closed: peers.filter((peer) => peer.closed).length, of: peers.length }));
process.exit(0);

async function comeIn() {
  const all = [];
  for (let i = 0; i < ATTACKERS; i += 1) {
    const subprotocol = kind === 'plain text' ? undefined : 'porchlight.v1';
    const peer = await Peer.open(port, { subprotocol, localAddress: from(i) });
    if (subprotocol !== undefined) peer.write(json({ type: 'join', name: `Attacker ${i}` }));
    all.push(peer);
  }
  await sleep(500);
  return all;
}

/** @param {string} path @param {string} localAddress */
function get(path, localAddress) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', resolve);
    socket.on('data', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  });
}
