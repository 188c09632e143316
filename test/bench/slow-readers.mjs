/** Some receivers never read. What that costs the server, and the others; and whether they miss anything in the end. */
import { WebSocket } from 'ws';
import { quantile } from './moderate.mjs';
import { frame, Peer, sleep } from './peer.mjs';

/** Until the code is compiled and the heap has its size. */
const WARM_UP_MS = 4_000;
/** Three bytes, so that the longest text brings many bytes in few messages: this is about bytes that wait. */
const LETTER = '燈';

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ receivers: number, slow: number, bytesPerSecond: number, size: number, seconds: number }} plan
 */
export async function slowReaders(server, { receivers, slow, bytesPerSecond, size, seconds }) {
  const peers = await Promise.all(
    Array.from({ length: receivers }, () => Peer.open(server.port, { subprotocol: 'porchlight.v1' })),
  );
  for (const [i, peer] of peers.entries())
    peer.write(frame(JSON.stringify({ type: 'join', name: `guest ${i}` })));
  await sleep(500);
  const healthy = peers.slice(slow);
  const places = peers.slice(0, slow).map(placeOf);
  const sentAt = [];
  let latencies = [];
  for (const peer of healthy) {
    const before = peer.counter.frames;
    let seen = 0;
    peer.heard = () => {
      const now = performance.now();
      // Frames past those sent say who left.
      for (; seen < peer.counter.frames - before; seen += 1) {
        if (sentAt[seen] !== undefined) latencies.push(now - sentAt[seen]);
      }
    };
  }
  const sender = healthy[0];
  const text = LETTER.repeat(size / 3);
  const timer = setInterval(
    () => {
      sentAt.push(performance.now());
      sender.write(frame(JSON.stringify({ type: 'message', ref: `r${sentAt.length}`, room: 'lobby', text })));
    },
    (1_000 * size) / bytesPerSecond,
  );
  await sleep(WARM_UP_MS);
  latencies = [];
  const resident = await highest(server, seconds);
  const p99Before = quantile(latencies, 0.99);
  for (const peer of peers.slice(0, slow)) peer.pause();
  latencies = [];
  const most = await highest(server, seconds);
  const p99After = quantile(latencies, 0.99);
  clearInterval(timer);
  for (const peer of peers.slice(0, slow)) peer.resume();
  await sleep(1_000);
  const closed = peers.slice(0, slow).filter((peer) => peer.closed).length;
  for (const peer of peers) peer.destroy();
  const whole = await Promise.all(places.map((place, i) => isWholeAgain(server.port, place, `again ${i}`)));
  return {
    growthBytes: most - resident,
    ...{ p99Before, p99After, closed },
    wholeAgain: whole.filter(Boolean).length,
  };
}

/** Follows how far a peer has read: its log, and the number of the last entry. */
function placeOf(peer) {
  const place = { log: '', after: 0 };
  peer.heard = (bytes, length) => {
    const text = bytes.toString('latin1', 0, length);
    place.log ||= /"log":"(\w+)"/.exec(text)?.[1] ?? '';
    for (const [, seq] of text.matchAll(/"seq":(\d+),"at"/g))
      place.after = Math.max(place.after, Number(seq));
  };
  return place;
}

/** Comes back where it was, and reads on page by page until nothing is missing. */
async function isWholeAgain(port, { log, after }, name) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'porchlight.v1', { perMessageDeflate: false });
  const say = (message) => socket.send(JSON.stringify(message));
  let next = after + 1;
  const follow = (entries) => {
    for (const { seq } of entries) if (seq === next) next += 1;
  };
  const latest = await new Promise((resolve) => {
    let goal = 0;
    socket.on('open', () => say({ type: 'join', name, resume: { log, rooms: [{ room: 'lobby', after }] } }));
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (message.type === 'welcome') goal = message.rooms[0].latest;
      if (message.type === 'welcome')
        follow(message.pages[0].entries[0]?.seq === next ? message.pages[0].entries : []);
      if (message.type === 'page') follow(message.entries);
      if (message.type !== 'welcome' && message.type !== 'page') return;
      if (next > goal) resolve(goal);
      else say({ type: 'read', ref: `p${next}`, room: 'lobby', place: { after: next - 1 } });
    });
    socket.on('close', () => resolve(Infinity));
  });
  socket.terminate();
  return next > latest;
}

/** The most that was resident over so many seconds: what waits for the garbage collector comes and goes. */
async function highest(server, seconds) {
  let most = 0;
  for (let i = 0; i < seconds * 20; i += 1) {
    await sleep(50);
    most = Math.max(most, server.residentBytes());
  }
  return most;
}
