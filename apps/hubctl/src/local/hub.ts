import 'reflect-metadata';
import { createLogger, type HubConfig } from '@hub/platform';
import { createHub, type Hub } from '../../../hub/src/create-hub.js';
import { readyDatabase } from '../../../hub/src/database-address.js';

/** Runs work on a whole hub that listens nowhere. */
export async function withLocalHub<T>(config: HubConfig, onProgress: (line: string) => void, work: (hub: Hub) => Promise<T>): Promise<T> {
  const ready = await readyDatabase(config, onProgress);
  try {
    const hub = await createHub({ config, databaseUrl: ready.url, log: createLogger({ level: 'error', errorMessages: true }) });
    try {
      return await work(hub);
    } finally {
      await hub.app.close();
      await hub.close();
    }
  } finally {
    await ready.stop();
  }
}
