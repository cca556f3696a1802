import type { Command } from 'commander';
import type { Database } from '@hub/platform';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { DATABASE_HELP } from './database-help.js';

/** `hubctl demo`. */
export function addDemo(program: Command, shell: Shell): void {
  program.command('demo')
    .summary('load the demo world (never in production)')
    .description('Loads the demo world into a database that is not production: fictional people and cases, real yearly figures. What is there already is left; an interrupted loading goes on. `npm start` on the embedded database does the same.')
    .addHelpText('after', `${DATABASE_HELP}

Examples:
  $ hubctl demo
  $ DATABASE_URL=postgresql://postgres:…@127.0.0.1/hub_demo hubctl demo`)
    .action(() => loadDemo(shell));
}

async function loadDemo({ env, terminal }: Shell): Promise<void> {
  if (env['NODE_ENV'] === 'production') {
    throw new Failure('The demo world has no place in production (NODE_ENV=production). / 本番環境には投入できません。', 'Load it into a database of its own, with NODE_ENV=development and its DATABASE_URL.');
  }
  const [{ loadConfig }, { placeOf }, { withLocalHub }] = await Promise.all([import('@hub/platform'), import('../local/settings.js'), import('../local/hub.js')]);
  const config = loadConfig({ ...env, HUB_ROLES: 'api' });
  const accounts = await withLocalHub(config, (line) => terminal.say(line), async (hub) => {
    const [{ demoAccounts, seedDemoOnce }, { seedDemoMeetingsOnce }] = await Promise.all([import('../../../hub/src/demo/seed.js'), import('../../../hub/src/demo/seed-meeting.js')]);
    await refuseAmongOthers(hub.database);
    await seedDemoOnce(hub, (line) => terminal.say(line));
    await seedDemoMeetingsOnce(hub, (line) => terminal.say(line));
    return demoAccounts();
  });
  terminal.out(`The demo world is in ${placeOf(config)}. Accounts / アカウント:`);
  for (const line of accounts) terminal.out(`  ${line}`);
}

/** Real organisations and fictional ones never share a database. */
async function refuseAmongOthers(database: Database): Promise<void> {
  const { UnitOfWork } = await import('@hub/platform');
  const { demoWorld } = await import('../../../hub/src/demo/content/index.js');
  const at = new Date(0);
  const codes = new Set(demoWorld(at).organisations.map(({ code }) => code));
  const there = await new UnitOfWork(database).realm('setup', at, (tx) => tx.query<{ code: string }>('organisation-codes', 'SELECT code FROM hub.organisations'));
  const others = there.filter(({ code }) => !codes.has(code));
  if (others.length === 0 && (there.length === 0 || there.length === codes.size)) return;
  throw new Failure('This database holds organisations that are not of the demo world.', 'Load the demo world into a database of its own (DATABASE_URL, or another HUB_DATA_DIR).');
}
