// Runs Jest as a child and adds up what it reports.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stepOf } from './steps.mjs';
import { inRoot, root } from './folders.mjs';
import { packageCommand } from './run.mjs';
import { say } from './say.mjs';

/** The environment of tests: nothing in it may lead to a real database or a real hub. */
export function testEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HUB_|DATABASE_URL$|MIGRATION_DATABASE_URL$|PORT$|HOST$|PG[A-Z]+$)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'test', ...more };
}

/**
 * Runs one program in a process group of its own, its output on ours, and ends the whole group after `minutes`,
 * or one minute after `until()` became true. Resolves with what happened.
 */
export async function runGroup(file, args, { env, minutes, until = () => false }) {
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  let how;
  child.once('error', (error) => (how = error.message));
  child.once('exit', (code, signal) => (how = signal ?? code));
  const stop = (signal) => {
    endGroup(child.pid, 'SIGTERM');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const limit = Date.now() + minutes * 60_000;
  let done = Number.POSITIVE_INFINITY;
  while (how === undefined && Date.now() < Math.min(limit, done)) {
    await sleep(100);
    if (done === Number.POSITIVE_INFINITY && until()) done = Date.now() + 60_000;
  }
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (how !== undefined) return how;
  endGroup(child.pid, 'SIGKILL');
  return Date.now() < limit ? 'hung' : 'timeout';
}

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** One Jest run; resolves with { passed, failed, skipped }, and the same for each step in `steps`, with what its files took. */
export async function runJest(args, { env = testEnvironment(), minutes = 20, mayBeEmpty = false, workers = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'contact-point-jest-'));
  const report = join(folder, 'report.json');
  const flags = ['--disable-warning=ExperimentalWarning', '--enable-source-maps', '--import', pathToFileURL(inRoot('libs', 'testing', 'src', 'jest', 'register.mjs')).href];
  const jestArgs = ['-c', inRoot('test', 'jest.config.mjs'), `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`, ...(mayBeEmpty ? ['--passWithNoTests'] : []), ...args];
  try {
    const how = await runGroup(...packageCommand('jest/bin/jest.js', jestArgs, flags), {
      env,
      minutes,
      until: () => existsSync(report),
    });
    return count(how, report, minutes, mayBeEmpty);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(how, report, minutes, mayBeEmpty) {
  if (!existsSync(report)) {
    say(how === 'timeout' ? `Stopped: it took longer than ${minutes} minutes.` : `Jest ended (${how}) without a report; see above.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const all = JSON.parse(readFileSync(report, 'utf8'));
  const result = {
    passed: all.numPassedTests,
    failed: all.numFailedTests + all.numRuntimeErrorTestSuites,
    skipped: all.numPendingTests + all.numTodoTests,
    steps: bySteps(all.testResults),
  };
  if (how === 'hung' || how === 'timeout') {
    say('Jest did not end although its tests had: a test leaves something open (a server, a database, a process).');
    result.failed += 1;
  } else if (result.failed === 0 && (how !== 0 || (result.passed === 0 && !mayBeEmpty))) {
    say(how === 0 ? 'No test ran in this step.' : `Jest ended with ${how} though no test failed; see above.`);
    result.failed += 1;
  }
  return result;
}

/** A file that could not be run at all counts as one that failed. */
function bySteps(files) {
  const steps = {};
  for (const { name, status, assertionResults, startTime, endTime } of files) {
    const step = (steps[stepOf(relative(root, name).split(sep).join('/'))] ??= { passed: 0, failed: 0, skipped: 0, milliseconds: 0 });
    const ended = (how) => assertionResults.filter((test) => test.status === how).length;
    step.passed += ended('passed');
    step.failed += ended('failed') || Number(status === 'failed');
    step.skipped += ended('pending') + ended('todo');
    step.milliseconds += endTime - startTime;
  }
  return steps;
}
