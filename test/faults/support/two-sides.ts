import { randomUUID } from 'node:crypto';
import { Role } from '@hub/access';
import { addOrganisation, addPerson, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import type { Dice } from './campaign.js';
import { OPERATIONS as Q, type Question } from './client.js';

/** An organisation that keeps to itself: each text of its own bears its mark, which nobody else may ever see. */
export interface Side {
  mark: string;
  organisation: string;
  author: TestPerson;
  second: TestPerson;
  administrator: TestPerson;
  /** Bulletins that the other side may not know of. */
  hidden: { id: string; revision: number }[];
  /** Written to the other side and a third organisation, with a section for the third alone. */
  shared: string;
}

const MARKS = ['Quorbalia', 'Zethlumix'] as const;

/** Makes two organisations with bulletins of every state, and one that both of them write to. */
export async function twoSides(hub: TestHub): Promise<[Side, Side]> {
  const [left, right, third] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  return [await side(hub, MARKS[0], left, right, third), await side(hub, MARKS[1], right, left, third)];
}

async function side(hub: TestHub, mark: string, organisation: string, other: string, third: string): Promise<Side> {
  const [author, second, administrator] = [
    await addPerson(hub, organisation, { familyName: mark }),
    await addPerson(hub, organisation, { familyName: mark }),
    await addPerson(hub, organisation, { familyName: mark, roles: [Role.ADMINISTRATOR] }),
  ];
  const own = { tlp: 'AMBER', title: `${mark} title`, audience: {}, sections: [{ heading: mark, body: `${mark} body` }, { heading: mark, body: `${mark} more` }] };
  const hidden = [];
  for (let n = 0; n < 6; n++) hidden.push(await publishNew(hub, author, second, own));
  for (let n = 0; n < 2; n++) hidden.push(await draft(hub, author, own));
  hidden.push(await draft(hub, author, { ...own, tlp: 'RED', audience: { personIds: [author.id] }, approverIds: [second.id] }));
  const submitted = await draft(hub, author, own);
  data(await publish(hub, author, submitted));
  const withdrawn = await publishNew(hub, author, second, own);
  data(await hub.graphql(Q.withdraw, { token: author.token, variables: { input: { ...withdrawnInput(withdrawn), reason: `${mark} reason` } } }));
  const { id: shared } = await publishNew(hub, author, second, {
    tlp: 'AMBER', title: 'Shared', audience: { organisationIds: [other, third] },
    sections: [{ heading: 'For all', body: 'text' }, { heading: mark, body: mark, audience: { organisationIds: [third] } }],
  });
  return { mark, organisation, author, second, administrator, hidden: [...hidden, submitted, withdrawn], shared };
}

const withdrawnInput = ({ id, revision }: { id: string; revision: number }): object => ({ id, expectedRevision: revision });

/** Something that a side sends to the hub: reads and writes, good ones and bad ones. */
export function question(dice: Dice, mine: Side, theirs: Side): Question {
  const { token } = dice.percent(80) ? mine.author : mine.second;
  const own = dice.pick(mine.hidden);
  const foreign = dice.pick(theirs.hidden);
  const sections = [{ heading: mine.mark, body: `${mine.mark} ${randomUUID()}` }];
  const draftInput = { kind: 'NOTICE', tlp: 'AMBER', title: `${mine.mark} new`, language: 'en', audience: {}, sections };
  const input = (more: object): { variables: object } => ({ variables: { input: more } });
  const asked: Omit<Question, 'token'>[] = [
    { query: Q.list, variables: { first: 5 } }, { query: Q.list, variables: { first: 20 } }, { query: Q.list, variables: { last: 5 } },
    { query: Q.list, variables: { filter: { text: mine.mark } } }, { query: Q.ids, variables: { filter: { text: mine.mark } } },
    { query: Q.list, variables: { filter: { text: theirs.mark } } }, { query: Q.ids, variables: { filter: { originatorIds: [theirs.organisation] } } },
    { query: Q.one, variables: { id: own.id } }, { query: Q.one, variables: { id: mine.shared } }, { query: Q.one, variables: { id: theirs.shared } },
    { query: Q.one, variables: { id: foreign.id } }, { query: Q.nested, variables: { id: own.id } }, { query: Q.nested, variables: { id: theirs.shared } },
    { query: Q.nested, variables: { id: foreign.id } }, { query: Q.asOf, variables: { id: theirs.shared, version: 1 } },
    { query: Q.asOf, variables: { id: foreign.id, version: 1 } }, { query: Q.viewer }, { query: Q.people }, { query: Q.organisations },
    { query: Q.draft, ...input(draftInput) }, { query: Q.draft, ...input(draftInput), key: `${mine.mark}-${Math.floor(dice.below(4))}` },
    { query: Q.revise, ...input({ id: own.id, expectedRevision: own.revision, title: `${mine.mark} again` }) },
    { query: Q.publish, ...input({ id: own.id, expectedRevision: own.revision }) },
    { query: Q.revise, ...input({ id: foreign.id, expectedRevision: 1, title: mine.mark }) },
    { query: Q.withdraw, ...input({ id: foreign.id, expectedRevision: 1, reason: 'not ours' }) },
    { query: Q.acknowledge, ...input({ id: theirs.shared, version: 1, kind: 'RECEIVED' }) },
    { query: Q.acknowledge, ...input({ id: foreign.id, version: 1, kind: 'RECEIVED' }) },
    // What is wrong with these is found before, in and after the transaction.
    { query: Q.list, variables: { first: 5, after: 'bm90IGEgY3Vyc29y' } }, { query: Q.one, variables: { id: 'no id' } }, { query: '{ bulletins(first: 5) {' },
    { query: '{ bulletins(first: 100) { nodes { nothing } } }' }, { query: '', body: '{"query":' },
    { query: Q.draft, ...input({ ...draftInput, audience: { everyone: true } }) },
    { query: Q.draft, ...input({ ...draftInput, sections: [...sections, { heading: 'x', body: 'y', audience: { organisationIds: [theirs.organisation] } }] }) },
    { query: Q.acknowledge, ...input({ id: theirs.shared, version: 99, kind: 'RECEIVED' }) },
    { query: `{ ${Array.from({ length: 120 }, (_, n) => `a${n}: viewer { roles }`).join(' ')} }` },
  ];
  return { ...dice.pick(asked), token: dice.percent(4) ? null : token };
}

/** Whether an answer to one side holds anything of the other. */
export const showsForeign = (text: string, theirs: Side): boolean => text.includes(theirs.mark) || theirs.hidden.some(({ id }) => text.includes(id));
