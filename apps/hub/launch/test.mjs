// `npm test`: every step, or those named: npm test -- [STEP …] [PATH-PATTERN …] [--jest-option …]
import { filesOf, STEPS } from './steps.mjs';
import { npmCommand } from './run.mjs';
import { prepare } from './prepare.mjs';
import { runGroup, runJest, testEnvironment } from './jest.mjs';
import { LaunchError, main, say } from './say.mjs';

const CHECKS = ['lint', 'types'];
const STEPS_OF_JEST = Object.keys(STEPS);
/** Tests wait for disks, sockets and clocks more than for processors. */
const WORKERS = 3;

/** A tool that says yes or no counts as one test. */
async function check(name) {
  const [file, args] = npmCommand(['run', '--silent', name]);
  const how = await runGroup(file, args, { env: testEnvironment(), minutes: 10 });
  if (how !== 0) say(`${name} ended with ${how}.`);
  return how === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * The steps that are Jest's, in one run: each process loads the hub once for all of them. Conformance by itself: it makes a small schema of its own, and Nest puts
 * the types of all that a process has loaded into each schema that it builds there.
 */
const runsOf = (steps) => [steps.filter((step) => step !== 'conformance'), steps.filter((step) => step === 'conformance')].filter((run) => run.length > 0);
const runTests = (steps, options, patterns) =>
  runJest([...options, ...filesOf(steps).map((glob) => `--testMatch=${glob}`), '--', ...patterns], { mayBeEmpty: patterns.length > 0, workers: WORKERS, minutes: 40 });

function choose(words) {
  const named = words.filter((word) => CHECKS.includes(word) || STEPS_OF_JEST.includes(word));
  const rest = words.filter((word) => !named.includes(word));
  const unknown = rest.find((word) => /^[a-z]+$/.test(word));
  if (unknown) throw new LaunchError(`There is no test step "${unknown}".`, `Steps: ${[...CHECKS, ...STEPS_OF_JEST].join(', ')}. A path pattern contains a dot or a slash.`);
  const wanted = (step) => named.length === 0 || named.includes(step);
  const options = rest.filter((word) => word.startsWith('-'));
  return { checks: rest.length > 0 ? [] : CHECKS.filter(wanted), steps: STEPS_OF_JEST.filter(wanted), options, patterns: rest.filter((word) => !options.includes(word)) };
}

const line = (name, { passed, failed, skipped }, milliseconds) => `${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${Math.round(milliseconds / 1000)} s)`;

await main(async () => {
  const { checks, steps, options, patterns } = choose(process.argv.slice(2));
  await prepare();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  const take = async (name, running) => {
    say(`\n━━ ${name}`);
    const started = Date.now();
    const result = await running();
    for (const key of Object.keys(sum)) sum[key] += result[key];
    // What the files of a step took, one after the other: several run at once.
    for (const [step, part] of Object.entries(result.steps ?? {})) lines.push(`  ${line(step, part, part.milliseconds)}`);
    lines.push(line(name, result, Date.now() - started));
    say(lines.at(-1));
  };
  for (const name of checks) await take(name, () => check(name));
  for (const run of runsOf(steps)) await take(run.length > 1 ? 'tests' : run[0], () => runTests(run, options, patterns));
  say(`\n${lines.join('\n')}`);
  if (sum.passed + sum.failed === 0) say('No test ran.');
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  process.stdout.write(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`);
});
