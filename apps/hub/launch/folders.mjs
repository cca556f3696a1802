// Where things are, whatever folder the command was given in.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const inRoot = (...parts) => join(root, ...parts);

/** The folder in which the user typed the command; npm changes to the project's own. */
export const typedIn = process.env.npm_lifecycle_event && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd();

/** Data stay beside the project; a relative HUB_DATA_DIR means the folder in which the user typed it. */
export function settleDataFolder() {
  const given = process.env.HUB_DATA_DIR?.trim();
  process.env.HUB_DATA_DIR = given ? resolve(typedIn, given) : inRoot('.data');
}
