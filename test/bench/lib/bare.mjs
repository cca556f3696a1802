// The measure of what is possible: node:http and one prepared statement on the hub's own tables, by the best plan known.
// It believes its callers (x-actor), passes row security, knows no GraphQL and records nothing.
//   rows: PostgreSQL gives rows, this makes the JSON.   text: PostgreSQL makes the JSON of the rows as well.
import { createServer } from 'node:http';
import pg from 'pg';
import { PAGE } from './question.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c search_path=hub -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1' });
const { rows: actors } = await pool.query(`SELECT ARRAY[1, 2, o.reader_principal, o.officer_principal, p.principal] AS principals
  FROM hub.organisations o JOIN hub.persons p ON p.organisation_id = o.id ORDER BY o.reader_principal`);

const FROM = `
  FROM (SELECT DISTINCT r.sort_at, r.bulletin_id FROM unnest($1::int[]) p (principal) CROSS JOIN LATERAL (
      SELECT r.sort_at, r.bulletin_id FROM hub.bulletin_reach r WHERE r.principal = p.principal
      ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT ${PAGE + 1}) r
    ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT ${PAGE + 1}) i
  JOIN hub.bulletins b ON b.id = i.bulletin_id
  JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
  JOIN hub.organisations o ON o.id = b.originator_id`;
const SECTIONS = 'FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id AND s.number = b.published_number AND s.admitted && $1';
const ROWS = `
  SELECT b.id, b.reference, v.title, v.tlp, b.published_at AS "publishedAt", json_build_object('name', o.names->>'en') AS originator,
    (SELECT json_agg(json_build_object('heading', s.heading, 'body', s.body) ORDER BY s.position) ${SECTIONS}) AS sections
  ${FROM} ORDER BY i.sort_at DESC, i.bulletin_id DESC`;
const TEXT = `
  SELECT '{"id":"' || b.id || '","reference":"' || b.reference || '","title":' || to_json(v.title) || ',"tlp":"' || v.tlp || '","publishedAt":"'
      || to_char(b.published_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","originator":{"name":' || to_json(o.names->>'en') || '},"sections":['
      || (SELECT string_agg('{"heading":' || to_json(s.heading) || ',"body":' || to_json(s.body) || '}', ',' ORDER BY s.position) ${SECTIONS}) || ']}' AS node,
    CASE WHEN row_number() OVER () = ${PAGE} THEN b.id END AS id, CASE WHEN row_number() OVER () = ${PAGE} THEN b.published_at END AS at
  ${FROM} ORDER BY i.sort_at DESC, i.bulletin_id DESC`;

const cursorOf = (at, id) => Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

async function rows(principals) {
  const { rows: nodes } = await pool.query({ name: 'page', text: ROWS, values: [principals] });
  const hasNextPage = nodes.length > PAGE;
  if (hasNextPage) nodes.pop();
  const last = nodes.at(-1);
  return JSON.stringify({ data: { bulletins: { nodes, pageInfo: { hasNextPage, endCursor: last ? cursorOf(last.publishedAt, last.id) : null } } } });
}

async function text(principals) {
  const { rows: found } = await pool.query({ name: 'page', text: TEXT, values: [principals] });
  const last = found[PAGE - 1];
  const nodes = found.slice(0, PAGE).map(({ node }) => node).join(',');
  return `{"data":{"bulletins":{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${found.length > PAGE},"endCursor":"${cursorOf(last.at, last.id)}"}}}}`;
}

const page = process.env.BARE === 'text' ? text : rows;
createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  request.resume();
  return page(actors[Number(request.headers['x-actor'])].principals).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body),
    (error) => response.writeHead(500).end(String(error)),
  );
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
