// The clients of one contestant, in a process of their own: sockets that speak graphql-transport-ws, and note when a frame has come.
// Told by its parent: { open }: opens so many more; 'expect': the next frame of each counts. The clock is CLOCK_MONOTONIC, one for all processes.
import WebSocket from 'ws';

const OPENING = 50;
/** A broadcast has the same id for all. */
const SHARED = process.argv[2] === 'shared';
const sockets = [];
let waiting = 0;
let arrived;
let last;

const now = () => Number(process.hrtime.bigint()) / 1e6;

function open(url, { id, query, token }) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const at = sockets.length;
    let ready = false;
    sockets.push({ socket, id });
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} })));
    socket.on('message', (bytes) => {
      if (ready) {
        arrived[at] = now();
        last[at] = bytes;
        waiting -= 1;
        if (waiting === 0) report();
        return;
      }
      const { type, payload } = JSON.parse(bytes);
      if (type === 'connection_ack') return socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
      // Where the stream begins: from here on what comes is new.
      if (type !== 'next') return reject(new Error(`${type} ${JSON.stringify(payload)}`));
      ready = true;
      resolve();
    });
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      reject(new Error(`closed ${code} ${reason}`));
      // At the end the parent is gone before them.
      if (ready && process.connected) process.send({ failed: `a socket was closed: ${code} ${reason}` }, () => undefined);
    });
  });
}

async function openAll({ url, clients }) {
  const queue = [...clients];
  await Promise.all(Array.from({ length: OPENING }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await open(url, next);
  }));
  process.send({ opened: sockets.length });
}

function expectFrames() {
  waiting = sockets.length;
  arrived = new Float64Array(sockets.length);
  last = new Array(sockets.length);
  process.send({ expecting: waiting });
}

/** After the time is taken: that each has got its own, and what the receipts name. */
function report() {
  let bytes = 0;
  const receipts = new Set();
  sockets.forEach(({ id }, at) => {
    bytes += last[at].length;
    const frame = JSON.parse(last[at]);
    if ((frame.id !== id && !SHARED) || frame.type !== 'next' || !frame.payload.data.alerts.bulletin) throw new Error(`${id} got ${last[at]}`);
    if (frame.payload.extensions?.auditReceipt) receipts.add(frame.payload.extensions.auditReceipt);
  });
  const acts = [...receipts].flatMap((receipt) => JSON.parse(Buffer.from(receipt, 'base64url')).acts);
  process.send({ arrived: [...arrived], bytes: bytes / sockets.length, acts, frames: [0, 1, 2].map((document) => longest(document)) });
}

/** The longest frame of a document: the others compete with no less. */
const longest = (document) => String(last.filter((_, at) => at % 3 === document).reduce((one, other) => (other.length > one.length ? other : one)));

process.on('message', (message) => {
  if (message === 'expect') return expectFrames();
  openAll(message.open).catch((error) => process.send({ failed: String(error) }));
});
process.on('disconnect', () => process.exit(0));
