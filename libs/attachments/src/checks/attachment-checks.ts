import { randomUUID } from 'node:crypto';
import { type AuditLog, emit } from '@hub/audit';
import type { Clock } from '@hub/kernel';
import type { UnitOfWork } from '@hub/platform';
import { AttachmentRefusal as Why } from '../attachment.types.js';
import type { SealedFiles } from '../storage/sealed-file.js';
import { claimCheck, keepOutcome, type Outcome, postpone, type ToCheck } from './check.repository.js';
import type { FileCheck } from './file-check.js';

/** Who looks at a file has so long, then another may. */
const CLAIM_MS = 600_000;
/** What brought a hub down so often is refused. */
const MOST_CHECKS = 3;
const AGAIN_MS = 60_000;

/** Looks at files that have arrived, one at a time in each hub: what they are, what they must not be, and what they tell beside their content. */
export class AttachmentChecks {
  private running: Promise<void> | null = null;
  private isAskedAgain = false;
  /** Called with what went wrong that is no fault of a file. */
  onError: (error: unknown) => void = () => undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly files: SealedFiles,
    private readonly check: FileCheck,
  ) {}

  /** Looks at everything that waits. Who asks while it is under way waits for what is there by then. */
  async run(): Promise<void> {
    if (this.running) {
      this.isAskedAgain = true;
      return this.running;
    }
    this.running = this.work().finally(() => { this.running = null; });
    return this.running;
  }

  private async work(): Promise<void> {
    do {
      this.isAskedAgain = false;
      while (await this.next());
    } while (this.isAskedAgain);
  }

  private async next(): Promise<boolean> {
    const claim = randomUUID();
    const now = this.clock.now();
    const file = await this.unitOfWork.realm('worker', now, (tx) => claimCheck(tx, now, claim, new Date(now.getTime() + CLAIM_MS)));
    if (!file) return false;
    try {
      await this.keep(file, claim, file.checks > MOST_CHECKS ? { state: 'REFUSED', refusal: Why.MALFORMED } : await this.check.outcome(file));
    } catch (error) {
      this.onError(error);
      const at = this.clock.now();
      await this.unitOfWork.realm('worker', at, (tx) => postpone(tx, file.id, claim, new Date(at.getTime() + AGAIN_MS)));
    }
    return true;
  }

  /** The outcome, its record and its event; then what came in is destroyed, and of what is refused everything. */
  private async keep({ id, organisationId }: ToCheck, claim: string, outcome: Outcome): Promise<void> {
    const at = this.clock.now();
    const isKept = await this.unitOfWork.realm('worker', at, async (tx) => {
      if (!(await keepOutcome(tx, id, claim, outcome, at))) return false;
      const detail = outcome.state === 'READY' ? { state: outcome.state, sha256: outcome.sha256.toString('hex') } : { ...outcome };
      await this.audit.record(tx, { action: 'attachment.checked', occurredAt: at, personId: null, organisationId: null, subjectId: id, detail, holderIds: [organisationId] });
      await emit(tx, { type: 'attachment.checked', subjectId: id, payload: {}, occurredAt: at });
      return true;
    });
    if (!isKept) return;
    if (outcome.state === 'READY') await this.files.forgetIncoming(id);
    else await this.files.forget(id);
  }
}
