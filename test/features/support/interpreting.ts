import { AlertDistribution } from '@hub/alerts';
import { InterpreterWatch } from '@hub/meetings';
import { data, type TestHub, type TestPerson } from '@hub/testing';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
export type Known = any;

/** A mutation by its name. */
export const act = (name: string, gives = 'edition { id }'): string => `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${gives} } }`;
export const ENTER = act('enterMeetingInterpreter', 'interpreter { id revision }');
export const ASSIGN = act('assignMeetingInterpreter');
export const CLEAR = 'mutation ($input: MeetingInterpreterClearanceInput!) { clearMeetingInterpreter(input: $input) { edition { id } } }';
export const REVOKE = CLEAR.replace('clearMeetingInterpreter', 'revokeMeetingInterpreterClearance');
export const INTERPRETATION = `interpretation { items { item { title } startsLocal endsLocal needed { floor wanted covered } assignments { id between counts interpreter { familyName } } clearances { interpreter { familyName } } }
  closed { ref lacking } busy { interpreter { familyName } times { startsLocal endsLocal } } warnings { lack languages item { title } interpreter { familyName } } }`;

/** The address of a personal link for an interpreter, as somebody made it. */
export async function linkOf(hub: TestHub, { token }: TestPerson, interpreterId: string, expiresAt: string): Promise<string> {
  const { address } = data(await hub.graphql(act('createMeetingInterpreterLink', 'address'), { token, variables: { input: { interpreterId, expiresAt } } })).createMeetingInterpreterLink;
  return `${hub.url}${String(address).replace(/^https?:\/\/[^/]+/, '')}`;
}

/** What stands at an address. */
export const page = async (url: string): Promise<string> => (await fetch(url)).text();

/** What somebody was told of a meeting. */
export async function toldOf(hub: TestHub, { token }: TestPerson, edition: string): Promise<string[]> {
  await hub.hub.app.get(AlertDistribution).run();
  return data(await hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token })).alerts.nodes.filter(({ kind, subjectId }: Known) => kind === 'MEETING' && subjectId === edition).map(({ change }: Known) => change);
}

/** What each of them is told of interpreters who are out by what is done, whoever looks afterwards and however often. */
export async function shutOutTold(hub: TestHub, edition: string, people: readonly TestPerson[], work: () => Promise<unknown>): Promise<string[][]> {
  const watch = hub.hub.app.get(InterpreterWatch);
  const told: string[][] = [];
  const ask = async (by: TestPerson): Promise<string[]> => (await toldOf(hub, by, edition)).filter((change) => /SHUT_OUT|INTERPRETERS_CHANGED/.test(change));
  await watch.run();
  const before: number[] = [];
  for (const by of people) before.push((await ask(by)).length);
  await work();
  await Promise.all([watch.run(), watch.run()]);
  for (const [n, by] of people.entries()) told.push((await ask(by)).slice(before[n]));
  return told;
}
