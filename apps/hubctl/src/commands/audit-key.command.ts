import type { Command } from 'commander';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';

/** `hubctl audit-key NAME`. */
export function addAuditKey(program: Command, shell: Shell): void {
  program.command('audit-key')
    .summary('make a signing key for the audit log of a hub')
    .description('Makes an Ed25519 key that signs checkpoints and receipts, and prints it: for HUB_AUDIT_KEY, and for nobody else. On the error output stands the verifier key that every party is given.')
    .argument('<name>', 'name of the log, its origin: like an address without https://, such as hub.example.jp/audit')
    .addHelpText('after', `
A new key of the same name, put before the old one in HUB_AUDIT_KEY, changes the key of a running log. A key of a new name,
put before the old one, goes on after the database was restored from a backup. If the old one is lost,
HUB_AUDIT_LOST_KEY says so: its verifier key.

Example:
  $ npm run --silent hubctl -- audit-key hub.example.jp/audit > audit-key`)
    .action((name: string) => makeKey(shell, name));
}

async function makeKey({ terminal }: Shell, name: string): Promise<void> {
  const { LocalSigner, isKeyName } = await import('@hub/audit');
  if (!isKeyName(name)) throw new Failure(`"${name}" can not be the name of a log.`, 'Leave out spaces and the plus sign.');
  const signer = LocalSigner.generate(name);
  terminal.out(signer.toString());
  terminal.say(`Verifier key, for every party / 検証鍵: ${signer.verifier().toString()}`);
}
