import http from 'node:http';

/** A message as it arrived. */
export interface Received { headers: Record<string, string>; body: string; at: string }

/** A receiver on loopback: keeps everything that comes, and answers what it is told to. */
export interface Receiver {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** What to answer: a status, with headers; `hang`: nothing at all; `break`: closes the connection. */
  answer: number | { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'break';
  /** Called before anything is answered. */
  onMessage: (message: Received) => unknown;
  close(): Promise<void>;
}

/** Starts one. */
export async function startReceiver(): Promise<Receiver> {
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => { body += part; }).on('end', async () => {
      const message = { headers: request.headers as Record<string, string>, body, at: request.url ?? '' };
      receiver.received.push(message);
      await receiver.onMessage(message);
      const { answer } = receiver;
      if (answer === 'hang') return;
      if (answer === 'break') return void request.socket.destroy();
      const { status, headers = {}, body: text = '' } = typeof answer === 'number' ? { status: answer } : answer;
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const receiver: Receiver = {
    port, url: `http://127.0.0.1:${port}/hook`, received: [], answer: 204, onMessage: () => undefined,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
  return receiver;
}
