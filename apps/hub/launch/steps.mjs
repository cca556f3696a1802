// The steps of `npm test` that Jest runs.
/** The steps, with the files of each. */
export const STEPS = {
  unit: ['libs/**/!(*.db).spec.ts', 'apps/**/!(*.db).spec.ts'],
  integration: ['libs/**/*.db.spec.ts', 'apps/**/*.db.spec.ts'],
  ...Object.fromEntries(['architecture', 'features', 'conformance', 'matrix', 'faults'].map((step) => [step, [`test/${step}/**/*.spec.ts`]])),
};

/** What a file of tests is run in; `path` is from the project's root, by slashes. */
export const stepOf = (path) => /^test\/([a-z]+)\//.exec(path)?.[1] ?? (path.endsWith('.db.spec.ts') ? 'integration' : 'unit');

/** What Jest looks for when it runs these steps. */
export const filesOf = (steps) => steps.flatMap((step) => STEPS[step]).map((glob) => `<rootDir>/${glob}`);
