import { ReleaseJob } from '@hub/bulletins';
import { type Answer, data, publish, type TestPerson } from '@hub/testing';
import { distribute } from './alerting.js';
import { HOUR, type ReleaseWorld } from './releasing.js';

const STAGES = 'stages { position state openedAt at { local zone } until { at local zone } }';
const READ = `query ($id: ID!) { bulletin(id: $id) { state title version revision oursUntil sections { heading } ${STAGES} pending { needsApproval ${STAGES} } editable { stages { at { local } until { local zone } audience { organisationIds } } } } }`;
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision pending { needsApproval } } } }';
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** A wall clock's time. */
export interface Local { local: string; zone: string }
/** A bulletin as it is shown. */
export interface Seen { state: string; version: number; revision: number; oursUntil: string | null; sections: { heading: string }[]; stages: { state: string; until: { at: string } | null }[]; pending: { needsApproval: boolean } | null; editable: { stages: object[] } }

/** The instant of a time in Tokyo. */
export const instantOf = ({ local }: Local): number => Date.parse(`${local}:00+09:00`);
/** An audience of one organisation. */
export const to = ({ organisationId }: TestPerson): object => ({ organisationIds: [organisationId] });

/** What is asked again and again of audiences that end. */
export class Endings {
  constructor(readonly world: ReleaseWorld) {}

  now = (): number => this.world.hub.clock.now().getTime();
  /** The wall clock of Tokyo so many hours from now. */
  inHours = (hours: number): Local => ({ local: new Date(this.now() + (hours + 9) * HOUR).toISOString().slice(0, 16), zone: 'Asia/Tokyo' });
  setTo = (instant: number): void => this.world.hub.clock.advance(instant - this.now());
  job = (): Promise<number> => this.world.hub.hub.app.get(ReleaseJob).run();

  tryRead = (person: TestPerson, id: string): Promise<Answer> => this.world.hub.graphql(READ, { token: person.token, variables: { id } });
  read = async (person: TestPerson, id: string): Promise<Seen> => data(await this.tryRead(person, id)).bulletin;
  sees = async (person: TestPerson, id: string): Promise<boolean> => (await this.tryRead(person, id)).data?.bulletin != null;
  headings = async (person: TestPerson, id: string): Promise<string[] | null> => ((await this.tryRead(person, id)).data?.bulletin as Seen | undefined)?.sections.map(({ heading }) => heading) ?? null;
  states = async (id: string): Promise<string[]> => (await this.read(this.world.author, id)).stages.map(({ state }) => state);

  async revise(id: string, input: object): Promise<{ revision: number; pending: { needsApproval: boolean } | null }> {
    const { hub, author } = this.world;
    return data(await hub.graphql(REVISE, { token: author.token, variables: { input: { id, expectedRevision: (await this.read(author, id)).revision, ...input } } })).reviseBulletin.bulletin;
  }

  /** Submits and approves. */
  async approved(id: string): Promise<void> {
    const { hub, author, second } = this.world;
    for (const person of [author, second]) data(await publish(hub, person, { id, revision: (await this.read(author, id)).revision }));
    await distribute(hub);
  }

  async alertsOf(person: TestPerson, id: string): Promise<string[]> {
    await distribute(this.world.hub);
    return (data(await this.world.hub.graphql('{ alerts(first: 100) { nodes { kind change bulletinId } } }', { token: person.token })).alerts.nodes as { kind: string; change: string | null; bulletinId: string }[])
      .filter(({ bulletinId }) => bulletinId === id).map(({ kind, change }) => change ?? kind);
  }

  /** What shows that something is there at all. */
  async traces(person: TestPerson, id: string): Promise<string> {
    const ask = async (query: string): Promise<string> => (await this.world.hub.graphql(query, { token: person.token })).text.replaceAll(id, ABSENT);
    return (await Promise.all([
      `{ bulletin(id: "${id}") { title } }`, '{ bulletins { nodes { id title } totalCount } }', '{ bulletins(filter: { text: "Secret" }) { nodes { id } totalCount } }', `{ threads(filter: { bulletinId: "${id}" }) { nodes { id } } }`,
      `mutation { acknowledgeBulletin(input: { id: "${id}", version: 1, kind: RECEIVED }) { bulletin { id } } }`, `mutation { openThread(input: { bulletinId: "${id}", kind: QUESTION, subject: "S", body: "B", language: "en" }) { thread { id } } }`,
    ].map(ask))).join('\n');
  }
}
