import type { PersonActor } from '@hub/access';
import type { UnitOfWork } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import type { SealNow } from '../log/seal-now.js';

interface Mark { readonly subjectId: string; readonly keyId: string; readonly actId: string; readonly tag: Buffer }

const MARKS = `
  SELECT s.subject_id AS "subjectId", r.key_id AS "keyId", r.act_id AS "actId", r.actor_tag AS tag
  FROM hub.log_subjects s CROSS JOIN LATERAL (
    SELECT * FROM hub.log_records l WHERE l.holder_id = $2 AND l.counter >= s.block << 9 AND l.counter < (s.block + 1) << 9 AND l.subject_ids @> ARRAY[s.subject_id] ORDER BY l.counter LIMIT 512) r
  WHERE s.subject_id = ANY ($1::uuid[]) AND s.holder_id = $2 AND r.organisation_id = $2 AND r.actor_tag IS NOT NULL`;

/** What somebody has been shown, as the record says. It is asked for nowhere else: what is erased there is known nowhere. */
export class OwnReads {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly sealNow: SealNow,
  ) {}

  /** Which of these the person has been shown, or has acted on. */
  async ofPerson(actor: PersonActor, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    await this.sealNow.run();
    this.keyring.freshen();
    const marks = await this.uow.read(actor, (tx) => tx.query<Mark>('own-reads', MARKS, [ids, actor.organisationId]));
    const shown = new Set<string>();
    for (const mark of marks) if (!shown.has(mark.subjectId) && this.keyring.isMarked(mark, actor.personId)) shown.add(mark.subjectId);
    return shown;
  }
}
