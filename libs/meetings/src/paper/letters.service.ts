import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, signedIn } from '@hub/access';
import { conflict } from '@hub/kernel';
import { requireCoordinator, requireEnglish, textsOf } from '@hub/parties';
import { UnitOfWork } from '@hub/platform';
import { MeetingState } from '../editions/edition.enums.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { SetMeetingLetterInput } from './paper.inputs.js';
import { letterOf, writeLetter } from './paper.repository.js';
import type { MeetingLetter } from './paper.types.js';

const OVER: readonly MeetingState[] = [MeetingState.CLOSED, MeetingState.CANCELLED];

/** The letter by which the parties are invited. */
@Injectable()
export class LettersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
  ) {}

  /** What it says; null: not written yet. */
  async letter(context: HubContext, editionId: string): Promise<MeetingLetter | null> {
    return this.uow.read(signedIn(context.actor), (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return letterOf(tx, editionId);
    });
  }

  /** Writes its number, date, sender and text. Gives the edition. */
  async set(context: HubContext, path: string, { editionId, expectedRevision, documentNumber, datedOn, era, sender, body }: SetMeetingLetterInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const senders = requireEnglish('input.sender', textsOf(sender)) ?? {};
    const bodies = body ? Object.fromEntries(body.map(({ language, text }) => [language, text.trimEnd()])) : null;
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      if (OVER.includes(edition.state)) throw conflict('It is over. / この会議は終了しています。', { allowed: [] });
      if (!(await writeLetter(tx, actor, edition.id, expectedRevision, { documentNumber, datedOn, era, senders, bodies }))) {
        throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: (await letterOf(tx, edition.id))?.revision ?? 0 });
      }
      return { action: 'meeting.letter-written', subjectId: edition.id, detail: { number: documentNumber, dated: datedOn, ...(bodies ? { own: Object.keys(bodies).sort() } : {}) } };
    });
  }
}
