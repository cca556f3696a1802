import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveApp, serveFolder } from '@hub/platform';
import type { FastifyInstance } from 'fastify';

/** A meeting's id. Other addresses of this form are guests' personal links (libs/meetings/src/links). */
const EDITION = ':id(^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$)';

/** Addresses of the console's screens; it finds its way among them by itself (apps/console/src/app.tsx). */
const SCREENS = ['/', '/sign-in', '/sign-in/second-factor', '/join', '/recover', '/bulletins', '/bulletins/:id', '/bulletins/:id/edit', '/bulletins/:id/review', '/recalls', '/cases', '/cases/:part', '/meeting', `/meeting/${EDITION}`, `/meeting/${EDITION}/:part`, '/audit', '/audit/entries/:id', '/audit/minutes/:id', '/developers', '/organisation', '/organisation/:part', '/settings', '/public', '/public/:id'];

/** Rooms below a bulletin: their lists, and one thing of each. */
const BELOW = ['questions', 'proposals', 'translations', 'releases', 'recall', 'strike'].flatMap((room) => [`/bulletins/:id/${room}`, `/bulletins/:id/${room}/:of`]);

/** Serves the console and GraphiQL, as far as they are built in `apps`. */
export function servePages(http: FastifyInstance, apps: string): void {
  const built = (...path: string[]): string | null => (existsSync(join(apps, ...path, 'index.html')) ? join(apps, ...path) : null);
  const [screens, graphiql] = [built('console'), built('hub', 'graphiql')];
  if (graphiql) serveFolder(http, '/graphiql', graphiql);
  if (screens) serveApp(http, screens, [...SCREENS, ...BELOW]);
}
