import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { type HubContext, Role, withRole } from '@hub/access';
import { conflict, invalid } from '@hub/kernel';
import { PartyChanges } from '@hub/parties';
import { UnitOfWork } from '@hub/platform';
import type { ReleaseTerms, SetReleaseTermsInput } from './terms.types.js';

const NOTHING: ReleaseTerms = { ministryCountsAsItself: false, ministry: null, setAt: null, revision: 0 };

/** Whether an organisation's sending ministry counts as itself: kept by its administrators, read by everybody signed in. */
@Injectable()
export class TermsService {
  private readonly loaders = new WeakMap<HubContext, DataLoader<string, ReleaseTerms>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
  ) {}

  /** An organisation's terms; null for nobody in particular. */
  async of(context: HubContext, organisationId: string): Promise<ReleaseTerms | null> {
    if (context.actor.kind === 'anonymous') return null;
    const loader = this.loaders.get(context) ?? new DataLoader<string, ReleaseTerms>((ids) => this.load(context, ids));
    this.loaders.set(context, loader);
    return loader.load(organisationId);
  }

  /** Sets the own organisation's. */
  async set(context: HubContext, path: string, { expectedRevision, ministryCountsAsItself, ministry }: SetReleaseTermsInput): Promise<ReleaseTerms> {
    const actor = withRole(context.actor, Role.ADMINISTRATOR);
    const named = ministry?.trim() || null;
    if (ministryCountsAsItself && named === null) throw invalid('input.ministry', 'Says which ministry. / 対象の省庁名を指定してください。');
    await this.changes.make(context, actor, path, async (tx) => {
      const values = [actor.organisationId, ministryCountsAsItself, named, actor.personId, actor.instant, expectedRevision];
      const changed = expectedRevision === 0
        ? await tx.query('terms-add', 'INSERT INTO hub.organisation_terms (organisation_id, ministry_counts, ministry, set_by, set_at, revision) VALUES ($1, $2, $3, $4, $5, $6 + 1) ON CONFLICT DO NOTHING RETURNING revision', values)
        : await tx.query('terms-set', 'UPDATE hub.organisation_terms SET ministry_counts = $2, ministry = $3, set_by = $4, set_at = $5, revision = revision + 1 WHERE organisation_id = $1 AND revision = $6 RETURNING revision', values);
      if (changed.length === 0) throw conflict('Somebody has changed this meanwhile.', { currentRevision: (await this.rows(tx, [actor.organisationId]))[0]?.revision ?? 0 });
      return { action: 'release-terms.set', subjectId: actor.organisationId, detail: { ministryCountsAsItself } };
    });
    this.loaders.delete(context);
    return (await this.of(context, actor.organisationId)) ?? NOTHING;
  }

  private async load(context: HubContext, ids: readonly string[]): Promise<ReleaseTerms[]> {
    const rows = await this.uow.read(context.actor, (tx) => this.rows(tx, ids));
    return ids.map((id) => {
      const row = rows.find(({ organisationId }) => organisationId === id);
      return row ? { ministryCountsAsItself: row.ministryCountsAsItself, ministry: row.ministry, setAt: row.setAt, revision: row.revision } : NOTHING;
    });
  }

  private rows(tx: Pick<Parameters<Parameters<PartyChanges['make']>[3]>[0], 'query'>, ids: readonly string[]): Promise<(ReleaseTerms & { organisationId: string })[]> {
    return tx.query<ReleaseTerms & { organisationId: string }>('terms', `SELECT organisation_id AS "organisationId", ministry_counts AS "ministryCountsAsItself", ministry, set_at AS "setAt", revision
      FROM hub.organisation_terms WHERE organisation_id = ANY ($1::uuid[])`, [ids]);
  }
}
