import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Answer } from '../execution/answer.js';
import { headOf, writeNext } from './answer-sender.js';

interface Message { readonly id: string; readonly payload: Answer }

/** What a client reads of frames that are written to its connection, between others of `ws`. */
async function read(messages: readonly Message[]): Promise<string[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  server.on('connection', (socket, { socket: stream }) => {
    socket.send('first');
    for (const { id, payload } of messages) writeNext(stream, headOf(id), payload, () => undefined);
    socket.close(1000);
  });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const got: string[] = [];
  client.on('message', (bytes: Buffer, isBinary) => void got.push(isBinary ? 'binary' : bytes.toString()));
  await once(client, 'close');
  server.close();
  return got;
}

describe('a frame', () => {
  it.each([100, 125, 126, 127, 65_535, 65_536, 300_000])('of %d bytes is one message of text, its own id before what all are sent', async (size) => {
    const messages = ['op-1', 'ä"2'].map((id) => {
      const message = { id, type: 'next', payload: { data: { text: '被' } } };
      message.payload.data.text += 'x'.repeat(size - Buffer.byteLength(JSON.stringify(message)));
      return message;
    });
    expect(await read([...messages, ...messages])).toEqual(['first', ...[...messages, ...messages].map((message) => JSON.stringify(message))]);
  });
});
