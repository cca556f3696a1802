import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The repository's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The libs from left to right: each may import what stands left of it. */
export const LAYERS = ['kernel', 'platform', 'access', 'audit', 'parties', 'identity', 'bulletins', 'alerts', 'threads', 'proposals', 'releases', 'recall', 'register', 'handover', 'attachments', 'cases', 'retention', 'meetings', 'statistics'] as const;

/** One source file of the project and what it imports. */
export interface Source {
  /** Path from the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** `libs/access`, `apps/hub`, `test`. */
  readonly room: string;
  readonly imports: readonly string[];
  /** Specs and what serves only them: they stand outside the order of the libs. */
  readonly forTests: boolean;
}

const SKIPPED = new Set(['node_modules', 'dist', '.data', 'graphiql']);

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (/\.(tsx?|mjs)$/.test(entry.name) && !/\.(d|generated)\.ts$/.test(entry.name)) yield path;
  }
}

/** All TypeScript and module files under apps, libs and test. */
export function readSources(): Source[] {
  return ['apps', 'libs', 'test'].flatMap((top) =>
    [...walk(join(ROOT, top))].map((file) => {
      const path = relative(ROOT, file).replaceAll('\\', '/');
      const text = readFileSync(file, 'utf8');
      return {
        path,
        text,
        room: roomOf(path),
        imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
        forTests: path.startsWith('test/') || path.startsWith('libs/testing/') || /\.spec\.tsx?$/.test(path),
      };
    }),
  );
}

/** `libs/access` of `libs/access/src/scope.ts`; everything under test is one room. */
export const roomOf = (path: string): string => (path.startsWith('test/') ? 'test' : path.split('/').slice(0, 2).join('/'));

/** Where an import leads inside the repository: a path from the root, or null for a package. */
export function resolveImport(from: Source, specifier: string): string | null {
  const lib = /^@hub\/([^/]+)(\/.*)?$/.exec(specifier);
  if (lib) return lib[2] ? `libs/${lib[1]}/src${lib[2]}` : `libs/${lib[1]}/src/index.ts`;
  if (!specifier.startsWith('.')) return null;
  const target = resolve(ROOT, dirname(from.path), specifier);
  for (const candidate of [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx'), `${target}.ts`]) {
    if (statSync(candidate, { throwIfNoEntry: false })?.isFile()) return relative(ROOT, candidate).replaceAll('\\', '/');
  }
  return relative(ROOT, target).replaceAll('\\', '/');
}

/** Groups of files that import each other in a circle (Tarjan), each group of two or more. */
export function cycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, index.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group.sort());
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}
