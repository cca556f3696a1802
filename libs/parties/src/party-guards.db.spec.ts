import { OrganisationKind, Role } from '@hub/access';
import type { Tx } from '@hub/platform';
import { addOrganisation, addPerson, appoint, createTestHub, type TestHub, type TestPerson } from '@hub/testing';

const { READER, OFFICER, CONTACT_POINT, ADMINISTRATOR, COORDINATOR } = Role;

/** Direct SQL as hub_app in somebody's scope: what the database refuses by itself, whatever the application believes. */
describe('the database itself', () => {
  let hub: TestHub;
  let embassy: string, police: string;
  let chief: TestPerson, contact: TestPerson, officer: TestPerson, foreigner: TestPerson;
  let coordinator: TestPerson, administrator: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    chief = await addPerson(hub, embassy, { roles: [ADMINISTRATOR] });
    contact = await addPerson(hub, embassy, { roles: [CONTACT_POINT] });
    officer = await addPerson(hub, embassy, { roles: [OFFICER] });
    await appoint(hub, embassy, contact.id);
    foreigner = await addPerson(hub, await addOrganisation(hub));
    police = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
    coordinator = await addPerson(hub, police, { roles: [COORDINATOR, ADMINISTRATOR] });
    administrator = await addPerson(hub, police, { roles: [ADMINISTRATOR] });
  });
  afterAll(() => hub.close());

  /** The rows changed, or the SQLSTATE; always rolled back. Without a name nothing is kept prepared. */
  async function attempt(who: TestPerson, sql: string, values: unknown[] = []): Promise<number | string> {
    const { rows: [state] } = await hub.superuser('SELECT s.id, p.access_epoch AS epoch FROM hub.sessions s JOIN hub.persons p ON p.id = s.person_id WHERE p.id = $1', [who.id]);
    class Rollback extends Error {
      constructor(readonly changed: number) {
        super();
      }
    }
    const work = async (tx: Tx): Promise<never> => {
      throw new Rollback((await tx.query('', `${sql} RETURNING 1`, values)).length);
    };
    try {
      return await hub.uow.read({ sessionId: state.id, epoch: state.epoch, instant: hub.clock.now() }, work);
    } catch (error) {
      if (error instanceof Rollback) return error.changed;
      // A right that the hub does not have at all is UNAVAILABLE; the SQLSTATE is its cause's.
      const { code, cause } = error as { code: string; cause?: { code: string } };
      return cause?.code ?? code;
    }
  }
  const DENIED = '42501';

  it.each<[string, () => TestPerson, string, () => unknown[], number | string]>([
    ['the own name', () => officer, `UPDATE hub.persons SET family_name = 'X' WHERE id = $1`, () => [officer.id], 1],
    ['a colleague’s name without being administrator', () => officer, `UPDATE hub.persons SET family_name = 'X' WHERE id = $1`, () => [chief.id], 0],
    ['a foreign name', () => chief, `UPDATE hub.persons SET family_name = 'X' WHERE id = $1`, () => [foreigner.id], 0],
    ['the own roles, upward', () => officer, `UPDATE hub.persons SET roles = '{OFFICER,ADMINISTRATOR}' WHERE id = $1`, () => [officer.id], DENIED],
    ['the own roles as administrator, upward', () => chief, `UPDATE hub.persons SET roles = '{OFFICER,ADMINISTRATOR}' WHERE id = $1`, () => [chief.id], DENIED],
    ['the own suspension', () => chief, `UPDATE hub.persons SET suspended_at = now() WHERE id = $1`, () => [chief.id], DENIED],
    ['a colleague’s suspension', () => chief, `UPDATE hub.persons SET suspended_at = now() WHERE id = $1`, () => [officer.id], 1],
    ['a role of the coordinating organisation elsewhere', () => chief, `UPDATE hub.persons SET roles = '{AUDITOR}' WHERE id = $1`, () => [officer.id], '23514'],
    ['a coordinator, by an administrator', () => administrator, `UPDATE hub.persons SET suspended_at = now() WHERE id = $1`, () => [coordinator.id], DENIED],
    ['a coordinator’s name, by an administrator', () => administrator, `UPDATE hub.persons SET family_name = 'X' WHERE id = $1`, () => [coordinator.id], DENIED],
    ['a new coordinator, by an administrator', () => administrator, `UPDATE hub.persons SET roles = roles || '{COORDINATOR}' WHERE id = $1`, () => [administrator.id], DENIED],
    ['the own address', () => officer, `UPDATE hub.persons SET email = 'x@x.example' WHERE id = $1`, () => [officer.id], DENIED],
    ['another organisation for oneself', () => chief, `UPDATE hub.persons SET organisation_id = $2 WHERE id = $1`, () => [chief.id, police], DENIED],
    ['another principal', () => chief, `UPDATE hub.persons SET principal = 2 WHERE id = $1`, () => [officer.id], DENIED],
    ['a card', () => chief, `UPDATE hub.person_cards SET card = '{}' WHERE person_id = $1`, () => [chief.id], DENIED],
    ['a person', () => chief, `INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, created_at) VALUES (gen_random_uuid(), $1, 'x', 'en', '{READER}', 'X', 'X', now())`, () => [embassy], DENIED],
    ['the own organisation’s names', () => chief, `UPDATE hub.organisations SET names = '{"en":"X"}' WHERE id = $1`, () => [embassy], 1],
    ['its names, by a contact point', () => contact, `UPDATE hub.organisations SET names = '{"en":"X"}' WHERE id = $1`, () => [embassy], DENIED],
    ['its names, by an officer', () => officer, `UPDATE hub.organisations SET names = '{"en":"X"}' WHERE id = $1`, () => [embassy], 0],
    ['its names, by a coordinator', () => coordinator, `UPDATE hub.organisations SET names = '{"en":"X"}' WHERE id = $1`, () => [embassy], DENIED],
    ['its code', () => chief, `UPDATE hub.organisations SET code = 'XX' WHERE id = $1`, () => [embassy], DENIED],
    ['its contact point, by itself', () => contact, `UPDATE hub.organisations SET contact_point_id = $2 WHERE id = $1`, () => [embassy, officer.id], 1],
    ['its contact point, by a coordinator', () => coordinator, `UPDATE hub.organisations SET contact_point_id = NULL WHERE id = $1`, () => [embassy], DENIED],
    ['a foreign contact point', () => contact, `UPDATE hub.organisations SET contact_point_id = $2 WHERE id = $1`, () => [embassy, foreigner.id], '23514'],
    ['its suspension, by itself', () => chief, `UPDATE hub.organisations SET suspended_at = now() WHERE id = $1`, () => [embassy], DENIED],
    ['its suspension, by a coordinator', () => coordinator, `UPDATE hub.organisations SET suspended_at = now() WHERE id = $1`, () => [embassy], 1],
    ['the coordinating organisation’s suspension', () => coordinator, `UPDATE hub.organisations SET suspended_at = now() WHERE id = $1`, () => [police], DENIED],
    ['another organisation, by an administrator', () => chief, `INSERT INTO hub.organisations (id, kind, code, names, created_at) VALUES (gen_random_uuid(), 'NGO', 'XXX', '{}', now())`, () => [], DENIED],
    ['a circle, by an administrator', () => chief, `INSERT INTO hub.circles (id, code, names) VALUES (gen_random_uuid(), 'X', '{}')`, () => [], DENIED],
    ['another organisation’s approval route', () => chief, `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ($1, 1, ARRAY[gen_random_uuid()])`, () => [police], DENIED],
    ['the own approval route, by an officer', () => officer, `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ($1, 1, ARRAY[gen_random_uuid()])`, () => [embassy], DENIED],
  ])('%s', async (_, who, sql, values, expected) => expect(await attempt(who(), sql, values())).toBe(expected));

  it('moves the access epoch with every change of roles, suspension or end, whoever makes it', async () => {
    const person = await addPerson(hub, embassy, { roles: [READER] });
    const epoch = async (): Promise<number> => (await hub.superuser('SELECT access_epoch FROM hub.persons WHERE id = $1', [person.id])).rows[0].access_epoch;
    const change = (sql: string) => hub.uow.realm('identity', hub.clock.now(), (tx) => tx.query('', `UPDATE hub.persons SET ${sql} WHERE id = $1`, [person.id]));
    for (const [sql, expected] of [[`roles = '{OFFICER}'`, 2], ['suspended_at = now()', 3], ['suspended_at = NULL', 4], [`family_name = 'Y'`, 4], ['ended_at = now()', 5]] as const) {
      await change(sql);
      expect(await epoch()).toBe(expected);
    }
  });
});
