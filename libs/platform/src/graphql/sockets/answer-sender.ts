import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Answer } from '../execution/answer.js';
import type { LiveAnswers } from '../execution/live-operation.js';

let last: Answer | null = null;
let encoded = Buffer.alloc(0);
let size = 0;

/** An answer as it stands in a message, encoded once for all who are sent the same one: they come one after the other. Good until the next. */
function payloadOf(answer: Answer): Buffer {
  if (last !== answer) {
    last = answer;
    const text = `${JSON.stringify(answer)}}`;
    if (encoded.length < 3 * text.length) encoded = Buffer.allocUnsafeSlow(3 * text.length);
    size = encoded.write(text);
  }
  return encoded.subarray(0, size);
}

/** What a message begins with: the operation's id, which is all that is its own. */
export const headOf = (id: string): Buffer => Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);

const EMPTY = Buffer.alloc(0);
const MOST_BEFORE = 10;
/** Where frames are made, one after the other in the same place: thousands of buffers would cost more than what they hold, and memory until they are collected. */
let room = Buffer.alloc(0);

/**
 * Writes one answer as a message of graphql-transport-ws, in a frame by itself (RFC 6455, 5.2: final, text, not masked, as servers send). `ws` would
 * write head and message apart, which costs twice as much; it never splits or compresses what it sends here, so that frames stand between its own.
 */
export function writeNext(stream: Duplex, head: Buffer, answer: Answer, taken: () => void): void {
  const body = payloadOf(answer);
  const length = head.length + body.length;
  if (room.length < MOST_BEFORE + length) room = Buffer.allocUnsafeSlow(MOST_BEFORE + length);
  room[0] = 0x81;
  let at = 2;
  if (length < 126) room[1] = length;
  else if (length < 65_536) {
    room[1] = 126;
    at = room.writeUInt16BE(length, 2);
  } else {
    room[1] = 127;
    at = room.writeUInt32BE(length, room.writeUInt32BE(0, 2));
  }
  room.set(head, at);
  room.set(body, at + head.length);
  stream.write(room.subarray(0, at + length));
  if (stream.writableLength === 0) return taken();
  // What the kernel has not taken at once is the stream's from here on; what is written behind it tells when it has.
  room = EMPTY;
  stream.write(EMPTY, taken);
}

/**
 * The answers of one subscription on their way to its socket, one after the other: the next comes once the one before has been taken. graphql-ws,
 * which would encode each anew, iterates over it and is given the end alone.
 */
export class AnswerSender implements AsyncIterableIterator<never> {
  private readonly socket: WebSocket;
  private readonly stream: Duplex;
  private readonly head: Buffer;
  private readonly taken: () => void;

  constructor({ socket, stream }: { readonly socket: WebSocket; readonly stream: Duplex }, id: string, private readonly answers: LiveAnswers) {
    this.socket = socket;
    this.stream = stream;
    this.head = headOf(id);
    this.taken = () => answers.taken();
    answers.outlet = (answer) => this.send(answer);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<never>> {
    // Answers go past it.
    const { done } = await this.answers.next();
    if (!done) throw new Error('an answer did not go to its outlet');
    return { done, value: undefined };
  }

  async return(): Promise<IteratorResult<never>> {
    await this.answers.return?.();
    return { done: true, value: undefined };
  }

  private send(answer: Answer): void {
    const { socket, stream } = this;
    if (socket.readyState === socket.OPEN) writeNext(stream, this.head, answer, this.taken);
    else this.taken();
  }
}
