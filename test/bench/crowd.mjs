/** A thousand guests who come in within seconds, and who all come back after their network was away for a moment. */
import { frame, Peer, sleep } from './peer.mjs';
import { quantile } from './moderate.mjs';

const ADDRESSES = 60;
/** What is told late is told within this. */
const SETTLED_AFTER_MS = 500;

/** One connection of a guest: it keeps what it gets and reads it when all is over. */
class Visit {
  bytes = 0;
  peer;
  /** Monotonic, milliseconds. */
  askedAt = performance.now();
  welcomedAt;
  #chunks = [];
  /** Of the first frame, which is the welcome, with its head. */
  #wanted = 2;

  /** @param {number} port @param {number} i @param {object} more for the join */
  static async begin(port, i, more = {}) {
    const visit = new Visit();
    visit.peer = await Peer.open(port, {
      subprotocol: 'porchlight.v1',
      localAddress: `127.2.0.${1 + (i % ADDRESSES)}`,
    });
    visit.peer.heard = (bytes, length) => visit.#keep(Buffer.from(bytes.subarray(0, length)));
    visit.peer.write(frame(JSON.stringify({ type: 'join', name: `Guest ${i}`, ...more })));
    return visit;
  }

  #keep(chunk) {
    this.#chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.welcomedAt !== undefined || this.bytes < this.#wanted) return;
    const [first] = this.#chunks;
    this.#wanted = first.length < 10 ? this.#wanted : wholeLength(first);
    if (this.bytes >= this.#wanted) this.welcomedAt = performance.now();
  }

  /** Every message so far. */
  messages() {
    const all = Buffer.concat(this.#chunks);
    const messages = [];
    for (let at = 0; at < all.length;) {
      const { head, length } = headOf(all, at);
      if ((all[at] & 15) === 1)
        messages.push(JSON.parse(all.toString('utf8', at + head, at + head + length)));
      at += head + length;
    }
    return messages;
  }
}

/** @param {Buffer} bytes @param {number} at */
function headOf(bytes, at) {
  const short = bytes[at + 1] & 127;
  if (short < 126) return { head: 2, length: short };
  return short === 126
    ? { head: 4, length: bytes.readUInt16BE(at + 2) }
    : { head: 10, length: bytes.readUInt32BE(at + 6) };
}

function wholeLength(first) {
  const { head, length } = headOf(first, 0);
  return head + length;
}

/** What a guest knows: who is here, and which entries of the lobby it was told live. */
class Knowledge {
  people = new Set();
  latest = 0;
  version;
  log;
  token;
  faults = 0;

  hear(message) {
    if (message.peopleVersion !== undefined) this.version = message.peopleVersion;
    if (message.type === 'welcome') this.#welcomed(message);
    for (const { seq, id, here } of eventsOf(message)) {
      if (seq <= this.latest) continue;
      if (seq !== this.latest + 1) this.faults += 1;
      this.latest = seq;
      if (here) this.people.add(id);
      else this.people.delete(id);
    }
  }

  #welcomed({ log, token, people, gone, rooms, pages }) {
    this.log = log;
    this.token = token;
    if (gone === undefined) this.people.clear();
    for (const id of gone ?? []) this.people.delete(id);
    for (const { id } of people) this.people.add(id);
    const [{ entries, last }] = pages;
    const known = entries.flatMap(eventsOf);
    if (!last || (known.at(-1)?.seq ?? this.latest) !== rooms[0].latest) this.faults += 1;
    for (const [i, { seq }] of known.entries()) if (seq !== known[0].seq + i) this.faults += 1;
    this.latest = rooms[0].latest;
  }

  /** What they say when they come back. */
  get greeting() {
    const { token, log, latest, version } = this;
    const resume = { log, rooms: [{ room: 'lobby', after: latest }], people: version };
    return { token, resume };
  }
}

/** The entries that one message or one entry of a page tells of. */
function eventsOf(told) {
  if (told.type === 'arrivals')
    return told.people.map((each, i) => ({ seq: told.seq + i, id: each.split(' ')[0], here: true }));
  if (told.seq === undefined) return [];
  return [{ seq: told.seq, id: told.person?.id, here: told.type !== 'left' }];
}

/** @param {readonly Visit[]} visits */
async function welcomed(visits) {
  while (visits.some(({ welcomedAt, peer }) => welcomedAt === undefined && !peer.closed)) await sleep(5);
}

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ guests: number, withinMs: number }} crowd
 */
export async function crowd(server, { guests, withinMs }) {
  const cpu = server.cpuSeconds();
  const start = performance.now();
  const visits = await Promise.all(
    Array.from({ length: guests }, async (_, i) => {
      await sleep((i * withinMs) / guests);
      return Visit.begin(server.port, i);
    }),
  );
  await welcomed(visits);
  const allIn = performance.now() - start;
  await sleep(SETTLED_AFTER_MS);
  const joined = figuresOf(visits, server.cpuSeconds() - cpu);
  const known = visits.map(() => new Knowledge());
  const faults = read(visits, known);
  return { known, visits, figures: { ...joined, 'seconds until all are in': allIn / 1_000, faults } };
}

/** They come in, lose their network, and are back together. @param {Parameters<typeof crowd>[0]} server */
export async function crowdBack(server, asked) {
  const { known, visits } = await crowd(server, asked);
  for (const { peer } of visits) peer.destroy();
  await sleep(SETTLED_AFTER_MS);
  const cpu = server.cpuSeconds();
  const start = performance.now();
  const back = await Promise.all(known.map(({ greeting }, i) => Visit.begin(server.port, i, greeting)));
  await welcomed(back);
  const allBack = performance.now() - start;
  await sleep(SETTLED_AFTER_MS);
  const figures = figuresOf(back, server.cpuSeconds() - cpu);
  return { ...figures, 'seconds until all are back': allBack / 1_000, faults: read(back, known) };
}

function figuresOf(visits, cpuSeconds) {
  const waits = visits.map(({ askedAt, welcomedAt = Infinity }) => welcomedAt - askedAt);
  return {
    MB: visits.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
    'CPU seconds': cpuSeconds,
    'p99 to welcome, ms': quantile(waits, 0.99),
  };
}

/** How often somebody missed something, heard it twice, or does not know who is here. */
function read(visits, known) {
  return visits.reduce((sum, visit, i) => {
    for (const message of visit.messages()) known[i].hear(message);
    return sum + known[i].faults + Math.abs(known[i].people.size - visits.length);
  }, 0);
}
