// Are the installed packages those of package-lock.json? If not: npm ci.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot } from './folders.mjs';
import { npmCommand, runQuietly } from './run.mjs';
import { LaunchError, say, tail } from './say.mjs';

const stamp = inRoot('node_modules', '.contact-point');
const lockText = () => readFileSync(inRoot('package-lock.json'), 'utf8');
const mark = (lock) => `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;

/** Whether node_modules holds what the lock file says, completely. */
export function packagesAreFresh() {
  if (!existsSync(inRoot('node_modules', '.package-lock.json'))) return false; // npm writes it last
  const lock = lockText();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark(lock)) return true;
  return sameAsInstalled(JSON.parse(lock).packages, JSON.parse(readFileSync(inRoot('node_modules', '.package-lock.json'), 'utf8')).packages);
}

// After a plain `npm install` by hand: package by package.
function sameAsInstalled(wanted, installed) {
  if (existsSync(stamp) && !readFileSync(stamp, 'utf8').endsWith(`${process.platform}-${process.arch}`)) return false;
  const paths = Object.keys(wanted).filter((path) => path !== '');
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    paths.every((path) => {
      const found = installed[path];
      if (!found) return wanted[path].optional === true || wanted[path].devOptional === true;
      return found.version === wanted[path].version && found.integrity === wanted[path].integrity;
    })
  );
}

/** Installs everything that the lock file names, build tools included. */
export async function installPackages() {
  const lock = lockText();
  say(`${existsSync(inRoot('node_modules')) ? 'Packages have changed: installing' : 'Installing packages'} (npm ci, about a minute) …`);
  rmSync(stamp, { force: true });
  const flags = ['--include=dev', '--include=optional', '--include=peer', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runQuietly('installing', ...npmCommand(['ci', ...flags]));
  if (code !== 0) throw explain(code, output);
  writeFileSync(stamp, mark(lock));
}

function explain(code, output) {
  const what = `The packages could not be installed (npm ci ended with ${code}):\n${tail(output)}`;
  if (code === 127) return new LaunchError(what, 'Install npm (it comes with Node.js) and see that it is on the PATH.');
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET/.test(output)) {
    return new LaunchError(what, 'The package registry cannot be reached: check the network and the proxy (npm config get registry), then run the command again.');
  }
  if (/EACCES|EPERM/.test(output)) return new LaunchError(what, 'Run the command as the user who owns the project folder, or give this user the folder (chown -R).');
  if (/EROFS/.test(output)) return new LaunchError(what, 'Copy the project to a folder that can be written to.');
  if (/ENOSPC/.test(output)) return new LaunchError(what, 'The disk is full: free about 1 GB, then run the command again.');
  return new LaunchError(what, 'Put right what npm names above, then run the command again; it starts over by itself.');
}
