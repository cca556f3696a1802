// As most would write it: graphql-ws as it comes, an in-memory pub/sub (Node's own emitter), no scoping and no record. The schema is the hub's.
import { EventEmitter, on } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { ROOT } from './root.mjs';

const schema = buildSchema(readFileSync(join(ROOT, 'apps/hub/schema.graphql'), 'utf8'));
const events = new EventEmitter().setMaxListeners(0);
const alerts = schema.getSubscriptionType().getFields().alerts;
alerts.subscribe = async function* () {
  yield { __typename: 'AlertReset', cursor: '', reason: 'START' };
  for await (const [event] of on(events, 'alert')) yield event;
};
alerts.resolve = (event) => event;

const server = createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  let text = '';
  request.on('data', (chunk) => { text += chunk; });
  request.on('end', () => {
    const event = { __typename: 'Alert', ...JSON.parse(text).alert };
    const begun = Number(process.hrtime.bigint()) / 1e6;
    events.emit('alert', event);
    response.end(String(begun));
  });
});
useServer({ schema }, new WebSocketServer({ server, perMessageDeflate: false }));
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
