// The lint of the whole house. Rules that need types are few, since each costs seconds on every run.
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

/** A comment that switches a rule off must name the rule and, after two dashes, say why. */
const reasons = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { why: 'Say why after two dashes: // eslint-disable-next-line rule -- reason', which: 'Name the rule that is switched off, for one line.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim();
          if (!text.startsWith('eslint-disable')) continue;
          if (!/^eslint-disable(-next-line|-line)?\s+[\w@/-]+/.test(text)) context.report({ loc: comment.loc, messageId: 'which' });
          else if (!/\s--\s+\S.{9,}/.test(text)) context.report({ loc: comment.loc, messageId: 'why' });
        }
      },
    };
  },
};

/** Everything exported says what it is for: in a docstring, or in the schema's description where it is part of that. */
const docstrings = {
  meta: { type: 'suggestion', schema: [], messages: { missing: 'Say in one line above it (/** … */) what the exported {{name}} is for.' } },
  create(context) {
    const check = (node, name) => {
      const decorators = node.declaration?.decorators ?? [];
      if (decorators.some((decorator) => /^@(Resolver|ArgsType)\(|\bdescription: /.test(context.sourceCode.getText(decorator)))) return;
      const first = decorators[0] ?? node;
      const start = Math.min(first.range[0], node.range[0]);
      const before = context.sourceCode.getText().slice(0, start).trimEnd();
      if (!before.endsWith('*/') || !before.slice(before.lastIndexOf('/*')).startsWith('/**')) context.report({ node, messageId: 'missing', data: { name } });
    };
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (!declaration) return;
        if (declaration.type === 'FunctionDeclaration' && context.sourceCode.getText().includes(`function ${declaration.id?.name}(`) && overloaded(node)) return;
        check(node, declaration.id?.name ?? declaration.declarations?.[0]?.id?.name ?? 'name');
      },
    };
  },
};
const overloaded = (node) => {
  const siblings = node.parent.body;
  const before = siblings[siblings.indexOf(node) - 1];
  return before?.type === 'ExportNamedDeclaration' && before.declaration?.type === 'TSDeclareFunction' && before.declaration.id?.name === node.declaration.id?.name;
};

const hub = { rules: { reasons, docstrings } };
const instead = (selector, message) => ({ selector, message });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', 'apps/hub/graphiql/**', '**/*.generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@typescript-eslint': tseslint.plugin, hub },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-fallthrough': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-async-promise-executor': 'error',
      'no-promise-executor-return': 'off',
      'no-constant-binary-expression': 'error',
      'no-dupe-keys': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-sparse-arrays': 'error',
      'no-template-curly-in-string': 'error',
      'no-unused-private-class-members': 'error',
      'no-useless-catch': 'error',
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true, skipComments: true }],
      'use-isnan': 'error',
      'valid-typeof': 'error',
      'hub/reasons': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser, parserOptions: { project: ['./tsconfig.json', './apps/console/tsconfig.json'], tsconfigRootDir: fileURLToPath(new URL('../..', import.meta.url)) } },
    rules: {
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-non-null-asserted-optional-chain': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/no-empty-object-type': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      '@typescript-eslint/no-this-alias': 'error',
      '@typescript-eslint/no-unsafe-function-type': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // Leaves files with decorators alone: what a decorated parameter names must stay a value.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-syntax': [
        'error',
        instead("CallExpression[callee.name='forwardRef']", 'Two providers that need each other are three: name the third.'),
        instead("Property[key.name='eager'][value.value=true]", 'Relations are neither eager nor lazy: read what the use case needs in one query.'),
        instead("NewExpression[callee.name='Date'][arguments.length=0]", "Take the operation's instant, or the Clock (to measure a duration: performance.now())."),
        instead("MemberExpression[object.name='Date'][property.name='now']", "Take the operation's instant, or the Clock (to measure a duration: performance.now())."),
        instead("Decorator CallExpression[callee.name='Inject'] Identifier[name='REQUEST']", 'Request-scoped providers bubble up and break subscriptions: pass the Actor as an argument.'),
        instead('ExportDefaultDeclaration', 'Export by name, so that a thing has one name everywhere.'),
      ],
    },
  },
  {
    files: ['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts', 'apps/*/src/**/*.tsx'],
    ignores: ['**/*.spec.ts', 'libs/testing/**'],
    rules: { 'hub/docstrings': 'error', 'no-console': 'error' },
  },
  {
    // In a browser nobody gives the time but the browser; markup and code that are made of text are what an attacker writes.
    files: ['apps/console/src/**/*.ts', 'apps/console/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        instead('ExportDefaultDeclaration', 'Export by name, so that a thing has one name everywhere.'),
        instead("JSXAttribute[name.name='dangerouslySetInnerHTML']", 'Text becomes elements, never markup: see ui/markdown.tsx.'),
        instead("JSXAttribute[name.name='style']", 'Looks stand in look/, where the page’s policy allows them.'),
        instead("MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]", 'Text becomes elements, never markup: see ui/markdown.tsx.'),
      ],
    },
  },
  {
    // Where time is made, measured, or told to a test.
    files: ['libs/kernel/src/clock.ts', 'libs/testing/**/*.ts', '**/*.spec.ts', 'test/**/*.ts', 'apps/hubctl/src/bench/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['apps/hubctl/src/**/*.ts', 'apps/hub/src/main.ts', 'apps/console/src/developers/samples/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
