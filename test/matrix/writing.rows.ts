import type { TestHub } from '@hub/testing';

/** What is written down of reading: also who is refused may have been shown something. */
const RECORDS = /^ledger_/;

/** A digest of every table of the hub: rows, outbox, alerts. */
export async function everyRow(hub: TestHub): Promise<Map<string, string>> {
  const { rows: tables } = await hub.superuser<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub' ORDER BY 1`);
  const kept = tables.map(({ name }) => name).filter((name) => !RECORDS.test(name));
  const { rows } = await hub.superuser<{ name: string; digest: string }>(kept.map((name) => `SELECT '${name}' AS name, (SELECT count(*) || coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM hub.${name} t) AS digest`).join(' UNION ALL '));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}
