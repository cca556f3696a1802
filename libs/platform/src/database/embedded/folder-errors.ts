import { StartupError } from '@hub/kernel';

const REASONS: Record<string, [what: string, todo: string]> = {
  EACCES: ['is not writable for this user', 'Give this user the folder (chown, chmod), or set HUB_DATA_DIR to a folder that it may write to.'],
  EPERM: ['is not writable for this user', 'Give this user the folder (chown, chmod), or set HUB_DATA_DIR to a folder that it may write to.'],
  EROFS: ['lies on a read-only file system', 'Set HUB_DATA_DIR to a folder on a file system that can be written to.'],
  ENOSPC: ['lies on a disk that is full', 'Free some space, or set HUB_DATA_DIR to a folder on another disk, then start again.'],
  EDQUOT: ['lies on a disk where the quota is used up', 'Free some space, or set HUB_DATA_DIR to a folder on another disk, then start again.'],
  ENOTDIR: ['is not a folder', 'Move the file that is in the way, or set HUB_DATA_DIR to a folder.'],
  EEXIST: ['is not a folder', 'Move the file that is in the way, or set HUB_DATA_DIR to a folder.'],
};

/** The error code of a failed system call, if it is one. */
export function errno(error: unknown): string | undefined {
  // Not `instanceof Error`: under Jest, Node's own errors come from another realm.
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Runs file work under `folder`; turns refusals of the file system into StartupErrors. */
export function withFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = REASONS[errno(error) ?? ''];
    if (!reason) throw error;
    throw new StartupError(`The data folder ${folder} ${reason[0]}.`, reason[1], { cause: error });
  }
}
