import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, type Answer, createTestHub, data, publishNew, type TestHub, type TestHubOptions, type TestPerson } from '@hub/testing';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A message as a client gets it. */
export interface SeenMessage { id: string; number: number; kind: string; body: string; organisation: { id: string }; author: { id: string } | null; citations: { id: string }[]; promotion: { credit: boolean } | null }
/** A thread as a client gets it. */
export interface SeenThread {
  id: string; subject: string; state: string; revision: number; dueAt: string | null; overdue: boolean; messageCount: number; unread: number; allowed: string[];
  bulletin: { id: string }; askedBy: { id: string }; participants: { id: string }[]; assignee: { id: string } | null; messages: { nodes: SeenMessage[] };
}

const LISTED = 'id subject state revision dueAt overdue messageCount unread allowed bulletin { id } askedBy { id } participants { id } assignee { id }';
const THREAD = `${LISTED} messages(first: 20) { nodes { id number kind body organisation { id } author { id } citations { id } promotion { credit } } }`;
const INPUTS: Readonly<Record<string, string>> = {
  openThread: 'OpenThreadInput', postMessage: 'PostMessageInput', acceptAnswer: 'ThreadRevisionInput', reopenThread: 'ReopenThreadInput', closeThread: 'ThreadRevisionInput',
  assignThread: 'AssignThreadInput', markThreadRead: 'MarkThreadReadInput', consentToPromotion: 'ConsentToPromotionInput',
};

/** Five organisations, as in the demo world: the police, an embassy, IOM, an NGO and a women's support centre. */
export interface ThreadWorld {
  hub: TestHub;
  /** Officers of the police. */
  author: TestPerson; second: TestPerson;
  /** Who reads at the police, and edits nothing. */
  clerk: TestPerson;
  embassy: TestPerson; embassyColleague: TestPerson; embassyReader: TestPerson; embassyContact: TestPerson;
  iom: TestPerson; ngo: TestPerson; centre: TestPerson;
  /** Calls a mutation on threads; what the hub refuses is thrown. */
  act(by: TestPerson, mutation: string, input: object): Promise<SeenThread>;
  /** The same; gives the answer as it is. */
  tryTo(by: TestPerson, mutation: string, input: object): Promise<Answer>;
  /** Opens a thread by a question. */
  ask(by: TestPerson, bulletin: { id: string }, more?: object): Promise<SeenThread>;
  post(by: TestPerson, thread: SeenThread, kind: string, body: string, more?: object): Promise<SeenThread>;
  see(by: TestPerson, id: string): Promise<SeenThread | null>;
  list(by: TestPerson, filter?: object, more?: string): Promise<SeenThread[]>;
  /** A bulletin of the police to these people's organisations. */
  bulletin(to: readonly TestPerson[], more?: object): Promise<{ id: string; revision: number }>;
  close(): Promise<void>;
}

/** The code of a refusal, and its field. */
export const refusal = ({ errors }: Answer): string => [errors?.[0]?.extensions.code, errors?.[0]?.extensions['field']].filter((part) => part !== undefined).join(' ');

/** Makes them. */
export async function threadWorld(options: TestHubOptions = {}): Promise<ThreadWorld> {
  const hub = await createTestHub(options);
  const made = await Promise.all(([
    ['Police', OrganisationKind.COORDINATOR], ['Embassy', OrganisationKind.EMBASSY], ['IOM', OrganisationKind.INTERNATIONAL_ORGANISATION], ['Harbour', OrganisationKind.NGO], ['Centre', OrganisationKind.WOMENS_SUPPORT_CENTRE],
  ] as const).map(([name, kind]) => addOrganisation(hub, { kind, name })));
  const [police, embassy, iom, ngo, centre] = made as [string, string, string, string, string];
  const world = {
    author: await addPerson(hub, police), second: await addPerson(hub, police), clerk: await addPerson(hub, police, { roles: [Role.READER] }),
    embassy: await addPerson(hub, embassy), embassyColleague: await addPerson(hub, embassy), embassyReader: await addPerson(hub, embassy, { roles: [Role.READER] }),
    embassyContact: await addPerson(hub, embassy, { roles: [Role.CONTACT_POINT] }), iom: await addPerson(hub, iom), ngo: await addPerson(hub, ngo), centre: await addPerson(hub, centre),
  };
  await appoint(hub, embassy, world.embassyContact.id);
  const tryTo: ThreadWorld['tryTo'] = (by, mutation, input) =>
    hub.graphql(`mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { thread { ${THREAD} } } }`, { token: by.token, variables: { input } });
  const act: ThreadWorld['act'] = async (by, mutation, input) => data(await tryTo(by, mutation, input))[mutation].thread;
  return {
    ...world, hub, tryTo, act,
    ask: (by, { id }, more = {}) => act(by, 'openThread', { bulletinId: id, subject: 'Which vessel?', body: 'Which vessel was it?', language: 'en', ...more }),
    post: (by, { id, revision }, kind, body, more = {}) => act(by, 'postMessage', { threadId: id, expectedRevision: revision, kind, body, language: 'en', ...more }),
    see: async (by, id) => (await hub.graphql(`query ($id: ID!) { thread(id: $id) { ${THREAD} } }`, { token: by.token, variables: { id } })).data?.thread ?? null,
    list: async (by, filter = {}, more = LISTED) => data(await hub.graphql(`query ($filter: ThreadFilter) { threads(first: 20, filter: $filter) { nodes { ${more} } } }`, { token: by.token, variables: { filter } })).threads.nodes,
    bulletin: (to, more = {}) => publishNew(hub, world.author, world.second, {
      kind: 'CASE_INFORMATION', tlp: 'AMBER', title: 'Fishing vessel', audience: { organisationIds: to.map(({ organisationId }) => organisationId) }, ...more,
    }),
    close: () => hub.close(),
  };
}
