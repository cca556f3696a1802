// Worlds in which people write: several in one hub's database, each with its own, and such as the hub itself would let come about.
import type { TestHub } from '@hub/testing';
import type { Audience, Bulletin, Content, Person, Version, World } from '../model/world.js';
import { connect } from './databases.js';
import { worldSql } from './world.database.js';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/g;

/** Who can be named in another organisation: contact point and deputy, here the first two that are there. */
const contactsOf = (persons: readonly Person[], organisationId: string): string[] => persons.filter((person) => person.organisationId === organisationId && !person.suspended && !person.ended).slice(0, 2).map(({ id }) => id);

/** The same world under other ids, its authors officers who are there; what is TLP:RED names people who can be named, and nothing is handled OTHER without a word. */
export function writable(drawn: World, nth: number): World {
  const world = JSON.parse(JSON.stringify(drawn).replace(UUID, (id) => `${id.slice(0, 24)}${nth.toString(16).padStart(4, '0')}${id.slice(28)}`)) as World;
  const authors = new Set(world.bulletins.map(({ authorId }) => authorId));
  // One organisation of the hub coordinates: the first world's first.
  const roles = (person: Person): Person['roles'] => (authors.has(person.id) ? ['OFFICER'] : person.roles.map((role) => (nth > 0 && (role === 'COORDINATOR' || role === 'AUDITOR') ? 'ADMINISTRATOR' : role)));
  const persons = world.persons.map((person): Person => ({ ...person, roles: [...new Set(roles(person))], ...(authors.has(person.id) ? { suspended: false, ended: false } : {}) }));
  const homes = new Set(world.bulletins.map(({ originatorId }) => originatorId));
  const organisations = world.organisations.map((one) => ({ ...one, suspended: one.suspended && !homes.has(one.id) }));
  const bulletin = (one: Bulletin): Bulletin => {
    const nameable = (id: string): boolean => persons.some((person) => person.id === id && (person.organisationId === one.originatorId ? !person.suspended && !person.ended : contactsOf(persons, person.organisationId).includes(id)));
    const audience = (said: Audience): Audience => ({ ...said, personIds: said.personIds.filter(nameable) });
    const content = (said: Content): Content => ({ ...said, handling: said.handling.filter((word) => word !== 'OTHER'), audience: audience(said.audience), sections: said.sections.map((section) => ({ ...section, audience: section.audience && audience(section.audience) })) });
    // A stage brings somebody else, and what comes in stages does not expire before they have come.
    const version = (said: Version): Version => {
      const stages = (said.stages ?? []).filter(({ audience: { everyone, organisationIds } }) => everyone || organisationIds.some((id) => id !== one.originatorId));
      return { ...said, stages, content: { ...content(said.content), ...(stages.length > 0 ? { expiresAt: null } : {}) } };
    };
    return { ...one, reference: `REF-${nth}-${one.id.slice(0, 8)}`, versions: one.versions.map(version) };
  };
  return { organisations, persons, bulletins: world.bulletins.map(bulletin) };
}

/** Puts it where the hub works. */
export async function settle({ databaseUrl }: TestHub, world: World, nth: number): Promise<void> {
  const client = await connect(databaseUrl);
  const contacts = world.organisations.map(({ id }) => [id, ...contactsOf(world.persons, id)].map((one) => `'${one}'`));
  const appoint = contacts.map(([id, contact = 'NULL', deputy = 'NULL']) => `UPDATE hub.organisations SET contact_point_id = ${contact}, deputy_id = ${deputy}, duty_telephone = '+81312345678' WHERE id = ${id}`);
  try {
    // All of it went out when it was approved, and not at an hour that was said before.
    await client.query(`BEGIN; ${[worldSql(world, nth), ...appoint, 'UPDATE hub.bulletin_versions SET release_at = NULL'].join(';\n')}; COMMIT`);
  } finally {
    await client.end();
  }
}

/** What others do meanwhile, as the hub's workers and a person's program would: files come in and are checked, copies are asked back, exports wait for a second person. */
export async function goOn(hub: TestHub): Promise<void> {
  await hub.superuser(`UPDATE hub.attachments SET state = 'READY', received = length, type = 'application/pdf', size = 9, sha256 = '\\x00' WHERE state = 'RECEIVING' AND id::text < '8'`);
  await hub.superuser(`INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at)
    SELECT gen_random_uuid(), r.id, r.bulletin_id, b.reference, r.cause, b.originator_id, p.organisation_id, CASE WHEN b.tlp = 'RED' THEN ARRAY[p.principal] ELSE ARRAY[o.reader_principal] END, r.opened_at, r.due_at
    FROM hub.recalls r JOIN hub.bulletins b ON b.id = r.bulletin_id JOIN LATERAL (SELECT DISTINCT ON (x.organisation_id) x.* FROM hub.persons x JOIN hub.persons a ON a.id = b.author_id WHERE x.organisation_id <> b.originator_id AND x.id::text LIKE '%' || substr(a.id::text, 25, 4) || right(x.id::text, 8)
      ORDER BY x.organisation_id, x.id) p ON true JOIN hub.organisations o ON o.id = p.organisation_id
    WHERE r.gathered_at IS NULL`);
  await hub.superuser('UPDATE hub.recalls SET gathered_at = opened_at WHERE gathered_at IS NULL');
  await hub.superuser(`UPDATE hub.case_exports SET needs_approval = true WHERE id::text < '8'`);
}
