// What every command does first: a Node that is new enough, packages, build. Quick when nothing is missing.
import { existsSync, readFileSync } from 'node:fs';
import { build, buildIsFresh } from './compile.mjs';
import { inRoot, settleDataFolder } from './folders.mjs';
import { alone } from './lock.mjs';
import { installPackages, packagesAreFresh } from './packages.mjs';
import { LaunchError, say } from './say.mjs';

/** Makes the project runnable, without web pages where the command shows none; true if there was something to do. */
export async function prepare({ withPages = true } = {}) {
  checkNode();
  settleDataFolder();
  if (packagesAreFresh() && buildIsFresh(withPages)) return false;
  await alone(async () => {
    // Asked again: another command may have done it while we waited.
    if (!packagesAreFresh()) await installPackages();
    if (!buildIsFresh(withPages)) await build(withPages);
  });
  say('Ready.');
  return true;
}

function checkNode() {
  if (!existsSync(inRoot('package-lock.json'))) {
    throw new LaunchError(`${inRoot('package-lock.json')} is missing.`, 'Run the command in a complete clone of the project.');
  }
  const [, wanted] = /(\d+\.\d+)/.exec(JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node);
  const number = (version) => version.split('.').slice(0, 2).reduce((sum, part) => sum * 1000 + Number(part), 0);
  if (number(process.versions.node) >= number(wanted)) return;
  throw new LaunchError(`Contact Point needs Node.js ${wanted} or newer; this is ${process.versions.node}.`, 'Install Node.js 24 (https://nodejs.org), then run the command again.');
}
