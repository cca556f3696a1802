import { Role } from '@hub/access';
import { addOrganisation, addPerson, data, type TestHub, type TestPerson } from '@hub/testing';

/** A case as the hub shows it. */
export interface ShownCase { caseId: string | null; fields: { name: string; value: string }[]; person: { name: string; value: string }[] | null }
/** What an import says. */
export interface ImportAnswer { rows: { line: number; outcome: string; withheld: string[]; bulletin: { id: string; revision: number; title: string } | null }[]; problems: { line: number; column: string; code: string; reason: string }[] }

const REPORT = '{ rows { line outcome withheld bulletin { id revision title } } problems { line column code reason } }';
const RECORD = 'caseRecord { caseId fields { name value } person { name value } }';
const EXPORT = 'id state persons needsApproval path expiresAt filter { ownOnly citizenships } requestedBy { id } approvedBy { id }';

/** Two organisations with officers, and what they do with cases. */
export async function caseWorld(hub: TestHub) {
  const home = await addOrganisation(hub);
  const away = await addOrganisation(hub);
  const people = {
    officer: await addPerson(hub, home, { familyName: 'Mori' }), second: await addPerson(hub, home), reader: await addPerson(hub, home, { roles: [Role.READER] }),
    administrator: await addPerson(hub, home, { roles: [Role.ADMINISTRATOR] }), other: await addPerson(hub, away), otherSecond: await addPerson(hub, away),
  };
  const call = (query: string, person: TestPerson, variables: object = {}, headers: Record<string, string> = {}) => hub.graphql(query, { token: person.token, variables, headers });
  const world = {
    hub, home, away, ...people, call,
    imported: async (text: string, person = people.officer, more: object = {}): Promise<ImportAnswer> =>
      data(await call(`mutation ($input: CaseFileInput!) { importCases(input: $input) ${REPORT} }`, person, { input: { text, ...more } })).importCases as ImportAnswer,
    previewed: async (text: string, person = people.officer): Promise<ImportAnswer> =>
      data(await call(`query ($input: CaseFileInput!) { previewCaseImport(input: $input) ${REPORT} }`, person, { input: { text } })).previewCaseImport as ImportAnswer,
    /** The one bulletin that a file of one case made. */
    one: async (text: string): Promise<{ id: string; revision: number }> => {
      const { rows: [row] } = await world.imported(text);
      if (!row?.bulletin) throw new Error('no bulletin');
      return row.bulletin;
    },
    record: async (id: string, person: TestPerson): Promise<ShownCase | null> => {
      const answer = await call(`query ($id: ID!) { bulletin(id: $id) { ${RECORD} } }`, person, { id });
      return answer.errors ? null : (answer.data.bulletin.caseRecord as ShownCase | null);
    },
    revise: async (id: string, revision: number, changes: object, person = people.officer): Promise<number> =>
      (data(await call('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision } } }', person, { input: { id, expectedRevision: revision, ...changes } })).reviseBulletin as { bulletin: { revision: number } }).bulletin.revision,
    /** Publishes by two people. */
    publish: async (id: string, revision: number): Promise<void> => {
      for (const person of [people.officer, people.second]) data(await call('mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { state } } }', person, { input: { id, expectedRevision: revision } }));
    },
    request: async (person: TestPerson, input: object = {}) =>
      call(`mutation ($input: RequestCaseExportInput!) { requestCaseExport(input: $input) { export { ${EXPORT} } } }`, person, { input: { format: 'CSV', reason: 'Review', ...input } }),
    approve: async (person: TestPerson, id: string, persons: number) =>
      call(`mutation ($input: ApproveCaseExportInput!) { approveCaseExport(input: $input) { export { ${EXPORT} } } }`, person, { input: { id, persons } }),
    exports: async (person: TestPerson) => data(await call(`{ caseExports { nodes { ${EXPORT} } } }`, person)).caseExports.nodes as { id: string; state: string }[],
    fetched: async (person: TestPerson | null, id: string): Promise<{ status: number; text: string; bytes: Buffer; headers: Headers }> => {
      const response = await fetch(`${hub.url}/exports/cases/${id}`, { headers: person ? { authorization: `Bearer ${person.token}` } : {} });
      const bytes = Buffer.from(await response.arrayBuffer());
      return { status: response.status, text: bytes.toString('utf8'), bytes, headers: response.headers };
    },
    /** What is in the ledger as exported, by holder. */
    exported: async (holder: string) => (await hub.recorded({ action: 'bulletin.exported' })).filter((record) => record.holder === holder)
      .flatMap(({ detail }) => (detail['bulletins'] as { id: string; sections: string[] }[])),
  };
  return world;
}
/** The world of a test of cases. */
export type CaseWorld = Awaited<ReturnType<typeof caseWorld>>;
