import { Injectable } from '@nestjs/common';
import { type HubContext, Role, withRole } from '@hub/access';
import { BulletinReader } from '../bulletin.reader.js';
import type { BulletinRow } from '../bulletin.types.js';

// Few are approved and wait: their index is read whole.
const WAITING = `
  SELECT v.bulletin_id AS id FROM hub.bulletin_versions v JOIN hub.bulletins b ON b.id = v.bulletin_id AND b.pending_number = v.number
  WHERE v.review_state = 'APPROVED' AND v.take_back_until > $2 AND v.published_by = $3
    AND v.admitted && $1 AND v.gate && $1 AND v.editors && $1 AND b.readers && $1 AND b.editors && $1 AND b.state <> 'WITHDRAWN'
  ORDER BY v.take_back_until, v.bulletin_id LIMIT 100`;

/** What somebody has sent and can still take back. */
@Injectable()
export class TakingBackReader {
  constructor(private readonly reader: BulletinReader) {}

  /** What goes out first comes first. */
  async list(context: HubContext): Promise<BulletinRow[]> {
    const { personId, instant } = withRole(context.actor, Role.OFFICER);
    const found = await this.reader.found(context, (tx, scope) => tx.query<{ id: string }>('bulletins-to-take-back', WAITING, [scope, instant, personId]));
    return found.map(({ bulletin }) => bulletin);
  }
}
