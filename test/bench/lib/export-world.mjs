// A bench world of cases: one organisation has published so many to another, which may know whom they are about. Beside them the same rows as a plain table
// of texts, from which a bare COPY writes the same bytes.
import { hash } from '@node-rs/argon2';
import { connect, keptDatabase } from './world.mjs';
import { beginLog } from './log.mjs';
import { PASSWORD } from './world-steps.mjs';

/** What a case of the bench says, as SQL on its number: about two thirds of the core fields. */
const FIELDS = {
  prs_Gender: `(ARRAY['Feminine','Masculine','NonSpecifiedUnknown'])[1 + n % 3]`, prs_MaritalStatus: `'Single'`, prs_NumberOfChildren: `(n % 4)::text`, prs_PrimaryLanguage: `(ARRAY['tgl','por','tha'])[1 + n % 3]`,
  prs_Citizenship: `(ARRAY['PH','BR;JP','TH'])[1 + n % 3]`, prs_MailingCountry: `'JP'`, vic_TraffickingStatus: `'PossibleVictimOfTrafficking'`, vic_TraffickingStatusDecisionMakingOrg: `'Police'`,
  vic_AgeWhenTrafficked: `(16 + n % 30)::text`, vic_MethodOfRecruitment: `'ThroughFriendsOrSocialEvents;ThroughOnlineSocialNetworks'`, vic_MethodsOfControl: `'DebtBondage;WithholdsDocuments;PsychologicalAbuse'`,
  vic_TypeOfExploitation: `'ForcedLabour;SexualExploitation'`, vic_ForcedLabourIndustry: `'I_AccommodationAndFoodServiceActivities'`, cas_Status: `(ARRAY['Active','FollowUp','Closed'])[1 + n % 3]`,
  cas_IncomingReferralDate: `(date '2020-01-01' + n % 2000)::text`, cas_ReasonForIncomingReferral: `'AdditionalServicesRequired'`, hte_Date: `(date '2019-01-01' + n % 2000)::text`, spl_Type: `'Legal'`, con_Consent: `'true'`,
};
const PERSON = {
  prs_FirstName: `'Given ' || n`, prs_SecondName: `'Family ' || n % 977`, prs_Birthdate: `(date '1975-01-01' + n % 12000)::text`, prs_MobilePhone: `'+8190' || lpad((n * 7919 % 100000000)::text, 8, '0')`,
  prs_MailingCity: `'東京都港区'`, prs_MailingStreet: `n % 20 || '-' || n % 9 || ', Building "' || n % 50 || '"'`, cas_CaseOwner: `'Officer ' || n % 30`, cas_ReferringOrganisation: `'Shelter ' || n % 40`,
  cas_IncomingReferralDetails: `'Came by way of the port, was promised work in a restaurant, and had the passport taken away; ' || n`, cco_CaseComment: `'Interpreter needed. 次回面談は来週。 No ' || n`,
};
const object = (values) => `json_build_object(${Object.entries(values).map(([name, sql]) => `'${name}', ${sql}`).join(', ')})`;

/** The world, made once and kept; and who asks. */
export async function openExportWorld(server, { size, columns, migrate, log }) {
  const name = `bench_export_${size}`;
  const url = await keptDatabase(server, name, [new URL(import.meta.url)], async (made) => {
    await migrate(made);
    const begun = performance.now();
    const client = await connect(made);
    const password = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await client.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      CREATE SCHEMA bench;
      CREATE TABLE bench.org AS SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS person, 1000 + 3 * i AS reader, 1001 + 3 * i AS officer, 1002 + 3 * i AS self FROM generate_series(1, 2) i;
      INSERT INTO hub.organisations (id, kind, code, names, reader_principal, officer_principal, created_at) SELECT id, 'NGO', 'BA' || chr(64 + i), '{"en":"Bench"}', reader, officer, '2015-01-01' FROM bench.org;
      INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, principal, created_at)
        SELECT person, id, 'officer' || i || '@bench.example', 'en', ARRAY['READER', 'OFFICER'], 'Bench', 'Officer', self, '2015-01-01' FROM bench.org;
      INSERT INTO hub.person_cards (person_id, organisation_id, card) SELECT person, id, '{}' FROM bench.org;
      INSERT INTO hub.credentials (person_id, password_hash, changed_at) SELECT person, '${password}', '2015-01-01' FROM bench.org;
      SELECT setval('hub.principal_numbers', 10000);
      CREATE TABLE bench.plan AS SELECT n, gen_random_uuid() AS id, timestamptz '2020-01-01' + n * interval '1 minute' AS at FROM generate_series(1, ${size}) n;
      INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, published_number, created_at, published_at, sort_at, readers, editors)
        SELECT p.id, 'BAA-' || p.n, o.id, o.person, 'PUBLISHED', 'CASE_INFORMATION', 'AMBER', 'ROUTINE', 'en', 1, p.at, p.at, p.at, ARRAY[o.reader, o.officer, r.reader], ARRAY[o.officer]
        FROM bench.plan p, bench.org o, bench.org r WHERE o.i = 1 AND r.i = 2;
      INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, audience, edited_by, content_hash, review_state, published_at, published_by, admitted, gate, editors, person_at_risk)
        SELECT p.id, 1, 'CASE_INFORMATION', 'AMBER', 'ROUTINE', 'en', 'Case', '{}', ARRAY[o.person], '\\x00', 'PUBLISHED', p.at, o.person, ARRAY[o.reader, o.officer, r.reader], ARRAY[o.reader, o.officer, r.reader], ARRAY[o.officer],
          jsonb_build_object('basis', 'CONSENT', 'safetyChecks', jsonb_build_array(jsonb_build_object('organisationId', r.id, 'outcome', 'MAY_KNOW')))
        FROM bench.plan p, bench.org o, bench.org r WHERE o.i = 1 AND r.i = 2;
      INSERT INTO hub.bulletin_reach (principal, sort_at, bulletin_id) SELECT unnest(readers), sort_at, id FROM hub.bulletins;
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number) SELECT id, unnest(readers), 1, 1 FROM hub.bulletins;
      INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) SELECT id, 1, gen_random_uuid(), ${object(FIELDS)} FROM bench.plan;
      INSERT INTO hub.case_persons (bulletin_id, number, person_id, case_id, fields) SELECT id, 1, gen_random_uuid(), 'B-' || n, ${object(PERSON)} FROM bench.plan;
      CREATE TABLE bench.flat AS SELECT ${columns.map((column) => `${column === 'case_id' ? `'B-' || n` : ({ ...FIELDS, ...PERSON })[column] ?? 'NULL::text'} AS "${column}"`).join(', ')} FROM bench.plan ORDER BY at DESC;`);
    await client.query('VACUUM (ANALYZE)');
    await client.end();
    log(`  ${name} made in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  });
  return { url, keys: await beginLog(url, name), reader: { email: 'officer2@bench.example' } };
}
