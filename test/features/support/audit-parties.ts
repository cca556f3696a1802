import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { askAs } from './audit-reading.js';

/** An organisation with whoever reads its trail in his own way. */
export interface Party {
  id: string;
  officer: TestPerson;
  second: TestPerson;
  reader: TestPerson;
  administrator: TestPerson;
  /** Its contact point, whom others can name. */
  contact: TestPerson;
}

/** The coordinating organisation, two embassies and an NGO. */
export interface AuditParties {
  npa: Party & { auditor: TestPerson };
  ph: Party;
  br: Party;
  ngo: Party;
}

async function party(hub: TestHub, kind: OrganisationKind): Promise<Party> {
  const id = await addOrganisation(hub, { kind });
  const made = {
    id, officer: await addPerson(hub, id), second: await addPerson(hub, id), reader: await addPerson(hub, id, { roles: [Role.READER] }),
    administrator: await addPerson(hub, id, { roles: [Role.ADMINISTRATOR] }), contact: await addPerson(hub, id, { roles: [Role.OFFICER, Role.CONTACT_POINT] }),
  };
  await appoint(hub, id, made.contact.id);
  return made;
}

/** Makes them. */
export async function auditParties(hub: TestHub): Promise<AuditParties> {
  const npa = await party(hub, OrganisationKind.COORDINATOR);
  return {
    npa: { ...npa, auditor: await addPerson(hub, npa.id, { roles: [Role.AUDITOR] }) },
    ph: await party(hub, OrganisationKind.EMBASSY), br: await party(hub, OrganisationKind.EMBASSY), ngo: await party(hub, OrganisationKind.NGO),
  };
}

/** A bulletin at AMBER for these. */
export const amberFor = (...parties: Party[]): object => ({ tlp: 'AMBER', audience: { organisationIds: parties.map(({ id }) => id) } });

/** A party's published bulletin; returns its id. */
export const published = async (hub: TestHub, { officer, second }: Party, input: object): Promise<string> => (await publishNew(hub, officer, second, input)).id;

/** A published bulletin marked RED for these persons, approved by the second officer; returns its id. */
export async function redFor(hub: TestHub, { officer, second }: Party, persons: TestPerson[]): Promise<string> {
  const bulletin = await draft(hub, officer, { tlp: 'RED', title: 'A name', audience: { personIds: persons.map(({ id }) => id) }, approverIds: [second.id] });
  for (const person of [officer, second]) data(await publish(hub, person, bulletin));
  return bulletin.id;
}

const READ = 'query Read($id: ID!) { bulletin(id: $id) { id title version sections { id body } } }';
const LIST = 'query List { bulletins(first: 50) { nodes { id version } } }';

/** Reads a bulletin with its sections; the receipt that came with it. */
export async function read(hub: TestHub, person: TestPerson, id: string): Promise<{ version: number; sections: string[]; receipt: string }> {
  const answer = await askAs(hub, person, READ, { id });
  const { version, sections } = data(answer).bulletin as { version: number; sections: { id: string }[] };
  return { version, sections: sections.map((section) => section.id), receipt: answer.headers.get('hub-audit-receipt') ?? '' };
}

/** Lists what is newest; the ids. */
export const list = async (hub: TestHub, person: TestPerson): Promise<string[]> =>
  (data(await askAs(hub, person, LIST)).bulletins.nodes as { id: string }[]).map(({ id }) => id);
