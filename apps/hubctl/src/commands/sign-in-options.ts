import type { Command } from 'commander';

/** How somebody signs in, as help text. */
export const SIGN_IN_HELP = `
Signing in:
  HUB_URL       the hub's address (default http://127.0.0.1:4000)
  HUB_TOKEN     an access token; without it you are asked for e-mail, password and, where enrolled, a code
  HUB_PASSWORD  the password for --email, where nobody can be asked
Nothing of it is kept on disk.`;

/** Adds the options of commands that sign in. */
export const withSignIn = (command: Command): Command =>
  command
    .option('--email <address>', 'sign in as this person (else you are asked, unless HUB_TOKEN is set)')
    .option('--password-stdin', 'read the password from the first line of standard input')
    .option('--allow-http', 'talk to a hub on another machine without encryption (closed networks only)');
