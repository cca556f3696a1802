import { Database, type HubConfig } from '@hub/platform';
import { readyDatabase } from '../../../hub/src/database-address.js';
import { ENTITIES } from '../../../hub/src/entities.js';

/** Opens the hub's database, brought to today's schema; an embedded one is started, and stopped by `close`. */
export async function openDatabase(config: HubConfig, onProgress: (line: string) => void): Promise<{ database: Database; close(): Promise<void> }> {
  const ready = await readyDatabase(config, onProgress);
  try {
    const database = await Database.open({ url: ready.url, poolSize: 2, entities: ENTITIES });
    return {
      database,
      async close() {
        await database.close();
        await ready.stop();
      },
    };
  } catch (error) {
    await ready.stop();
    throw error;
  }
}
