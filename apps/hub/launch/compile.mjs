// Sources to dist/, each part with a stamp that is written last: what was interrupted is done again.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './folders.mjs';
import { packageCommand, runQuietly } from './run.mjs';
import { LaunchError, say, tail } from './say.mjs';

const WEB = ['apps/hub/graphiql', 'apps/console'];
const ENTRIES = ['apps/hub/src/main', 'apps/hubctl/src/main'];
/** What the console is built from beside its own folder: the schema of its operations, and the core of the log that it checks proofs with. */
const ALSO = { 'apps/console': () => ['apps/hub/schema.graphql', 'libs/audit/src/core.ts', ...['merkle', 'notes'].flatMap((room) => filesBelow(`libs/audit/src/${room}`))] };
const isTest = (name) => /\.spec\.tsx?$|^__/.test(name);
const isMade = (name) => /\.generated\.ts$/.test(name);

/** The program: TypeScript, and what lies beside it that it reads. */
const program = {
  label: 'building',
  stamp: inRoot('dist', '.stamp'),
  sources: () => [...['apps', 'libs'].flatMap(filesBelow), 'package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc'],
  async make() {
    for (const folder of ['libs', 'apps/hubctl', 'apps/hub/src', 'apps/hub/assets']) rmSync(inRoot('dist', folder), { recursive: true, force: true });
    await tool('building', '@nestjs/cli/bin/nest.js', ['build', '--all'], ENTRIES.filter((entry) => existsSync(inRoot(`${entry}.ts`))).map((entry) => `${entry}.js`));
    copyAssets();
  },
};

/** A web page: built by Vite from `folder` into the same folder of dist/. */
const page = (folder) => ({
  label: `building ${folder}`,
  stamp: inRoot('dist', folder, '.stamp'),
  sources: () => [...filesBelow(folder), ...(ALSO[folder]?.() ?? []), 'package-lock.json'],
  async make() {
    const target = inRoot('dist', folder);
    await tool(`building ${folder}`, 'vite/bin/vite.js', ['build', inRoot(folder), '--outDir', target, '--emptyOutDir', '--logLevel', 'warn'], [`${folder}/index.html`]);
  },
});

const pages = () => WEB.filter((folder) => existsSync(inRoot(folder, 'index.html'))).map(page);
const parts = (withPages) => [program, ...(withPages ? pages() : [])];
const isFresh = (part) => existsSync(part.stamp) && readFileSync(part.stamp, 'utf8') === fingerprint(part);

/** Whether dist/ was built, completely, from the sources as they are. */
export const buildIsFresh = (withPages) => parts(withPages).every(isFresh);

/** Builds what is not up to date. */
export async function build(withPages) {
  for (const part of parts(withPages).filter((part) => !isFresh(part))) {
    say(`${part.label[0].toUpperCase()}${part.label.slice(1)} …`);
    const print = fingerprint(part);
    rmSync(part.stamp, { force: true });
    await part.make();
    writeFileSync(part.stamp, print);
  }
}

/** Files below a folder of the project, tests and web pages left out, as paths from the project's root. */
function filesBelow(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || isTest(entry.name) || isMade(entry.name) || WEB.includes(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function fingerprint({ sources }) {
  const hash = createHash('sha256');
  for (const path of sources().sort()) {
    const { size, mtimeMs } = statSync(inRoot(path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function tool(label, script, args, results) {
  const { code, output } = await runQuietly(label, ...packageCommand(script, args));
  const missing = results.filter((path) => !existsSync(inRoot('dist', path)));
  if (code === 0 && missing.length === 0) return;
  throw new LaunchError(
    `The build failed${missing.length > 0 ? ` (${missing.join(', ')} missing)` : ''}:\n${tail(output, 40)}`,
    'If you changed the sources, put right what is named above. If not: git status, rm -rf dist node_modules, then run the command again.',
  );
}

// Migrations, word lists, demo data …: whatever lies among the sources and is not one.
function copyAssets() {
  for (const path of ['apps', 'libs'].flatMap(filesBelow)) {
    if (!/^(apps|libs)[\\/][^\\/]+[\\/]src[\\/]/.test(path) || /\.[cm]?tsx?$/.test(path)) continue;
    mkdirSync(dirname(inRoot('dist', path)), { recursive: true });
    copyFileSync(inRoot(path), inRoot('dist', path));
  }
  const assets = join('apps', 'hub', 'assets');
  if (existsSync(inRoot(assets))) cpSync(inRoot(assets), inRoot('dist', assets), { recursive: true });
}
