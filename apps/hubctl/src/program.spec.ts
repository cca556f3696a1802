import { SystemClock } from '@hub/kernel';
import { tell } from './failure.js';
import { run } from './program.js';
import type { Terminal } from './terminal/terminal.js';

const nobody = (question: string): Promise<string> => Promise.reject(new Error(`nobody answers: ${question}`));

async function hubctl(line: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; results: string; notes: string }> {
  const [results, notes]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    interactive: false, out: (text) => results.push(text), say: (text) => notes.push(text), progress: () => undefined,
    ask: nobody, askSecret: nobody, readLine: () => nobody('standard input'),
  };
  const code = await run(line.split(' ').filter(Boolean), { env, terminal, clock: new SystemClock(), exitCode: 0 });
  return { code, results: results.join('\n'), notes: notes.join('\n') };
}

describe('hubctl', () => {
  it.each(['', 'migrate', 'first-administrator', 'demo', 'import', 'import figures', 'publish', 'publish figures', 'schema', 'verify-audit', 'export-audit', 'witness', 'fsck'])('explains itself with an example: %s --help', async (command) => {
    const { code, results, notes } = await hubctl(`${command} --help`);
    expect(code).toBe(0);
    expect(results).toMatch(/Examples?:\n {2}\$ /);
    expect(notes).toBe('');
  });

  it.each([
    ['', /Usage: hubctl/], ['nothing', /unknown command 'nothing'/], ['import', /Usage: hubctl import/], ['import figures', /missing required argument 'file'/],
    ['import figures x --loud', /unknown option '--loud'/], ['first-administrator', /required option '--organisation-code <code>' not specified/],
    ['export-audit', /required option '--out <file>' not specified/], ['witness', /required option '--log <vkey>' not specified/],
    ['witness --log x', /What --log was given is no verifier key/], ['witness --log x --listen nowhere', /"nowhere" is no address to listen on/],
  ])('says what is wrong with "%s"', async (line, said) => {
    const { code, notes } = await hubctl(line);
    expect(code).toBe(1);
    expect(notes).toMatch(said);
  });

  it('refuses the demo world in production', async () => {
    const { code, notes } = await hubctl('demo', { NODE_ENV: 'production' });
    expect(code).toBe(1);
    expect(notes).toMatch(/no place in production/);
  });

  it('says whom it can not ask', async () => {
    const { code, notes } = await hubctl('publish figures');
    expect(code).toBe(1);
    expect(notes).toMatch(/Set HUB_TOKEN.*--email with HUB_PASSWORD/);
  });

  it('never shows a stack trace', () => {
    const said = tell(new Error('first line\n    at somewhere (file.ts:1:1)'));
    expect(said).toMatch(/first line\n→ /);
    expect(said).not.toMatch(/somewhere/);
  });
});
