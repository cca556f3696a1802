// One preparation at a time in this folder (npm start in one window, npm test in another).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from './folders.mjs';
import { say } from './say.mjs';

const file = inRoot('.data', 'preparing.pid');

/** Runs `work` while no other process prepares this folder. */
export async function alone(work) {
  mkdirSync(inRoot('.data'), { recursive: true });
  for (let told = false; !take(); await sleep(300)) {
    if (!told) say(`Another command (process ${holder() ?? '?'}) is preparing this folder; waiting for it …`);
    told = true;
  }
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take() {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = holder();
    if (pid !== undefined && isAlive(pid)) return false;
    rmSync(file, { force: true }); // Its process was killed.
  }
  return false;
}

function holder() {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function release() {
  if (holder() === process.pid) rmSync(file, { force: true });
}
