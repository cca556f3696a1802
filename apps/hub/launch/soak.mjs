// `npm run soak -- [PATH-PATTERN …]`: the long campaigns of npm test in full (SOAK=1). Hours, not minutes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './folders.mjs';
import { runJest, testEnvironment } from './jest.mjs';
import { prepare } from './prepare.mjs';
import { LaunchError, main, say } from './say.mjs';

const HOURS = 12;

/** What a test file says that has a long form: SOAK, or how many times a sample and in full (`times` of test/faults/support/campaign). */
const LONG_FORM = /\bSOAK\b|\btimes\(/;

/** Test files that have a long form. */
function campaigns() {
  return ['test', 'libs', 'apps'].flatMap((folder) =>
    existsSync(inRoot(folder))
      ? readdirSync(inRoot(folder), { recursive: true })
          .map((name) => join(folder, name))
          .filter((path) => path.endsWith('.spec.ts') && !path.includes('node_modules') && LONG_FORM.test(readFileSync(inRoot(path), 'utf8')))
      : [],
  );
}

await main(async () => {
  const wanted = process.argv.slice(2);
  const files = campaigns().filter((path) => wanted.length === 0 || wanted.some((word) => path.includes(word)));
  if (files.length === 0) throw new LaunchError('There is no such campaign.', `npm run soak -- [PATTERN], for one of:\n${campaigns().join('\n')}`);
  await prepare();
  say(`Campaigns in full:\n${files.join('\n')}`);
  const paths = files.map((path) => inRoot(path));
  const { passed, failed, skipped } = await runJest(['--runTestsByPath', ...paths], { env: testEnvironment({ SOAK: '1' }), minutes: HOURS * 60, workers: 1 });
  process.exitCode = failed > 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
});
