// The hub with its ledger off: the same hub, but its gate lets everything go at once, and nothing is entered or sealed. There is no
// such switch in the hub itself.
import 'reflect-metadata';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const { createHub } = await import(join(ROOT, 'dist/apps/hub/src/create-hub.js'));
const { DisclosureGate } = await import(join(ROOT, 'dist/libs/audit/src/index.js'));
const { loadConfig } = await import(join(ROOT, 'dist/libs/platform/src/index.js'));

const config = loadConfig(process.env);
const hub = await createHub({ config, databaseUrl: config.database.url });
hub.app.get(DisclosureGate).release = async () => 'released';
await hub.app.listen(config.http.port, config.http.host);
process.on('SIGTERM', () => process.exit(0));
