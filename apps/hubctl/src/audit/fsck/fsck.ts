import { NoteError, parseCheckpoint, type Verifier, verifyNote } from '@hub/audit';
import type { Terminal } from '../../terminal/terminal.js';
import { printable } from '../../terminal/terminal.js';
import type { PublicLog } from '../public-log.js';
import { keysOf, trustedLog } from '../verification/trusted-log.js';
import { Recomputation } from './recomputation.js';

const MOST_SHOWN = 20;

/** Recomputes a log through what anyone can read, and says what differs. Returns the exit code: 1 where something does. */
export async function fsck(log: PublicLog, pinned: Verifier | null, terminal: Terminal): Promise<0 | 1> {
  const published = keysOf(await log.keys());
  const trusted = trustedLog({ pinned, memory: null, handovers: await log.handovers(), published });
  if (!pinned) terminal.say(`No --key was given, so the hub's own word is taken for its key:\n${trusted.current.toString()}`);
  const wrong = [...trusted.rejected];
  const text = await log.checkpoint();
  let checkpoint;
  try {
    checkpoint = parseCheckpoint(verifyNote(text, trusted.keys).note.text);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    terminal.out(printable(`The public checkpoint is not to be relied on: ${error.message}`));
    return 1;
  }
  const { origin, size } = checkpoint;
  if (origin !== trusted.origin) wrong.push(`The public checkpoint is of the log ${origin}, and the key of ${trusted.origin}.`);
  const result = await new Recomputation(log, size, (done) => terminal.progress(`${done} of ${size} entries / ${size} 件中 ${done} 件`)).run();
  wrong.push(...result.differences);
  if (result.root && !result.root.equals(checkpoint.root)) {
    wrong.push(`The checkpoint of ${size} entries is signed for the root ${checkpoint.root.toString('base64')}, and the entries make ${result.root.toString('base64')}.`);
  }
  for (const sentence of wrong.slice(0, MOST_SHOWN)) terminal.out(printable(sentence));
  if (wrong.length > MOST_SHOWN) terminal.out(`… and ${wrong.length - MOST_SHOWN} more.`);
  terminal.out(`${origin}: ${result.entries} of ${size} entries and ${result.tiles} tiles recomputed, ${wrong.length === 0 ? 'and all is as signed. / 異常なし' : `${wrong.length} things are wrong. / 異常あり`}`);
  return wrong.length === 0 ? 0 : 1;
}
