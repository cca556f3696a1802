import { createTestHub, type Answer, data, type TestHub } from '@hub/testing';
import { ARGUMENTS, type ArgumentKind } from './declarations.js';
import { type Cast, type Fixture, makeCast, type PersonName, placeOf } from './matrix.cast.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
const INVITATION = '11111111-1111-4111-8111-111111111111';
const RECOVERY = '22222222-2222-4222-8222-222222222222';
let hub: TestHub;
let cast: Cast;
let sessions: Map<string, string>;
let erasure: string;
let hold: string;
const WEBHOOK = '33333333-3333-4333-8333-333333333333';
const DELIVERY = '44444444-4444-4444-8444-444444444444';

beforeAll(async () => {
  hub = await createTestHub();
  cast = await makeCast(hub);
  const { rows } = await hub.superuser<{ id: string; person_id: string }>('SELECT id, person_id FROM hub.sessions');
  sessions = new Map(rows.map(({ id, person_id }) => [person_id, id]));
  const home = cast.organisations['home'];
  const { author, administrator, colleague } = cast.people;
  await hub.superuser(`INSERT INTO hub.invitations (id, token_hash, organisation_id, invited_by, email, roles, language, created_at, expires_at)
    VALUES ($1, '\\x01', $2, $3, 'new@home.example', '{READER}', 'en', $4::timestamptz, $4::timestamptz + interval '7 days')`, [INVITATION, home, administrator.id, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.account_recoveries (id, person_id, organisation_id, requested_by, requested_at, expires_at)
    VALUES ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + interval '1 day')`, [RECOVERY, colleague.id, home, author.id, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.webhook_endpoints (id, organisation_id, url, description, secret, position, created_at) VALUES ($1, $2, 'https://hooks.example', '', '\\x00', 0, $3)`, [WEBHOOK, home, hub.clock.now()]);
  await hub.superuser(`INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, state, created_at, ended_at) VALUES ($1, $2, $3, 'TEST', 'DELIVERED', $4, $4)`, [DELIVERY, WEBHOOK, home, hub.clock.now()]);
  await hub.recorded();
  const [entry] = await entriesOf('home');
  const made = async (text: string): Promise<{ requestAuditErasure: { erasure: { id: string } }; setAuditHold: { hold: { id: string } } }> => data(await hub.graphql(mutation(text), { token: administrator.token }));
  erasure = (await made(`requestAuditErasure(input: { entryId: "${entry}", reason: "X" }) { erasure { id } }`)).requestAuditErasure.erasure.id;
  hold = (await made(`setAuditHold(input: { entryId: "${entry}", reason: "X" }) { hold { id } }`)).setAuditHold.hold.id;
}, 300_000);
afterAll(() => hub.close());

const fixture = (mark: string, state: string): Fixture => cast.fixtures.find((one) => one.mark === mark && one.state === state) as Fixture;

/** One way to name a thing: who tries, ids that are there and not his to know, and what he sends. */
interface Trial {
  readonly by: PersonName;
  readonly hidden: () => string[] | Promise<string[]>;
  readonly send: (id: string) => string | Promise<string>;
}

const ofBulletin = (call: (id: string) => string): Trial[] => [
  { by: 'outsider', hidden: () => ['RED', 'AMBER', 'CLEAR'].flatMap((mark) => [fixture(mark, 'DRAFT').id, fixture(mark, 'PUBLISHED').id, fixture(mark, 'WITHDRAWN').id]), send: call },
  { by: 'recipient', hidden: () => [fixture('AMBER', 'DRAFT').id, fixture('RED', 'PUBLISHED').id, fixture('GREEN', 'IN_REVIEW').id], send: call },
  { by: 'editor', hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'PUBLISHED').id, fixture('RED', 'EXPIRED').id], send: call },
];
const mutation = (text: string): string => `mutation { ${text} }`;
const act = (name: string, more: string) => (id: string): string => mutation(`${name}(input: { id: "${id}", ${more} }) { bulletin { id } }`);
const people = (...names: PersonName[]) => (): string[] => names.map((name) => cast.people[name].id);
const strangers = people('outsider', 'recipient', 'coordinator', 'suspended');
const draft = (tlp: string, more: string): string => mutation(`draftBulletin(input: { kind: NOTICE, tlp: ${tlp}, title: "X", language: "en", ${more} }) { bulletin { state } }`);
const section = (id: string): string => `[{ id: "${id}", heading: "H", body: "B" }]`;
/** A bulletin of the trier's own, into which he puts what belongs to another. */
async function ownDraft(by: PersonName): Promise<{ id: string; revision: number }> {
  const { data } = await hub.graphql(mutation('draftBulletin(input: { kind: NOTICE, tlp: GREEN, title: "Own", language: "en", audience: { everyone: true }, sections: [{ heading: "A", body: "B" }] }) { bulletin { id revision } }'), { token: cast.people[by].token });
  return data.draftBulletin.bulletin;
}
const sectionsOf = async (...fixtures: Fixture[]): Promise<string[]> =>
  (await hub.superuser<{ section_id: string }>('SELECT section_id FROM hub.bulletin_sections WHERE bulletin_id = ANY ($1)', [fixtures.map(({ id }) => id)])).rows.map((row) => row.section_id);
const entriesOf = async (place: string): Promise<string[]> =>
  (await hub.superuser<{ id: string }>('SELECT id FROM hub.log_records WHERE holder_id = $1 ORDER BY counter LIMIT 3', [cast.organisations[place]])).rows.map(({ id }) => id);
const ofEntry = (call: (id: string) => string, ...others: PersonName[]): Trial[] =>
  (['administrator', ...others] as const).map((by) => ({ by, hidden: async () => [...(await entriesOf('receiver')), ...(await entriesOf(placeOf(by) === 'npa' ? 'home' : 'npa'))], send: call }));
/** The endpoint is home's; whoever administers elsewhere knows of none. */
const ofWebhook = (call: (id: string) => string, id = WEBHOOK): Trial[] => (['recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [id], send: call }));
const ofPerson = (call: (id: string) => string): Trial[] => [{ by: 'administrator', hidden: strangers, send: call }];

/** Every argument that names something, and how it is tried. */
const TRIALS: Record<string, Trial[]> = {
  'Query.bulletin.id': ofBulletin((id) => `{ bulletin(id: "${id}") { id title } }`).concat(ofBulletin((id) => `{ bulletin(id: "${id}", version: 1) { id title } }`)),
  'Query.bulletinAs.id': ofBulletin((id) => `{ bulletinAs(id: "${id}", anybody: PUBLIC) { sees } }`).filter(({ by }) => by !== 'editor')
    .concat({ by: 'editor', hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'IN_REVIEW').id], send: (id) => `{ bulletinAs(id: "${id}", organisationId: "${cast.organisations['receiver']}", ofWorkingCopy: true) { sees } }` }),
  // Whom nothing lets the asker name is nobody.
  'Query.bulletinAs.personId': [{ by: 'editor', hidden: people('outsider', 'recipient', 'coordinator', 'suspended', 'movedBefore', 'moved', 'ofSuspended'), send: (id) => `{ bulletinAs(id: "${fixture('AMBER', 'PUBLISHED').id}", personId: "${id}") { sees } }` }],
  'AcknowledgeBulletinInput.id': ofBulletin(act('acknowledgeBulletin', 'version: 1, kind: RECEIVED')),
  'BulletinRevisionInput.id': ofBulletin(act('submitBulletin', 'expectedRevision: 1')).concat(ofBulletin(act('approveBulletin', 'expectedRevision: 1'))),
  'PublishBulletinInput.id': ofBulletin(act('publishBulletin', 'expectedRevision: 1')),
  'ReturnBulletinInput.id': ofBulletin(act('returnBulletin', 'expectedRevision: 1, reason: "X"')),
  'ReviewExceptionInput.id': ofBulletin(act('reviewException', '')),
  'ReviseBulletinInput.id': ofBulletin(act('reviseBulletin', 'expectedRevision: 1, title: "X"')),
  'WithdrawBulletinInput.id': ofBulletin(act('withdrawBulletin', 'expectedRevision: 1, reason: "X"')),
  'BulletinSectionInput.id': [
    { by: 'outsider', hidden: () => sectionsOf(fixture('AMBER', 'PUBLISHED'), fixture('CLEAR everyone', 'PUBLISHED')), send: async (id) => {
      const own = await ownDraft('outsider');
      return mutation(`reviseBulletin(input: { id: "${own.id}", expectedRevision: ${own.revision}, sections: ${section(id)} }) { bulletin { title } }`);
    } },
    { by: 'editor', hidden: () => sectionsOf(fixture('RED', 'PUBLISHED'), fixture('GREEN', 'PUBLISHED')), send: (id) =>
      mutation(`reviseBulletin(input: { id: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 1, sections: ${section(id)} }) { bulletin { title } }`) },
  ],
  'AudienceInput.personIds': [{ by: 'outsider', hidden: people('author', 'second', 'recipient', 'coordinator', 'suspended', 'movedBefore'), send: (id) => draft('RED', `audience: { personIds: ["${id}"] }, sections: []`) }],
  'DraftBulletinInput.approverIds': [{ by: 'outsider', hidden: people('author', 'recipient'), send: (id) => draft('GREEN', `audience: { everyone: true }, sections: [], approverIds: ["${id}"]`) }],
  'ReviseBulletinInput.approverIds': [{ by: 'editor', hidden: strangers, send: (id) => mutation(`reviseBulletin(input: { id: "${fixture('AMBER', 'DRAFT').id}", expectedRevision: 999, approverIds: ["${id}"] }) { bulletin { title } }`) }],
  'ApprovalStepInput.approverIds': ofPerson((id) => mutation(`setApprovalRoute(input: { expectedRevision: 1, steps: [{ approverIds: ["${id}"] }] }) { steps { step } }`)),
  'ApprovalStepInput.standInIds': ofPerson((id) => mutation(`setApprovalRoute(input: { expectedRevision: 1, steps: [{ approverIds: ["${cast.people.second.id}"], standInIds: ["${id}"] }] }) { steps { step } }`)),
  'PersonIdInput.personId': ['suspendPerson', 'reinstatePerson', 'endMembership'].flatMap((name) => ofPerson((id) => mutation(`${name}(input: { personId: "${id}" }) { person { id } }`))),
  'SetContactPointInput.contactPointId': ofPerson((id) => mutation(`setContactPoint(input: { expectedRevision: 1, contactPointId: "${id}" }) { organisation { id } }`)),
  'SetContactPointInput.deputyId': ofPerson((id) => mutation(`setContactPoint(input: { expectedRevision: 1, deputyId: "${id}" }) { organisation { id } }`)),
  'SetRolesInput.personId': ofPerson((id) => mutation(`setRoles(input: { personId: "${id}", expectedRevision: 1, roles: [READER] }) { person { id } }`)),
  'UpdatePersonInput.id': ofPerson((id) => mutation(`updatePerson(input: { id: "${id}", expectedRevision: 1, givenName: "X" }) { person { id } }`)),
  'Query.auditInclusionProof.entryId': ofEntry((id) => `{ auditInclusionProof(entryId: "${id}") { leaf } }`, 'homeContact', 'author', 'auditor'),
  'AuditFilter.subjectId': ofBulletin((id) => `{ auditTrail(filter: { subjectId: "${id}" }) { nodes { id action } pageInfo { hasNextPage endCursor } } }`).concat((['recipientAdministrator', 'coordinator'] as const).map((by) => ({
    by, hidden: () => [fixture('RED', 'DRAFT').id, fixture('RED', 'IN_REVIEW').id], send: (id: string) => `{ auditTrail(filter: { subjectId: "${id}" }) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
  }))),
  'RequestAuditErasureInput.entryId': ofEntry((id) => mutation(`requestAuditErasure(input: { entryId: "${id}", reason: "X" }) { erasure { id } }`), 'homeContact', 'outsideContact'),
  'AuditErasureInput.erasureId': ['consentToAuditErasure', 'refuseAuditErasure'].flatMap((name) => (['outsideContact', 'recipientAdministrator', 'named'] as const).map((by) => ({
    by, hidden: () => [erasure], send: (id: string) => mutation(`${name}(input: { erasureId: "${id}" }) { erasure { id } }`),
  }))),
  'SetAuditHoldInput.entryId': [
    ...ofEntry((id) => mutation(`setAuditHold(input: { entryId: "${id}", reason: "X" }) { hold { id } }`)),
    { by: 'coordinator', hidden: () => entriesOf('home'), send: (id) => mutation(`setAuditHold(input: { entryId: "${id}", reason: "X", forHub: true }) { hold { id } }`) },
  ],
  'LiftAuditHoldInput.holdId': (['recipientAdministrator', 'coordinator'] as const).map((by) => ({ by, hidden: () => [hold], send: (id) => mutation(`liftAuditHold(input: { holdId: "${id}" }) { hold { id } }`) })),
  'Query.mailDeliveries.personId': ofPerson((id) => `{ mailDeliveries(personId: "${id}") { nodes { id } } }`),
  'DutyShiftInput.personId': ofPerson((id) => mutation(`setDutyRota(input: { expectedRevision: 999, shifts: [{ personId: "${id}", telephone: "+819012345678", channel: SMS }] }) { rota { revision } }`)),
  'Query.webhookDeliveries.webhookId': ofWebhook((id) => `{ webhookDeliveries(webhookId: "${id}") { nodes { id } } }`),
  'UpdateWebhookInput.id': ofWebhook((id) => mutation(`updateWebhook(input: { id: "${id}", expectedRevision: 1, enabled: false }) { webhook { id } }`)),
  'Mutation.removeWebhook.id': ofWebhook((id) => mutation(`removeWebhook(id: "${id}")`)),
  'Mutation.rotateWebhookSecret.id': ofWebhook((id) => mutation(`rotateWebhookSecret(id: "${id}") { secret }`)),
  'Mutation.testWebhook.id': ofWebhook((id) => mutation(`testWebhook(id: "${id}") { delivery { id } }`)),
  'Mutation.redeliverWebhook.deliveryId': ofWebhook((id) => mutation(`redeliverWebhook(deliveryId: "${id}") { delivery { id } }`), DELIVERY),
  'Mutation.endSession.id': [{ by: 'outsider', hidden: () => people('author', 'moved')().map((id) => sessions.get(id) as string), send: (id) => mutation(`endSession(id: "${id}")`) }],
  'Mutation.revokeInvitation.id': (['recipientAdministrator', 'coordinator'] as const).map((by) => ({ by, hidden: () => [INVITATION], send: (id) => mutation(`revokeInvitation(id: "${id}") { token }`) })),
  'Mutation.cancelRecovery.id': (['outsider', 'coordinator', 'recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [RECOVERY], send: (id) => mutation(`cancelRecovery(id: "${id}")`) })),
  'ApproveRecoveryInput.id': (['outsider', 'coordinator', 'recipientAdministrator'] as const).map((by) => ({ by, hidden: () => [RECOVERY], send: (id) => mutation(`approveRecovery(input: { id: "${id}" }) { expiresAt }`) })),
};
/** Things that everybody signed in knows of. */
const KNOWN: readonly ArgumentKind[] = ['organisation', 'circle', 'filter', 'page', 'revision', 'secret', 'text', 'nested'];

it('every argument that names something is tried', () => {
  expect([...ARGUMENTS].filter(([, kind]) => !KNOWN.includes(kind)).map(([name]) => name).sort()).toEqual(Object.keys(TRIALS).sort());
});

it('what is hidden is answered in the same bytes as what never was', async () => {
  const found: string[] = [];
  let pairs = 0;
  const answer = async (trial: Trial, id: string): Promise<Answer> => hub.graphql(await trial.send(id), { token: cast.people[trial.by].token });
  for (const [name, trials] of Object.entries(TRIALS)) {
    for (const trial of trials) {
      for (const id of await trial.hidden()) {
        if (placeOf(trial.by) === 'home' && cast.people.administrator.id === id) continue;
        const [hidden, absent] = [await answer(trial, id), await answer(trial, ABSENT)];
        pairs += 1;
        if (hidden.text !== absent.text || hidden.status !== absent.status) found.push(`${name} by ${trial.by}: ${hidden.text} and ${absent.text}`);
        if (hidden.text.includes(id)) found.push(`${name} by ${trial.by} gives the id back: ${hidden.text}`);
      }
    }
  }
  expect(found).toEqual([]);
  expect(pairs).toBeGreaterThan(100);
}, 300_000);

it('an id that is none is answered as one that never was', async () => {
  for (const id of ['', 'nonsense', '0', `${ABSENT}x`, ABSENT.toUpperCase()]) {
    const [odd, absent] = await Promise.all([id, ABSENT].map((one) => hub.graphql('query ($id: ID!) { bulletin(id: $id) { id } }', { token: cast.people.outsider.token, variables: { id: one } })));
    expect([id, odd?.text, odd?.status]).toEqual([id, absent?.text, absent?.status]);
  }
});
