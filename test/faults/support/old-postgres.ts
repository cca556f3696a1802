import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int16 = (value: number): Buffer => int32(value).subarray(2);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const message = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};

const READY = message('Z', Buffer.from('I'));
const OID_TEXT = 25;

const rowDescription = (columns: readonly string[]): Buffer =>
  message('T', int16(columns.length), ...columns.flatMap((name) => [text(name), int32(0), int16(0), int32(OID_TEXT), int16(-1), int32(-1), int16(0)]));

const row = (values: readonly string[]): Buffer =>
  message('D', int16(values.length), ...values.flatMap((value) => [int32(Buffer.byteLength(value)), Buffer.from(value)]));

/** What an old server says of itself; of anything else it knows no more than a schema's name. */
function answer(sql: string, settings: Record<string, string>): { columns: string[]; rows: string[][] } {
  if (/pg_settings/.test(sql)) return { columns: ['name', 'setting'], rows: Object.entries(settings) };
  if (/\bversion\(\)/i.test(sql)) return { columns: ['version'], rows: [[`PostgreSQL ${settings['server_version']} on a test`]] };
  if (/server_version/i.test(sql)) return { columns: ['server_version'], rows: [[settings['server_version'] ?? '']] };
  return { columns: ['current_schema'], rows: [['public']] };
}

const CUT_OFF = message('E', text('SFATAL'), text('VFATAL'), text('C57P01'), text('Mterminating connection due to administrator command'), Buffer.from([0]));

function serve(socket: Socket, settings: Record<string, string>, cutOff: boolean): void {
  let started = false;
  let sql = '';
  let pending = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (part) => {
    pending = Buffer.concat([pending, part as Buffer]);
    for (;;) {
      const head = started ? 1 : 0;
      if (pending.length < head + 4) return;
      const length = pending.readInt32BE(head);
      if (pending.length < head + length) return;
      const type = started ? String.fromCharCode(pending[0] ?? 0) : '';
      const body = pending.subarray(head + 4, head + length);
      pending = pending.subarray(head + length);
      if (!started) {
        started = true;
        socket.write(Buffer.concat([message('R', int32(0)), message('S', text('server_version'), text(settings['server_version'] ?? '')), message('S', text('client_encoding'), text('UTF8')), READY, ...(cutOff ? [CUT_OFF] : [])]));
      } else reply(type, body);
    }
  });
  const reply = (type: string, body: Buffer): void => {
    const { columns, rows } = answer(sql, settings);
    const complete = [...rows.map(row), message('C', text(`SELECT ${rows.length}`))];
    if (type === 'Q') {
      sql = body.toString('utf8', 0, body.length - 1);
      const found = answer(sql, settings);
      socket.write(Buffer.concat([rowDescription(found.columns), ...found.rows.map(row), message('C', text(`SELECT ${found.rows.length}`)), READY]));
    } else if (type === 'P') {
      sql = body.toString('utf8').split('\0')[1] ?? '';
      socket.write(message('1'));
    } else if (type === 'B') socket.write(message('2'));
    else if (type === 'D') socket.write(rowDescription(columns));
    else if (type === 'E') socket.write(Buffer.concat(complete));
    else if (type === 'S') socket.write(READY);
    else if (type === 'X') socket.end();
  };
}

/** Something that speaks PostgreSQL's protocol just far enough to say how old it is, or that it ends a connection just made. */
export async function oldPostgres(settings: Record<string, string>, { cutOff = false }: { cutOff?: boolean } = {}): Promise<{ url: string; close: () => void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, settings, cutOff);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://hub:none@127.0.0.1:${port}/hub`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
