import { OrganisationKind, Role } from '@hub/access';
import { addOrganisation, addPerson, createTestHub, data, draft, publishNew, type TestHub, type TestPerson } from '@hub/testing';

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: BulletinFilter) {
  bulletins(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    edges { cursor node { title } } nodes { title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

interface ListPage { titles: string[]; cursors: string[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } }

describe('lists of bulletins', () => {
  let hub: TestHub;
  let npa: string, embassy: string, ngo: string;
  let officer: TestPerson, second: TestPerson, attache: TestPerson, helper: TestPerson;

  beforeAll(async () => {
    hub = await createTestHub();
    npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, code: 'NPA' });
    embassy = await addOrganisation(hub, { kind: OrganisationKind.EMBASSY });
    ngo = await addOrganisation(hub);
    officer = await addPerson(hub, npa);
    second = await addPerson(hub, npa);
    attache = await addPerson(hub, embassy, { roles: [Role.READER] });
    helper = await addPerson(hub, ngo);
    for (let n = 1; n <= 9; n += 1) {
      hub.clock.advance(1_000);
      const everyone = n % 3 === 0;
      await publishNew(hub, officer, second, {
        title: `Bulletin ${n}`, kind: n % 2 ? 'ALERT' : 'NOTICE',
        ...(everyone ? {} : { tlp: 'AMBER', audience: { organisationIds: n % 3 === 1 ? [embassy] : [embassy, ngo] } }),
        facts: { citizenships: n === 4 ? ['PH'] : [], exploitation: n === 5 ? ['FORCED_LABOUR'] : [] }, countries: n === 7 ? ['PH'] : [],
        sections: [
          { heading: '概要', body: n === 2 ? '旅券を取り上げられた技能実習生' : `Text ${n}` },
          ...(n === 8 ? [{ heading: 'For the shelter', body: 'the password is Zanzibar', audience: { organisationIds: [ngo] } }] : []),
        ],
      });
    }
  });
  afterAll(() => hub.close());

  async function list(person: TestPerson | null, variables: object): Promise<ListPage> {
    const { bulletins } = data(await hub.graphql(LIST, { token: person?.token ?? null, variables }));
    expect(bulletins.nodes.map(({ title }: { title: string }) => title)).toEqual(bulletins.edges.map(({ node }: { node: { title: string } }) => node.title));
    return {
      titles: bulletins.edges.map(({ node }: { node: { title: string } }) => node.title.replace('Bulletin ', '')),
      cursors: bulletins.edges.map(({ cursor }: { cursor: string }) => cursor), pageInfo: bulletins.pageInfo,
    };
  }
  const refusal = async (variables: object) => (await hub.graphql(LIST, { token: attache.token, variables })).errors?.[0]?.extensions;

  it('run newest first, each with what the asker may see alone', async () => {
    expect((await list(attache, {})).titles).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1']);
    expect((await list(helper, {})).titles).toEqual(['9', '8', '6', '5', '3', '2']);
    expect((await list(null, {})).titles).toEqual([]);
  });

  it.each([{}, { filter: { kinds: ['ALERT', 'NOTICE'] } }, { filter: { text: 'Bulletin' } }])('turn their pages both ways: %p', async (more) => {
    const all = await list(helper, { ...more, first: 100 });
    const forward: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: ListPage = await list(helper, { ...more, first: 2, after });
      forward.push(...page.titles);
      expect(page.pageInfo).toMatchObject({ hasPreviousPage: after !== null, startCursor: page.cursors[0], endCursor: page.cursors.at(-1) });
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(forward).toEqual(all.titles);
    const backward: string[] = [];
    let before: string | null = null;
    for (;;) {
      const page: ListPage = await list(helper, { ...more, last: 2, before });
      backward.unshift(...page.titles);
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor;
    }
    expect(backward).toEqual(all.titles);
    const between = await list(helper, { ...more, first: 10, after: all.cursors[0], before: all.cursors[4] });
    expect(between.titles).toEqual(all.titles.slice(1, 4));
    const behind = await list(helper, { ...more, last: 2, after: all.cursors[0], before: all.cursors[4] });
    expect(behind.titles).toEqual(all.titles.slice(2, 4));
  });

  it('are empty, with null cursors, where nothing is', async () => {
    expect((await list(attache, { filter: { tlps: ['RED'] } })).pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
    expect((await list(attache, { first: 0 })).titles).toEqual([]);
  });

  it.each([
    [{ first: -1 }, 'first'], [{ first: 101 }, 'first'], [{ first: 1, last: 1 }, 'last'], [{ last: 101 }, 'last'],
    [{ first: 1, after: 'bm90aGluZw' }, 'after'], [{ last: 1, before: 'x' }, 'before'], [{ filter: { text: '!?' } }, 'filter.text'],
  ])('refuse %p', async (variables, field) => {
    expect(await refusal(variables)).toMatchObject({ code: expect.stringMatching(/INVALID_INPUT|TOO_COMPLEX/), ...(('first' in variables && variables.first === 101) || ('last' in variables && variables.last === 101) ? {} : { field }) });
  });

  it('are filtered by what stands in the bulletin', async () => {
    expect((await list(attache, { filter: { kinds: ['NOTICE'] } })).titles).toEqual(['8', '6', '4', '2']);
    expect((await list(attache, { filter: { countries: ['PH'] } })).titles).toEqual(['7', '4']);
    expect((await list(attache, { filter: { exploitation: ['FORCED_LABOUR'], kinds: ['ALERT'] } })).titles).toEqual(['5']);
    expect((await list(attache, { filter: { tlps: ['GREEN'] } })).titles).toEqual(['9', '6', '3']);
    expect((await list(attache, { filter: { originatorIds: [npa], states: ['PUBLISHED'] } })).titles).toHaveLength(9);
    expect((await list(attache, { filter: { originatorIds: [ngo] } })).titles).toEqual([]);
    expect((await list(attache, { filter: { kinds: [] } })).titles).toEqual([]);
    const now = hub.clock.now().getTime();
    expect((await list(attache, { filter: { publishedAfter: new Date(now - 1_000).toISOString() } })).titles).toEqual(['9', '8']);
    expect((await list(attache, { filter: { publishedBefore: new Date(now - 7_000).toISOString() } })).titles).toEqual(['2', '1']);
  });

  it('find Japanese and Latin words, in full width and in any case, only where the asker may read them', async () => {
    for (const text of ['旅券', '技能実習生', '実習', '取り上げ']) expect((await list(attache, { filter: { text } })).titles).toEqual(['2']);
    expect((await list(attache, { filter: { text: '券旅' } })).titles).toEqual([]);
    expect((await list(helper, { filter: { text: 'ＺＡＮＺＩＢＡＲ' } })).titles).toEqual(['8']);
    expect((await list(helper, { filter: { text: 'password zanzibar bulletin' } })).titles).toEqual(['8']);
    expect((await list(officer, { filter: { text: 'zanzibar' } })).titles).toEqual(['8']);
    expect((await list(attache, { filter: { text: 'zanzibar' } })).titles).toEqual([]);
    expect((await list(null, { filter: { text: 'bulletin' } })).titles).toEqual([]);
  });

  it('put what has the words in its title first', async () => {
    await publishNew(hub, officer, second, { title: 'On recruitment', sections: [{ heading: 'x', body: 'y' }] });
    hub.clock.advance(1_000);
    await publishNew(hub, officer, second, { title: 'Later', sections: [{ heading: 'x', body: 'about recruitment' }] });
    expect((await list(attache, { filter: { text: 'recruitment' } })).titles).toEqual(['On recruitment', 'Later']);
    const first = await list(attache, { first: 1, filter: { text: 'recruitment' } });
    expect((await list(attache, { first: 1, after: first.cursors[0], filter: { text: 'recruitment' } })).titles).toEqual(['Later']);
  });

  it('hold the own officers’ drafts, and nobody else’s', async () => {
    hub.clock.advance(1_000);
    await draft(hub, officer, { title: 'Draft of the NPA', sections: [{ heading: 'h', body: 'quicksilver' }] });
    expect((await list(second, { first: 1 })).titles).toEqual(['Draft of the NPA']);
    expect((await list(second, { filter: { text: 'quicksilver' } })).titles).toEqual(['Draft of the NPA']);
    expect((await list(second, { filter: { states: ['DRAFT'] } })).titles).toEqual(['Draft of the NPA']);
    expect((await list(attache, { filter: { text: 'quicksilver' } })).titles).toEqual([]);
    expect((await list(attache, { filter: { states: ['DRAFT'] } })).titles).toEqual([]);
  });

  it('are filtered by what the asker’s own organisation has still to answer', async () => {
    const due = { title: 'Bulletin due', acknowledgeBy: new Date(hub.clock.now().getTime() + 3_600_000).toISOString(), tlp: 'AMBER', audience: { organisationIds: [embassy] } };
    const { id } = await publishNew(hub, officer, second, due);
    hub.clock.advance(1);
    const expiring = await publishNew(hub, officer, second, { ...due, title: 'Bulletin expiring', expiresAt: new Date(hub.clock.now().getTime() + 1_000).toISOString() });
    const open = async (person: TestPerson | null): Promise<string[]> => (await list(person, { filter: { toAcknowledge: true } })).titles;
    expect(await open(attache)).toEqual(['expiring', 'due']);
    expect([await open(officer), await open(helper), await open(null)]).toEqual([[], [], []]);
    hub.clock.advance(2_000);
    expect(await open(attache)).toEqual(['due']);
    data(await hub.graphql('mutation ($id: ID!) { acknowledgeBulletin(input: { id: $id, version: 1, kind: RECEIVED }) { bulletin { id } } }', { token: attache.token, variables: { id } }));
    expect(await open(attache)).toEqual([]);
    expect((await list(attache, { filter: { toAcknowledge: false }, first: 1 })).titles).toEqual([expect.stringMatching(/./)]);
    for (const each of [id, expiring.id]) data(await hub.graphql('mutation ($id: ID!) { withdrawBulletin(input: { id: $id, expectedRevision: 1, reason: "over" }) { bulletin { id } } }', { token: officer.token, variables: { id: each } }));
  });

  it('are filtered by what a second person is asked to approve, drafts and revisions alike', async () => {
    const open = async (person: TestPerson | null): Promise<string[]> => (await list(person, { filter: { toApprove: true } })).titles;
    const before = await open(second);
    const drafted = await draft(hub, officer, { title: 'Bulletin drafted', tlp: 'AMBER', audience: { organisationIds: [embassy] } });
    hub.clock.advance(1);
    const out = await publishNew(hub, officer, second, { title: 'Bulletin revised', tlp: 'AMBER', audience: { organisationIds: [embassy] } });
    data(await hub.graphql('mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id } } }', { token: officer.token, variables: { input: { id: out.id, expectedRevision: 1, audience: { organisationIds: [embassy, ngo] } } } }));
    expect(await open(second)).toEqual(before);
    for (const [id, expectedRevision] of [[drafted.id, 1], [out.id, 2]] as const) data(await hub.graphql('mutation ($input: BulletinRevisionInput!) { submitBulletin(input: $input) { bulletin { id } } }', { token: officer.token, variables: { input: { id, expectedRevision } } }));
    expect(await open(second)).toEqual(['revised', 'drafted', ...before]);
    expect([await open(officer), await open(attache), await open(null)]).toEqual([[], [], []]);
    data(await hub.graphql('mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { id } } }', { token: second.token, variables: { input: { id: out.id, expectedRevision: 2 } } }));
    expect(await open(second)).toEqual(['drafted', ...before]);
  });
});
