import { type HubContext, signedIn } from '@hub/access';
import type { UnitOfWork } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import type { SealNow } from '../log/seal-now.js';
import { recordsBefore } from './audit.repository.js';
import { bodyOf, isList, openRecord } from './opening.js';
import { readTrail } from './reading.js';

/** Somebody to whom a file was given. */
export interface Opening {
  readonly organisationId: string | null;
  readonly personId: string | null;
  readonly openedAt: Date;
}

const STEP = 200;
/** Records of one bulletin's files that are looked through. */
const MOST = 5_000;

/** To whom files were given, as the record says; what is erased there is known nowhere. Whoever asks MUST be an editor of the bulletin. */
export class Openings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly sealNow: SealNow,
  ) {}

  /** Those of one file, the newest first, from the own organisation's record. */
  async ofAttachment(context: HubContext, bulletinId: string, attachmentId: string): Promise<Opening[]> {
    const { organisationId: holderId } = signedIn(context.actor);
    await this.sealNow.run();
    return readTrail(this.unitOfWork, this.keyring, context, async (tx) => {
      const found: Opening[] = [];
      for (let [before, looked] = [null as number | null, 0]; looked < MOST; looked += STEP) {
        const rows = await recordsBefore(tx, { holderId, actions: ['attachment.opened'], subjectId: bulletinId, organisationIds: null, orHub: false, from: null, to: null, before, limit: STEP });
        for (const row of rows) {
          const open = row.hidden.length > 0 ? null : openRecord(this.keyring, holderId, row);
          const body = open && bodyOf(row, open);
          if (body && isList(body.detail) && body.detail.bulletins.some(({ attachment }) => attachment === attachmentId)) found.push({ organisationId: body.organisation, personId: body.person, openedAt: row.occurredAt });
        }
        before = rows.at(-1)?.counter ?? null;
        if (rows.length < STEP) break;
      }
      return found;
    });
  }
}
