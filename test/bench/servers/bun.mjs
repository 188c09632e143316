/** The peer Bun: broadcasts by its own publish, or echoes, raw. Run by Bun, not by Node. */
/* global Bun */
const echo = process.argv[2] === 'echo';
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: (request, self) => (self.upgrade(request) ? undefined : new Response('bench')),
  websocket: {
    perMessageDeflate: false,
    backpressureLimit: 64 * 1024 * 1024,
    open: (socket) => socket.subscribe('room'),
    message: (socket, data) => {
      if (echo) socket.send(data);
      else server.publish('room', data);
    },
  },
});
process.stdout.write(`ready ${server.port}\n`);
