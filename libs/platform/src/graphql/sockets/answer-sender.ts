import type { WebSocket } from 'ws';
import type { Answer } from '../execution/answer.js';

const PAYLOADS = new WeakMap<Answer, Buffer>();

/** An answer as it stands in a frame, encoded once for all who are sent the same one. */
function payloadOf(answer: Answer): Buffer {
  let payload = PAYLOADS.get(answer);
  if (!payload) PAYLOADS.set(answer, (payload = Buffer.from(`${JSON.stringify(answer)}}`)));
  return payload;
}

/** Messages are laid side by side: thousands of small buffers cost more than what they hold. */
const ROOM = 256 * 1024;
let room = Buffer.alloc(0);

/** One answer as a message of graphql-transport-ws: the operation's id is all that is its own. */
export function nextMessage(id: string, answer: Answer): Buffer {
  const payload = payloadOf(answer);
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const most = 3 * head.length + payload.length;
  if (room.length < most) room = Buffer.allocUnsafeSlow(Math.max(ROOM, most));
  const begun = room.write(head);
  const end = begun + payload.copy(room, begun);
  const message = room.subarray(0, end);
  room = room.subarray(end);
  return message;
}

/**
 * The answers of one subscription on their way to its socket, one after the other: the next is asked for once the one before has been taken. graphql-ws,
 * which would encode each anew, iterates over it and is given the end alone.
 */
export class AnswerSender implements AsyncIterableIterator<never> {
  constructor(
    private readonly socket: WebSocket,
    private readonly id: string,
    private readonly answers: AsyncIterableIterator<Answer>,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<never>> {
    for (;;) {
      const { done, value } = await this.answers.next();
      if (done) return { done, value: undefined };
      await this.send(nextMessage(this.id, value));
    }
  }

  async return(): Promise<IteratorResult<never>> {
    await this.answers.return?.();
    return { done: true, value: undefined };
  }

  private send(message: Buffer): Promise<void> {
    const { socket } = this;
    return new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(message, { binary: false }, () => resolve()) : resolve()));
  }
}
