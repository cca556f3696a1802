import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { cycles, LAYERS, readSources, resolveImport, ROOT, roomOf as room, type Source } from './source-graph.js';

const sources = readSources();
const order = new Map<string, number>(LAYERS.map((lib, position) => [`libs/${lib}`, position]));
/** hubctl is the hub's own command line: it may put the hub together, and the hub knows nothing of it. */
const APPS = ['apps/hub', 'apps/hubctl', 'apps/console'];
/** The console runs in browsers: of the whole hub it takes the pure core of the log, by a way in of its own, and nothing else. */
const CORE = '@hub/audit/core';
const layer = (room: string): number => (room.startsWith('apps/') ? LAYERS.length + APPS.indexOf(room) : (order.get(room) ?? -1));
const chain = `${LAYERS.join(' ← ')} ← ${APPS.join(' ← ')}`;
const edgesOf = (source: Source): { specifier: string; to: string }[] =>
  source.imports.flatMap((specifier) => {
    const to = resolveImport(source, specifier === CORE && source.room === 'apps/console' ? '@hub/audit' : specifier);
    return to === null ? [] : [{ specifier, to }];
  });

/** Fails with every offence and what to do instead. */
function expectNone(offences: readonly string[], instead: string): void {
  if (offences.length > 0) throw new Error(`${offences.join('\n')}\n→ ${instead}`);
}

describe('the dependency rule', () => {
  it('is one line: a lib imports only what stands left of it', () => {
    const offences = sources
      .filter((source) => !source.forTests)
      .flatMap((source) =>
        edgesOf(source)
          .filter(({ to }) => room(to) !== source.room)
          .filter(({ to }) => !(order.has(room(to)) || APPS.includes(room(to))) || layer(room(to)) >= layer(source.room))
          .map(({ specifier }) => `${source.path} imports ${specifier}`),
      );
    expectNone(offences, `imports go left only: ${chain}. What must flow the other way is an outbox event, or an interface that the left lib states and the right one fulfils.`);
  });

  it('draws the graph of the rooms, and it has the shape of the chain', () => {
    const drawn = new Map<string, Set<string>>();
    for (const source of sources.filter(({ forTests }) => !forTests)) {
      for (const { to } of edgesOf(source)) {
        if (room(to) === source.room) continue;
        drawn.set(source.room, (drawn.get(source.room) ?? new Set()).add(room(to).replace('libs/', '')));
      }
    }
    const picture = [...drawn]
      .sort(([a], [b]) => layer(a) - layer(b) || a.localeCompare(b))
      .map(([from, to]) => `${from.replace('libs/', '').padEnd(12)} → ${[...to].sort((a, b) => layer(`libs/${a}`) - layer(`libs/${b}`)).join(', ')}`);
    const foreign = picture.filter((line) => line.includes('apps/') && !line.startsWith('apps/'));
    expectNone(foreign, `no lib knows an app. The graph is:\n${picture.join('\n')}`);
    expect(picture.filter((line) => line.startsWith('kernel'))).toEqual([]);
    expect(picture.some((line) => line.startsWith('access'))).toBe(true);
  });

  it('lets the console take the core of the log, and nothing else of the hub', () => {
    const offences = sources
      .filter((source) => source.room === 'apps/console')
      .flatMap((source) => source.imports.filter((specifier) => specifier !== CORE && (specifier.startsWith('@hub/') || (resolveImport(source, specifier) ?? 'apps/console/').startsWith('apps/console/') === false)).map((specifier) => `${source.path} imports ${specifier}`));
    expectNone(offences, 'the console knows the hub by its schema; what it calculates like the hub stands in libs/audit/src/core.ts.');
  });

  it('keeps the screens of the console apart', () => {
    const shared = new Set(['ui', 'hub', 'languages', 'preferences', 'session', 'look']);
    const roomIn = (path: string): string | null => /^apps\/console\/src\/([^/]+)\//.exec(path)?.[1] ?? null;
    const offences = sources.flatMap((source) => {
      const from = roomIn(source.path);
      if (from === null) return [];
      return edgesOf(source).filter(({ to }) => {
        const into = roomIn(to);
        return into !== null && into !== from && !shared.has(into);
      }).map(({ specifier }) => `${source.path} imports ${specifier}`);
    });
    expectNone(offences, 'what two screens need stands in ui/ or hub/; app.tsx puts the screens together.');
  });

  it('knows every folder of libs', () => {
    const unknown = readdirSync(join(ROOT, 'libs')).filter((lib) => lib !== 'testing' && !order.has(`libs/${lib}`));
    expectNone(unknown.map((lib) => `libs/${lib}`), 'give the new lib its place in LAYERS (test/architecture/source-graph.ts) and in the design.');
  });

  it('leads through the index of a lib, from anywhere', () => {
    const offences = sources.flatMap((source) =>
      edgesOf(source)
        .filter(({ specifier, to }) => {
          if (specifier.startsWith('@hub/')) return to.endsWith('/src/index.ts') ? room(to) === source.room : true;
          // The test hub and hubctl put the hub together as it does itself.
          if (source.room === 'apps/hubctl' && to.startsWith('apps/hub/')) return false;
          if (source.room === 'libs/testing' && to.startsWith('apps/')) return false;
          if (source.room === 'test' && (to.startsWith('apps/') || !existsSync(join(ROOT, to)))) return false;
          return room(to) !== source.room;
        })
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );
    expectNone(offences, "across libs write '@hub/<lib>' and export from that lib's index.ts; inside a lib write a relative path.");
  });

  it('has no circle of files', () => {
    const edges = new Map(sources.map((source) => [source.path, edgesOf(source).map(({ to }) => to)]));
    expectNone(
      cycles(edges).map((group) => group.join(' ↔ ')),
      'move what both need into a file of its own, or let the caller pass it.',
    );
  });

  it('keeps test helpers out of the product', () => {
    const offences = sources
      .filter(({ forTests }) => !forTests)
      .flatMap((source) => source.imports.filter((specifier) => specifier === '@hub/testing').map(() => source.path));
    expectNone(offences, 'libs/testing is for specs; what the product needs belongs into a lib.');
  });

  it('keeps the kernel free of frameworks', () => {
    const allowed = new Set(['uuid']);
    const offences = sources
      .filter((source) => source.room === 'libs/kernel' && !source.forTests)
      .flatMap((source) =>
        source.imports
          .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:') && !allowed.has(specifier))
          .map((specifier) => `${source.path} imports ${specifier}`),
      );
    expectNone(offences, 'what needs a framework lives in libs/platform.');
  });

  it('imports packages that package.json names, and builtins with node:', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
    const forDevelopment = (source: Source): boolean => source.forTests || source.path.includes('/launch/') || source.room === 'apps/console'; // built, not installed
    const offences = sources.flatMap((source) =>
      source.imports
        .filter((specifier) => resolveImport(source, specifier) === null && !specifier.startsWith('node:'))
        .map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
        .filter((name) => !(name in manifest.dependencies) && !(forDevelopment(source) && name in manifest.devDependencies) && name !== '@jest/globals')
        .map((name) => `${source.path} imports ${name}${builtinModules.includes(name) ? ' (write node:' + name + ')' : ''}`),
    );
    expectNone([...new Set(offences)], 'add the package to dependencies (with its reason in the README), or do without it.');
  });
});

describe('the house', () => {
  it('has no forwardRef', () => {
    const offences = sources.filter(({ text, path }) => !path.startsWith('test/architecture/') && /\bforwardRef\b/.test(text)).map(({ path }) => path);
    expectNone(offences, 'two providers that need each other are three: name the third.');
  });

  it('reads the environment in libs/platform/src/config, called by the entry points', () => {
    const offences = sources
      .filter(({ forTests }) => !forTests)
      .filter(({ path }) => !path.startsWith('libs/platform/src/config/') && !/^apps\/[a-z]+\/(src\/main\.ts|launch\/|src\/developers\/samples\/)/.test(path))
      .filter(({ text }) => code(text).some((name) => name === 'process.env'))
      .map(({ path }) => path);
    expectNone(offences, 'take the value from HubConfig; a new variable gets its description in libs/platform/src/config/variables.ts.');
  });

  it('gives every lib the same shape', () => {
    const missing = ['testing', ...LAYERS].flatMap((lib) =>
      ['README.md', 'tsconfig.json', 'src/index.ts'].map((file) => `libs/${lib}/${file}`).filter((file) => !existsSync(join(ROOT, file))),
    );
    expectNone(missing, 'every lib has a README.md (what it is for, on one page), a tsconfig.json, and one way in, src/index.ts.');
  });

  it('names files noun.role.ts, in kebab case', () => {
    const offences = sources.filter(({ path }) => path.split('/').some((part) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(part))).map(({ path }) => path);
    expectNone(offences, 'write the name in kebab case with its role after a point: approval-step.entity.ts.');
  });

  it('keeps files short', () => {
    const offences = sources
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 250)
      .map(({ path, lines }) => `${path} has ${lines} lines`);
    expectNone(offences, 'past 250 lines a noun is missing: split by noun.');
  });

  it('injects at most seven things into a class', () => {
    const offences = sources
      .filter(({ forTests, path }) => !forTests && path.endsWith('.ts'))
      .flatMap(({ path, text }) => constructors(path, text).filter(({ count }) => count > 7).map(({ name, count }) => `${path}: ${name} takes ${count}`));
    expectNone(offences, 'past seven dependencies a noun is missing: split by noun.');
  });
});

/** Property accesses of the code, without comments and strings. */
function code(text: string): string[] {
  if (!text.includes('process.env')) return [];
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) names.push(node.getText());
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true));
  return names;
}

function constructors(path: string, text: string): { name: string; count: number }[] {
  if (!text.includes('constructor(')) return [];
  const found: { name: string; count: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node)) {
      const made = node.members.find((member) => ts.isConstructorDeclaration(member));
      if (made) found.push({ name: node.name?.text ?? 'class', count: made.parameters.length });
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}
