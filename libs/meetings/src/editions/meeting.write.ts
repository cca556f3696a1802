import { Injectable } from '@nestjs/common';
import type { HubContext, PersonActor } from '@hub/access';
import { conflict, isId, notFound } from '@hub/kernel';
import { type Change, PartyChanges } from '@hub/parties';
import type { Tx } from '@hub/platform';
import type { MeetingEdition } from './edition.types.js';
import { editionsById, holdEdition } from './editions.repository.js';

/** How an edition is held while something of it changes. */
export interface Hold {
  /** Nothing else of the edition changes beside: for what changes the edition itself or the order of its parts; its revision moves. Otherwise it only doesn't move meanwhile. */
  readonly alone: boolean;
  /** CONFLICT where the edition stands at another revision; null: whichever. */
  readonly expectedRevision?: number | null;
}

/** The path of every change to a meeting: edition held, change, record, event and alerts, in one transaction. */
@Injectable()
export class MeetingWrite {
  constructor(private readonly changes: PartyChanges) {}

  /** Does the work and enters what it returns; gives back the id of what was changed. NOT_FOUND where the actor does not take part. `path` is the response key. */
  async make(context: HubContext, actor: PersonActor, path: string, editionId: string, { alone, expectedRevision = null }: Hold, work: (tx: Tx, edition: MeetingEdition) => Promise<Change>): Promise<string> {
    return this.changes.make(context, actor, path, async (tx) => {
      const edition = await held(tx, editionId, alone);
      if (expectedRevision !== null && expectedRevision !== edition.revision) {
        throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: edition.revision });
      }
      const change = await work(tx, edition);
      if (alone) await tx.query('meeting-revision', 'UPDATE hub.meeting_editions SET revision = $2 WHERE id = $1', [edition.id, edition.revision + 1]);
      return change;
    });
  }
}

/** The edition, held until the end of the transaction. */
async function held(tx: Tx, editionId: string, alone: boolean): Promise<MeetingEdition> {
  if (!isId(editionId) || !(await holdEdition(tx, editionId, alone))) throw notFound();
  const [edition] = await editionsById(tx, [editionId]);
  if (!edition) throw notFound();
  return edition;
}
