import type { INestApplicationContext } from '@nestjs/common';
import { type HubContext, OrganisationKind, type Role } from '@hub/access';
import { DisclosureGate } from '@hub/audit';
import { AcknowledgementsService, BulletinReader, DraftsService, PublicationService } from '@hub/bulletins';
import { AttachmentChecks, AttachmentsService, UploadsService } from '@hub/attachments';
import { CaseImportsService } from '@hub/cases';
import { hashPassword, setPasswordHash } from '@hub/identity';
import { Clock } from '@hub/kernel';
import { appointContacts, createCircle, createOrganisation, createPerson, writeApprovalRoute } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import { ThreadsService } from '@hub/threads';
import { ProposalsService, TranslationsService } from '@hub/proposals';
import { demoTelephone, seedRegister } from './seed-register.js';
import { demoCases } from './content/cases.js';
import { DemoBulletins } from './seed-bulletins.js';
import { DemoThreads } from './seed-threads.js';
import { type DemoIds, knownIds, of } from './seed-ids.js';
import { DemoProposals } from './seed-proposals.js';
import { contextOf, endSeedingSessions, openSeedingSessions } from './seed-sessions.js';
import { demoWorld, type DemoOrganisation, type DemoWorld } from './content/index.js';
import { daysOffAround } from './days-off.js';

/** The password of all demo accounts. They exist only where the demo world was asked for. */
export const DEMO_PASSWORD = 'contact-point-demo-2026';
const YEAR = 366 * 86_400_000;

/** The accounts to try, a line each. */
export function demoAccounts(): string[] {
  const shown = ['coordinator@npa.example', 'officer@npa.example', 'releaser@npa.example', 'auditor@npa.example', 'officer@embassy-ph.example',
    'officer@embassy-br.example', 'officer@embassy-th.example', 'officer@iom.example', 'officer@ngo-harbour.example', 'officer@ngo-kita.example', 'officer@wsc-tokyo.example'];
  return [...shown, 'and second@… in each organisation', `password of all: ${DEMO_PASSWORD}`];
}

/** Loads the demo world where it isn't yet; an interrupted loading is gone on with. */
export async function seedDemoOnce({ app }: { app: INestApplicationContext }, say: (line: string) => void): Promise<void> {
  const uow = app.get(UnitOfWork);
  const now = app.get<Clock>(Clock as never).now();
  const opened = new Date(now.getTime() - YEAR);
  const world = demoWorld(now, await daysOffAround(now));
  const ids = await seedParties(uow, world, opened, now, say);
  const bulletins = new DemoBulletins(uow, ids, {
    drafts: app.get(DraftsService), publication: app.get(PublicationService), acknowledgements: app.get(AcknowledgementsService), reader: app.get(BulletinReader), gate: app.get<DisclosureGate>(DisclosureGate as never),
    uploads: app.get(UploadsService), checks: app.get(AttachmentChecks), attachments: app.get(AttachmentsService),
  });
  const threads = new DemoThreads(uow, ids, app.get(ThreadsService));
  const proposals = new DemoProposals(uow, { proposals: app.get(ProposalsService), translations: app.get(TranslationsService) });
  const pending = await bulletins.missing(world.bulletins, now);
  const casesLoaded = await bulletins.hasCases(now);
  if (pending.length === 0 && casesLoaded) return;
  say(`Loading the demo world: ${pending.length} bulletins …`);
  const actors = await openSeedingSessions(uow, ids.persons, opened, now);
  for (const [index, bulletin] of pending.entries()) {
    // Whole or not at all: an interrupted loading goes on with the next bulletin, never in the midst of one.
    await uow.asOne(async () => {
      const as = (email: string, instant: Date): HubContext => contextOf(actors, email, instant);
      const id = await bulletins.load(bulletin, now, as);
      await threads.load(bulletin.key, now, as);
      await proposals.load(bulletin.key, id, now, as);
    });
    if ((index + 1) % 20 === 0) say(`  ${index + 1} of ${pending.length}`);
  }
  if (!casesLoaded) {
    await uow.asOne(async () => {
      for (const { by, csv } of demoCases) await app.get(CaseImportsService).import(contextOf(actors, by, now), 'demo', { text: csv });
    });
  }
  await endSeedingSessions(uow, actors, now);
}

/** Organisations, people, circles and routes: all of them in one transaction, or none. */
async function seedParties(uow: UnitOfWork, world: DemoWorld, at: Date, now: Date, say: (line: string) => void): Promise<DemoIds> {
  const hash = await hashPassword(DEMO_PASSWORD);
  return uow.realm('setup', at, async (tx) => {
    const there = await tx.query<{ code: string; id: string }>('demo-organisations', 'SELECT code, id FROM hub.organisations');
    if (there.length > 0) return knownIds(tx, there);
    say('Loading the demo world: organisations and people …');
    const organisations = new Map<string, string>();
    const persons = new Map<string, string>();
    for (const [index, organisation] of world.organisations.entries()) {
      const { code, kind, country = null, names, dutyRole = false } = organisation;
      const { id } = await createOrganisation(tx, { kind: OrganisationKind[kind], code, country, names, dutyRole, dutyTelephone: demoTelephone(index), createdAt: at });
      organisations.set(code, id);
      await seedPeople(tx, organisation, id, persons, hash, at);
    }
    await seedRegister(tx, world.organisations, organisations, persons, now);
    const circles = new Map<string, string>();
    for (const { code, names, members } of world.circles) {
      circles.set(code, (await createCircle(tx, { code, names, memberIds: members.map((member) => of(organisations, member)) })).id);
    }
    return { organisations, circles, persons };
  });
}

async function seedPeople(tx: Tx, organisation: DemoOrganisation, organisationId: string, persons: Map<string, string>, hash: string, at: Date): Promise<void> {
  for (const person of organisation.persons) {
    const { id } = await createPerson(tx, { ...person, roles: person.roles as Role[], organisationId, createdAt: at });
    persons.set(person.email, id);
    await setPasswordHash(tx, id, hash, at);
  }
  await appointContacts(tx, organisationId, { contactPointId: of(persons, organisation.contactPoint), deputyId: of(persons, organisation.deputy) });
  const steps = (organisation.approvalRoute ?? []).map(({ approvers, standIns }) => ({
    approverIds: approvers.map((email) => of(persons, email)), standInIds: standIns.map((email) => of(persons, email)),
  }));
  await writeApprovalRoute(tx, organisationId, steps);
}
