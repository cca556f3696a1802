import type { Checkpoint } from '../notes/checkpoint.js';
import { verifyNote } from '../notes/note.js';
import { type Head, parseHead } from '../notes/statements.js';
import { error, type Finding, reasonOf } from './finding.js';
import type { RecordChain } from './record-chain.js';
import type { TrustedKeys } from './trusted-keys.js';

/** Checks the signed head of a holder against the records that were shown: none may be left out at the end. */
export function checkHead(text: string, holder: string, checkpoint: Checkpoint | null, chain: RecordChain, trusted: TrustedKeys): Finding[] {
  let head: Head;
  try {
    const { note, by } = verifyNote(text, trusted.verifiers);
    head = parseHead(note.text);
    if (!trusted.verifiers.some((key) => key.name === head.origin && by.includes(String(key)))) return [error('head-bad', `The head is of the log ${head.origin} and is not signed by a key of that log.`)];
  } catch (cause) {
    return [error('head-bad', `The head can not be relied on: ${reasonOf(cause)}`)];
  }
  const findings: Finding[] = [];
  if (head.holder !== holder) findings.push(error('head-wrong', `The head is that of ${head.holder}, not of ${holder}.`));
  if (checkpoint && (head.origin !== checkpoint.origin || head.size !== checkpoint.size || !head.root.equals(checkpoint.root))) {
    findings.push(error('head-wrong', `The head is of another state of the log (${head.origin}, ${head.size} entries) than the checkpoint (${checkpoint.origin}, ${checkpoint.size} entries).`));
  }
  if (head.counter > chain.counter) findings.push(error('head-wrong', `The hub has signed that there are ${head.counter} records; ${chain.counter} are here. The last ones are left out.`));
  else if (head.counter < chain.counter) findings.push(error('head-wrong', `The hub has signed that there are ${head.counter} records, and ${chain.counter} are here.`));
  else if (head.lastLeaf && !chain.lastLeaf?.equals(head.lastLeaf)) findings.push(error('head-wrong', `The last record (${head.counter}) is not the one that the hub has signed.`));
  return findings;
}
