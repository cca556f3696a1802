import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApplicationScope, type HubContext, type Scope } from '@hub/access';
import { MailService, PublicFeed, serveAlertEvents, serveFeed, serveUnsubscribe, UnsubscribeLinks } from '@hub/alerts';
import { type Asking, AttachmentChecks, DownloadLinks, Downloads, serveAttachments, serveUploads, UploadsService } from '@hub/attachments';
import { openAudit, serveLog } from '@hub/audit';
import { CaseExportsService, CaseExportStream, serveCaseExports } from '@hub/cases';
import { Clock, SystemClock } from '@hub/kernel';
import { GuestVisits, serveGuests } from '@hub/meetings';
import {
  type Channel, clientAddress, Connections, createHttpAdapter, createLogger, Database, type HubConfig, type HubLogger, InputValidationPipe, ListenCarrier, Metrics, NatsCarrier, NestLogger, Readiness, serveHealth, serveMetrics, serveSockets, Subscriptions, UnitOfWork, WakeUps,
} from '@hub/platform';
import { FeedsService, InboxService, PaperLinks, PapersService, serveCalendar, serveInbound, servePapers } from '@hub/meetings';
import { OutsideOpening, serveOutside } from '@hub/releases';
import { StrikeRepeats } from '@hub/recall';
import { PurgeRun } from '@hub/retention';
import { ENTITIES } from './entities.js';
import { ContextFactory } from './hub.context.js';
import { HubModule } from './hub.module.js';
import { startJobs } from './jobs.js';
import { servePages } from './pages.js';

/** What a hub is made from; tests replace clock, scope, database role and log. */
export interface HubOptions {
  config: HubConfig;
  databaseUrl: string;
  clock?: Clock;
  scope?: Scope;
  databaseRole?: string;
  /** Folder of the built apps; without it no web page is served. */
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

/** An answer takes a dozen buffers of some kilobytes: cut from large pieces they cost the allocator less (4 % of the process's time). */
Buffer.poolSize = 65_536;

const POOL_GAUGES: [string, (database: Database) => number][] = [
  ['total', ({ pool }) => pool.totalCount], ['idle', ({ pool }) => pool.idleCount], ['waiting', ({ pool }) => pool.waitingCount],
];

/** Makes the hub: pool, modules, HTTP server, and, where this process has the role, scheduled work. */
export async function createHub({ config, databaseUrl, clock = new SystemClock(), scope = new ApplicationScope(), databaseRole, pages, log = createLogger({ level: config.log.level, errorMessages: !config.production }) }: HubOptions): Promise<Hub> {
  const metrics = new Metrics();
  const readiness = new Readiness();
  const wakeUps = new WakeUps(config.nats ? new NatsCarrier(config.nats, config.secrets.encryptionKey) : new ListenCarrier(databaseUrl), log);
  const database = await Database.open({
    url: databaseUrl, poolSize: config.database.poolSize, entities: ENTITIES, ...(databaseRole ? { role: databaseRole } : {}),
    ...(config.nats ? { onHint: (hint) => wakeUps.tell(hint as Channel) } : {}),
  });
  readiness.add('database', () => database.statement('ready', 'SELECT 1'));
  if (config.nats) readiness.addHelper('nats', () => wakeUps.connected);
  metrics.gauge('hub_wake_ups_connected', 'Whether hints of what is new come (1), by NATS or from the database, or it is found by looking only (0).', () => Number(wakeUps.connected));
  for (const [name, read] of POOL_GAUGES) metrics.gauge(`hub_db_pool_${name}`, `Database connections: ${name}.`, () => read(database));

  const unitOfWork = new UnitOfWork(database);
  const audit = await openAudit({ config, database, unitOfWork, clock }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });

  const adapter = createHttpAdapter(config, { log, metrics });
  const app = await NestFactory.create<NestFastifyApplication>(
    HubModule.with({ config, clock, database, unitOfWork, audit, scope, metrics, wakeUps }, { log, readiness }),
    adapter,
    { bodyParser: false, logger: new NestLogger(log), abortOnError: false },
  );
  app.useGlobalPipes(new InputValidationPipe());
  serveHealth(adapter.getInstance(), readiness);
  serveLog(adapter.getInstance(), audit.reader, database);
  serveMetrics(adapter.getInstance(), metrics, config.http.metricsToken);
  if (pages) servePages(adapter.getInstance(), pages);
  const connections = openConnections(app, config, log);
  const subscriptions = app.get<Subscriptions<HubContext>>(Subscriptions);
  metrics.gauge('hub_open_connections', 'WebSockets and event streams that are open.', () => connections.count);
  serveSockets({
    fastify: adapter.getInstance(), path: '/graphql', publicUrl: config.http.publicUrl, subscriptions, connections, addressOf: clientAddress(config.http.trustProxy), log,
  });
  serveAlertEvents(adapter.getInstance(), { subscriptions, connections, trustProxy: config.http.trustProxy });
  serveFeed(adapter.getInstance(), app.get(PublicFeed));
  serveUnsubscribe(adapter.getInstance(), app.get(UnsubscribeLinks), app.get(MailService));
  serveCalendar(adapter.getInstance(), app.get(FeedsService));
  serveInbound(adapter.getInstance(), app.get(InboxService), config.meetings.inboundSecret, clock);
  serveOutside(adapter.getInstance(), app.get(OutsideOpening));
  serveGuests(adapter.getInstance(), { visits: app.get(GuestVisits), downloads: app.get(Downloads), clock });
  serveFiles(app, log);
  const contexts = app.get(ContextFactory);
  serveCaseExports(adapter.getInstance(), {
    contextOf: (request, reply) => contexts.create(request, reply), renew: (context) => contexts.renew(context), exports: app.get(CaseExportsService), stream: app.get(CaseExportStream),
    onBreak: (error, requestId) => log.warn({ err: error, requestId }, 'An export of cases broke off.'),
  });
  await app.init();
  // Before anybody is answered: a database that was restored from a backup may hold what was purged, or struck.
  const repeated = await app.get(PurgeRun).repeat();
  if (repeated > 0) log.warn({ repeated }, 'The database held what had been purged; it is purged again.');
  const restruck = await app.get(StrikeRepeats).run();
  if (restruck > 0) log.warn({ restruck }, 'The database held what had been struck; it is struck again.');
  wakeUps.start();
  const stopJobs = startJobs(app, config.roles, log);
  return {
    app, database, readiness, log,
    async close() {
      await stopJobs();
      await wakeUps.stop();
      await database.close();
    },
  };
}

/** Files, in and out. */
function serveFiles(app: NestFastifyApplication, log: HubLogger): void {
  const http = app.getHttpAdapter().getInstance();
  const contexts = app.get(ContextFactory);
  const asking: Asking = { create: (request, reply) => contexts.outside(request, reply), renew: (context) => contexts.renew(context), ofSession: (request, reply, id) => contexts.ofSession(request, reply, id) };
  app.get(AttachmentChecks).onError = (error) => log.error({ err: error }, 'A file could not be looked at for a reason of the hub; it is tried again.');
  serveUploads(http, { uploads: app.get(UploadsService), asking, log });
  serveAttachments(http, { downloads: app.get(Downloads), links: app.get(DownloadLinks), asking, log });
  servePapers(http, { papers: app.get(PapersService), links: app.get(PaperLinks), asking, log });
}

/** What stays open, each only as long as its session. */
function openConnections(app: NestFastifyApplication, config: HubConfig, log: HubLogger): Connections<HubContext> {
  const contexts = app.get(ContextFactory);
  const unitOfWork = app.get(UnitOfWork);
  const clock = app.get<Clock>(Clock as never);
  const connections = new Connections<HubContext>({
    admit: (authorization, request) => contexts.admit(authorization, request),
    accessEpoch: async () => (await unitOfWork.readAtOnce<{ epoch: number }>('access-epoch', 'SELECT epoch FROM hub.access_state', []))[0]?.epoch ?? 0,
    renewAll: (open, epoch) => contexts.renewAll(open, epoch),
    now: () => clock.now(),
    perPerson: config.alerts.socketsPerPerson, perAddress: config.alerts.socketsPerAddress,
  }, (error) => log.error({ err: error }, 'Looking at the sessions of open connections failed; it is tried again.'));
  app.get(WakeUps).on('hub_access', () => void connections.watch());
  return connections;
}
