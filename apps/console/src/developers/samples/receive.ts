// Receives webhooks (Standard Webhooks 1.0): checks that a message is the hub's, and reads what it is about.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';

const { HUB_URL = 'http://127.0.0.1:4000', HUB_TOKEN = '', WEBHOOK_SECRET = '', PORT = '8080' } = process.env;
const KEY = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64');
const seen = new Set<string>();

/** Whether it is the hub's, and not an old one sent again. */
function isGood(headers: IncomingHttpHeaders, body: string): boolean {
  const [id, at, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  const expected = Buffer.from(createHmac('sha256', KEY).update(`${id}.${at}.${body}`).digest('base64'));
  // Several, while a secret is being changed.
  return (signatures ?? '').split(' ').some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ''));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** A message says that something happened and to which bulletin; what is in it, you read under your own token. */
async function look(type: string, bulletinId: string | null): Promise<void> {
  if (!bulletinId) return console.log(type);
  const response = await fetch(`${HUB_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${HUB_TOKEN}` },
    body: JSON.stringify({ query: 'query ($id: ID!) { bulletin(id: $id) { reference title } }', variables: { id: bulletinId } }),
  });
  const { data } = await response.json();
  console.log([type, data?.bulletin?.reference ?? '', data?.bulletin?.title ?? ''].join('\t'));
}

createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString();
    if (!isGood(request.headers, body)) return response.writeHead(401).end();
    // Answer at once, or the hub takes it for lost. The same message may come twice: its id tells.
    response.writeHead(204).end();
    const id = String(request.headers['webhook-id']);
    if (seen.has(id)) return undefined;
    seen.add(id);
    const { type, data } = JSON.parse(body) as { type: string; data: { bulletinId?: string | null } };
    return void look(type, data.bulletinId ?? null).catch(console.error);
  });
}).listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
