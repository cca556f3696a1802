import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's programs keep what they remember: XDG_CONFIG_HOME, APPDATA on Windows, else ~/.config. */
export function configFolder(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CONFIG_HOME'] || (process.platform === 'win32' && env['APPDATA']) || join(env['HOME'] || homedir(), '.config');
  return join(base, 'contact-point');
}
