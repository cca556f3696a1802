import type { Command } from 'commander';
import { DomainError } from '@hub/kernel';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { DATABASE_HELP } from './database-help.js';

interface AdministratorOptions {
  organisationCode: string;
  organisationNameEn: string;
  organisationNameJa: string;
  email: string;
  familyName: string;
  givenName: string;
  kana?: string;
  latinFamilyName?: string;
  latinGivenName?: string;
  language: string;
  passwordStdin?: boolean;
}

const OPTION_OF: Record<string, string> = { 'input.code': '--organisation-code', password: 'the password' };
const DONE = new Failure(
  'This hub has its organisations already: its first administrator was made before. / 最初の管理者は登録済みです。',
  'Sign in as an ADMINISTRATOR of the coordinating organisation and invite people there; a lost password is recovered by two people of the organisation.',
);

/** `hubctl first-administrator`: once, on a fresh hub. */
export function addFirstAdministrator(program: Command, shell: Shell): void {
  program.command('first-administrator')
    .summary('make the coordinating organisation and its first person, once')
    .description('Makes the coordinating organisation of a fresh hub and its first person, who is COORDINATOR and ADMINISTRATOR and invites everybody else. Works once; afterwards it refuses.')
    .requiredOption('--organisation-code <code>', 'two to six letters, the beginning of its references, such as NPA')
    .requiredOption('--organisation-name-en <name>', 'name of the organisation in English')
    .requiredOption('--organisation-name-ja <name>', 'name of the organisation in Japanese / 組織名')
    .requiredOption('--email <address>', 'mail address, with which the person signs in')
    .requiredOption('--family-name <name>', 'family name, in the person’s own script / 姓')
    .requiredOption('--given-name <name>', 'given name / 名')
    .option('--kana <name>', 'reading in katakana / フリガナ')
    .option('--latin-family-name <name>', 'family name in Latin letters')
    .option('--latin-given-name <name>', 'given name in Latin letters')
    .option('--language <tag>', 'language in which the hub speaks to the person', 'ja')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .addHelpText('after', `
The password (15 characters or more) is asked for twice, without echo. For automation: HUB_PASSWORD or --password-stdin.
${DATABASE_HELP}

Example:
  $ hubctl first-administrator --organisation-code NPA \\
      --organisation-name-en "National Police Agency" --organisation-name-ja 警察庁 \\
      --email k.sato@npa.example --family-name 佐藤 --given-name 恵子 --kana "サトウ ケイコ"`)
    .action((options: AdministratorOptions) => makeFirstAdministrator(shell, options));
}

async function makeFirstAdministrator(shell: Shell, options: AdministratorOptions): Promise<void> {
  const { env, terminal, clock } = shell;
  check(options);
  const [{ databaseSettings }, { openDatabase }, { openAudit }, { bootstrapFirstAdministrator }, { loadConfig, UnitOfWork }] =
    await Promise.all([import('../local/settings.js'), import('../local/database.js'), import('@hub/audit'), import('@hub/identity'), import('@hub/platform')]);
  for (const name of ['HUB_AUDIT_KEY', 'HUB_AUDIT_KEYRING']) {
    if (env['NODE_ENV'] === 'production' && !env[name]) throw new Failure(`${name} is missing: the first administrator stands in the audit log.`, 'Set it as for the hub itself, and run the command again.');
  }
  const config = env['NODE_ENV'] === 'production' ? databaseSettings(env) : loadConfig(env);
  const { database, close } = await openDatabase(config, (line) => terminal.say(line));
  try {
    const unitOfWork = new UnitOfWork(database);
    const there = await unitOfWork.realm('setup', clock.now(), (tx) => tx.query('organisations-any', 'SELECT 1 FROM hub.organisations LIMIT 1'));
    if (there.length > 0) throw DONE;
    const { organisationCode: code, organisationNameEn: en, organisationNameJa: ja, ...person } = options;
    const { auditLog } = await openAudit({ config, database, unitOfWork, clock });
    await bootstrapFirstAdministrator(database, clock, auditLog, { organisation: { code, names: { en, ja } }, person, password: await newPassword(shell, options) });
  } catch (error) {
    const option = error instanceof DomainError ? OPTION_OF[error.details.field ?? ''] : undefined;
    throw option ? new Failure((error as Error).message, `Correct ${option}, and run the command again.`) : error;
  } finally {
    await close();
  }
  terminal.out(`${options.organisationNameEn} and its first administrator, ${options.email}, are made. / 最初の管理者を登録しました。`);
  terminal.out('Start the hub, sign in, and invite the other people and organisations.');
}

/** What the database would refuse in words that are not for people. */
function check({ email, language, ...texts }: AdministratorOptions): void {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.normalize('NFKC').trim())) throw new Failure(`"${email}" is no mail address.`, 'Correct --email.');
  const empty = Object.entries(texts).find(([, text]) => typeof text === 'string' && text.trim() === '');
  if (empty) throw new Failure(`--${empty[0].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is empty.`, 'Give it, and run the command again.');
  try {
    Intl.getCanonicalLocales(language);
  } catch {
    throw new Failure(`"${language}" is no language tag.`, 'Give --language like ja or en.');
  }
}

async function newPassword({ env, terminal }: Shell, { passwordStdin }: AdministratorOptions): Promise<string> {
  if (passwordStdin) return terminal.readLine();
  if (env['HUB_PASSWORD']) return env['HUB_PASSWORD'];
  if (!terminal.interactive) throw new Failure('There is no password, and nobody can be asked here.', 'Set HUB_PASSWORD, or give --password-stdin.');
  const password = await terminal.askSecret('New password, 15 characters or more / 新しいパスワード（15文字以上）: ');
  if (password === (await terminal.askSecret('The same again / もう一度: '))) return password;
  throw new Failure('The two passwords are not the same. / パスワードが一致しません。', 'Run the command again.');
}
