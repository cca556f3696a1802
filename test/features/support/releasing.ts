import { ReleaseAnswers } from '@hub/releases';
import { addOrganisation, addPerson, type Answer, createTestHub, data, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A request as it is shown. */
export interface SeenRequest {
  id: string; state: string; awaitsApproval: boolean; sectionIds: string[] | null; purpose: string; terms: string | null; askedAt: string; answerBy: string; answeredAt: string | null;
  silent: boolean; reason: string | null; revision: number | null; bulletin: { id: string; title: string }; askedBy: { id: string }; recipient: { id: string };
  grant: { sectionIds: string[]; inPart: boolean; conditions: string | null; until: string | null; namesAsker: boolean | null; grantedBy: { id: string } | null } | null;
}
export const REQUEST = `id state awaitsApproval sectionIds purpose terms askedAt answerBy answeredAt silent reason revision bulletin { id title } askedBy { id } recipient { id }
  grant { sectionIds inPart conditions until namesAsker grantedBy { id } }`;
const BULLETIN = `id title revision sections { id heading } releasedToUs { id conditions until askedBy { id } }
  audience { organisations { id } releases { requestId organisation { id } sectionIds until } } pending { needsApproval audience { releases { requestId organisation { id } } } }`;
/** A bulletin as it is shown. */
export interface SeenBulletin {
  id: string; title: string; revision: number; sections: { id: string; heading: string }[]; releasedToUs: { id: string; conditions: string | null; until: string | null; askedBy: { id: string } | null }[];
  audience: { organisations: { id: string }[]; releases: { requestId: string; organisation: { id: string }; sectionIds: string[]; until: string | null }[] } | null;
  pending: { needsApproval: boolean; audience: { releases: { requestId: string; organisation: { id: string } }[] } } | null;
}

const mutation = (name: string, type: string): string => `mutation ($input: ${type}!) { ${name}(input: $input) { request { ${REQUEST} } } }`;

/** An originator with two officers; an organisation that asks, with a reader beside its officer; a third one; a stranger. */
export class ReleaseWorld {
  author: TestPerson;
  second: TestPerson;
  asker: TestPerson;
  reader: TestPerson;
  third: TestPerson;
  stranger: TestPerson;

  constructor(readonly hub: TestHub) {}

  async people(): Promise<this> {
    const [originator, asking, third, elsewhere] = [await addOrganisation(this.hub), await addOrganisation(this.hub), await addOrganisation(this.hub), await addOrganisation(this.hub)];
    [this.author, this.second] = [await addPerson(this.hub, originator), await addPerson(this.hub, originator)];
    [this.asker, this.reader] = [await addPerson(this.hub, asking), await addPerson(this.hub, asking, { roles: ['READER' as never] })];
    [this.third, this.stranger] = [await addPerson(this.hub, third), await addPerson(this.hub, elsewhere)];
    return this;
  }

  /** Publishes at AMBER to the asker's organisation, and whoever else is named. */
  amber(input: object = {}, ...others: TestPerson[]): Promise<{ id: string; revision: number }> {
    return publishNew(this.hub, this.author, this.second, {
      tlp: 'AMBER', title: 'Secret matter', audience: { organisationIds: [this.asker, ...others].map(({ organisationId }) => organisationId) },
      sections: [{ heading: 'Route', body: 'By sea' }, { heading: 'House', body: 'At the harbour' }], ...input,
    });
  }

  tryAsk(bulletinId: string, input: object = {}, person = this.asker): Promise<Answer> {
    return this.hub.graphql(mutation('requestRelease', 'RequestReleaseInput'), {
      token: person.token, variables: { input: { bulletinId, organisationId: this.third.organisationId, purpose: 'To find a bed tonight', ...input } },
    });
  }
  async ask(bulletinId: string, input: object = {}): Promise<SeenRequest> {
    return data(await this.tryAsk(bulletinId, input)).requestRelease.request;
  }

  tryGrant(id: string, input: object = {}, person = this.author): Promise<Answer> {
    return this.hub.graphql(mutation('grantRelease', 'GrantReleaseInput'), { token: person.token, variables: { input: { id, expectedRevision: 1, ...input } } });
  }
  async grant(id: string, input: object = {}): Promise<SeenRequest> {
    return data(await this.tryGrant(id, input)).grantRelease.request;
  }
  /** Grants, has the second person approve, and the hub answer. */
  async release(bulletinId: string, id: string, input: object = {}): Promise<void> {
    await this.grant(id, input);
    await this.approve(bulletinId);
    await this.run();
  }
  async approve(bulletinId: string, person = this.second): Promise<void> {
    data(await publish(this.hub, person, await this.bulletin(this.author, bulletinId)));
  }

  tryRefuse(id: string, input: object = {}, person = this.author): Promise<Answer> {
    return this.hub.graphql(mutation('refuseRelease', 'RefuseReleaseInput'), { token: person.token, variables: { input: { id, expectedRevision: 1, ...input } } });
  }
  tryEnd(id: string, expectedRevision: number, person = this.author): Promise<Answer> {
    return this.hub.graphql(mutation('endRelease', 'EndReleaseInput'), { token: person.token, variables: { input: { id, expectedRevision } } });
  }
  tryTakeBack(id: string, person = this.asker): Promise<Answer> {
    return this.hub.graphql(`mutation ($id: ID!) { withdrawReleaseRequest(id: $id) { request { ${REQUEST} } } }`, { token: person.token, variables: { id } });
  }

  tryRequest(id: string, person = this.asker): Promise<Answer> {
    return this.hub.graphql(`query ($id: ID!) { releaseRequest(id: $id) { ${REQUEST} } }`, { token: person.token, variables: { id } });
  }
  async request(id: string, person = this.asker): Promise<SeenRequest> {
    return data(await this.tryRequest(id, person)).releaseRequest;
  }
  async requests(person: TestPerson, filter: object = {}): Promise<SeenRequest[]> {
    return data(await this.hub.graphql(`query ($filter: ReleaseRequestFilter) { releaseRequests(filter: $filter) { nodes { ${REQUEST} } } }`, { token: person.token, variables: { filter } })).releaseRequests.nodes;
  }

  tryBulletin(person: TestPerson, id: string): Promise<Answer> {
    return this.hub.graphql(`query ($id: ID!) { bulletin(id: $id) { ${BULLETIN} } }`, { token: person.token, variables: { id } });
  }
  async bulletin(person: TestPerson, id: string): Promise<SeenBulletin> {
    return data(await this.tryBulletin(person, id)).bulletin;
  }
  async headings(person: TestPerson, id: string): Promise<string[] | null> {
    const { data: found } = await this.tryBulletin(person, id);
    return found?.bulletin ? (found.bulletin as SeenBulletin).sections.map(({ heading }) => heading) : null;
  }
  async listed(person: TestPerson): Promise<string[]> {
    return data(await this.hub.graphql('{ bulletins { nodes { id } } }', { token: person.token })).bulletins.nodes.map(({ id }: { id: string }) => id);
  }

  async run(): Promise<void> {
    await this.hub.hub.app.get(ReleaseAnswers).run();
  }
}

/** A world on a hub of its own. */
export const releaseWorld = async (): Promise<ReleaseWorld> => new ReleaseWorld(await createTestHub()).people();
