import { checkCheckpoint, type Verifier } from '@hub/audit';
import { hubAddress } from '../../client/settings.js';
import type { Shell } from '../../shell.js';
import type { Terminal } from '../../terminal/terminal.js';
import { PublicLog } from '../public-log.js';
import { verifierOf } from '../verifier-options.js';
import { Report } from '../verification/report.js';
import { adviseOnNewName, signedByCurrentKey } from '../verification/succession.js';
import { trust } from '../verification/trust.js';
import { Recomputation } from './recomputation.js';

const MOST_SHOWN = 20;

/** Does what the command line of fsck asks for. Returns the exit code. */
export async function fsckHub(shell: Shell, url: string | undefined, key: string | undefined): Promise<0 | 1 | 2> {
  const log = new PublicLog(hubAddress(shell.env, url), (line) => shell.terminal.progress(line));
  return fsck(log, key === undefined ? null : verifierOf('--key', key, 'ed25519'), shell.clock.now(), shell.terminal);
}

/** Recomputes a log through what anyone can read, and says what differs. Returns the exit code: 1 where something does. */
async function fsck(log: PublicLog, pinned: Verifier | null, now: Date, terminal: Terminal): Promise<0 | 1 | 2> {
  const report = new Report(terminal);
  const { keys } = trust({ pinned, memory: null, published: await log.keys(), handovers: await log.handovers() }, report);
  const text = await log.checkpoint();
  const { checkpoint, findings } = checkCheckpoint(text, keys, now);
  for (const finding of findings) report.add(finding);
  if (!checkpoint) return report.code;
  const { origin, size, root } = checkpoint;
  adviseOnNewName(origin, keys, report);
  if (!signedByCurrentKey(text, checkpoint, keys)) report.wrong('The checkpoint is not signed by the key that signs for the log now.');
  const made = await new Recomputation(log, size, (done) => terminal.progress(`${done} of ${size} entries / ${size} 件中 ${done} 件`)).run();
  for (const difference of made.differences.slice(0, MOST_SHOWN)) report.wrong(difference);
  if (made.differences.length > MOST_SHOWN) report.wrong(`There are ${made.differences.length - MOST_SHOWN} more differences.`);
  if (made.root && !made.root.equals(root)) report.wrong(`The checkpoint of ${size} entries is signed for the root ${root.toString('base64')}, and the entries make ${made.root.toString('base64')}.`);
  terminal.out(`${origin}: ${made.entries} of ${size} entries and ${made.tiles} tiles recomputed; ${report.code === 0 ? 'all is as signed. / 異常なし' : 'it is not as it must be. / 異常あり'}`);
  return report.code;
}
