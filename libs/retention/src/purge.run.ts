import { Injectable } from '@nestjs/common';
import { SealedFiles } from '@hub/attachments';
import { AuditLog, emit } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { type Tx, UnitOfWork } from '@hub/platform';
import { BackupKeys } from './backup/backup.keys.js';
import { type LoggedPurge, PurgeLog } from './purge.log.js';
import { dueHolds, duePurges, noticePurges, type PurgeDone, type PurgeNotice, purgeOne, repeatPurges } from './purge.queue.js';

/** What a capability enters in the log of what the purge of a bulletin has taken from it, in the purge's own transaction. */
export type PurgeWitness = (tx: Tx, purge: Pick<PurgeDone, 'bulletinId' | 'kind' | 'days' | 'since'>, now: Date) => Promise<void>;

/** Repetitions of one transaction. */
const BATCH = 200;

/** Purges what has been kept long enough. Any number of hubs may run it: each purge is one transaction of one hub, and each notice is given once. */
@Injectable()
export class PurgeRun {
  private readonly witnesses: PurgeWitness[] = [];

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly files: SealedFiles,
    private readonly log: PurgeLog,
    private readonly backupKeys: BackupKeys,
  ) {}

  /** Has a capability enter what it must of each purge. */
  on(witness: PurgeWitness): void {
    this.witnesses.push(witness);
  }

  /** Tells what will be purged, purges what was told of and is due, and ends keys of backups. Gives how much was told and purged. */
  async run(): Promise<{ told: number; purged: number }> {
    const told = await this.worker((tx, now) => this.notice(tx, now));
    let purged = 0;
    for (const due of await this.worker((tx, now) => duePurges(tx, now))) {
      const done = await this.worker(async (tx, now) => {
        const purge = await purgeOne(tx, due, now);
        if (purge) {
          await this.note(tx, now, purge, 'retention.purged');
          // Last of all: what is in the log will be purged again from whatever is restored.
          await this.log.append(logged(purge));
        }
        return purge;
      });
      if (!done) continue;
      purged += 1;
      for (const id of done.files) await this.files.forget(id);
    }
    await this.worker((tx, now) => this.review(tx, now));
    await this.backupKeys.end(this.clock.now());
    return { told, purged };
  }

  /** Purges again what a restored database has brought back. MUST be done before anybody is answered. Gives how much there was. */
  async repeat(): Promise<number> {
    const all = await this.log.all();
    let repeated = 0;
    for (let at = 0; at < all.length; at += BATCH) {
      const done = await this.worker(async (tx, now) => {
        const purges = await repeatPurges(tx, all.slice(at, at + BATCH), now);
        for (const purge of purges) await this.note(tx, now, purge, 'retention.purge-repeated');
        return purges;
      });
      repeated += done.length;
      for (const { files } of done) for (const id of files) await this.files.forget(id);
    }
    return repeated;
  }

  private async notice(tx: Tx, now: Date): Promise<number> {
    const notices = await noticePurges(tx, now);
    // One alert for all of a bulletin that is purged on one day.
    const told = new Map<string, PurgeNotice[]>();
    for (const notice of notices) {
      const key = `${notice.bulletinId ?? notice.subjectId} ${notice.purgeOn}`;
      told.set(key, [...(told.get(key) ?? []), notice]);
    }
    for (const [first, ...more] of told.values()) {
      if (!first) continue;
      const { organisationId, bulletinId, readers, purgeOn } = first;
      const subjectId = bulletinId ?? first.subjectId;
      await this.audit.record(tx, {
        action: 'retention.purge-announced', occurredAt: now, personId: null, organisationId: null, subjectId, holderIds: [organisationId],
        detail: { purgeOn, things: [first, ...more].map(({ kind, subjectId: id, number }) => ({ kind, id, ...(number > 0 ? { version: number } : {}) })) },
      });
      await emit(tx, { type: 'retention.purge-announced', subjectId, occurredAt: now, payload: { tell: [{ kind: 'RETENTION', change: 'PURGE_DUE', subjectId, bulletinId, organisationId, readers }] } });
    }
    return notices.length;
  }

  private async note(tx: Tx, now: Date, purge: PurgeDone, action: string): Promise<void> {
    const { kind, subjectId, number, bulletinId, organisationId, readers, days, since } = purge;
    const about = bulletinId ?? subjectId;
    await this.audit.record(tx, {
      action, occurredAt: now, personId: null, organisationId: null, subjectId: about, holderIds: [organisationId],
      detail: { kind, ...(subjectId === about ? {} : { id: subjectId }), ...(number > 0 ? { version: number } : {}), days, since },
    });
    await emit(tx, { type: action, subjectId: about, occurredAt: now, payload: { tell: [{ kind: 'RETENTION', change: 'PURGED', subjectId, bulletinId, organisationId, readers }] } });
    for (const witness of this.witnesses) await witness(tx, purge, now);
    // Somebody may be reading it.
    await tx.query('revoke', 'SELECT hub.revoke()');
  }

  private async review(tx: Tx, now: Date): Promise<void> {
    for (const { holdId, bulletinId, organisationId, readers } of await dueHolds(tx, now)) {
      await emit(tx, { type: 'hold.review-due', subjectId: bulletinId, occurredAt: now, payload: { tell: [{ kind: 'LEGAL', change: 'HOLD_REVIEW', subjectId: holdId, bulletinId, organisationId, readers }] } });
    }
  }

  private async worker<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
    const now = this.clock.now();
    return this.uow.realm('worker', now, (tx) => work(tx, now));
  }
}

const logged = ({ kind, subjectId, number, bulletinId, organisationId, days, since, at }: PurgeDone): LoggedPurge => ({ kind, subjectId, number, bulletinId, organisationId, days, since, at });
