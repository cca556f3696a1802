import { Injectable } from '@nestjs/common';
import { type Actor, type PersonActor, Scope, scopedSql } from '@hub/access';
import { SectionEntity, VersionEntity } from '@hub/bulletins';
import type { Tx } from '@hub/platform';
import type { ReadText } from './proposal.fields.js';

/** A bulletin that somebody names with one of his own version numbers. */
export interface NamedVersion {
  readonly originatorId: string;
  readonly tlp: string;
  readonly editor: boolean;
  /** Whether he sees what it says now. */
  readonly readable: boolean;
  /** The version's own number; null where he has no such version. */
  readonly number: number | null;
}

/** What bulletins say, as far as the actor sees it, for what hangs on their text. */
@Injectable()
export class BulletinTexts {
  constructor(private readonly scope: Scope) {}

  /** The bulletin and the version meant; null where the actor can't see that there is one. */
  async named(tx: Pick<Tx, 'query'>, actor: PersonActor, bulletinId: string, seen: number): Promise<NamedVersion | null> {
    const [row] = await tx.query<NamedVersion>('bulletin-named-version', `
      SELECT b.originator_id AS "originatorId", b.tlp, b.editors && $1 AND b.originator_id = $5 AS editor, v.number IS NOT NULL AS readable,
        (SELECT e.number FROM hub.editions(b.id, $1) e WHERE e.seen = $4) AS number
      FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number AND ${scopedSql('v', '$1', '$2')}
      WHERE b.id = $3 AND b.readers && $1`, [this.scope.principals(actor), actor.instant, bulletinId, seen, actor.organisationId]);
    return row ?? null;
  }

  /** What the actor sees of these versions. */
  async texts(tx: Tx, actor: Actor, wanted: readonly { bulletinId: string; number: number }[]): Promise<(bulletinId: string, number: number | null) => ReadText | null> {
    const parameters = { principals: this.scope.principals(actor), instant: actor.instant, ids: wanted.map(({ bulletinId }) => bulletinId), numbers: wanted.map(({ number }) => number) };
    const rows = <E extends VersionEntity | SectionEntity>(entity: new () => E): Promise<E[]> => tx.manager.createQueryBuilder(entity, 'r')
      .where(scopedSql('r', ':principals', ':instant'))
      .andWhere('(r.bulletin_id, r.number) IN (SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:numbers AS int[])))').setParameters(parameters).getMany();
    const versions = await rows(VersionEntity);
    const sections = (await rows(SectionEntity)).sort((a, b) => a.position - b.position);
    return (bulletinId, number) => {
      const version = versions.find((row) => row.bulletinId === bulletinId && row.number === number);
      return version ? readText(version, sections.filter((row) => row.bulletinId === bulletinId && row.number === number)) : null;
    };
  }

  /** The same of one version. */
  async text(tx: Tx, actor: Actor, bulletinId: string, number: number | null): Promise<ReadText | null> {
    return number === null ? null : (await this.texts(tx, actor, [{ bulletinId, number }]))(bulletinId, number);
  }
}

/** A version as it is compared. */
export function readText(version: VersionEntity, sections: readonly SectionEntity[]): ReadText {
  return { number: version.number, fields: version, sections: sections.map(({ sectionId, heading, body }) => ({ sectionId, heading, body })) };
}
