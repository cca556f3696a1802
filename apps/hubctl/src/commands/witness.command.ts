import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { configFolder } from '../audit/config-folder.js';
import { repeatable } from '../audit/repeatable.js';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';

interface WitnessOptions { listen: string; state?: string; key?: string; name: string; log: string[] }

/** `hubctl witness`: cosigns the checkpoints of logs, and refuses a fork. */
export function addWitness(program: Command, shell: Shell): void {
  program.command('witness')
    .summary('cosign the checkpoints of audit logs')
    .description('Runs a witness (C2SP tlog-witness, cosignature/v1): it remembers the last checkpoint of each log, signs only what continues it, and so keeps a log from showing different trees to different people. Run it apart from the hub, by somebody else.')
    .requiredOption('--log <vkey>', 'the verifier key of a log to witness (repeatable; several keys of one name are one log)', repeatable)
    .option('--listen <host:port>', 'where to listen', '127.0.0.1:4180')
    .option('--state <dir>', 'the folder of what it has signed (default: contact-point/witness in your configuration folder)')
    .option('--key <file>', 'its private key; made on the first run (default: witness.key in that folder)')
    .option('--name <name>', 'the name of a key made now', hostname())
    .addHelpText('after', `
Keep the folder: a witness that has forgotten what it signed can be led to sign a fork. SIGTERM or Ctrl-C stops it after
what it is answering. It prints its own verifier key, which is what others give to verify-audit --witness.

Exit code: 0 stopped; 1 could not start.

Examples:
  $ hubctl witness --log hub.example.jp/audit+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k --name witness.embassy.example
  $ hubctl witness --log VKEY --log VKEY --listen 0.0.0.0:4180 --state /var/lib/witness`)
    .action(async (options: WitnessOptions) => {
      const { serveWitness } = await import('../audit/witness/serve.js');
      const folder = options.state ?? join(configFolder(shell.env), 'witness');
      const { host, port } = addressOf(options.listen);
      return serveWitness(shell, { folder, keyFile: options.key ?? join(folder, 'witness.key'), name: options.name, logs: options.log, host, port });
    });
}

function addressOf(text: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === '' || Number(port) > 65_535) throw new Failure(`"${text}" is no address to listen on.`, 'Give --listen as HOST:PORT, such as 127.0.0.1:4180.');
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}
