import { setTimeout as sleep } from 'node:timers/promises';
import { type Checkpoint, checkCheckpoint, checkConsistency, type ConsistencySource, type Finding, NoteError, parseCheckpoint, parseHead, parseNote, Verification } from '@hub/audit';
import type { HubClient } from '../client/hub-client.js';
import type { Shell } from '../shell.js';
import { bundleLines } from './bundle/bundle-lines.js';
import { HubAudit } from './hub-audit.js';
import { type Memory, recall, remember } from './memory.js';
import type { PublicLog } from './public-log.js';
import { type LogSource, publicSource, signedInSource } from './verification/log-source.js';
import { OwnLastRecord } from './verification/own-last-record.js';
import { Progression } from './verification/progression.js';
import { latestIssued, receiptLines } from './verification/receipts.js';
import { Report } from './verification/report.js';
import { trust, type TrustedLog } from './verification/trust.js';
import type { VerifyRequest } from './verify-options.js';

/** What is told elsewhere: handovers when they are followed; a count that comes from the head, as the head. */
const TOLD_ELSEWHERE = new Set<string>(['rotated', 'restored', 'handover-unknown', 'handover-bad', 'count-wrong']);
/** A log has a second to seal what is due, and another on its way. */
const PATIENCE_MS = 2_000;

/** Checks a hub's log against what is remembered of it, and remembers what was found good. */
export class HubVerification {
  private constructor(
    private readonly log: PublicLog,
    private readonly file: string,
    private readonly request: VerifyRequest,
    private readonly shell: Shell,
    private readonly memory: Memory | null,
    private readonly trusted: TrustedLog,
    private readonly report: Report,
  ) {}

  /** Reads what is remembered and which keys the log has had. */
  static async begin(log: PublicLog, file: string, request: VerifyRequest, shell: Shell): Promise<HubVerification> {
    const report = new Report(shell.terminal);
    const memory = await recall(file);
    const [published, handovers] = [await log.keys(), await log.handovers()];
    return new HubVerification(log, file, request, shell, memory, trust({ pinned: request.pinned, memory, published, handovers }, report), report);
  }

  /** As anyone: the public checkpoint, and proofs from its tiles. */
  async publicly(): Promise<0 | 1 | 2> {
    const source = publicSource(this.log);
    const text = await source.checkpoint();
    const checkpoint = this.signed(text);
    if (!checkpoint) return this.end(null, text, this.memory?.holders ?? {});
    await this.witnesses(text, checkpoint, source);
    const goesOn = await this.progression(source).check(checkpoint, text);
    return this.end(goesOn ? checkpoint : null, text, this.memory?.holders ?? {});
  }

  /** As an organisation: the fresh checkpoint, and every record of its own. */
  async asOrganisation(client: HubClient, holder: string): Promise<0 | 1 | 2> {
    const [audit, { report, request, memory }] = [new HubAudit(client), this];
    const source = signedInSource(audit);
    const receipts = request.receiptsFile === null ? [] : await receiptLines(request.receiptsFile);
    const text = await this.newest(source, receipts);
    const checkpoint = this.signed(text);
    if (!checkpoint) return this.end(null, text, {});
    await this.witnesses(text, checkpoint, source);
    const progression = this.progression(source);
    const goesOn = await progression.check(checkpoint, text);
    const head = await audit.head(checkpoint.size);
    const own = new OwnLastRecord(holder, memory);
    const lines = bundleLines({ origin: checkpoint.origin, holder, keys: [], handovers: [], checkpoint: text, head, count: countOf(head) }, own.watch(audit.records(checkpoint.size)),
      (done) => this.shell.terminal.progress(`${done} records / ${done} 件`));
    const verification = new Verification({ keys: this.trusted.keys.verifiers.map(String), handovers: this.trusted.handovers, receipts, now: this.shell.clock.now() });
    for await (const finding of verification.findings(lines)) this.tell(finding);
    own.judge({ dropped: progression.dropped, older: false }, report);
    return this.end(goesOn ? checkpoint : null, text, own.remembered(memory));
  }

  private progression(source: LogSource): Progression {
    return new Progression(source, this.memory, this.trusted, this.request.acceptRestore, this.shell.clock.now(), this.report);
  }
}
