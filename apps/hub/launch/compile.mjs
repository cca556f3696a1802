// TypeScript to dist/ (nest build --all), then everything beside it that the program reads.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './folders.mjs';
import { packageCommand, runQuietly } from './run.mjs';
import { LaunchError, say, tail } from './say.mjs';

const stamp = inRoot('dist', '.stamp');
const PROJECTS = ['apps', 'libs'];
const SETTINGS = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc'];
const ENTRIES = ['apps/hub/src/main.js', 'apps/hubctl/src/main.js'];
const isTest = (name) => /\.spec\.ts$|^__/.test(name);

/** Files below a folder of the project, tests left out, as paths from the project's root. */
function filesBelow(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || isTest(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...PROJECTS.flatMap(filesBelow), ...SETTINGS].sort()) {
    const { size, mtimeMs } = statSync(inRoot(path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether dist/ was built, completely, from the sources as they are. */
export const buildIsFresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();

/** Builds dist/ anew. The stamp comes last: what is interrupted is done again. */
export async function build() {
  say('Building …');
  const print = fingerprint();
  rmSync(inRoot('dist'), { recursive: true, force: true });
  const { code, output } = await runQuietly('building', ...packageCommand('@nestjs/cli/bin/nest.js', ['build', '--all']));
  const missing = ENTRIES.filter((entry) => !existsSync(inRoot('dist', entry)));
  if (code !== 0 || missing.length > 0) {
    throw new LaunchError(
      `The build failed${missing.length > 0 ? ` (${missing.join(', ')} missing)` : ''}:\n${tail(output, 40)}`,
      'If you changed the sources, put right what is named above. If not: git status, rm -rf dist node_modules, then run the command again.',
    );
  }
  copyAssets();
  writeFileSync(stamp, print);
}

// Migrations, word lists, demo data …: whatever lies among the sources and is not one.
function copyAssets() {
  for (const path of PROJECTS.flatMap(filesBelow)) {
    if (!/^(apps|libs)[\\/][^\\/]+[\\/]src[\\/]/.test(path) || /\.[cm]?tsx?$/.test(path)) continue;
    mkdirSync(dirname(inRoot('dist', path)), { recursive: true });
    copyFileSync(inRoot(path), inRoot('dist', path));
  }
  const assets = join('apps', 'hub', 'assets');
  if (existsSync(inRoot(assets))) cpSync(inRoot(assets), inRoot('dist', assets), { recursive: true });
}
