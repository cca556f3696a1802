import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Whether something could listen on this port of 127.0.0.1 now. */
export function isFree(port: number): Promise<boolean> {
  return listen(port).then(
    () => true,
    () => false,
  );
}

/** The port that this folder used before, if it is still free; otherwise any free one. */
export async function choosePort(rememberedIn: string): Promise<number> {
  const before = existsSync(rememberedIn) ? Number(readFileSync(rememberedIn, 'utf8')) : Number.NaN;
  if (Number.isInteger(before) && before > 0 && before < 65_536 && (await isFree(before))) return before;
  return listen(0);
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
