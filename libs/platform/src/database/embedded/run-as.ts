import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';

/** Who runs PostgreSQL, and how. PostgreSQL refuses to run as root, so root needs somebody else. */
export interface RunAs {
  /** Owner of the cluster; undefined when it is simply this user. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Capabilities that let that user reach the cluster through folders closed to it. */
  readonly capabilities: readonly string[];
}

/** A command line to hand to `spawn`. */
export interface Command {
  readonly file: string;
  readonly args: string[];
  readonly options: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv };
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

// Nothing of the caller's environment reaches PostgreSQL (PGPORT, PGDATA, LC_ALL …), and its answers are in English.
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/** The command `program args` run by `runAs`; it ends (SIGINT) when this process dies, where the system can do that. */
export function commandFor(runAs: RunAs, program: string, args: readonly string[]): Command {
  const options = { cwd: '/', env: ENVIRONMENT };
  const wrap = [...(diesWithParent() ? ['--pdeathsig', 'INT'] : []), ...privileges(runAs)];
  if (SETPRIV && wrap.length > 0) return { file: SETPRIV, args: [...wrap, '--', program, ...args], options };
  return { file: program, args: [...args], options: { ...options, ...runAs.owner } };
}

function privileges({ owner, capabilities }: RunAs): string[] {
  if (!owner) return [];
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const only = ['-all', ...capabilities.map((name) => `+${name}`)].join(',');
  const bounds = [`--inh-caps=${only}`, `--ambient-caps=${only}`, `--bounding-set=${only}`];
  // access(2), which PostgreSQL asks about its own programs, ignores capabilities without this bit.
  return capabilities.length > 0 ? [...identity, '--securebits=+no_setuid_fixup', ...bounds] : identity;
}

let parentSignal: boolean | undefined;
function diesWithParent(): boolean {
  parentSignal ??= SETPRIV !== undefined && spawnSync(SETPRIV, ['--pdeathsig', 'INT', '--', '/bin/sh', '-c', ':']).status === 0;
  return parentSignal;
}

/**
 * Finds somebody who can run PostgreSQL on `<home>/<cluster>`, by trying; undefined if nobody can.
 * An ordinary user runs it itself. Root takes the owner of an existing cluster, or `postgres`, or `nobody`:
 * plainly, or, where a folder above is closed to others (0700), with the one capability to pass through.
 */
export function findRunAs(home: string, cluster: string, binaries: Binaries, mayUseCapabilities = true): RunAs | undefined {
  if (process.getuid?.() !== 0) return { capabilities: [] };
  const steps = [[], ...(SETPRIV && mayUseCapabilities ? [['dac_read_search'], ['dac_read_search', 'dac_override']] : [])];
  const owners = accounts(join(home, cluster));
  return steps
    .flatMap((capabilities) => owners.map((owner) => ({ owner, capabilities })))
    .find((runAs) => canRun(runAs, home, binaries));
}

function accounts(cluster: string): { uid: number; gid: number }[] {
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return [{ uid, gid }];
  }
  return ['postgres', '_postgres', 'nobody'].flatMap((name) => {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('/usr/bin/id', [flag, name], { encoding: 'utf8' }).stdout?.trim());
    return uid && gid ? [{ uid: Number(uid), gid: Number(gid) }] : [];
  });
}

// Real system calls, not access(2): run the program, read its files, enter and write a folder like the cluster's.
const TRIAL = 'said=$("$1" --version 2>&1 >/dev/null) && [ -z "$said" ] && : <"$2" && cd "$3" && : >trial';

function canRun(runAs: RunAs, home: string, binaries: Binaries): boolean {
  const folder = join(home, 'postgres.trial');
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    if (runAs.owner) chownSync(folder, runAs.owner.uid, runAs.owner.gid);
    const words = [binaries.postgres, join(binaries.native, 'share', 'postgresql', 'postgres.bki'), folder];
    const { file, args, options } = commandFor(runAs, '/bin/sh', ['-c', TRIAL, 'trial', ...words]);
    return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
