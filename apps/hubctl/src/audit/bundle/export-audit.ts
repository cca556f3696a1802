import { NoteError, parseCheckpoint, parseHead, parseNote } from '@hub/audit';
import type { HubClient } from '../../client/hub-client.js';
import { Failure } from '../../failure.js';
import type { Terminal } from '../../terminal/terminal.js';
import { HubAudit } from '../hub-audit.js';
import { PublicLog } from '../public-log.js';
import { writeBundle } from './write-bundle.js';

/** What an export takes. */
export interface AuditExport { client: HubClient; holder: string; hub: URL; file: string; terminal: Terminal }

/** Writes the records of the signed-in organisation, as of the fresh checkpoint, into a bundle. Checking them is verify-audit's. */
export async function exportAudit({ client, holder, hub, file, terminal }: AuditExport): Promise<void> {
  const [audit, log] = [new HubAudit(client), new PublicLog(hub, (line) => terminal.progress(line))];
  const [keys, handovers, checkpoint] = [await log.keys(), await log.handovers(), await audit.checkpoint()];
  const { origin, size } = read(() => parseCheckpoint(parseNote(checkpoint).text));
  const head = await audit.head(size);
  const count = Number(read(() => parseHead(parseNote(head).text)).counter);
  await writeBundle(file, { origin, holder, keys, handovers, checkpoint, head, count }, audit.records(size),
    (done) => terminal.progress(`${done} of ${count} records / ${count} 件中 ${done} 件`));
  terminal.out(`${count} records of ${size} entries written to ${file}. / ${count} 件を書き出しました。`);
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new Failure(`The hub's answer can't be exported: ${error.message}`, 'hubctl and hub may be of different versions: update the older one.');
  }
}
