import type pg from 'pg';
import { asSuperuser, createTestDatabase, type TestDatabase } from '@hub/testing';

let database: TestDatabase;
const query = <R extends pg.QueryResultRow>(sql: string): Promise<R[]> => asSuperuser(database.url, async (client) => (await client.query<R>(sql)).rows);
const names = async (sql: string): Promise<string[]> => (await query<{ name: string }>(sql)).map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Not anybody's: which migrations have run. No grant opens it to hub_app (see below). */
const NOBODYS = ['schema_migrations'];

/**
 * Functions that look past row security, each with the reason. A new one is entered here by whoever has made sure that it
 * checks by itself who is asking.
 */
const TRUSTED = {
  session_actor: 'says who a session is; sign-in needs it before anybody is entered',
  enter: 'finds out by itself who is asking',
  enter_anonymous: 'sets nobody',
  revoke: 'moves one number',
  disclose: "writes the ledger, and looks at epochs again; tells numbers of operations only",
  may_edit: 'answers about the asker only',
  carry_hidden_sections: 'copies for an editor what he can not see, and shows him nothing of it',
  content_hash: 'covers sections that the editor can not see; a hash tells nothing of them',
  implied: 'which principals go together; tells no names',
  spread: 'derives what follows from rows that only editors write',
  begin_editions: 'as spread',
  index_terms: 'as spread',
  index_words: 'as spread',
  find_bulletins: "looks under the asker's own principals only",
  write_cards: 'writes what others may see of a person from that person',
  keep_card: 'trigger of persons',
  keep_cards: 'trigger of organisations',
  admit_editors: "lets persons of the bulletin's own organisation edit, on an editor's word",
  publish_version: 'admits the audience that was written, on the word of an editor or of the hour',
  due_releases: 'answers the worker only',
  keep_releases: 'trigger of bulletins: notes when releases of what goes out end',
  drop_releases: "takes releases out of a working copy, on the word of an editor, the worker or who asked for them; tells nothing",
  end_releases: 'takes away only, on the word of an editor or of the hour',
  releases_due: 'answers the worker only',
  try_outside_release: 'answers the worker only; a hash, by an address that nobody can guess',
  open_outside_release: 'answers the worker only, and ends what it opens',
  outside_content: 'answers the worker only, of what that worker has opened',
  nameable_persons: 'gives principals of those whom the asker may name, never who they are',
  loaded_keys: 'answers the realm setup only, on the machine itself',
  unsealed: 'answers the sealer only; without bodies',
  record_act: 'adds one act, under a key that is not retired; tells nothing',
  log_bodies_of: 'by records of the own organisation; encrypted',
  log_heads: 'answers the sealer only',
  seal: 'answers the sealer only; takes an act away only as its records enter the log',
  request_erasure: 'finds the entry in the own trail only, and tells nobody who else holds a record',
  decide_erasure: "an administrator's or contact point's, for the own organisation only",
  erasure_standing: 'of erasures that the own organisation takes part in; says nothing of whom else',
  begin_erasures: 'answers the sealer only',
  finish_erasure: 'answers the sealer only',
  retire_key: 'answers the sealer only',
  waits_under: 'answers the sealer only',
  acts_under: 'answers the sealer only',
  queue_event: 'trigger of the outbox: notes which events wait',
  distribute_alerts: 'answers the worker only; gives numbers',
  forget_alerts: 'answers the worker only; gives numbers',
  alert_tide: 'answers the worker only: where something came, for which principals; names no bulletin',
  watch_alerts: 'trigger of alerts: notes whom something IMMEDIATE has reached',
  duty_standing: 'answers the worker only: whether an organisation is still to be called, and which of its own persons may be',
  tell_unanswered: 'answers the worker only; writes one alert, for editors of the bulletin',
  strike_passage: "takes out of a bulletin on an editor's word, and tells him nothing of where he does not see",
  strike_in_recalls: 'as strike_passage, in remarks',
  notice_purges: 'answers the worker only: ids of what is kept long enough, and which of its originator are told; tells each once',
  purges_due: 'answers the worker only; gives ids',
  purge: 'answers the worker only: takes away what is due and not held; gives ids, and which of its originator are told',
  repeat_purge: 'as purge, for what a restored database has brought back',
  review_holds: 'answers the worker only: ids of holds, and which of the originator are told; tells each once',
  tell_originators: 'for whoever keeps the demand: writes what each originator is told; gives principals of the editors who are',
  legal_demands_due: 'answers the worker only: ids of demands, and who is reminded; tells each once',
  open_recall: "on an editor's word",
  recalls_waiting: 'answers the worker only; gives ids',
  gather_recall: 'answers the worker only: which organisations the log says were shown a bulletin, and who of them may be told',
  remind_recalls: 'answers the worker only: who is reminded',
  confirm_destruction: 'by whom the request names, for his own organisation; gives principals of the editors who are told',
  enter_register: 'trigger of organisations: an entry for each',
  note_attestation: 'trigger of attestations: when the next one is due',
  void_attestation: 'trigger of organisations: takes back what was attested of whoever is contact point or deputy no longer',
  deputys_turn: 'says to whoever is signed in which of two persons, whom he knows both, answers now; nothing of others on the rota',
  register_due: 'answers the worker only: whom to remind of the register; tells each once',
  attends: 'says to whoever is signed in whether the own organisation takes part in an edition of the meeting',
  hold_edition: 'as attends: locks an edition, and gives its id',
  ask_attestations: 'on a coordinator’s word: attestations fall due earlier',
  answers_polls: 'says to whoever is signed in whether he answers for his own organisation',
  open_meeting_link: 'answers the worker only, by an address that nobody can guess; notes when',
  poll_by_link: 'answers the worker only: the poll of the link’s edition, and the reply of the link’s own organisation or holder',
  answer_by_link: 'answers the worker only: writes the reply of the link’s own organisation or holder, while the link is good',
  polls_due: 'answers the worker only: who is reminded',
  meeting_clocks: 'answers the worker only: times of slots and editions to come',
  move_meeting_clock: 'answers the worker only: instants by the rules of the zone',
  meeting_readers: 'answers the worker only: whom a change of the clock concerns',
  responsible: "who of the asker's own organisation answers for what is somebody's; for the worker of any",
  handover_things: "numbers, of somebody of the asker's own organisation, for himself, administrators and contact points; of TLP:RED what the asker edits",
  left_behind: 'as handover_things, for administrators and contact points',
  handovers_due: 'answers the worker only: whom to tell that a handover has begun or ended; tells each once',
  ask_successors: 'answers the worker only: ids of bulletins, and which of their editors to ask',
  depart: 'answers the worker only: ends what ends where an organisation leaves at the hour that it has declared',
  hand_over_authorship: "opens to an officer of the author's own organisation what is open to the author, on his own word alone",
  plan_webhooks: 'answers the worker only; gives numbers',
  webhook_alert: 'answers the worker only: id and mark of a bulletin, and for whom it is; nothing that it says',
  take_turn: 'answers the worker only: whose turn it is',
  begin_mail: 'trigger of mail_settings: sets where the stream stands',
  resume_mail: 'trigger of persons: a new address has refused nothing',
  claim_mail: 'answers the worker only; gives ids of mails and persons',
  mail_address: 'answers the worker only: where mail of somebody goes who wants it',
  mail_told: 'answers the worker only: what a mail may say of a bulletin, what filters look at, and for whom it is',
  thread_concerned: 'gives principals of those who see a thread, to whoever sees it himself, and to the worker; tells no names',
  tell_due_threads: 'answers the worker only; gives a number',
  credits_of: "tells organisations that consented to be named, of what the asker's own principals read, where the originator lets see who receives",
  carry_attachments: 'trigger of versions: a new version begins with the files of the one before, and nobody is shown any',
  bind_attachments: 'trigger of versions: mixes the files into the hash that approvals bind; takes out those whose section is gone',
  begin_attachment_editions: 'trigger of bulletins: as begin_editions',
  attachment_readers: "for editors: whom a strike is told to, as principals",
  carry_case: 'trigger of versions: copies the record of a case into the next version of the same bulletin, and shows nothing',
  viewed_as: 'answers an editor of exactly this bulletin (TLP:RED: its author): what those stand for whom he may name, never who they are',
  enter_viewed: 'as viewed_as; what is read in that scope stays within hub.view_as, which takes it back',
  begin_stages: 'trigger of versions as they are published: says who of the audience comes later',
  foresee_stages: 'opens for an editor, within hub.view_as, which takes it back',
  open_stages: 'answers the worker only; opens what was approved and has come',
  wall_clocks: 'answers the worker only: when something comes, never what',
  move_instant: 'the worker only: moves an instant that was said by a wall clock',
  hidden_subjects: 'says which ids are bulletins marked RED that the asker may not see; of ids that the asker has',
} as const;

describe('row security', () => {
  it('is enabled and forced on every table and partition, and each has a policy', async () => {
    const open = await query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'hub'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`);
    expect(open.map(({ name }) => name).filter((name) => !NOBODYS.includes(name))).toEqual([]);
  });

  it('is not gone round by views: there are none, plain or materialised, nor foreign tables', async () => {
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'hub'::regnamespace AND relkind IN ('v', 'm', 'f')`)).toEqual([]);
  });

  it('lets nobody but hub_app and hub_authority in, and no policy speaks of others', async () => {
    expect(await names(`SELECT polname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'hub'::regnamespace
      AND EXISTS (SELECT FROM unnest(polroles) r WHERE r = 0 OR r::regrole::text NOT IN ('hub_app', 'hub_authority'))`)).toEqual([]);
    expect(await names(`SELECT DISTINCT table_name || ' to ' || grantee AS name FROM information_schema.table_privileges
      WHERE table_schema = 'hub' AND grantee NOT IN ('hub_app', 'hub_authority', current_user)`)).toEqual([]);
  });

  it('holds for hub_app: it owns nothing, is no member of anything, and passes nothing', async () => {
    const [role] = await query(`SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = 'hub_app'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false });
    expect(await names(`SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = 'hub_app'::regrole`)).toEqual([]);
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relowner = 'hub_app'::regrole
      UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'hub_app'::regrole
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'hub_app'::regrole`)).toEqual([]);
    expect(await names(`SELECT 'create' AS name WHERE has_schema_privilege('hub_app', 'hub', 'CREATE')`)).toEqual([]);
  });

  it('holds for hub_authority too, and nobody signs in as it', async () => {
    const [role] = await query(`SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'hub_authority'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relowner = 'hub_authority'::regrole`)).toEqual([]);
  });
});

describe('what was recorded', () => {
  it('can be changed or removed by no role of the hub', async () => {
    // What waits to be sealed is taken away by hub.seal alone, as its records enter the log.
    const tables = ['log_records', 'log_subjects', 'log_bodies', 'log_chunks', 'log_subtrees', 'log_seals', 'log_publications', 'log_cosignatures', 'log_keys', 'log_handovers', 'log_eras', 'outbox_events'];
    expect(await names(`SELECT grantee || ' ' || privilege_type || ' ' || table_name AS name FROM information_schema.table_privileges
      WHERE table_schema = 'hub' AND table_name IN ('${tables.join("','")}') AND grantee LIKE 'hub%' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`)).toEqual([]);
    expect(await names(`SELECT grantee || ' ' || column_name AS name FROM information_schema.column_privileges
      WHERE table_schema = 'hub' AND table_name IN ('${tables.join("','")}') AND grantee LIKE 'hub%' AND privilege_type = 'UPDATE'`)).toEqual([]);
  });

  it('and no table can be emptied at once', async () => {
    expect(await names(`SELECT table_name AS name FROM information_schema.table_privileges WHERE table_schema = 'hub' AND grantee LIKE 'hub%' AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES')`)).toEqual([]);
  });

  it('which migrations have run is closed to the hub', async () => {
    expect(await names(`SELECT grantee AS name FROM information_schema.table_privileges WHERE table_schema = 'hub' AND table_name = 'schema_migrations' AND grantee LIKE 'hub%'`)).toEqual([]);
  });
});

describe('functions', () => {
  it('that look past row security are known, belong to hub_authority, and fix their search path', async () => {
    const definers = await query<{ name: string; owner: string; config: string[] | null }>(
      `SELECT DISTINCT proname AS name, proowner::regrole::text AS owner, proconfig AS config FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND prosecdef ORDER BY 1`);
    expect(definers.map(({ name }) => name)).toEqual(Object.keys(TRUSTED).sort());
    expect(definers.filter(({ owner }) => owner !== 'hub_authority')).toEqual([]);
    expect(definers.filter(({ config }) => !config?.some((setting) => setting === 'search_path=hub, pg_temp'))).toEqual([]);
  });

  it('are open to no one but the hub', async () => {
    expect(await names(`SELECT p.oid::regprocedure::text AS name FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      WHERE p.pronamespace = 'hub'::regnamespace AND a.privilege_type = 'EXECUTE' AND a.grantee <> p.proowner
        AND (a.grantee = 0 OR a.grantee::regrole::text NOT IN ('hub_app', 'hub_authority')) AND a.grantee::regrole::text <> current_user`)).toEqual([]);
  });

  it('written in PL/pgSQL fix their search path', async () => {
    expect(await names(`SELECT proname AS name FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE pronamespace = 'hub'::regnamespace
      AND lanname = 'plpgsql' AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=hub, pg_temp']`)).toEqual([]);
  });
});

describe('names', () => {
  it('of constraints say table, columns and kind', async () => {
    const constraints = await query<{ name: string; table: string; kind: string }>(
      `SELECT conname AS name, conrelid::regclass::text AS table, contype::text AS kind FROM pg_constraint WHERE connamespace = 'hub'::regnamespace AND contype <> 'n'`);
    const suffix: Record<string, string> = { p: '_pk', f: '_fk', u: '_uq', c: '_ck', x: '_ex', t: '_tr' };
    const odd = constraints.filter(({ name, table, kind }) => !NOBODYS.some((one) => table.endsWith(one)) && !(name.startsWith(table.replace('hub.', '')) && name.endsWith(suffix[kind] ?? '')));
    expect(odd).toEqual([]);
  });

  it('of indexes say table, columns and kind', async () => {
    const indexes = await query<{ name: string; table: string }>(`SELECT indexname AS name, tablename AS table FROM pg_indexes WHERE schemaname = 'hub'`);
    expect(indexes.filter(({ name, table }) => !NOBODYS.includes(table) && !(name.startsWith(table) && /_(pk|uq|ix)$/.test(name)))).toEqual([]);
  });

  it('of columns are in snake_case', async () => {
    expect(await names(`SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'hub' AND column_name !~ '^[a-z][a-z0-9_]*$'`)).toEqual([]);
  });
});
