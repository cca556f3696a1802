import { setTimeout as sleep } from 'node:timers/promises';
import { type Checkpoint, checkCheckpoint, checkConsistency, type Finding, NoteError, parseCheckpoint, parseHead, parseNote, Verification } from '@hub/audit';
import type { HubClient } from '../client/hub-client.js';
import type { Shell } from '../shell.js';
import { bundleLines } from './bundle/bundle-lines.js';
import { HubAudit } from './hub-audit.js';
import { type Memory, recall, remember, rememberedCheckpoint } from './memory.js';
import type { PublicLog } from './public-log.js';
import { readable } from './readable.js';
import { type LogSource, publicSource, signedInSource } from './verification/log-source.js';
import { OwnLastRecord } from './verification/own-last-record.js';
import { latestIssued, receiptLines } from './verification/receipts.js';
import { Report } from './verification/report.js';
import { lengthSince } from './verification/rollback.js';
import { adviseOnNewName, signedByCurrentKey } from './verification/succession.js';
import { trust, type TrustedLog } from './verification/trust.js';
import { checkWitnesses } from './verification/witnesses.js';
import type { VerifyRequest } from './verify-options.js';

/** A log has a second to seal what is due, and another on its way. */
const PATIENCE_MS = 2_000;
/** Told elsewhere: handovers when they are followed; a count that comes from the head, with the head. */
const TOLD_ELSEWHERE = new Set<string>(['rotated', 'restored', 'handover-unknown', 'handover-bad', 'handover-superseded', 'count-wrong']);
const FORKS = new Set<string>(['fork', 'inconsistent']);

/** Checks a hub's log against what is remembered of it, and remembers what was found good. */
export class HubVerification {
  private forked = false;
  /** A restore dropped entries that are remembered. */
  private dropped = false;

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
    const checkpoint = this.read(text);
    if (!checkpoint) return this.report.code;
    const remembered = await this.before(text, checkpoint, source);
    for (const finding of checkCheckpoint(text, this.trusted.keys, this.now).findings) this.tell(finding, source);
    for (const finding of await checkConsistency(checkpoint, remembered, this.trusted.keys, source.consistency)) this.tell(finding, source);
    return this.end(text, checkpoint, source, this.heldBefore?.holders ?? {});
  }

  /** As an organisation: the fresh checkpoint, and every record of its own. */
  async asOrganisation(client: HubClient, holder: string): Promise<0 | 1 | 2> {
    const audit = new HubAudit(client);
    const source = signedInSource(audit);
    const receipts = this.request.receiptsFile === null ? [] : await receiptLines(this.request.receiptsFile);
    const newest = await this.newest(source, receipts);
    if (!newest) return this.report.code;
    const { text, checkpoint } = newest;
    const remembered = await this.before(text, checkpoint, source);
    const own = new OwnLastRecord(holder, this.memory);
    const head = await audit.head(checkpoint.size);
    const verification = new Verification({ keys: this.trusted.keys.verifiers.map(String), handovers: this.trusted.handovers, consistency: source.consistency, remembered, receipts, now: this.now });
    const start = { origin: checkpoint.origin, holder, keys: [], handovers: [], checkpoint: text, head, count: readable(() => Number(parseHead(parseNote(head).text).counter)) ?? 0 };
    const progress = (done: number): void => this.shell.terminal.progress(`${done} of ${start.count} records / ${start.count} 件中 ${done} 件`);
    for await (const finding of verification.findings(bundleLines(start, own.watch(audit.records(checkpoint.size)), progress))) this.tell(finding, source);
    own.judge({ dropped: this.dropped, older: false }, this.report);
    return this.end(text, checkpoint, source, own.remembered(this.heldBefore), start.count);
  }

  /** What is still true of what was remembered: after a restore that dropped entries nobody's last record is. */
  private get heldBefore(): Memory | null {
    return this.dropped ? null : this.memory;
  }

  private get now(): Date {
    return this.shell.clock.now();
  }

  /** The newest checkpoint; where receipts are newer, once more when what they promise must be in it. Null where it is none. */
  private async newest(source: LogSource, receipts: readonly string[]): Promise<{ text: string; checkpoint: Checkpoint } | null> {
    let text = await source.checkpoint();
    const issued = latestIssued(receipts);
    const first = this.read(text);
    if (!first || !issued || (first.sealedAt && first.sealedAt.getTime() > issued.getTime() + PATIENCE_MS)) return first && { text, checkpoint: first };
    await sleep(PATIENCE_MS);
    text = await source.checkpoint();
    const checkpoint = this.read(text);
    return checkpoint && { text, checkpoint };
  }

  private read(text: string): Checkpoint | null {
    try {
      return parseCheckpoint(parseNote(text).text);
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      this.report.wrong(`What the hub gives as its checkpoint is none: ${error.message}`);
      return null;
    }
  }

  /** What comes before the checks of every bundle: keys, length, witnesses. Returns the remembered checkpoint if this one can be held against it. */
  private async before(text: string, checkpoint: Checkpoint, source: LogSource): Promise<string | undefined> {
    const { memory, trusted, report, request } = this;
    if (!signedByCurrentKey(text, checkpoint, trusted.keys)) report.wrong(`The checkpoint of ${checkpoint.size} entries is not signed by the key that signs for the log now: an earlier key was used after it had been given up.`);
    await checkWitnesses(text, checkpoint, { policy: request.witnesses, keys: trusted.keys, source, now: this.now, cosigned: () => this.log.checkpoint() }, report);
    if (!memory) return undefined;
    const length = lengthSince(rememberedCheckpoint(memory), checkpoint, { fresh: source.fresh, at: this.now }, report);
    this.forked = length === 'rolled back';
    return length === 'grown' ? memory.checkpoint : undefined;
  }

  private tell(finding: Finding, source: LogSource): void {
    const { code } = finding;
    if (TOLD_ELSEWHERE.has(code) || (code === 'consistency-missing' && source.failure !== null) || code === 'verified') return;
    if (code === 'receipt-not-due') return this.report.wrong(`Receipts promise records within a second, and the newest checkpoint that the hub gives is still from before: it shows you an old log. (${finding.sentence})`);
    this.forked ||= FORKS.has(code);
    this.dropped ||= code === 'entries-lost';
    this.report.add(finding);
  }

  private async end(text: string, checkpoint: Checkpoint, source: LogSource, holders: Memory['holders'], own?: number): Promise<0 | 1 | 2> {
    const { report, memory, trusted, file, shell: { terminal } } = this;
    if (source.failure !== null) throw source.failure;
    if (trusted.restored && !this.request.acceptRestore) report.wrong('This is a restore, signed by the old and the new key, and not a fork. Ask whoever runs the hub what happened; give --accept-restore to go on from it.');
    adviseOnNewName(checkpoint.origin, trusted.keys, report);
    if (this.forked && memory) {
      report.evidence('What the log signed before:', memory.checkpoint);
      report.evidence('What it signs now:', text);
    }
    if (report.code !== 0) {
      if (memory) terminal.say(`What is remembered in ${file} stays as it was (${rememberedCheckpoint(memory).size} entries).`);
      return report.code;
    }
    await remember(file, { origin: checkpoint.origin, keys: trusted.keys.verifiers.map(String), handovers: [...trusted.handovers], checkpoint: text, holders });
    const records = own === undefined ? '' : `; all ${own} records of your organisation are in it`;
    terminal.out(`${checkpoint.origin}: ${checkpoint.size} entries, sealed at ${checkpoint.sealedAt?.toISOString() ?? 'an unknown time'}${records}. All is as it must be; remembered in ${file}. / 異常なし`);
    return 0;
  }
}
