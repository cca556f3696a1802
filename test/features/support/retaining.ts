import { PurgeRun } from '@hub/retention';
import { type Answer, data, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './alerting.js';

export const DAY_MS = 86_400_000;

/** A day by the clock of Japan, so many days from the hub's now. */
export const day = (hub: TestHub, later = 0): string => new Date(hub.clock.now().getTime() + 9 * 3_600_000 + later * DAY_MS).toISOString().slice(0, 10);

/** Lets days go by, and then has the hub look after what is due. Sessions end meanwhile: these people sign in again. */
export async function after(hub: TestHub, people: readonly TestPerson[], days: number): Promise<{ told: number; purged: number }> {
  hub.clock.advance(days * DAY_MS);
  for (const person of people) person.token = await hub.tokenFor(person.id);
  return hub.hub.app.get(PurgeRun).run();
}

const HOLD = 'id revision reason reviewOn liftedAt placedBy { id } liftedBy { id }';
const DEMAND = 'id revision state authority legalBasis reference receivedOn scope dueOn secrecy { reason basis reviewOn } bulletins { bulletinId versions bulletin { title } } answer { handedTo text answeredAt } registeredBy { id } answeredBy { id }';
const RETENTION = 'held since purgeOn rule { kind days isDefault } holds { id reason liftedAt } things { kind subjectId version purgeOn since rule { kind days } } purged { kind subjectId days since }';

const send = async (hub: TestHub, { token }: TestPerson, query: string, variables: object): Promise<Answer> => hub.graphql(query, { token, variables });
/** What is asked for in a mutation with one input, and the answer as it came. */
const change = (name: string, type: string, result: string) => (hub: TestHub, by: TestPerson, input: object): Promise<Answer> => send(hub, by, `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} } }`, { input });

export const setRule = change('setRetentionRule', 'SetRetentionRuleInput', 'rule { kind days isDefault revision }');
export const placeHold = change('placeHold', 'PlaceHoldInput', `hold { ${HOLD} }`);
export const liftHold = change('liftHold', 'LiftHoldInput', `hold { ${HOLD} }`);
export const registerDemand = change('registerLegalDemand', 'RegisterLegalDemandInput', `demand { ${DEMAND} }`);
export const reviewSecrecy = change('reviewLegalSecrecy', 'ReviewLegalSecrecyInput', `demand { ${DEMAND} }`);
export const answerDemand = change('answerLegalDemand', 'AnswerLegalDemandInput', `demand { ${DEMAND} }`);

/** How long a bulletin is kept, as somebody may know. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
export async function retentionOf(hub: TestHub, by: TestPerson, id: string): Promise<any> {
  return data(await send(hub, by, `query ($id: ID!) { bulletin(id: $id) { state title sections { body } purge { kind days } retention { ${RETENTION} } } }`, { id })).bulletin;
}

/** What somebody was told of the law and of keeping: the changes, in their order. */
export async function toldOf(hub: TestHub, by: TestPerson): Promise<{ change: string; subjectId: string; bulletinId: string | null }[]> {
  await distribute(hub);
  const { alerts } = data(await send(hub, by, '{ alerts(first: 100) { nodes { kind change subjectId bulletinId } } }', {}));
  return alerts.nodes.filter(({ kind, change: what }: { kind: string; change: string | null }) => kind === (what?.startsWith('PURGE') ? 'RETENTION' : 'LEGAL')).map(({ change: what, subjectId, bulletinId }: { change: string; subjectId: string; bulletinId: string | null }) => ({ change: what, subjectId, bulletinId }));
}

/** Demands and notices that somebody sees. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
export async function demandsOf(hub: TestHub, by: TestPerson): Promise<any[]> {
  return data(await send(hub, by, `{ legalDemands(first: 100) { nodes { ${DEMAND} } } }`, {})).legalDemands.nodes;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
export async function noticesOf(hub: TestHub, by: TestPerson): Promise<any[]> {
  return data(await send(hub, by, '{ legalNotices(first: 100) { nodes { id bulletinId bulletin { title } receiver { id } authority reference state versions handedTo } } }', {})).legalNotices.nodes;
}

/** The code of a refusal, and its field. */
export const refused = ({ errors }: Answer): string => [errors?.[0]?.extensions.code, errors?.[0]?.extensions['field']].filter((part) => part !== undefined).join(' ');
