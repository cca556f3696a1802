import { Role } from '@hub/access';
import { addOrganisation, addPerson, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import type { Dice } from './campaign.js';
import { change } from './taking-away.js';
import { OPERATIONS as Q, type Question } from './client.js';

/** Organisations with bulletins of every mark and state between them, and a word that all their texts hold. */
export interface Library {
  readers: TestPerson[];
  officers: TestPerson[];
  ids: string[];
  organisations: string[];
}

/** Stands in every title and text: an answer that shows any of them shows it, or a bulletin's id. */
export const SECRET = 'Ominabasho';

/** Makes them. */
export async function library(hub: TestHub): Promise<Library> {
  const organisations = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  const made: Library = { readers: [], officers: [], ids: [], organisations };
  for (const own of organisations) {
    const [author, second] = [await addPerson(hub, own), await addPerson(hub, own)];
    made.officers.push(author);
    made.readers.push(author, second, await addPerson(hub, own, { roles: [Role.READER] }));
    made.ids.push(...(await bulletinsOf(hub, author, second, organisations.filter((other) => other !== own))));
  }
  return made;
}

async function bulletinsOf(hub: TestHub, author: TestPerson, second: TestPerson, others: string[]): Promise<string[]> {
  const [one = ''] = others;
  const part = (text: string, audience?: object): object => ({ heading: SECRET, body: `${SECRET} ${text}`, ...(audience ? { audience } : {}) });
  const text = { title: `${SECRET} title`, sections: [part('for all'), part('more'), part('for one', { organisationIds: [one] })] };
  const amber = { ...text, tlp: 'AMBER', audience: { organisationIds: others } };
  const expiring = { ...amber, expiresAt: new Date(hub.clock.now().getTime() + 1_000).toISOString() };
  const out = [
    await publishNew(hub, author, second, { ...amber, sourceKey: 'books:1' }), await publishNew(hub, author, second, { ...amber, recipientsVisible: true }),
    await publishNew(hub, author, second, { ...text, tlp: 'GREEN', audience: { everyone: true } }),
    await publishNew(hub, author, second, { ...text, tlp: 'CLEAR', audience: { everyone: true } }),
    await publishNew(hub, author, second, { ...amber, tlp: 'AMBER_STRICT', audience: { organisationIds: [one] } }), await publishNew(hub, author, second, expiring),
  ];
  const red = await draft(hub, author, { ...text, tlp: 'RED', sections: [part('red')], audience: { personIds: [author.id] }, approverIds: [second.id] });
  for (const person of [author, second]) data(await publish(hub, person, red));
  const drafted = await draft(hub, author, { ...amber, sourceKey: 'books:2' });
  const submitted = await draft(hub, author, amber);
  data(await publish(hub, author, submitted));
  // Versions that all, some or none of the readers see; the last of them is pending.
  const [first, , , , , last] = out;
  const sections = [part('for all'), part('for one, again', { organisationIds: [one] })];
  await change(hub, author, Q.revise, { id: first?.id, expectedRevision: 1, sections });
  for (const person of [author, second]) await change(hub, person, Q.publish, { id: first?.id, expectedRevision: 2 });
  await change(hub, author, Q.revise, { id: first?.id, expectedRevision: 2, sections: [...sections, part('pending')] });
  const [, forOne] = out;
  const { sections: before } = data(await hub.graphql(Q.one, { token: author.token, variables: { id: forOne?.id } })).bulletin as { sections: { id: string; heading: string; body: string }[] };
  const kept = before.map(({ id, heading, body }, n) => (n < 2 ? { id, heading, body } : { id, ...part('for one alone', { organisationIds: [one] }) }));
  await change(hub, author, Q.revise, { id: forOne?.id, expectedRevision: 1, sections: kept });
  for (const person of [author, second]) await change(hub, person, Q.publish, { id: forOne?.id, expectedRevision: 2 });
  const withdrawn = await publishNew(hub, author, second, amber);
  await change(hub, author, Q.withdraw, { id: withdrawn.id, expectedRevision: 1, reason: 'trial' });
  if (last) hub.clock.advance(2_000); // it has expired now
  return [...out, red, drafted, submitted, withdrawn].map(({ id }) => id);
}

/** What a random operation asks of each bulletin: by id, with or without sections, directly and in its working copy. */
function selection(dice: Dice): string {
  const parts = ['__typename id'];
  if (dice.percent(50)) parts.push('title');
  if (dice.percent(50)) parts.push('version');
  if (dice.percent(50)) parts.push(dice.pick([
    'sections { id body }', 'sections { id } sectionsToo: sections { id heading }', '... on Bulletin { sections { id heading } }', '...Parts',
    'sections @include(if: $yes) { id body }', 'sections @include(if: $no) { id body }', 'sections @skip(if: $yes) { id }',
  ]));
  if (dice.percent(30)) parts.push(dice.pick(['originator { name }', 'acknowledgement { kind }', 'versions { version }', 'audience { organisations { id } }']));
  if (dice.percent(25)) parts.push(dice.pick(['state pending { title }', 'state pending { sections { id body } }', 'state pending { ...Copy }']));
  return parts.join(' ');
}

/** Variables and fragments belong to an operation only where it uses them. */
function operation(kind: 'query' | 'mutation', variables: Record<string, string>, text: string, values: object): Pick<Question, 'query' | 'variables'> {
  const used = { ...variables, ...(text.includes('$yes') ? { yes: 'Boolean!' } : {}), ...(text.includes('$no') ? { no: 'Boolean!' } : {}) };
  const declared = Object.entries(used).map(([name, type]) => `$${name}: ${type}`).join(', ');
  const fragments = [text.includes('...Parts') ? 'fragment Parts on Bulletin { sections { id body } }' : '', text.includes('...Copy') ? 'fragment Copy on PendingVersion { title sections { id } }' : ''];
  return { query: `${kind} ${declared ? `(${declared})` : ''} { ${text} } ${fragments.join(' ')}`, variables: { ...values, yes: true, no: false } };
}

/** The ways out that a random operation takes. */
export const WAYS = ['one', 'list', 'list backward', 'search', 'hit', 'two', 'as of a version', 'one and list', 'imported', 'acknowledged', 'drafted', 'drafted twice'] as const;

/** A random operation of somebody, through any way out that there is. */
export function reading(dice: Dice, { readers, officers, ids, organisations }: Library): Question & { person: TestPerson | null; way: (typeof WAYS)[number] } {
  const person = dice.percent(5) ? null : dice.pick(readers);
  const [show, other] = [selection(dice), selection(dice)];
  const shape = dice.pick([`nodes { ${show} }`, `edges { cursor node { ${show} } }`, `nodes { ${show} } edges { node { ${other} } }`, `edges { node { __typename id } }`]);
  const filter = dice.pick([
    null, { text: 'title' }, { tlps: ['AMBER', 'RED'] }, { states: ['PUBLISHED', 'WITHDRAWN', 'EXPIRED'] }, { originatorIds: [dice.pick(organisations)] }, { text: 'nowhere' },
  ]);
  const page = { n: 1 + Math.floor(dice.below(12)), filter };
  const words = { n: page.n, filter: { text: dice.pick([SECRET, 'title', 'again']) } };
  const list = { n: 'Int', filter: 'BulletinFilter' };
  const id = dice.pick(ids);
  const officer = dice.pick(officers);
  const draft = { input: draftOf(officer) };
  const asked: Record<(typeof WAYS)[number], () => Pick<Question, 'query' | 'variables'>> = {
    one: () => operation('query', { id: 'ID!' }, `bulletin(id: $id) { ${show} }`, { id }),
    list: () => operation('query', list, `bulletins(first: $n, filter: $filter) { ${shape} }`, page),
    'list backward': () => operation('query', list, `bulletins(last: $n, filter: $filter) { ${shape} }`, page),
    search: () => operation('query', list, `bulletins(first: $n, filter: $filter) { ${shape} }`, words),
    hit: () => operation('query', list, 'bulletins(first: $n, filter: $filter) { edges { node { __typename id } } }', words),
    two: () => operation('query', { id: 'ID!', other: 'ID!' }, `a: bulletin(id: $id) { ${show} } b: bulletin(id: $other) { ${other} } viewer { roles }`, { id, other: dice.pick(ids) }),
    'as of a version': () => operation('query', { id: 'ID!', version: 'Int!' }, `bulletin(id: $id, version: $version) { ${show} }`, { id, version: 1 + Math.floor(dice.below(3)) }),
    'one and list': () => operation('query', { id: 'ID!' }, `bulletin(id: $id) { ${show} } bulletins(first: 3) { nodes { ${other} } }`, { id }),
    imported: () => operation('query', { prefix: 'String!', n: 'Int' }, `importedBulletins(prefix: $prefix, first: $n) { sourceKey bulletin { ${show} } }`, { prefix: dice.pick(['books:', 'books:2']), n: 1 + Math.floor(dice.below(3)) }),
    acknowledged: () => operation('mutation', { id: 'ID!' }, `acknowledgeBulletin(input: { id: $id, version: 1, kind: ACTING }) { bulletin { ${show} } }`, { id }),
    drafted: () => operation('mutation', { input: 'DraftBulletinInput!' }, `draftBulletin(input: $input) { bulletin { ${show} } }`, draft),
    'drafted twice': () => operation('mutation', { input: 'DraftBulletinInput!' }, `draftBulletin(input: $input) { bulletin { ${show} } } again: draftBulletin(input: $input) { bulletin { ${other} } }`, draft),
  };
  const way = dice.pick(WAYS);
  const by = way === 'imported' || way.startsWith('drafted') ? officer : person;
  return { ...asked[way](), way, person: by, token: by?.token ?? null };
}

const draftOf = ({ organisationId }: TestPerson): object => ({
  kind: 'NOTICE', tlp: 'AMBER', title: `${SECRET} new`, language: 'en', audience: { organisationIds: [organisationId] }, sections: [{ heading: SECRET, body: SECRET }],
});
