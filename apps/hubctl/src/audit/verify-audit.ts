import { signedIn } from '../client/session.js';
import { hubAddress } from '../client/settings.js';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { memoryFile } from './memory.js';
import { PublicLog } from './public-log.js';
import { verifyBundle } from './verify-bundle.js';
import { HubVerification } from './verify-hub.js';
import { requestOf, type VerifyOptions } from './verify-options.js';

/** Does what the command line of verify-audit asks for. Returns the exit code. */
export async function verifyAudit(shell: Shell, url: string | undefined, options: VerifyOptions): Promise<0 | 1 | 2> {
  if (options.bundle !== undefined && (url !== undefined || options.public)) throw new Failure('--bundle is checked offline, and a hub was named too.', 'Give either the address of a hub or --bundle.');
  if (options.public && options.receipts !== undefined) throw new Failure('Receipts are held against your own records, which --public does not read.', 'Leave out --public, and sign in.');
  const request = requestOf(options);
  if (options.bundle !== undefined) return verifyBundle(options.bundle, options.state ?? null, request, shell);
  const hub = hubAddress(shell.env, url);
  const log = new PublicLog(hub, (line) => shell.terminal.progress(line));
  const begin = (): Promise<HubVerification> => HubVerification.begin(log, options.state ?? memoryFile(shell.env, hub), request, shell);
  if (options.public) return (await begin()).publicly();
  return signedIn(shell, { ...options, url }, async (client, viewer) => (await begin()).asOrganisation(client, viewer.organisation.id));
}
