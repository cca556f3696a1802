import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, data, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';

import { distribute } from './alerting.js';

/** An originator and three that receive, or don't. */
export interface Proposing {
  readonly npa: string; readonly embassy: string; readonly ngo: string;
  readonly officer: TestPerson; readonly second: TestPerson; readonly reader: TestPerson;
  readonly attache: TestPerson; readonly consul: TestPerson; readonly clerk: TestPerson;
  readonly helper: TestPerson; readonly outsider: TestPerson;
}

export async function proposingParties(hub: TestHub): Promise<Proposing> {
  const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  const embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY, name: 'Embassy' });
  const [ngo, shelter] = [await addOrganisation(hub), await addOrganisation(hub)];
  const parties = {
    npa, embassy, ngo, officer: await addPerson(hub, npa), second: await addPerson(hub, npa), reader: await addPerson(hub, npa, { roles: [Role.READER] }),
    attache: await addPerson(hub, embassy, { roles: [Role.OFFICER, Role.CONTACT_POINT], familyName: 'Reyes' }), consul: await addPerson(hub, embassy, { roles: [Role.READER] }),
    clerk: await addPerson(hub, embassy, { roles: [Role.ADMINISTRATOR] }), helper: await addPerson(hub, ngo), outsider: await addPerson(hub, shelter),
  };
  await appoint(hub, embassy, parties.attache.id);
  return parties;
}

export const PROPOSAL = `id state version stale reason credit endedAt decisionReason organisation { id } proposedBy { id } bulletin { id revision }
  parts { key field sectionId before proposed current difference { kind text } standing result takenUp }`;
export const TRANSLATION = 'id language heading body label translator { id } translatorName organisation { id } sourceVersion stale awaitsApproval revision';

/** What people do with proposals and translations, by name of the operation. */
export class Doing {
  constructor(private readonly hub: TestHub) {}

  async ask(person: TestPerson | null, query: string, variables: object = {}, headers: Record<string, string> = {}) {
    return this.hub.graphql(query, { token: person?.token ?? null, variables, headers });
  }
  /** The code of the refusal, or undefined. */
  async code(answer: Promise<{ errors?: readonly { extensions: { code?: string } }[] }>): Promise<string | undefined> {
    return (await answer).errors?.[0]?.extensions.code;
  }
  mutate(person: TestPerson, name: string, input: object, headers: Record<string, string> = {}) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return this.ask(person, `mutation ($input: ${type}!) { ${name}(input: $input) { proposal { ${PROPOSAL} } } }`, { input }, headers);
  }
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  async done(person: TestPerson, name: string, input: object): Promise<any> {
    return data(await this.mutate(person, name, input))[name].proposal;
  }
  withdraw(person: TestPerson, id: string) {
    return this.ask(person, `mutation ($id: ID!) { withdrawProposal(id: $id) { proposal { ${PROPOSAL} } } }`, { id });
  }
  proposal(person: TestPerson | null, id: string) {
    return this.ask(person, `query ($id: ID!) { proposal(id: $id) { ${PROPOSAL} } }`, { id });
  }
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  async sees(person: TestPerson, id: string): Promise<any> {
    return data(await this.proposal(person, id)).proposal;
  }
  async listed(person: TestPerson, filter: object = {}): Promise<string[]> {
    const answer = data(await this.ask(person, 'query ($filter: ProposalFilter) { proposals(filter: $filter) { nodes { id } } }', { filter }));
    return answer.proposals.nodes.map(({ id }: { id: string }) => id);
  }
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  async bulletin(person: TestPerson | null, id: string, fields = 'title revision version credits { id } sections { id heading body } pending { title sections { id heading body } }'): Promise<any> {
    return data(await this.ask(person, `query ($id: ID!) { bulletin(id: $id) { ${fields} } }`, { id })).bulletin;
  }
  async revise(person: TestPerson, input: object): Promise<{ revision: number }> {
    return data(await this.ask(person, 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { revision } } }', { input })).reviseBulletin.bulletin;
  }
  /** Publishes the working copy: submitted by one, approved by the other. */
  async goOut(author: TestPerson, second: TestPerson, id: string): Promise<void> {
    const { revision } = await this.bulletin(author, id, 'revision');
    data(await publish(this.hub, author, { id, revision }));
    data(await publish(this.hub, second, { id, revision }));
  }
  published({ officer, second }: Pick<Proposing, 'officer' | 'second'>, input: object) {
    return publishNew(this.hub, officer, second, { kind: 'CASE_INFORMATION', tlp: 'AMBER', title: '横浜の飲食店における事案', language: 'ja', ...input });
  }
  /** Changes of a kind that somebody is alerted to about a bulletin, in order. */
  async alerted(person: TestPerson, kind: string, bulletinId: string): Promise<string[]> {
    await distribute(this.hub);
    const { alerts } = data(await this.ask(person, '{ alerts(first: 100) { nodes { kind change bulletinId } } }'));
    return alerts.nodes.filter((alert: { kind: string; bulletinId: string }) => alert.kind === kind && alert.bulletinId === bulletinId).map(({ change }: { change: string }) => change);
  }
  /** What the outbox holds of a kind, in order. */
  async told(kind: string): Promise<{ change: string; organisationId: string; readers: number[]; subjectId: string; bulletinId: string }[]> {
    const { rows } = await this.hub.superuser<{ tell: never }>(`SELECT t AS tell FROM hub.outbox_events e, jsonb_array_elements(e.payload->'tell') t WHERE t->>'kind' = $1 ORDER BY e.id`, [kind]);
    return rows.map(({ tell }) => tell);
  }
}

/** What the section for all says in `inTwoSections`. */
export const BODY = '3月5日に三人の女性が保護された。店は閉まっている。';

/** A bulletin for the embassy and the NGO, with a section for the embassy alone. */
export const inTwoSections = (act: Doing, of: Proposing, more: object = {}): ReturnType<Doing['published']> => act.published(of, {
  audience: { organisationIds: [of.embassy, of.ngo] }, countries: ['PH'], facts: { potentialVictims: 3, citizenships: ['PH'] },
  sections: [{ heading: '概要', body: BODY }, { heading: '大使館向け', body: '旅券番号は別途。', audience: { organisationIds: [of.embassy] } }], ...more,
});
