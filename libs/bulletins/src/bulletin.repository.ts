import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { newId } from '@hub/kernel';
import { type Actor, type PersonActor, Scope, scopedSql } from '@hub/access';
import type { Tx } from '@hub/platform';
import { AcknowledgementEntity, ApprovalEntity, BulletinEntity, SectionEntity, VersionEntity } from './bulletin.entity.js';
import { BulletinState, Tlp } from './bulletin.enums.js';
import { type Content, type SectionContent, versionWords } from './content.js';
import { newReference } from './reference.js';
import { replaceStages } from './stages/stage.rows.js';
import { wordsOf } from './words.js';

/** An envelope with what its workflow needs. */
export interface Envelope extends Pick<BulletinEntity, 'id' | 'originatorId' | 'authorId' | 'state' | 'tlp' | 'revision' | 'publishedNumber' | 'pendingNumber' | 'readers' | 'editors' | 'expiresAt'> {
  /** Whether the asker is among its editors. */
  editor: boolean;
}

const ENVELOPE = `id, originator_id AS "originatorId", author_id AS "authorId", state, tlp, revision, published_number AS "publishedNumber",
  pending_number AS "pendingNumber", readers, editors, expires_at AS "expiresAt", editors && $2 AS editor`;

/** What is written of bulletins. Everything runs in the actor's transaction, under row security and the scope given. */
@Injectable()
export class BulletinRepository {
  constructor(private readonly scope: Scope) {}

  /** The envelope, locked for the rest of the transaction if the asker may edit it; null where it can't be seen. */
  async envelope(tx: Tx, id: string, scope: readonly number[]): Promise<Envelope | null> {
    const [seen] = await tx.query<Envelope>('bulletin-envelope', `SELECT ${ENVELOPE} FROM hub.bulletins WHERE id = $1 AND readers && $2`, [id, scope]);
    if (!seen?.editor) return seen ?? null;
    const [locked] = await tx.query<Envelope>('bulletin-envelope-lock', `SELECT ${ENVELOPE} FROM hub.bulletins WHERE id = $1 AND readers && $2 FOR UPDATE`, [id, scope]);
    return locked ?? null;
  }

  /** One version, as far as the asker may read it. */
  async version(tx: Tx, actor: Actor, bulletinId: string, number: number): Promise<VersionEntity | null> {
    return this.readable(tx, VersionEntity, actor).andWhere({ bulletinId, number }).getOne();
  }

  /** The sections of a version that the asker may read, in order. */
  async sections(tx: Tx, actor: Actor, bulletinId: string, number: number): Promise<SectionEntity[]> {
    return this.readable(tx, SectionEntity, actor).andWhere({ bulletinId, number }).orderBy('r.position').addOrderBy('r.sectionId').getMany();
  }

  /** Adds a bulletin with its first working copy. */
  async add(tx: Tx, actor: PersonActor, code: string, content: Content, sections: readonly SectionContent[], sourceKey: string | null): Promise<string> {
    const id = newId();
    const editors = await this.editorsOf(tx, actor, content, [actor.personId]);
    await tx.manager.insert(BulletinEntity, {
      id, reference: newReference(code, actor.instant.getUTCFullYear()), originatorId: actor.organisationId, authorId: actor.personId,
      state: BulletinState.DRAFT, kind: content.kind, tlp: content.tlp, urgency: content.urgency, language: content.language,
      pendingNumber: 1, createdAt: actor.instant, sortAt: actor.instant, readers: editors, editors, sourceKey,
    });
    await this.addVersion(tx, actor, id, 1, content, editors, [actor.personId]);
    await this.replaceSections(tx, actor.personId, actor, id, 1, content, sections, editors, []);
    await replaceStages(tx, id, 1, content.stages, editors);
    await this.seal(tx, id, 1);
    return id;
  }

  /** Replaces the working copy, or begins one beside what is published. Says whether it takes the bulletin from somebody (a mark made RED). */
  async revise(tx: Tx, actor: PersonActor, bulletin: Envelope, before: VersionEntity, content: Content, sections: readonly SectionContent[] | null): Promise<{ number: number; shrank: boolean }> {
    const { id } = bulletin;
    const fresh = before.reviewState === 'PUBLISHED';
    const number = fresh ? before.number + 1 : before.number;
    const editedBy = fresh ? [actor.personId] : [...new Set([...before.editedBy, actor.personId])];
    // What lowers TLP:RED holds its secret still: until it is published the same few work on it.
    const lowers = bulletin.publishedNumber !== null && bulletin.tlp === Tlp.RED && content.tlp !== Tlp.RED;
    const editors = lowers ? before.editors : await this.editorsOf(tx, actor, content, [bulletin.authorId, actor.personId]);
    const secrets = lowers ? await this.sections(tx, actor, id, before.number) : [];
    const { kind, tlp, urgency, language } = content;
    await tx.manager.update(BulletinEntity, { id }, {
      revision: bulletin.revision + 1, pendingNumber: number,
      ...(bulletin.publishedNumber === null ? { state: BulletinState.DRAFT, kind, tlp, urgency, language } : {}),
      // A key of which few may know would still be met by whoever tries it. (What is published loses it with its publication as RED.)
      ...(bulletin.publishedNumber === null && content.tlp === Tlp.RED && before.tlp !== Tlp.RED ? { sourceKey: null } : {}),
    });
    if (fresh) {
      await this.addVersion(tx, actor, id, number, content, editors, editedBy);
      await tx.query('sections-carry', 'SELECT hub.carry_hidden_sections($1, $2, $3)', [id, before.number, number]);
    } else {
      await tx.manager.update(VersionEntity, { bulletinId: id, number }, {
        ...columnsOf(content), editedBy, reviewState: 'EDITING', submittedBy: null, submittedAt: null,
        admitted: editors, gate: editors, editors,
      });
    }
    if (sections) await this.replaceSections(tx, bulletin.authorId, actor, id, number, content, sections, editors, secrets);
    await replaceStages(tx, id, number, content.stages, editors);
    await this.seal(tx, id, number);
    // The few of TLP:RED change with each revision, of a section alone too: who is no longer one of them reads it no more.
    const few = !fresh && [before.tlp, content.tlp].includes(Tlp.RED);
    const shrunk = await tx.query(
      'bulletin-shrunk',
      'UPDATE hub.bulletins SET access_epoch = access_epoch + 1 WHERE id = $1 AND ($3 OR NOT readers @> $2::int[]) RETURNING id', [id, bulletin.readers, few],
    );
    return { number, shrank: shrunk.length > 0 };
  }

  /** After a change of what hangs on the working copy: binds approvals to what stands now. */
  async reseal(tx: Tx, bulletinId: string, number: number): Promise<void> {
    await this.seal(tx, bulletinId, number);
  }

  /** Changes how far the working copy has come. */
  async review(tx: Tx, bulletinId: string, number: number, version: Partial<VersionEntity>, state: BulletinEntity['state'] | null): Promise<void> {
    await tx.manager.update(VersionEntity, { bulletinId, number }, version);
    if (state) await tx.manager.update(BulletinEntity, { id: bulletinId }, { state });
  }

  /** Lets the approvers of something TLP:RED see and edit it. */
  async admitEditors(tx: Tx, bulletinId: string, number: number, personIds: readonly string[]): Promise<void> {
    await tx.query('editors-admit', 'SELECT hub.admit_editors($1, $2, $3)', [bulletinId, number, personIds]);
  }

  /** Publishes the working copy. */
  async publish(tx: Tx, bulletinId: string, number: number, instant: Date, publisherId: string | null): Promise<void> {
    await tx.query('bulletin-publish', 'SELECT hub.publish_version($1, $2, $3, $4)', [bulletinId, number, instant, publisherId]);
    await this.index(tx, bulletinId);
  }

  /** Leaves a tombstone to those who were recipients. */
  async withdraw(tx: Tx, bulletin: Envelope, instant: Date, reason: string): Promise<void> {
    await tx.query(
      'bulletin-withdraw',
      `UPDATE hub.bulletins SET state = 'WITHDRAWN', withdrawn_at = $2, withdrawal_reason = $3, pending_number = NULL, access_epoch = access_epoch + 1
       WHERE id = $1`,
      [bulletin.id, instant, reason],
    );
    await this.spread(tx, bulletin.id);
  }

  /** Approvals of exactly this content. */
  async approvals(tx: Tx, version: VersionEntity): Promise<ApprovalEntity[]> {
    return tx.manager.find(ApprovalEntity, { where: { bulletinId: version.bulletinId, number: version.number, contentHash: version.contentHash }, order: { step: 'ASC' } });
  }

  /** Adds an approval. */
  async approve(tx: Tx, approval: ApprovalEntity): Promise<void> {
    await tx.manager.insert(ApprovalEntity, approval);
  }

  /** Voids the approvals of this content: all of them, or one person's. */
  async voidApprovals(tx: Tx, { bulletinId, number, contentHash }: VersionEntity, personId: string | null): Promise<void> {
    await tx.manager.delete(ApprovalEntity, { bulletinId, number, contentHash, ...(personId === null ? {} : { personId }) });
  }

  /** Keeps the organisation's newest answer. */
  async acknowledge(tx: Tx, answer: AcknowledgementEntity): Promise<void> {
    await tx.manager.upsert(AcknowledgementEntity, answer, ['bulletinId', 'organisationId']);
  }

  /** Rows in the asker's scope, whatever row security would let through. */
  private readable<E extends VersionEntity | SectionEntity>(tx: Tx, entity: new () => E, actor: Actor): SelectQueryBuilder<E> {
    return tx.manager.createQueryBuilder(entity, 'r')
      .where(scopedSql('r', ':principals', ':instant'), { principals: this.scope.principals(actor), instant: actor.instant });
  }

  private async addVersion(tx: Tx, actor: PersonActor, bulletinId: string, number: number, content: Content, editors: number[], editedBy: string[]): Promise<void> {
    await tx.manager.insert(VersionEntity, {
      ...columnsOf(content), bulletinId, number, editedBy, contentHash: Buffer.alloc(0), reviewState: 'EDITING',
      admitted: editors, gate: editors, editors,
    });
  }

  private async replaceSections(
    tx: Tx, authorId: string, actor: PersonActor, bulletinId: string, number: number, content: Content, sections: readonly SectionContent[],
    editors: number[], secrets: readonly SectionEntity[],
  ): Promise<void> {
    const [author] = content.tlp === Tlp.RED ? await tx.manager.query<{ principal: number }[]>('SELECT principal FROM hub.persons WHERE id = $1', [authorId]) : [];
    const behind = [author?.principal, actor.selfPrincipal];
    await tx.query('sections-clear', 'DELETE FROM hub.bulletin_sections WHERE bulletin_id = $1 AND number = $2', [bulletinId, number]);
    for (const [position, { id, heading, body, audience }] of sections.entries()) {
      const own = audience && content.tlp === Tlp.RED
        ? editors.filter((principal) => audience.principals.includes(principal) || behind.includes(principal))
        : (secrets.find(({ sectionId }) => sectionId === id)?.editors ?? editors);
      await tx.manager.insert(SectionEntity, {
        bulletinId, number, sectionId: id ?? newId(), position, heading, body, audience,
        words: [...new Set([...wordsOf(heading), ...wordsOf(body)])], admitted: own, gate: own, editors: own,
      });
    }
  }

  /** Binds approvals to what stands now, and lets the editors find it. */
  private async seal(tx: Tx, bulletinId: string, number: number): Promise<void> {
    await tx.query('version-seal', 'UPDATE hub.bulletin_versions SET content_hash = hub.with_stages(hub.content_hash($1, $2), $1, $2) WHERE bulletin_id = $1 AND number = $2', [bulletinId, number]);
    await this.spread(tx, bulletinId);
  }

  private async spread(tx: Tx, bulletinId: string): Promise<void> {
    await tx.query('bulletin-spread', 'SELECT hub.spread($1)', [bulletinId]);
    await this.index(tx, bulletinId);
  }

  private async index(tx: Tx, bulletinId: string): Promise<void> {
    await tx.query('bulletin-index', 'SELECT hub.index_words($1)', [bulletinId]);
  }

  /** Who edits: the officers; with TLP:RED the author, who edits now, and the named officers of the own organisation. */
  private async editorsOf(tx: Tx, actor: PersonActor, content: Content, personIds: readonly string[]): Promise<number[]> {
    if (content.tlp !== Tlp.RED) return [actor.officerPrincipal];
    const rows = await tx.query<{ principal: number }>(
      'red-editors',
      `SELECT principal FROM hub.persons WHERE organisation_id = $1 AND ended_at IS NULL
         AND (id = ANY ($2) OR (id = ANY ($3) AND 'OFFICER' = ANY (roles)))`,
      [actor.organisationId, personIds, content.audience.personIds],
    );
    return rows.map(({ principal }) => principal);
  }
}

/** The columns of a version that its content fills: stages are rows of their own. */
function columnsOf(content: Content): Omit<Content, 'stages'> & ReturnType<typeof versionWords> {
  const { stages: _, ...columns } = content;
  return { ...columns, ...versionWords(content) };
}
