import { Injectable } from '@nestjs/common';
import { type Actor, Scope, scopedSql } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { TranslationLabel } from './translation.types.js';

/** What is written of a translation. */
export interface TranslationText {
  readonly number: number;
  readonly source: Buffer;
  readonly heading: string;
  readonly body: string | null;
  readonly label: TranslationLabel;
  readonly translatorId: string | null;
  readonly translatorName: string | null;
  readonly shown: boolean;
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

/** A translation as it is found for somebody. */
export interface TranslationRow extends Omit<TranslationText, 'source' | 'writtenAt'> {
  readonly id: string;
  readonly bulletinId: string;
  readonly sectionId: string | null;
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly tlp: string;
  readonly editor: boolean;
  readonly organisationId: string;
  readonly language: string;
  readonly sourceVersion: number;
  readonly stale: boolean;
  readonly writtenAt: string;
  readonly revision: number;
}

const original = (more: string): string => `CASE WHEN t.section_id IS NULL
  THEN EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = t.bulletin_id AND hub.source_digest(v.title, '') = t.source AND ${scopedSql('v', '$1', '$2')}${more.replaceAll('@', 'v')})
  ELSE EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = t.bulletin_id AND s.section_id = t.section_id AND hub.source_digest(s.heading, s.body) = t.source
    AND ${scopedSql('s', '$1', '$2')}${more.replaceAll('@', 's')}) END`;

// The application's own condition, whatever row security lets through: $1 principals, $2 instant, $3 organisation.
const FOUND = `
  SELECT t.id, t.bulletin_id AS "bulletinId", t.section_id AS "sectionId", b.originator_id AS "originatorId", b.access_epoch AS "accessEpoch", b.tlp,
    coalesce(b.editors && $1 AND b.originator_id = $3, false) AS editor, t.number, t.organisation_id AS "organisationId", t.language, t.heading, t.body, t.label, t.translator_id AS "translatorId", t.translator_name AS "translatorName",
    t.shown, t.written_by AS "writtenBy", hub.iso(t.written_at) AS "writtenAt", t.revision, NOT ${original(' AND @.number = b.published_number')} AS stale,
    coalesce((SELECT max(e.seen) FROM hub.editions(b.id, $1) e WHERE e.number <= t.number), 1) AS "sourceVersion"
  FROM hub.translations t JOIN hub.bulletins b ON b.id = t.bulletin_id AND b.readers && $1
  WHERE ((t.organisation_id = b.originator_id AND (t.shown OR b.editors && $1)) OR (t.organisation_id <> b.originator_id AND t.organisation_id = $3::uuid)) AND ${original('')}`;

/** Translations. Everything runs in the actor's transaction, under row security and the application's condition. */
@Injectable()
export class TranslationRepository {
  constructor(private readonly scope: Scope) {}

  /** Those of titles of these bulletins, and of these sections. */
  async of(tx: Pick<Tx, 'query'>, actor: Actor, ids: readonly string[]): Promise<TranslationRow[]> {
    return tx.query<TranslationRow>('translations-of', `${FOUND} AND (t.section_id = ANY ($4) OR (t.bulletin_id = ANY ($4) AND t.section_id IS NULL)) ORDER BY t.language, t.written_at, t.id`, [...this.asker(actor), ids]);
  }

  /** One; null where the actor may not see it. */
  async one(tx: Pick<Tx, 'query'>, actor: Actor, id: string): Promise<TranslationRow | null> {
    const [row] = await tx.query<TranslationRow>('translation-one', `${FOUND} AND t.id = $4`, [...this.asker(actor), id]);
    return row ?? null;
  }

  /** Adds one; false where the organisation has one in this language. */
  async add(tx: Tx, row: TranslationText & Pick<TranslationRow, 'id' | 'bulletinId' | 'sectionId' | 'organisationId' | 'language'>): Promise<boolean> {
    const added = await tx.query('translation-add', `
      INSERT INTO hub.translations (id, bulletin_id, section_id, organisation_id, language, number, source, heading, body, label, translator_id, translator_name, shown, written_by, written_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT ON CONSTRAINT translations_language_uq DO NOTHING RETURNING id`,
    [row.id, row.bulletinId, row.sectionId, row.organisationId, row.language, ...valuesOf(row)]);
    return added.length > 0;
  }

  /** Replaces one as the asker saw it; false where it has moved. */
  async replace(tx: Tx, id: string, revision: number, text: TranslationText): Promise<boolean> {
    const changed = await tx.query('translation-replace', `
      UPDATE hub.translations SET revision = revision + 1, number = $3, source = $4, heading = $5, body = $6, label = $7, translator_id = $8, translator_name = $9, shown = $10, written_by = $11, written_at = $12
      WHERE id = $1 AND revision = $2 RETURNING id`, [id, revision, ...valuesOf(text)]);
    return changed.length > 0;
  }

  /** Lets everybody see one who sees the original; false where it has moved. */
  async show(tx: Tx, id: string, revision: number): Promise<boolean> {
    return (await tx.query('translation-show', 'UPDATE hub.translations SET revision = revision + 1, shown = true WHERE id = $1 AND revision = $2 RETURNING id', [id, revision])).length > 0;
  }

  /** Removes one; false where it has moved. */
  async remove(tx: Tx, id: string, revision: number): Promise<boolean> {
    return (await tx.query('translation-remove', 'DELETE FROM hub.translations WHERE id = $1 AND revision = $2 RETURNING id', [id, revision])).length > 0;
  }

  /** Whom a translation concerns who sees the original: their principals, and the organisations in which they are. */
  async concerned(tx: Tx, { bulletinId, sectionId, number }: Pick<TranslationRow, 'bulletinId' | 'sectionId' | 'number'>): Promise<{ organisationIds: string[]; readers: number[] }> {
    const [row] = await tx.query<{ organisationIds: string[]; readers: number[] }>('translation-concerned', `
      SELECT coalesce(s.gate, v.gate) AS readers, ARRAY(SELECT o.id::text FROM hub.organisations o WHERE o.suspended_at IS NULL AND o.id <> b.originator_id
        AND (coalesce(s.audience, v.audience)->>'everyone' = 'true' OR coalesce(s.audience, v.audience)->'reached' ? o.id::text)) AS "organisationIds"
      FROM hub.bulletin_versions v JOIN hub.bulletins b ON b.id = v.bulletin_id LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = v.bulletin_id AND s.number = v.number AND s.section_id = $3
      WHERE v.bulletin_id = $1 AND v.number = $2`, [bulletinId, number, sectionId]);
    return row ?? { organisationIds: [], readers: [] };
  }

  private asker(actor: Actor): unknown[] {
    return [this.scope.principals(actor), actor.instant, actor.kind === 'person' ? actor.organisationId : null];
  }
}

const valuesOf = (text: TranslationText): unknown[] =>
  [text.number, text.source, text.heading, text.body, text.label, text.translatorId, text.translatorName, text.shown, text.writtenBy, text.writtenAt];
