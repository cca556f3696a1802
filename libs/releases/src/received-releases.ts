import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { type HubContext, READING_ROLES, Scope } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';
import type { ReceivedRelease } from './release.types.js';

/** What was released to the asker's own organisation, bulletins in one query. */
@Injectable()
export class ReceivedReleases {
  private readonly loaders = new WeakMap<HubContext, DataLoader<string, ReceivedRelease[]>>();

  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** Of one bulletin. */
  async of(context: HubContext, bulletinId: string): Promise<ReceivedRelease[]> {
    const { actor } = context;
    if (actor.kind === 'anonymous' || !READING_ROLES.some((role) => actor.roles.has(role))) return [];
    const loader = this.loaders.get(context) ?? new DataLoader<string, ReceivedRelease[]>((ids) => this.load(context, actor.organisationId, ids));
    this.loaders.set(context, loader);
    return loader.load(bulletinId);
  }

  private async load(context: HubContext, organisationId: string, ids: readonly string[]): Promise<ReceivedRelease[][]> {
    const rows = await this.reader.read(context, (tx) => tx.query<ReceivedRelease>(
      'releases-received',
      `SELECT r.id, r.bulletin_id AS "bulletinId", r.conditions, r.until, r.released_at AS "releasedAt", r.asked_by_id AS "askedById"
       FROM hub.releases r JOIN hub.bulletins b ON b.id = r.bulletin_id AND b.readers && $3
       WHERE r.bulletin_id = ANY ($1::uuid[]) AND r.recipient_id = $2 AND r.ended_at IS NULL AND (r.until IS NULL OR r.until > $4) ORDER BY r.released_at, r.id`,
      [ids, organisationId, this.scope.principals(context.actor), context.actor.instant],
    ));
    return ids.map((id) => rows.filter(({ bulletinId }) => bulletinId === id));
  }
}
