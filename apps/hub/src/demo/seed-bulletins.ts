import { Readable } from 'node:stream';
import type { HubContext } from '@hub/access';
import type { DisclosureGate } from '@hub/audit';
import type { AcknowledgementsService, AudienceInput, BulletinReader, DraftBulletinInput, DraftsService, PersonAtRiskInput, PublicationService, ReviseBulletinInput } from '@hub/bulletins';
import type { AttachmentChecks, AttachmentsService, UploadsService } from '@hub/attachments';
import type { UnitOfWork } from '@hub/platform';
import type { DemoAudience, DemoBulletin, DemoPersonAtRisk, DemoRevision, DemoSection } from './content/index.js';
import { drawLeaflet } from './leaflet.js';
import { type DemoIds, of } from './seed-ids.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type ContextOf = (email: string, instant: Date) => HubContext;

/** Loads the demo world's bulletins through the services that everybody's bulletins go through, at the instants they tell of. */
export class DemoBulletins {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: DemoIds,
    private readonly services: {
      drafts: DraftsService; publication: PublicationService; acknowledgements: AcknowledgementsService; reader: BulletinReader; gate: DisclosureGate; uploads: UploadsService; checks: AttachmentChecks; attachments: AttachmentsService;
    },
  ) {}

  /** Those that are not loaded yet. */
  async missing(bulletins: readonly DemoBulletin[], now: Date): Promise<DemoBulletin[]> {
    const keys = await this.loaded(now);
    return bulletins.filter(({ key }) => !keys.has(key));
  }

  /** Whether cases were imported: all of the demo's are, or none. */
  async hasCases(now: Date): Promise<boolean> {
    return [...(await this.loaded(now))].some((key) => key.startsWith('htcds:'));
  }

  private async loaded(now: Date): Promise<Set<string>> {
    const done = await this.uow.realm('setup', now, (tx) => tx.query<{ key: string }>('demo-loaded', 'SELECT hub.loaded_keys() AS key'));
    return new Set(done.map(({ key }) => key));
  }

  /** Drafts, approves, revises, answers and withdraws, as the content says. */
  async load(demo: DemoBulletin, now: Date, contextOf: ContextOf): Promise<string> {
    const ago = (days: number): Date => new Date(Math.floor(now.getTime() - days * DAY));
    const written = new Date(ago(demo.publishedDaysAgo).getTime() - 2 * HOUR);
    const { id } = await this.services.drafts.draft(contextOf(demo.author, written), 'demo', this.draftOf(demo, now, written), demo.key);
    if (demo.leaflet) await this.addLeaflet(id, demo.leaflet, contextOf(demo.author, written));
    if (demo.state === 'DRAFT') return id;
    await this.goOut(demo, id, ago(demo.publishedDaysAgo), contextOf);
    if (demo.state === 'IN_REVIEW' || demo.state === 'SCHEDULED') return id;
    const events = [
      ...(demo.revisions ?? []).map((revision) => ({ daysAgo: revision.daysAgo, run: () => this.revise(demo, id, revision, now, contextOf) })),
      ...(demo.acknowledgements ?? []).map(({ by, kind, daysAgo, version }) => ({ daysAgo, run: () => this.answer(id, contextOf(by, ago(daysAgo)), kind, version) })),
    ].sort((a, b) => b.daysAgo - a.daysAgo);
    for (const { run } of events) await run();
    if (demo.withdrawn) {
      const context = contextOf(demo.withdrawn.by, ago(demo.withdrawn.daysAgo));
      const { recall, daysAgo } = demo.withdrawn;
      for (const reader of recall?.readBy ?? []) await this.read(id, contextOf(reader, ago(daysAgo + 0.5)));
      const confirmDestructionBy = recall ? new Date(ago(daysAgo).getTime() + recall.withinDays * DAY) : null;
      await this.services.publication.withdraw(context, 'demo', { id, expectedRevision: await this.revision(id, context), reason: demo.withdrawalReason ?? '', confirmDestructionBy });
    }
    return id;
  }

  /** Reading as everybody reads: behind the gate, which enters it. Copies are asked back from whom the log names. */
  private async read(id: string, context: HubContext): Promise<void> {
    await this.services.reader.found(context, async () => [{ id }]);
    if ((await this.services.gate.release(context)) !== 'released') throw new Error(`The demo world's ${id} could not be read.`);
  }

  /** A file takes the same way as everybody's: in by its bytes, looked at, attached. */
  private async addLeaflet(bulletinId: string, { name, lines }: NonNullable<DemoBulletin['leaflet']>, context: HubContext): Promise<void> {
    const { uploads, checks, attachments } = this.services;
    const bytes = await drawLeaflet(lines);
    const { id } = await uploads.begin(context, 'demo', { name, length: bytes.length });
    await uploads.append(context, id, 0, Readable.from([bytes]));
    await checks.run();
    await attachments.attach(context, 'demo', { bulletinId, expectedRevision: await this.revision(bulletinId, context), uploadId: id });
  }

  private async goOut(demo: DemoBulletin, id: string, at: Date, contextOf: ContextOf): Promise<void> {
    const { publication } = this.services;
    const author = contextOf(demo.author, new Date(at.getTime() - HOUR));
    const input = { id, expectedRevision: await this.revision(id, author) };
    if (demo.exception) {
      await publication.publish(contextOf(demo.author, at), 'demo', { ...input, exception: { reason: demo.exception.reason } });
      if (demo.exception.reviewedBy) await publication.reviewException(contextOf(demo.exception.reviewedBy, new Date(at.getTime() + 8 * HOUR)), 'demo', id);
      return;
    }
    await publication.publish(demo.tlp === 'GREEN' ? contextOf(demo.author, at) : author, 'demo', input);
    if (demo.tlp !== 'GREEN' && demo.approver && demo.state !== 'IN_REVIEW') await publication.publish(contextOf(demo.approver, at), 'demo', input);
  }

  private async revise(demo: DemoBulletin, id: string, { daysAgo, by, approver, pending, changes }: DemoRevision, now: Date, contextOf: ContextOf): Promise<void> {
    const at = new Date(Math.floor(now.getTime() - daysAgo * DAY));
    const context = contextOf(by, at);
    const whole = { ...demo, ...changes };
    const input: ReviseBulletinInput = {
      id, expectedRevision: await this.revision(id, context),
      ...(changes.title ? { title: changes.title } : {}), ...(changes.tlp ? { tlp: changes.tlp as never } : {}),
      ...(changes.kind ? { kind: changes.kind as never } : {}), ...(changes.urgency ? { urgency: changes.urgency as never } : {}),
      ...(changes.countries ? { countries: changes.countries } : {}), ...(changes.facts ? { facts: changes.facts as never } : {}),
      ...(changes.audience ? { audience: this.audience(changes.audience) } : {}),
      ...(changes.sections ? { sections: await this.sections(changes.sections, id, context) } : {}),
      ...(changes.person ? { personAtRisk: this.person(whole.person) } : {}),
      ...(changes.expiresInDays === undefined ? {} : { expiresAt: new Date(now.getTime() + changes.expiresInDays * DAY) }),
    };
    await this.services.drafts.revise(context, 'demo', input);
    const outstanding = { id, expectedRevision: input.expectedRevision + 1 };
    if (pending) await this.services.publication.publish(context, 'demo', outstanding);
    else if (approver) await this.services.publication.publish(contextOf(approver, new Date(at.getTime() + HOUR / 2)), 'demo', outstanding);
  }

  private async answer(id: string, context: HubContext, kind: string, version: number | undefined): Promise<void> {
    const [newest] = await this.uow.read(context.actor, (tx) => tx.query<{ seen: number }>('demo-newest', 'SELECT max(seen) AS seen FROM hub.bulletin_editions WHERE bulletin_id = $1', [id]));
    await this.services.acknowledgements.acknowledge(context, 'demo', { id, version: version ?? newest?.seen ?? 1, kind: kind as never });
  }

  private async revision(id: string, context: HubContext): Promise<number> {
    const [row] = await this.uow.read(context.actor, (tx) => tx.query<{ revision: number }>('demo-revision', 'SELECT revision FROM hub.bulletins WHERE id = $1', [id]));
    if (!row) throw new Error(`The demo world's ${id} is not its editor's.`);
    return row.revision;
  }

  private draftOf(demo: DemoBulletin, now: Date, written: Date): DraftBulletinInput {
    return {
      kind: demo.kind as never, tlp: demo.tlp as never, urgency: demo.urgency as never, title: demo.title, language: demo.language,
      documentNumber: demo.documentNumber ?? null, handling: (demo.handling ?? []) as never, handlingNote: demo.handlingNote ?? null,
      countries: demo.countries, facts: (demo.facts ?? null) as never, audience: this.audience(demo.audience),
      sections: demo.sections.map(({ heading, body, audience }) => ({ heading, body, audience: audience ? this.audience(audience) : null })),
      recipientsVisible: demo.recipientsVisible ?? false, personAtRisk: this.person(demo.person),
      acknowledgeBy: demo.acknowledgeByHours === undefined ? null : new Date(written.getTime() + (2 + demo.acknowledgeByHours) * HOUR),
      expiresAt: demo.expiresInDays === undefined ? null : new Date(now.getTime() + demo.expiresInDays * DAY),
      stages: (demo.stages ?? []).map(({ audience, inDays, time, zone }) => ({
        audience: this.audience(audience), at: { local: `${new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now.getTime() + inDays * DAY)}T${time}`, zone },
      })),
      releaseAt: demo.releaseInHours === undefined ? null : new Date(now.getTime() + demo.releaseInHours * HOUR),
    };
  }

  private audience(audience: DemoAudience): AudienceInput {
    const { organisations, circles, persons } = this.ids;
    return {
      everyone: audience.everyone ?? false,
      organisationIds: (audience.organisations ?? []).map((code) => of(organisations, code)),
      circleIds: (audience.circles ?? []).map((code) => of(circles, code)),
      personIds: (audience.persons ?? []).map((email) => of(persons, email)),
    };
  }

  private person(person: DemoPersonAtRisk | undefined): PersonAtRiskInput | null {
    if (!person) return null;
    return {
      basis: person.basis as never, reason: person.reason ?? null,
      safetyChecks: person.safetyChecks.map(({ organisation, outcome, note }) => ({ organisationId: of(this.ids.organisations, organisation), outcome: outcome as never, note })),
    };
  }

  private async sections(sections: readonly DemoSection[], id: string, context: HubContext): Promise<NonNullable<ReviseBulletinInput['sections']>> {
    const known = await this.uow.read(context.actor, (tx) => tx.query<{ id: string; heading: string }>(
      'demo-sections', `SELECT DISTINCT ON (heading) section_id AS id, heading FROM hub.bulletin_sections WHERE bulletin_id = $1 ORDER BY heading, number DESC`, [id]));
    return sections.map(({ heading, body, audience }) => ({
      id: known.find((section) => section.heading === heading)?.id ?? null, heading, body, audience: audience ? this.audience(audience) : null,
    }));
  }
}
