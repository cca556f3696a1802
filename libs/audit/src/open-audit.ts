import { dirname, join } from 'node:path';
import type { Clock } from '@hub/kernel';
import type { Database, HubConfig, UnitOfWork } from '@hub/platform';
import { AuditLog } from './audit-log.js';
import { BodyKeys } from './bodies/body-keys.js';
import { Keyring } from './bodies/keyring.js';
import { DisclosureGate } from './disclosure-gate.js';
import { ErasureRun } from './erasure/erasure.run.js';
import { HeadFile } from './log/head-file.js';
import { LogIdentity } from './log/log-identity.js';
import { openLogSigners } from './log/log-keys.js';
import { sealOfSize } from './log/log.repository.js';
import { LogReader } from './log/log-reader.js';
import { Receipts } from './log/receipts.js';
import { SealNow } from './log/seal-now.js';
import { Sealer } from './log/sealer.js';
import { Witnessing, witnessesOf } from './log/witnessing.js';

/** The parts of the audit, made before the modules are. */
export interface AuditParts {
  readonly keyring: Keyring;
  readonly identity: LogIdentity;
  readonly auditLog: AuditLog;
  readonly gate: DisclosureGate;
  readonly reader: LogReader;
  readonly sealer: Sealer;
  readonly sealNow: SealNow;
  readonly witnessing: Witnessing;
  readonly erasureRun: ErasureRun;
}

/** Opens keyring and signing keys, and settles them with the database. StartupError where they are not this log's. */
export async function openAudit({ config, database, unitOfWork, clock }: { config: HubConfig; database: Database; unitOfWork: UnitOfWork; clock: Clock }): Promise<AuditParts> {
  const keyring = Keyring.open(config.audit.keyring, clock.now());
  const identity = new LogIdentity(openLogSigners(config), config.audit.lostKey);
  await identity.settle(unitOfWork, clock, keyring);
  const headFile = new HeadFile(join(dirname(config.audit.keyring), 'audit-head.json'));
  await headFile.check(identity.origin, (size) => unitOfWork.realm('sealer', clock.now(), (tx) => sealOfSize(tx, size)));
  const reader = new LogReader(database);
  const sealer = new Sealer(unitOfWork, clock, identity, headFile);
  const sealNow = new SealNow(sealer);
  const auditLog = new AuditLog(keyring);
  return {
    keyring, identity, sealer, reader, auditLog, sealNow,
    gate: new DisclosureGate(database, clock, keyring, new Receipts(identity.signer, clock)),
    witnessing: new Witnessing(database, unitOfWork, clock, reader, witnessesOf(config.audit.witnesses)),
    erasureRun: new ErasureRun(database, unitOfWork, clock, keyring, new BodyKeys(database, unitOfWork, clock, keyring, sealNow), auditLog),
  };
}
