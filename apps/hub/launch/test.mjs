// `npm test`: every step, or those named: npm test -- [STEP …] [PATH-PATTERN …] [--jest-option …]
import { npmCommand } from './run.mjs';
import { prepare } from './prepare.mjs';
import { runGroup, runJest, testEnvironment } from './jest.mjs';
import { LaunchError, main, say } from './say.mjs';

const CHECKS = ['lint', 'types'];
/** Steps that wait for disks, sockets and clocks more than for processors have more at once. */
const WORKERS = { integration: 3, features: 4, matrix: 3, faults: 3 };
const PROJECTS = ['unit', 'integration', 'architecture', 'features', 'conformance', 'matrix', 'faults'];

/** A tool that says yes or no counts as one test. */
async function check(name) {
  const [file, args] = npmCommand(['run', '--silent', name]);
  const how = await runGroup(file, args, { env: testEnvironment(), minutes: 10 });
  if (how !== 0) say(`${name} ended with ${how}.`);
  return how === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

function choose(words) {
  const named = words.filter((word) => CHECKS.includes(word) || PROJECTS.includes(word));
  const rest = words.filter((word) => !named.includes(word));
  const unknown = rest.find((word) => /^[a-z]+$/.test(word));
  if (unknown) throw new LaunchError(`There is no test step "${unknown}".`, `Steps: ${[...CHECKS, ...PROJECTS].join(', ')}. A path pattern contains a dot or a slash.`);
  const all = rest.length > 0 ? PROJECTS : [...CHECKS, ...PROJECTS];
  const options = rest.filter((word) => word.startsWith('-'));
  return { steps: all.filter((step) => named.length === 0 || named.includes(step)), options, patterns: rest.filter((word) => !options.includes(word)) };
}

await main(async () => {
  const { steps, options, patterns } = choose(process.argv.slice(2));
  await prepare();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const [index, step] of steps.entries()) {
    say(`\n━━ ${step} (${index + 1} of ${steps.length})`);
    const started = Date.now();
    const result = CHECKS.includes(step) ? await check(step) : await runJest([...options, '--selectProjects', step, '--', ...patterns], { mayBeEmpty: patterns.length > 0, workers: WORKERS[step] });
    for (const key of Object.keys(sum)) sum[key] += result[key];
    const seconds = Math.round((Date.now() - started) / 1000);
    lines.push(`${result.failed > 0 ? '✗' : '✓'} ${step}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped (${seconds} s)`);
    say(lines.at(-1));
  }
  say(`\n${lines.join('\n')}`);
  if (sum.passed + sum.failed === 0) say('No test ran.');
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`);
});
