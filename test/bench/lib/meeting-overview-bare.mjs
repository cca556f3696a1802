// The measure of what is possible for the coordinator's overview: node:http and one prepared statement on the hub's own tables, written for this one
// question. It believes its callers, passes row security, knows no GraphQL and records nothing; what is closed to who coordinates it leaves out by audience.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c search_path=hub -c timezone=UTC -c jit=off -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1' });
const { rows: [{ id: own }] } = await pool.query(`SELECT id FROM hub.organisations WHERE kind = 'COORDINATOR'`);

const FACE = `json_build_object('code', o.code, 'name', o.names->>'en')`;
const ORDER = `ORDER BY lower(o.names->>'en') COLLATE "C", o.code`;
const SEEN = `(i.audience IS NULL OR $2 = ANY (i.audience))`;
const TEXT = `
  WITH parties AS MATERIALIZED (SELECT p.must_attend, t.presence <> 'ABSENT' AS present, r.organisation_id IS NOT NULL AS answered, c.organisation_id IS NOT NULL AS commented, o.code, o.names
      FROM meeting_parties p JOIN organisations o ON o.id = p.organisation_id
      LEFT JOIN meeting_attendance t ON t.edition_id = $1 AND t.item_id IS NULL AND t.organisation_id = p.organisation_id
      LEFT JOIN meeting_responses r ON r.edition_id = $1 AND r.item_id IS NULL AND r.organisation_id = p.organisation_id
      LEFT JOIN (SELECT DISTINCT x.organisation_id FROM meeting_comments x JOIN meeting_items i ON i.id = x.item_id WHERE x.edition_id = $1 AND ${SEEN}) c ON c.organisation_id = p.organisation_id
      WHERE p.edition_id = $1),
    waits AS MATERIALIZED (SELECT i.id, i.position, (SELECT count(*)::int FROM meeting_comments c WHERE c.item_id = i.id AND c.outcome IS NULL) AS comments,
      (SELECT json_agg(${FACE} ORDER BY r.at, r.id) FROM meeting_responses r JOIN organisations o ON o.id = r.organisation_id WHERE r.edition_id = $1 AND r.item_id = i.id AND r.response = 'OBJECTED' AND r.noted_at IS NULL) AS objections,
      EXISTS (SELECT FROM meeting_texts t WHERE t.item_id = i.id AND t.body <> '') AS written FROM meeting_items i WHERE i.edition_id = $1 AND i.state = 'ACCEPTED' AND ${SEEN})
  SELECT json_build_object('id', e.id, 'number', e.number, 'state', e.state) AS edition, m.closes_at AS "closesAt", to_char(m.closes_at AT TIME ZONE e.zone, 'YYYY-MM-DD"T"HH24:MI') AS "closesLocal",
    (SELECT q.quorum FROM meeting_polls q WHERE q.edition_id = $1 ORDER BY q.opened_at DESC LIMIT 1) AS quorum,
    (SELECT count(*)::int FROM parties) AS parties, (SELECT count(*)::int FROM parties WHERE present) AS present, (SELECT count(*)::int FROM parties WHERE present AND NOT answered) AS silent,
    (SELECT json_agg(${FACE} ${ORDER}) FROM parties o WHERE o.present AND NOT o.answered) AS "missingAnswers",
    (SELECT json_agg(${FACE} ${ORDER}) FROM parties o WHERE o.present AND NOT o.answered AND NOT o.commented) AS "missingComments",
    (SELECT json_agg(${FACE} ${ORDER}) FROM parties o WHERE o.must_attend AND o.present IS NOT TRUE) AS must,
    (SELECT json_agg(w.id ORDER BY w.position) FROM waits w WHERE NOT w.written) AS blank,
    (SELECT json_agg(json_build_object('itemId', w.id, 'count', w.comments) ORDER BY w.position) FROM waits w WHERE w.comments > 0) AS comments,
    (SELECT json_agg(json_build_object('itemId', w.id, 'of', w.objections) ORDER BY w.position) FROM waits w WHERE w.objections IS NOT NULL) AS objections,
    (SELECT json_agg(json_build_object('id', a.id, 'dueOn', a.due_on, 'overdue', now() >= (a.due_on + 1)::timestamp AT TIME ZONE g.zone,
        'texts', (SELECT json_agg(json_build_object('language', x.key, 'text', x.value) ORDER BY x.key) FROM jsonb_each_text(a.texts) x), 'owner', ${FACE}) ORDER BY a.due_on, a.id)
      FROM meeting_actions a JOIN meeting_items i ON i.id = a.item_id AND ${SEEN} JOIN meeting_editions g ON g.id = a.edition_id JOIN organisations o ON o.id = a.owner_id
      WHERE a.state = 'OPEN' AND a.due_on <= (now() AT TIME ZONE g.zone)::date + 30) AS actions
  FROM meeting_editions e JOIN meeting_minutes m ON m.edition_id = e.id WHERE e.id = $1`;

async function overview(editionId) {
  const { rows: [f] } = await pool.query({ name: 'overview', text: TEXT, values: [editionId, own] });
  const deadline = f.closesAt.toISOString();
  const wait = (wait, waitsFor, count, itemId = null, organisations = []) => ({ wait, waitsFor, count, itemId, organisations });
  return JSON.stringify({ data: { meetingOverview: {
    edition: f.edition,
    unanswered: [{ matter: 'COMMENTS', deadline, late: false, asked: f.present, missing: f.missingComments }, { matter: 'APPROVAL', deadline, late: false, asked: f.present, missing: f.missingAnswers }],
    deadlines: [{ kind: 'REVIEW', at: deadline, atLocal: f.closesLocal, late: false }],
    quorum: { basis: 'ATTENDANCE', safety: f.present >= f.quorum ? 'SAFE' : 'SHORT', needed: f.quorum, coming: f.present, notComing: f.parties - f.present, open: 0, mustAttend: f.must ?? [] },
    overflow: { minutes: 0, proposals: 0, proposedMinutes: 0 },
    minutes: [...f.blank.map((id) => wait('TEXT', 'SECRETARIES', 1, id)), ...f.comments.map(({ itemId, count }) => wait('COMMENT', 'SECRETARIES', count, itemId)),
      ...f.objections.map(({ itemId, of }) => wait('OBJECTION', 'ORGANISATIONS', of.length, itemId, of)), wait('ANSWER', 'ORGANISATIONS', f.silent, null, f.missingAnswers)],
    actions: f.actions,
  } } });
}

createServer((request, response) => {
  if (request.method === 'GET') return response.end('ready');
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => overview(JSON.parse(Buffer.concat(chunks)).variables.id).then(
    (body) => response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body),
    (error) => response.writeHead(500).end(String(error)),
  ));
}).listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
