import { Injectable } from '@nestjs/common';
import { type Disclosure, type HubContext, noteEpoch, principalsOfPerson, type PreviewedAs, Role, Scope, withRole } from '@hub/access';
import { conflict, forbidden, invalid, isId, notFound } from '@hub/kernel';
import type { ReadTx } from '@hub/platform';
import type { AudienceSpec } from '../audience.js';
import { Tlp } from '../bulletin.enums.js';
import { requireEditor } from '../bulletin.policy.js';
import { BulletinReader } from '../bulletin.reader.js';
import type { BulletinRow, BulletinVersion } from '../bulletin.types.js';
import type { BulletinAsArgs, BulletinPreview } from './preview.types.js';

interface Subject { originatorId: string; authorId: string; tlp: Tlp; accessEpoch: number; editor: boolean; published: boolean; pendingNumber: number | null; pendingTlp: Tlp | null }
interface Eyes { roles: Role[]; readerPrincipal: number; officerPrincipal: number; selfPrincipal: number }
interface Seen { whole: boolean; seen: string; versions: BulletinVersion[]; audience: AudienceSpec | null }

const SUBJECT = `SELECT b.originator_id AS "originatorId", b.author_id AS "authorId", b.tlp, b.access_epoch AS "accessEpoch", b.editors && $2 AS editor,
  b.published_number IS NOT NULL AS published, b.pending_number AS "pendingNumber", v.tlp AS "pendingTlp"
  FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.pending_number AND v.editors && $2
  WHERE b.id = $1 AND b.readers && $2`;
const EYES = `SELECT roles, reader_principal AS "readerPrincipal", officer_principal AS "officerPrincipal", self_principal AS "selfPrincipal"
  FROM hub.viewed_as($1, $2, $3, $4, $5)`;
const VIEW = 'SELECT whole, seen, versions, audience FROM hub.view_as($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** Reads a bulletin for its editor as others see it, or would see it. Entered as a preview by the editor, and never as a reading of theirs. */
@Injectable()
export class PreviewReader {
  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  async as(context: HubContext, args: BulletinAsArgs): Promise<BulletinPreview> {
    const actor = withRole(context.actor, Role.READER, Role.OFFICER, Role.CONTACT_POINT);
    if (!isId(args.id)) throw notFound();
    const as = previewedAs(args);
    const at = args.at ?? actor.instant;
    if (at < actor.instant) throw invalid('at', 'Lies in the past: use `version`. / 過去の時点は指定できません。');
    return this.reader.read(context, async (tx) => {
      const scope = this.scope.principals(actor);
      const [subject] = await tx.query<Subject>('preview-subject', SUBJECT, [args.id, scope]);
      if (!subject) throw notFound();
      requireEditor(actor, subject);
      // Always alike: whether some who work on TLP:RED see less of it than others is told to nobody.
      const red = subject.tlp === Tlp.RED || (args.ofWorkingCopy && subject.pendingTlp === Tlp.RED);
      if (red && subject.authorId !== actor.personId) throw forbidden('TLP:RED is viewed through others by its author alone. / TLP:REDを他者の視点で表示できるのは起案者のみです。');
      if (args.ofWorkingCopy) requireWorkingCopy(subject);
      const target = [args.id, args.ofWorkingCopy, as.organisationId ?? null, as.personId ?? null, as.anybody ?? null];
      const eyes = await this.eyes(tx, as, target);
      const [seen] = await tx.query<Seen>('preview-view', VIEW, [scope, principalsOfPerson({ ...eyes, roles: new Set(eyes.roles) }), at, ...target, args.version ?? null]);
      if (!seen) throw new Error('the database has seen nothing');
      return this.shown(context, tx, args, as, subject, seen);
    });
  }

  private async eyes(tx: ReadTx, as: PreviewedAs, target: readonly unknown[]): Promise<Eyes> {
    const [eyes] = await tx.query<Eyes>('preview-eyes', EYES, target);
    if (!eyes) throw invalid(as.organisationId ? 'organisationId' : 'personId', 'Is nobody through whose eyes it can be viewed. / この視点では表示できません。');
    return eyes;
  }

  private shown(context: HubContext, tx: ReadTx, args: BulletinAsArgs, as: PreviewedAs, { originatorId, accessEpoch }: Subject, { whole, seen, versions, audience }: Seen): BulletinPreview {
    const [row] = JSON.parse(seen) as BulletinRow[];
    if (args.version != null && !(row?.visible && whole)) throw notFound();
    if (!whole) throw forbidden('They see something that you do not.');
    const disclosure: Disclosure = {
      bulletinId: args.id, originatorId, number: row?.number ?? null, seen: row?.number == null ? null : row.version, sectionIds: [], accessEpoch, action: 'bulletin.previewed', as,
    };
    noteEpoch(context.reads, tx.accessEpoch);
    context.reads.disclosures.push(disclosure);
    if (!row) return { sees: false, bulletin: null };
    return { sees: true, bulletin: { ...row, disclosure, seenVersions: versions, seenAudience: audience } };
  }
}

function previewedAs({ organisationId, personId, anybody }: BulletinAsArgs): PreviewedAs {
  const given = [organisationId && { organisationId }, personId && { personId }, anybody && { anybody }].filter((one) => typeof one === 'object' && one !== null);
  const [as] = given;
  if (!as || given.length > 1) throw invalid('organisationId', 'Give one of organisationId, personId and anybody. / いずれか一つを指定してください。');
  if (organisationId && !isId(organisationId)) throw invalid('organisationId', 'Is no id.');
  if (personId && !isId(personId)) throw invalid('personId', 'Is no id.');
  return as;
}

function requireWorkingCopy({ published, pendingNumber, pendingTlp }: Subject): void {
  if (pendingNumber === null) throw conflict('There is no working copy.', { allowed: ['reviseBulletin'] });
  // While others raise its mark, or lower it, an editor of what is published does not see what they write.
  if (pendingTlp === null) throw published ? conflict('Others are working on it.', { allowed: [] }) : notFound();
}
