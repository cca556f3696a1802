// Progress and failures go to stderr: stdout belongs to the command.

export const say = (line) => process.stderr.write(`${line}\n`);

/** A failure that the user can do something about. */
export class LaunchError extends Error {
  constructor(what, todo) {
    super(`${what}\n${todo}`);
    this.what = what;
    this.todo = todo;
  }
}

const ASK = {
  EACCES: 'Run the command as the user who owns the folder, or give this user the folder (chown -R).',
  EPERM: 'Run the command as the user who owns the folder, or give this user the folder (chown -R).',
  EROFS: 'Copy the project to a folder that can be written to.',
  ENOSPC: 'The disk is full: free some space (about 1 GB), then run the command again.',
};

/** Runs a command's main work; ends the process with a clear message when it fails. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    const known = error instanceof LaunchError || (typeof error?.what === 'string' && typeof error?.todo === 'string');
    if (known) say(`\n${error.what}\n→ ${error.todo}`);
    else if (ASK[error?.code] && error.path) say(`\n${error.path}: ${error.message}\n→ ${ASK[error.code]}`);
    else say(error?.stack ?? String(error));
    process.exit(1);
  }
}

/** The last lines of a program's output. */
export const tail = (text, lines = 15) => text.trim().split('\n').slice(-lines).join('\n');
