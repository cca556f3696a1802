import { connect } from './world.mjs';

/** The tables that `typical/` would have: the same bulletins, as most would keep them. */
export async function makeTypicalTables(url) {
  const client = await connect(url);
  const { rows } = await client.query(`SELECT to_regclass('typical.reader') AS there`);
  if (!rows[0].there) {
    await client.query(`
      BEGIN;
      CREATE SCHEMA IF NOT EXISTS typical;
      CREATE TABLE typical.organisation AS SELECT o.id, o.names->>'en' AS name, o.reader_principal AS "readerPrincipal", o.officer_principal AS "officerPrincipal",
        p.principal AS "personPrincipal" FROM hub.organisations o JOIN hub.persons p ON p.organisation_id = o.id;
      CREATE TABLE typical.bulletin AS SELECT b.id, b.reference, v.title, v.tlp, b.published_at, b.originator_id
        FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number ORDER BY b.published_at;
      CREATE TABLE typical.section AS SELECT s.section_id AS id, s.bulletin_id, s.position, s.heading, s.body, s.admitted AS principals
        FROM hub.bulletin_sections s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.published_number = s.number ORDER BY b.published_at, s.position;
      CREATE TABLE typical.reader AS SELECT bulletin_id, principal FROM hub.bulletin_reach;
      ALTER TABLE typical.organisation ADD PRIMARY KEY (id);
      ALTER TABLE typical.bulletin ADD PRIMARY KEY (id);
      ALTER TABLE typical.section ADD PRIMARY KEY (id);
      ALTER TABLE typical.reader ADD PRIMARY KEY (principal, bulletin_id);
      CREATE INDEX ON typical.bulletin (published_at DESC, id DESC);
      CREATE INDEX ON typical.bulletin (originator_id);
      CREATE INDEX ON typical.section (bulletin_id);
      CREATE INDEX ON typical.reader (bulletin_id);
      COMMIT;`);
    await client.query('VACUUM ANALYZE');
  }
  await client.end();
}
