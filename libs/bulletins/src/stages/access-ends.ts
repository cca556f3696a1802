import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type HubContext, READING_ROLES, Scope } from '@hub/access';
import { DateTimeScalar as DateTime } from '@hub/platform';
import { BulletinReader } from '../bulletin.reader.js';
import { Bulletin, type BulletinRow } from '../bulletin.types.js';

const ENDS = `SELECT e.bulletin_id AS "bulletinId", hub.iso(e.until) AS until FROM hub.release_ends e JOIN hub.bulletins b ON b.id = e.bulletin_id AND b.readers && $3
  WHERE e.bulletin_id = ANY ($1::uuid[]) AND e.organisation_id = $2 AND e.section_id IS NULL AND e.until > $4`;

/** Until when the asker's own organisation has bulletins, all of one answer in one query; none where it is not asked for. */
@Injectable()
export class AccessEnds {
  private readonly loaders = new WeakMap<HubContext, DataLoader<string, string | null>>();

  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** Of one bulletin. */
  async of(context: HubContext, bulletinId: string): Promise<string | null> {
    const { actor } = context;
    if (actor.kind === 'anonymous' || !READING_ROLES.some((role) => actor.roles.has(role))) return null;
    const loader = this.loaders.get(context) ?? new DataLoader<string, string | null>((ids) => this.load(context, actor.organisationId, ids));
    this.loaders.set(context, loader);
    return loader.load(bulletinId);
  }

  private async load(context: HubContext, organisationId: string, ids: readonly string[]): Promise<(string | null)[]> {
    const rows = await this.reader.read(context, (tx) =>
      tx.query<{ bulletinId: string; until: string }>('access-ends', ENDS, [ids, organisationId, this.scope.principals(context.actor), context.actor.instant]));
    const ends = new Map(rows.map(({ bulletinId, until }) => [bulletinId, until]));
    return ids.map((id) => ends.get(id) ?? null);
  }
}

@Resolver(() => Bulletin)
export class AccessEndsResolver {
  constructor(private readonly ends: AccessEnds) {}

  @ResolveField(() => DateTime, { nullable: true, description: "Until when the asker's own organisation has it, where that ends before the bulletin does: from this instant on it is not there for it (NOT_FOUND). Null: no end but the bulletin's own." })
  async oursUntil(@Parent() { id, number }: BulletinRow, @Context() context: HubContext): Promise<string | null> {
    return number === null ? null : this.ends.of(context, id);
  }
}
