/** One large file, sent to a server in one request and fetched again in another, over bare sockets. */
import { connect } from 'node:net';
import { WebSocket } from 'ws';

const BYTES = 200 * 1_048_576;
const MEGABYTE = 1_000_000;
const CONTENT = Buffer.alloc(BYTES, 0x5a);
/** What is read is counted and let go. */
const READ = Buffer.alloc(1_048_576);

/**
 * @param {{ port: number, cpuSeconds: () => number }} server
 * @param {boolean} plain by PUT and GET alone, as nginx does; else as the guest page sends a file
 */
export async function sendFile(server, plain) {
  const guest = plain ? undefined : await join(server.port);
  const path = guest === undefined ? '/file' : await begin(server.port, guest.token);
  const put =
    guest === undefined
      ? [`PUT ${path} HTTP/1.1`]
      : [
          `PATCH ${path} HTTP/1.1`,
          ...headersOf(guest.token),
          'Upload-Offset: 0',
          'Content-Type: application/offset+octet-stream',
        ];
  const up = await timed(server, () => ask(server.port, [...put, `Content-Length: ${BYTES}`], CONTENT));
  await guest?.say(path.slice('/files/'.length));
  const down = await timed(server, () => ask(server.port, [`GET ${path} HTTP/1.1`], undefined, BYTES));
  guest?.leave();
  return {
    'MB/s sent': up.perSecond,
    'MB sent per CPU s': up.perCpuSecond,
    'MB/s fetched': down.perSecond,
    'MB fetched per CPU s': down.perCpuSecond,
  };
}

async function timed(server, act) {
  const [cpu, at] = [server.cpuSeconds(), performance.now()];
  await act();
  const seconds = (performance.now() - at) / 1_000;
  return {
    perSecond: BYTES / MEGABYTE / seconds,
    perCpuSecond: BYTES / MEGABYTE / Math.max(0.01, server.cpuSeconds() - cpu),
  };
}

const headersOf = (token) => [`Authorization: Bearer ${token}`, 'Tus-Resumable: 1.0.0'];

async function begin(port, token) {
  const name = Buffer.from('file').toString('base64');
  const lines = [...headersOf(token), `Upload-Length: ${BYTES}`, `Upload-Metadata: name ${name}`];
  const head = await ask(port, ['POST /files HTTP/1.1', ...lines, 'Content-Length: 0']);
  const path = /^location: (\S+)/im.exec(head)?.[1];
  if (path === undefined) throw new Error(head);
  return path;
}

/** Resolves with the head of the answer when so many bytes of it have come. */
function ask(port, lines, body, least = 1) {
  return new Promise((resolve, reject) => {
    let head = '';
    let bytes = 0;
    const read = (length) => {
      if (bytes === 0) head = READ.toString('latin1', 0, Math.min(length, 4_096));
      bytes += length;
      if (!/^HTTP\/1\.1 2/.test(head)) reject(new Error(head));
      if (bytes >= least) socket.destroy();
      return true;
    };
    const socket = connect({ port, host: '127.0.0.1', onread: { buffer: READ, callback: read } });
    socket.once('error', reject).once('close', () => {
      if (bytes >= least) resolve(head);
      else reject(new Error(`the server hung up after ${bytes} bytes: ${head}`));
    });
    socket.write([...lines, `Host: 127.0.0.1:${port}`, '\r\n'].join('\r\n'));
    if (body !== undefined) socket.write(body);
  });
}

async function join(port) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'porchlight.v1', { perMessageDeflate: false });
  const heard = (type) =>
    new Promise((resolve, reject) => {
      socket.on('message', (data) => {
        const message = JSON.parse(data);
        if (message.type === type) resolve(message);
        if (message.type === 'error') reject(new Error(message.code));
      });
    });
  const welcome = heard('welcome');
  socket.once('open', () => socket.send(JSON.stringify({ type: 'join', name: 'sender' })));
  const { token } = await welcome;
  return {
    token,
    async say(id) {
      const said = heard('message');
      socket.send(JSON.stringify({ type: 'message', ref: 'file', room: 'lobby', text: '', files: [{ id }] }));
      await said;
    },
    leave: () => socket.terminate(),
  };
}
