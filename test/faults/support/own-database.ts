import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The address of the database that a hub started by itself in this folder, as its superuser. */
export function ownDatabase(folder: string): string {
  const [password, port] = ['postgres.secret', 'postgres.port'].map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return `postgres://postgres:${encodeURIComponent(password ?? '')}@127.0.0.1:${port}/hub`;
}

/** Whether the server of that database runs. */
export function ownDatabaseRuns(folder: string): boolean {
  const file = join(folder, 'postgres', 'postmaster.pid');
  if (!existsSync(file)) return false;
  try {
    process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 0);
    return true;
  } catch {
    return false;
  }
}

/** Asks a database as its superuser. */
export async function askDatabase<R extends object>(url: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The demo world as it came to be: every bulletin with how far it went, and what it consists of; and who there is. (Keys of cases are each hub's own.) */
export const WORLD = `
  SELECT concat_ws(' ', regexp_replace(b.source_key, '^htcds:.*', 'htcds'), b.state, b.tlp, b.published_number, b.pending_number,
      (SELECT json_agg(json_build_array(v.number, v.review_state, v.tlp, v.title, v.exception IS NOT NULL) ORDER BY v.number) FROM hub.bulletin_versions v WHERE v.bulletin_id = b.id),
      (SELECT json_agg(json_build_array(s.number, s.heading) ORDER BY s.number, s.position) FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id),
      (SELECT json_agg(json_build_array(a.number, a.step) ORDER BY a.number, a.step) FROM hub.bulletin_approvals a WHERE a.bulletin_id = b.id),
      (SELECT json_agg(json_build_array(o.code, k.kind, k.version) ORDER BY o.code) FROM hub.acknowledgements k JOIN hub.organisations o ON o.id = k.organisation_id WHERE k.bulletin_id = b.id),
      (SELECT count(*) FROM hub.bulletin_reach r WHERE r.bulletin_id = b.id), (SELECT json_agg(action ORDER BY action) FROM hub.log_records l WHERE b.id = ANY (l.subject_ids) AND action LIKE 'bulletin.%' AND action NOT IN ('bulletin.read', 'bulletin.listed') AND l.holder_id = b.originator_id)) AS line
  FROM hub.bulletins b
  UNION ALL SELECT concat_ws(' ', o.code, p.email, p.roles) FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
  UNION ALL SELECT concat_ws(' ', c.code, o.code) FROM hub.circles c JOIN hub.circle_members m ON m.circle_id = c.id JOIN hub.organisations o ON o.id = m.organisation_id
  ORDER BY 1`;
