// The measure of what is possible: `ws` alone, one frame of so many bytes to all who are there. It knows nobody, and records nothing.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
sockets.on('connection', (socket) => socket.on('message', (bytes) => {
  const { type, id } = JSON.parse(bytes);
  if (type === 'connection_init') return socket.send(JSON.stringify({ type: 'connection_ack' }));
  socket.send(JSON.stringify({ id, type: 'next', payload: {} }));
  socket.document = Number(id.split('-')[2]);
}));

/** Frames by the clients' documents, as the hub sent one of each: the same bytes to all who have that one, whatever their operation's id. */
function broadcast(frames) {
  const shared = frames.map((frame) => Buffer.from(frame));
  const begun = Number(process.hrtime.bigint()) / 1e6;
  for (const socket of sockets.clients) socket.send(shared[socket.document], { binary: false });
  return begun;
}

createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => response.end(String(broadcast(JSON.parse(text).frames))));
}).on('upgrade', (request, stream, head) => sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket)))
  .listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
