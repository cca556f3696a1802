import { type Clock, isId } from '@hub/kernel';
import type { UnitOfWork } from '@hub/platform';
import { forget, forgetTickets, standing } from './checks/check.repository.js';
import type { SealedFiles } from './storage/sealed-file.js';

/** What is not finished or not attached by then is forgotten. */
const KEPT_MS = 24 * 3_600_000;

/** Takes away what nobody finished, and whatever lies in the store and the keyring that no row stands for. */
export class AttachmentUpkeep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: SealedFiles,
  ) {}

  /** Gives how many files were forgotten, and of how many something was taken from the store. */
  async run(): Promise<{ forgotten: number; cleared: number }> {
    const now = this.clock.now();
    const gone = await this.unitOfWork.realm('worker', now, async (tx) => {
      await forgetTickets(tx, now);
      return forget(tx, new Date(now.getTime() - KEPT_MS), now);
    });
    // Read before the rows: whoever begins an upload writes its row first.
    const { all, incoming, interrupted } = await this.files.there();
    const ids = [...all].filter(isId);
    const rows = new Map((await this.unitOfWork.realm('worker', now, (tx) => standing(tx, ids))).map((row) => [row.id, row]));
    let cleared = 0;
    for (const id of all) {
      const row = rows.get(id);
      const isNothing = row === undefined || row.struck || row.state === 'REFUSED';
      const left = interrupted.get(id) ?? [];
      // Before it is ready somebody may be making a key just now.
      if (isNothing) await this.files.forget(id);
      else if (row.state === 'READY' && (incoming.has(id) || left.length > 0)) await this.files.forgetIncoming(id);
      else continue;
      await this.files.discard(left);
      cleared += 1;
    }
    return { forgotten: gone.length, cleared };
  }
}
