// What is kept, held and demanded in the world of the bare tables.
const uuid = (n: number): string => `7e7a1000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const LEGAL_HOLDS = { green: uuid(1), red: uuid(2), npa: uuid(3), lifted: uuid(4) } as const;
/** What was purged: a whole bulletin of those marked so, a version, exports. */
export const PURGED = { withdrawn: uuid(11), red: uuid(12), version: uuid(13), phExport: uuid(14), brExport: uuid(15) } as const;
export const NOTICED = { amber: uuid(21), red: uuid(22), npa: uuid(23) } as const;
/** Demands that PH has received, open and answered, and one of BR's. */
export const DEMANDS = { ph: uuid(31), answered: uuid(32), br: uuid(33) } as const;
/** What originators were told. */
export const NOTICES = { amber: uuid(41), red: uuid(42), npa: uuid(43) } as const;

interface Thing { readonly id: string }
interface Who extends Thing { readonly organisationId: string }
/** What of the cast they are about. */
export interface RetentionCast {
  readonly bulletins: Readonly<Record<'amber' | 'green' | 'red' | 'withdrawn' | 'npaClear' | 'clear', Thing>>;
  readonly people: Readonly<Record<'author' | 'administrator' | 'recipientAdministrator' | 'recipient' | 'npaOfficer', Who>>;
}

/** Everything, written past all rules. */
export function retentionSql({ bulletins: { amber, green, red, withdrawn, npaClear, clear }, people }: RetentionCast): string[] {
  const { author, administrator, recipientAdministrator, recipient, npaOfficer } = people;
  const [ph, br, npa] = [author.organisationId, recipient.organisationId, npaOfficer.organisationId];
  const held = (id: string, of: Thing, by: Who, lifted = 'NULL, NULL'): string => `('${id}', '${of.id}', '${by.organisationId}', 'x', '2030-01-01', now(), '${by.id}', ${lifted})`;
  const purged = (kind: string, subject: string, bulletin: string | null, organisation: string, number = 0): string => `('${kind}', '${subject}', ${number}, ${bulletin === null ? 'NULL' : `'${bulletin}'`}, '${organisation}', now(), 30, now())`;
  const demanded = (id: string, by: Who, answer = `'OPEN', NULL, NULL, NULL`): string => `('${id}', '${by.organisationId}', 'x', 'x', '2026-01-01', 'x', now(), '${by.id}', ${answer})`;
  const notice = (id: string, of: Thing, demand: string, originator: string, receiver: string): string => `('${id}', '${demand}', '${of.id}', '${originator}', '${receiver}', 'x', 'x', '2026-01-01', now(), 'OPEN', '{}')`;
  return [
    `INSERT INTO hub.retention_rules (organisation_id, kind, days, revision, set_by, set_at) VALUES ('${ph}', 'BULLETIN', 400, 1, '${administrator.id}', now()), ('${br}', 'BULLETIN', 400, 1, '${recipientAdministrator.id}', now())`,
    `INSERT INTO hub.legal_holds (id, bulletin_id, organisation_id, reason, review_on, placed_at, placed_by, lifted_at, lifted_by) VALUES
      ${held(LEGAL_HOLDS.green, green, author)}, ${held(LEGAL_HOLDS.red, red, author)}, ${held(LEGAL_HOLDS.npa, npaClear, npaOfficer)}, ${held(LEGAL_HOLDS.lifted, amber, author, `now(), '${author.id}'`)}`,
    `INSERT INTO hub.purge_notices (kind, subject_id, number, bulletin_id, due_on, purge_on) VALUES ${([['amber', amber], ['red', red], ['npa', npaClear]] as const).map(([name, { id }]) => `('ATTACHMENT', '${NOTICED[name]}', 0, '${id}', '2030-01-01', '2030-01-01')`).join()}`,
    `INSERT INTO hub.purges (kind, subject_id, number, bulletin_id, organisation_id, purged_at, days, since) VALUES ${purged('BULLETIN', PURGED.withdrawn, withdrawn.id, ph)}, ${purged('BULLETIN', PURGED.red, red.id, ph)},
      ${purged('VERSION', PURGED.version, amber.id, ph, 1)}, ${purged('EXPORT', PURGED.phExport, null, ph)}, ${purged('EXPORT', PURGED.brExport, null, br)}`,
    `INSERT INTO hub.legal_demands (id, organisation_id, authority, legal_basis, received_on, scope, registered_at, registered_by, state, answer, answered_at, answered_by) VALUES
      ${demanded(DEMANDS.ph, author)}, ${demanded(DEMANDS.br, recipient)}, ${demanded(DEMANDS.answered, author, `'REFUSED', 'x', now(), '${author.id}'`)}`,
    `INSERT INTO hub.legal_demand_bulletins (demand_id, bulletin_id) VALUES ${([[DEMANDS.ph, amber], [DEMANDS.ph, red], [DEMANDS.ph, npaClear], [DEMANDS.answered, amber], [DEMANDS.br, amber], [DEMANDS.br, red], [DEMANDS.br, clear]] as const).map(([demand, { id }]) => `('${demand}', '${id}')`).join()}`,
    `INSERT INTO hub.legal_notices (id, demand_id, bulletin_id, originator_id, receiver_id, authority, legal_basis, received_on, told_at, state, versions) VALUES
      ${notice(NOTICES.amber, amber, DEMANDS.br, ph, br)}, ${notice(NOTICES.red, red, DEMANDS.br, ph, br)}, ${notice(NOTICES.npa, npaClear, DEMANDS.ph, npa, ph)}`,
  ];
}
