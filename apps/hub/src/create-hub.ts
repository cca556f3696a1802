import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplicationScope, type Scope } from '@hub/access';
import { openAudit, serveLog } from '@hub/audit';
import { type Clock, SystemClock } from '@hub/kernel';
import {
  createHttpAdapter, createLogger, Database, type HubConfig, type HubLogger, InputValidationPipe, Metrics, NestLogger, Readiness, serveFolder, serveHealth, serveMetrics, UnitOfWork,
} from '@hub/platform';
import { ENTITIES } from './entities.js';
import { HubModule } from './hub.module.js';
import { startJobs } from './jobs.js';

/** What a hub is made from; tests replace clock, scope, database role and log. */
export interface HubOptions {
  config: HubConfig;
  databaseUrl: string;
  clock?: Clock;
  scope?: Scope;
  databaseRole?: string;
  /** Folder of the built web pages; without it none are served. */
  pages?: string;
  log?: HubLogger;
}

/** A hub that is made, but does not listen yet. */
export interface Hub {
  app: NestFastifyApplication;
  database: Database;
  readiness: Readiness;
  log: HubLogger;
  /** Stops scheduled work, then the database. */
  close(): Promise<void>;
}

const POOL_GAUGES: [string, (database: Database) => number][] = [
  ['total', ({ pool }) => pool.totalCount], ['idle', ({ pool }) => pool.idleCount], ['waiting', ({ pool }) => pool.waitingCount],
];

/** Makes the hub: pool, modules, HTTP server, and, where this process has the role, scheduled work. */
export async function createHub({ config, databaseUrl, clock = new SystemClock(), scope = new ApplicationScope(), databaseRole, pages, log = createLogger({ level: config.log.level, errorMessages: !config.production }) }: HubOptions): Promise<Hub> {
  const metrics = new Metrics();
  const readiness = new Readiness();
  const database = await Database.open({ url: databaseUrl, poolSize: config.database.poolSize, entities: ENTITIES, ...(databaseRole ? { role: databaseRole } : {}) });
  readiness.add('database', () => database.statement('ready', 'SELECT 1'));
  for (const [name, read] of POOL_GAUGES) metrics.gauge(`hub_db_pool_${name}`, `Database connections: ${name}.`, () => read(database));

  const unitOfWork = new UnitOfWork(database);
  const audit = await openAudit({ config, database, unitOfWork, clock }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  const adapter = createHttpAdapter(config, { log, metrics });
  const app = await NestFactory.create<NestFastifyApplication>(
    HubModule.with({ config, clock, database, unitOfWork, audit, scope, metrics }, { log, readiness }),
    adapter,
    { bodyParser: false, logger: new NestLogger(log), abortOnError: false },
  );
  app.useGlobalPipes(new InputValidationPipe());
  serveHealth(adapter.getInstance(), readiness);
  serveLog(adapter.getInstance(), audit.reader, database);
  serveMetrics(adapter.getInstance(), metrics, config.http.metricsToken);
  if (pages && existsSync(join(pages, 'graphiql'))) {
    serveFolder(adapter.getInstance(), '/graphiql', join(pages, 'graphiql'));
    // Whoever opens the address that the start prints finds something to work with.
    adapter.getInstance().get('/', (_request, reply) => reply.redirect('/graphiql/', 302));
  }
  await app.init();
  const stopJobs = startJobs(app, config.roles, log);
  return {
    app, database, readiness, log,
    async close() {
      await stopJobs();
      await database.close();
    },
  };
}
