import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A connection that can break at the worst moment: after the hub has done what it was asked, before the answer arrives. */
export interface LosingProxy {
  url: string;
  /** How many of the next answers to mutations get lost. */
  lose: number;
  /** From how many mutations on nothing gets through any more; null: everything does. */
  diesAfter: number | null;
  close(): Promise<void>;
}

/** Stands between a client and the hub at `target`. */
export async function losingProxy(target: string): Promise<LosingProxy> {
  let seen = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const body = Buffer.concat(parts);
      const mutation = /"query":"mutation/.test(body.toString());
      if (mutation) seen += 1;
      if (proxy.diesAfter !== null && seen > proxy.diesAfter) return response.destroy();
      const headers = Object.fromEntries(['authorization', 'content-type', 'idempotency-key'].flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])));
      void fetch(`${target}${request.url ?? ''}`, { method: 'POST', headers, body }).then(async (answer) => {
        const text = await answer.text();
        if (mutation && proxy.lose > 0) {
          proxy.lose -= 1;
          return response.destroy();
        }
        return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
      });
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: LosingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lose: 0, diesAfter: null,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return proxy;
}
