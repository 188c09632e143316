/** The peer `ws`: broadcasts or echoes what it gets, raw. With WS_NO_BUFFER_UTIL set it runs without `bufferutil`. */
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  perMessageDeflate: false,
  clientTracking: true,
});
const echo = process.argv[2] === 'echo';
server.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    if (echo) socket.send(data, { binary });
    else for (const client of server.clients) client.send(data, { binary });
  });
});
server.on('listening', () => process.stdout.write(`ready ${server.address().port}\n`));
