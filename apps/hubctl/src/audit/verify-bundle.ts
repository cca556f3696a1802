import { type Finding, parseBundleHeader, parseBundleLine, parseCheckpoint, parseNote, Verification } from '@hub/audit';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { linesOf } from './bundle/bundle-lines.js';
import { recall, rememberedCheckpoint } from './memory.js';
import { readable } from './readable.js';
import { OwnLastRecord } from './verification/own-last-record.js';
import { receiptLines } from './verification/receipts.js';
import { Report } from './verification/report.js';
import { adviseOnNewName } from './verification/succession.js';
import { trust } from './verification/trust.js';
import type { VerifyRequest } from './verify-options.js';

/** What is wrong with the file, and says nothing of the log. */
const FILE_FAULTS = new Set<string>(['bundle-bad', 'line-bad', 'truncated', 'count-wrong']);
/** What follows from records that a broken file does not have. */
const FOLLOWS = new Set<string>(['head-wrong', 'counter-gap', 'previous-wrong', 'receipt-unmet', 'receipt-unproven', 'count-wrong']);
const TOLD_ELSEWHERE = new Set<string>(['rotated', 'restored', 'handover-unknown', 'handover-bad', 'handover-superseded', 'verified']);

/** Checks an exported bundle without asking anybody. Nothing is remembered: a bundle may be years old. */
export async function verifyBundle(file: string, stateFile: string | null, request: VerifyRequest, { terminal, clock }: Shell): Promise<0 | 1 | 2> {
  const memory = stateFile === null ? null : await recall(stateFile);
  if (!request.pinned && !memory) throw new Failure('Nothing says which key this bundle has to be signed with.', "Give the log's verifier key with --key, or with --state the file in which verify-audit remembers it.");
  const header = await headerOf(file);
  const report = new Report(terminal);
  const { keys, handovers, restored } = trust({ pinned: request.pinned, memory, published: [], handovers: header.handovers }, report);
  const verification = new Verification({
    keys: keys.verifiers.map(String), handovers, remembered: memory?.checkpoint, now: clock.now(),
    ...(request.witnesses.needed > 0 ? { witnesses: request.witnesses } : {}), receipts: request.receiptsFile === null ? [] : await receiptLines(request.receiptsFile),
  });
  const own = new OwnLastRecord(header.holder, memory);
  let [broken, dropped, count] = [false, false, 0];
  for await (const finding of verification.findings(watched(linesOf(file), own, (done) => terminal.progress(`${(count = done)} of ${header.count} records / ${header.count} 件中 ${done} 件`)))) {
    if (TOLD_ELSEWHERE.has(finding.code) || (broken && FOLLOWS.has(finding.code))) continue;
    broken ||= FILE_FAULTS.has(finding.code);
    dropped ||= finding.code === 'entries-lost';
    tell(finding, report);
  }
  if (broken) {
    terminal.say(`${file} is not whole, so it could not be checked. Export it again (hubctl export-audit), or take it from where it is whole.`);
    return 2;
  }
  const size = readable(() => parseCheckpoint(parseNote(header.checkpoint).text).size) ?? 0n;
  own.judge({ dropped, older: memory !== null && size < rememberedCheckpoint(memory).size }, report);
  adviseOnNewName(header.origin, keys, report);
  if (restored && !request.acceptRestore) report.wrong('This is a restore, signed by the old and the new key, and not a fork. Ask whoever runs the hub what happened; give --accept-restore to go on from it.');
  if (report.code === 0) terminal.out(`${file}: ${count} records of ${header.origin}. All is as it must be. / 異常なし`);
  return report.code;
}

function tell(finding: Finding, report: Report): void {
  if (FILE_FAULTS.has(finding.code)) report.unchecked(finding.sentence);
  else report.add(finding);
}

async function headerOf(file: string): Promise<Exclude<ReturnType<typeof parseBundleHeader>, string>> {
  for await (const line of linesOf(file)) {
    const header = parseBundleHeader(line);
    if (typeof header !== 'string') return header;
    throw new Failure(`${file} is no exported audit bundle: ${header}.`, 'Export it again (hubctl export-audit), or take it from where it is whole.');
  }
  throw new Failure(`${file} is empty.`, 'Export it again (hubctl export-audit), or take it from where it is whole.');
}

async function* watched(lines: AsyncIterable<string>, own: OwnLastRecord, onRecord: (done: number) => void): AsyncGenerator<string> {
  let count = -1;
  for await (const line of lines) {
    count += 1;
    if (count > 0) noteRecord(line, own, () => onRecord(count));
    yield line;
  }
}

function noteRecord(line: string, own: OwnLastRecord, onRecord: () => void): void {
  const parsed = parseBundleLine(line);
  if (parsed.kind !== 'record') return;
  own.take({ counter: String(parsed.record.counter), leaf: parsed.record.leaf.toString('base64') });
  onRecord();
}
