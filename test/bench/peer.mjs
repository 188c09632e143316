/** A client for load: a bare socket that counts the frames it gets, without looking at more than their heads. */
import { connect } from 'node:net';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
/** What is read is counted and let go, so all peers read into this: a buffer for each read would be the generator's limit. */
const READ = Buffer.alloc(65_536);

/** Counts whole frames in a stream that is cut anywhere. */
export class FrameCounter {
  frames = 0;
  #head = Buffer.alloc(10);
  #kept = 0;
  #skip = 0;

  /** @param {Buffer} chunk @param {number} at @param {number} end */
  push(chunk, at, end) {
    for (;;) {
      const skipped = Math.min(this.#skip, end - at);
      this.#skip -= skipped;
      at += skipped;
      if (at >= end) return;
      if (this.#kept === 0 && end - at >= 10) {
        const short = chunk[at + 1] & 127;
        const head = short < 126 ? 2 : short === 126 ? 4 : 10;
        this.#skip =
          head + (head === 2 ? short : head === 4 ? chunk.readUInt16BE(at + 2) : chunk.readUInt32BE(at + 6));
        this.frames += 1;
        continue;
      }
      this.#head[this.#kept] = chunk[at];
      this.#kept += 1;
      at += 1;
      const short = this.#head[1] & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (this.#kept < 2 || this.#kept < head) continue;
      this.#skip = head === 2 ? short : head === 4 ? this.#head.readUInt16BE(2) : this.#head.readUInt32BE(6);
      this.#kept = 0;
      this.frames += 1;
    }
  }
}

/** A masked text frame. @param {string | Buffer} payload @param {number} [opcode] */
export function frame(payload, opcode = 1) {
  const body = Buffer.from(payload);
  const head = body.length < 126 ? 2 : body.length < 65536 ? 4 : 10;
  const bytes = Buffer.alloc(head + 4 + body.length);
  bytes[0] = 0x80 | opcode;
  bytes[1] = 0x80 | (head === 2 ? body.length : head === 4 ? 126 : 127);
  if (head === 4) bytes.writeUInt16BE(body.length, 2);
  if (head === 10) bytes.writeBigUInt64BE(BigInt(body.length), 2);
  const key = [0x1b, 0x5e, 0x9c, 0x23];
  bytes.set(key, head);
  for (let i = 0; i < body.length; i += 1) bytes[head + 4 + i] = body[i] ^ key[i & 3];
  return bytes;
}

export class Peer {
  counter = new FrameCounter();
  /** Called after each read, with the bytes and how many they are: for now, the next read is in the same place. */
  heard = () => undefined;
  #socket;

  /** @param {number} port @param {{ subprotocol?: string, localAddress?: string }} [options] */
  static async open(port, { subprotocol, localAddress } = {}) {
    const peer = new Peer();
    let response = '';
    let open = false;
    let opened = () => undefined;
    const read = (length) => {
      if (open) {
        peer.counter.push(READ, 0, length);
        peer.heard(READ, length);
        return true;
      }
      response += READ.toString('latin1', 0, length);
      const end = response.indexOf('\r\n\r\n') + 4;
      if (end < 4) return true;
      const behind = response.length - end;
      response = response.slice(0, end);
      peer.counter.push(READ, length - behind, length);
      open = true;
      opened();
      return true;
    };
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      localAddress,
      onread: { buffer: READ, callback: read },
    });
    peer.#socket = socket;
    socket.on('error', () => socket.destroy());
    const lines = [
      'GET / HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${KEY}`,
      'Sec-WebSocket-Version: 13',
      ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
    ];
    await new Promise((resolve, reject) => {
      socket.once('close', () => reject(new Error('the server hung up')));
      socket.on('connect', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
      opened = () => {
        if (response.startsWith('HTTP/1.1 101')) resolve(undefined);
        else reject(new Error(response));
      };
    });
    return peer;
  }

  /** @param {Buffer} bytes */
  write(bytes) {
    this.#socket.write(bytes);
  }

  pause() {
    this.#socket.pause();
  }

  resume() {
    this.#socket.resume();
  }

  get closed() {
    return this.#socket.destroyed;
  }

  destroy() {
    this.#socket.destroy();
  }
}

/** @param {number} ms */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
