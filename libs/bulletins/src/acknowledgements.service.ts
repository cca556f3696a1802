import { Injectable } from '@nestjs/common';
import { conflict, forbidden, invalid, isId, notFound } from '@hub/kernel';
import { type HubContext, Role, Scope, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { UnitOfWork } from '@hub/platform';
import type { AcknowledgeBulletinInput } from './bulletin.inputs.js';
import { BulletinReader } from './bulletin.reader.js';
import { BulletinRepository } from './bulletin.repository.js';

/** One recipient's answer, or that it is due. */
export interface AnswerRow { organisationId: string; kind: string | null; version: number | null; personId: string | null; acknowledgedAt: string | null; dueAt: string | null }

/** Recipients' answers. */
@Injectable()
export class AcknowledgementsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly scope: Scope,
    private readonly audit: AuditLog,
    private readonly reader: BulletinReader,
    private readonly bulletins: BulletinRepository,
  ) {}

  /** Answers for the own organisation; a later answer replaces an earlier one. */
  async acknowledge(context: HubContext, path: string, input: AcknowledgeBulletinInput): Promise<{ id: string }> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(input.id)) throw notFound();
    return this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const principals = this.scope.principals(actor);
      const [bulletin] = await tx.query<{ originatorId: string; readable: boolean; version: number }>(
        'acknowledge-bulletin',
        `SELECT b.originator_id AS "originatorId", v.number IS NOT NULL AS readable,
           (SELECT max(e.seen) FROM hub.editions(b.id, $2) e) AS version
         FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
           AND v.admitted && $2 AND v.gate && $2 AND (v.lapses_at IS NULL OR v.lapses_at > $3 OR v.editors && $2)
         WHERE b.id = $1 AND b.readers && $2`,
        [input.id, principals, actor.instant],
      );
      if (!bulletin) throw notFound();
      if (bulletin.originatorId === actor.organisationId) throw forbidden('The originator does not acknowledge its own bulletin.');
      if (!bulletin.readable) throw conflict('It has been withdrawn or has expired.', { allowed: [] });
      if (input.version < 1 || input.version > bulletin.version) throw invalid('input.version', `Is not a version of this bulletin; the newest is ${bulletin.version}.`);
      await this.bulletins.acknowledge(tx, {
        bulletinId: input.id, organisationId: actor.organisationId, kind: input.kind, version: input.version, personId: actor.personId, acknowledgedAt: actor.instant,
      });
      await this.audit.record(tx, {
        action: 'bulletin.acknowledged', occurredAt: actor.instant, personId: actor.personId, organisationId: actor.organisationId, subjectId: input.id,
        detail: { kind: input.kind, version: input.version }, holderIds: [actor.organisationId, bulletin.originatorId],
      });
      await emit(tx, { type: 'bulletin.acknowledged', subjectId: input.id, payload: { organisationId: actor.organisationId, kind: input.kind }, occurredAt: actor.instant });
      return { id: input.id };
    });
  }

  /** Every recipient's answer, for editors of the originator: named recipients whether they answered or not, with everyone those who did. */
  async ofBulletin(context: HubContext, bulletinId: string, number: number): Promise<AnswerRow[]> {
    const principals = this.scope.principals(context.actor);
    return this.reader.read(context, (tx) => tx.query<AnswerRow>(
      'acknowledgements-of-bulletin',
      `SELECT coalesce(a.organisation_id, r.id) AS "organisationId", a.kind, a.version, a.person_id AS "personId",
         hub.iso(a.acknowledged_at) AS "acknowledgedAt", hub.iso(v.acknowledge_by) AS "dueAt"
       FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = $2
       CROSS JOIN LATERAL (SELECT x::uuid AS id FROM jsonb_array_elements_text(v.audience->'reached') x
         UNION SELECT x::uuid FROM hub.bulletin_stages s, jsonb_array_elements_text(s.audience->'reached') x
           WHERE s.bulletin_id = b.id AND s.number = v.number AND s.state = 'OPEN' AND s.editors && $3 AND x::uuid <> ALL (s.left_out)
         UNION SELECT organisation_id FROM hub.acknowledgements WHERE bulletin_id = b.id) r
       LEFT JOIN hub.acknowledgements a ON a.bulletin_id = b.id AND a.organisation_id = r.id
       WHERE b.id = $1 AND b.editors && $3 ORDER BY a.acknowledged_at NULLS LAST, r.id`,
      [bulletinId, number, principals],
    ));
  }
}
