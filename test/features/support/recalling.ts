import { RecallJob } from '@hub/recall';
import { data, type TestHub, type TestPerson } from '@hub/testing';

const DAY_MS = 86_400_000;

/** An instant so many days from the hub's now. */
export const inDays = (hub: TestHub, days: number): string => new Date(hub.clock.now().getTime() + days * DAY_MS).toISOString();

/** A request as a client gets it. */
export interface SeenRequest { id: string; cause: string; reference: string; state: string; remark: string | null; revision: number; bulletinId: string; bulletin: { title: string; state: string } | null; organisation: { id: string }; originator: { id: string } }

export const REQUEST = 'id cause reference state remark revision bulletinId bulletin { title state sections { body } } organisation { id } originator { id } dueAt askedAt confirmedAt';
const RECALL = `query ($id: ID!) { recall(bulletinId: $id) { asking bulletin { state } openings { organisation { id } version times firstAt lastAt } requests { ${REQUEST} } } }`;
const RECALLS = `query ($filter: RecallFilter, $first: Int, $after: String) { recalls(filter: $filter, first: $first, after: $after) { nodes { ${REQUEST} } pageInfo { hasNextPage endCursor } } }`;

/** Who has what, as the originator sees it. */
export async function recallOf(hub: TestHub, { token }: TestPerson, id: string): Promise<{ asking: boolean; openings: { organisation: { id: string }; version: number; times: number }[]; requests: SeenRequest[] }> {
  return data(await hub.graphql(RECALL, { token, variables: { id } })).recall;
}

/** What somebody sees of requests. */
export async function requestsOf(hub: TestHub, { token }: TestPerson, filter: object = {}): Promise<SeenRequest[]> {
  return data(await hub.graphql(RECALLS, { token, variables: { filter, first: 100 } })).recalls.nodes;
}

/** Asks whom there is to ask, and reminds. */
export const work = (hub: TestHub): Promise<number> => hub.hub.app.get(RecallJob).run();

/** Withdraws, and asks for destruction within some days. */
export async function recallBulletin(hub: TestHub, { token }: TestPerson, { id, revision }: { id: string; revision: number }, days = 10): Promise<void> {
  const input = { id, expectedRevision: revision, reason: 'Sent by mistake.', confirmDestructionBy: inDays(hub, days) };
  data(await hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { state } } }', { token, variables: { input } }));
  await work(hub);
}

/** Confirms; gives the answer as it came. */
export const confirmRequest = (hub: TestHub, { token }: TestPerson, input: object): ReturnType<TestHub['graphql']> =>
  hub.graphql(`mutation ($input: ConfirmDestructionInput!) { confirmDestruction(input: $input) { request { ${REQUEST} } } }`, { token, variables: { input } });

/** Asks for destruction afterwards. */
export const requestDestruction = (hub: TestHub, { token }: TestPerson, input: object): ReturnType<TestHub['graphql']> =>
  hub.graphql(`mutation ($input: RequestDestructionInput!) { requestDestruction(input: $input) { recall { asking } } }`, { token, variables: { input } });

/** Strikes; gives the answer as it came. */
export const strikePassage = (hub: TestHub, { token }: TestPerson, input: object, headers: Record<string, string> = {}): ReturnType<TestHub['graphql']> =>
  hub.graphql(`mutation ($input: StrikePassageInput!) { strikePassage(input: $input) { bulletin { id revision title state } strike { id struckAt reason places { version kind sectionId } openings { organisation { id } version } struckBy { id } } } }`,
    { token, variables: { input: { reason: 'A name that should not stand there.', ...input } }, headers });

/** Every text anywhere in the database in which these words stand, folded as they are compared: `table.column`. */
export async function standsIn(hub: TestHub, words: string): Promise<string[]> {
  const { rows } = await hub.superuser<{ table: string; column: string }>(`SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'hub' AND (data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'bytea', 'character varying') OR udt_name = '_text') ORDER BY 1, 2`);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rowCount } = await hub.superuser(`SELECT 1 FROM hub.${table} t WHERE position($1 IN hub.folded(t.${column}::text)) > 0
      OR position(encode(convert_to($2, 'UTF8'), 'hex') IN t.${column}::text) > 0 LIMIT 1`, [words.normalize('NFKC').toLowerCase(), words]);
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}
