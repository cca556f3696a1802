import { addOrganisation, addPerson, type TestHub, type TestPerson } from '@hub/testing';
import { OPERATIONS as Q, type Question } from './client.js';
import { audience, word } from './taking-away.js';

/** Who publishes, and who reads it. */
export interface Publishers {
  author: TestPerson;
  second: TestPerson;
  reader: TestPerson;
}

/** Makes them. */
export async function publishers(hub: TestHub): Promise<Publishers> {
  const [originator, recipient] = [await addOrganisation(hub), await addOrganisation(hub)];
  return { author: await addPerson(hub, originator), second: await addPerson(hub, originator), reader: await addPerson(hub, recipient) };
}

/** One bulletin on its way out: drafted, submitted, approved and so published, each step under a key of its own. */
export class Publication {
  readonly title = word();
  /** How many steps the client has been told are done. */
  acknowledged = 0;
  id = '';

  constructor(private readonly people: Publishers) {}

  /** The steps' names. */
  static readonly steps = ['drafted', 'submitted', 'published'] as const;

  /** What the client sends for a step, the same whenever it is sent again. */
  question(step: number): Question {
    const { author, second, reader } = this.people;
    const key = `${this.title}-${step}`;
    const sections = [1, 2].map((n) => ({ heading: `Part ${n}`, body: `${this.title} ${n} ${'text '.repeat(200)}end` }));
    if (step === 0) {
      return {
        query: Q.draft, key, token: author.token,
        variables: { input: { kind: 'NOTICE', tlp: 'AMBER', title: this.title, language: 'en', sections, ...audience(reader.organisationId) } },
      };
    }
    return { query: Q.publish, key, token: (step === 1 ? author : second).token, variables: { input: { id: this.id, expectedRevision: 1 } } };
  }

  /** How far the database says that it is: everything of one step and nothing of the next, or an error. */
  async stage({ superuser, recorded }: Pick<TestHub, 'superuser' | 'recorded'>): Promise<number> {
    await recorded(); // seals what was entered
    const { rows: [found] } = await superuser<{ state: object }>(STATE, [this.title, this.people.reader.organisationId, Publication.steps.map((_, step) => `${this.title}-${step}`)]);
    const state = JSON.stringify(found?.state);
    const stage = STAGES.indexOf(state);
    if (stage < 0) throw new Error(`half of a step: ${state}`);
    if (stage < this.acknowledged) throw new Error(`lost: acknowledged "${Publication.steps[this.acknowledged - 1]}", but there is ${state}`);
    return stage;
  }

  /** Whether an answer that names it holds all of it. */
  isWhole(bulletin: { title: string; state: string; sections: { body: string }[] }): boolean {
    return bulletin.state === 'PUBLISHED' && bulletin.sections.length === 2
      && bulletin.sections.every(({ body }, index) => body.startsWith(`${this.title} ${index + 1} `) && body.endsWith('end'));
  }
}

/** Everything that a step writes, in one row. $1: title, $2: the recipient, $3: keys. */
const STATE = `
  WITH v AS (SELECT * FROM hub.bulletin_versions WHERE title = $1), b AS (SELECT b.* FROM hub.bulletins b JOIN v ON v.bulletin_id = b.id),
    r AS (SELECT reader_principal AS p FROM hub.organisations WHERE id = $2),
    keys AS (SELECT k.key, i.result IS NOT NULL AS kept FROM unnest($3::text[]) k (key) LEFT JOIN hub.idempotency_keys i ON i.key = k.key)
  SELECT json_build_object(
    'bulletin', (SELECT json_build_array(state, published_number, pending_number, published_at IS NOT NULL, r.p = ANY (readers)) FROM b, r),
    'version', (SELECT json_build_array(review_state, published_at IS NOT NULL, r.p = ANY (admitted), r.p = ANY (gate)) FROM v, r),
    'sections', (SELECT json_agg(json_build_array(r.p = ANY (s.admitted), r.p = ANY (s.gate))) FROM hub.bulletin_sections s JOIN b ON b.id = s.bulletin_id, r),
    'reach', (SELECT count(*) FROM hub.bulletin_reach x JOIN b ON b.id = x.bulletin_id, r WHERE x.principal = r.p),
    'editions', (SELECT count(*) FROM hub.bulletin_editions x JOIN b ON b.id = x.bulletin_id, r WHERE x.principal = r.p),
    'terms', (SELECT count(*) FROM hub.bulletin_terms x JOIN b ON b.id = x.bulletin_id, r WHERE hub.term_hash(r.p, x.month, 'w:' || $1) = ANY (x.terms)),
    'approvals', (SELECT count(*) FROM hub.bulletin_approvals x JOIN b ON b.id = x.bulletin_id),
    'ledger', (SELECT json_agg(action ORDER BY action) FROM hub.log_records x JOIN b ON b.id = ANY (x.subject_ids) WHERE action NOT IN ('bulletin.read', 'bulletin.listed')),
    'outbox', (SELECT json_agg(type ORDER BY type) FROM hub.outbox_events x JOIN b ON b.id = x.subject_id),
    'keys', (SELECT json_agg(kept ORDER BY key) FROM keys)) AS state`;

const stageOf = (bulletin: unknown, version: unknown, sections: unknown, told: number, approvals: number, acts: string[] | null, keys: number): string =>
  JSON.stringify({
    bulletin, version, sections, reach: told, editions: told, terms: told, approvals, ledger: acts, outbox: acts, keys: [0, 1, 2].map((step) => step < keys),
  });
const closed = [[false, false], [false, false]];

/** What is there before the first step, and after each. */
const STAGES = [
  stageOf(null, null, null, 0, 0, null, 0),
  stageOf(['DRAFT', null, 1, false, false], ['EDITING', false, false, false], closed, 0, 0, ['bulletin.drafted'], 1),
  stageOf(['IN_REVIEW', null, 1, false, false], ['IN_REVIEW', false, false, false], closed, 0, 0, ['bulletin.drafted', 'bulletin.submitted'], 2),
  stageOf(['PUBLISHED', 1, null, true, true], ['PUBLISHED', true, true, true], [[true, true], [true, true]], 1, 1,
    ['bulletin.approved', 'bulletin.drafted', 'bulletin.published', 'bulletin.submitted'], 3),
];
