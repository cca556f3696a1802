import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../apps/hubctl/src/program.js';
import type { AuditHub } from './audit-hub.js';
import type { AuditLogInMemory } from './audit-log.js';
import type { Ran } from './hubctl.js';
import { RecordedTerminal } from './recorded-terminal.js';

/** Somebody who checks a hub's log from another machine, with a folder of their own. */
export class AuditPartner {
  readonly folder = mkdtempSync(join(tmpdir(), 'audit-partner-'));
  readonly state = join(this.folder, 'state.json');
  /** What their clock is ahead of the hub's. */
  aheadMs = 0;

  constructor(
    private readonly log: AuditLogInMemory,
    private readonly hub: AuditHub,
    readonly holder: string,
  ) {}

  /** Runs hubctl; a URL and a state file are added unless the command is about a file. */
  async hubctl(...args: string[]): Promise<Ran> {
    const terminal = new RecordedTerminal();
    const now = new Date(this.log.now.getTime() + this.aheadMs);
    const code = await run(args, { env: { HUB_URL: this.hub.url, HUB_TOKEN: this.holder, XDG_CONFIG_HOME: this.folder }, terminal, clock: { now: () => now }, exitCode: 0 });
    return { code, text: terminal.text, results: terminal.results.join('\n') };
  }

  verify(...args: string[]): Promise<Ran> {
    return this.hubctl('verify-audit', '--state', this.state, ...args);
  }

  /** A run that finds this, and leaves what was remembered alone. Returns all that it said. */
  async expectWrong(said: RegExp, code: 1 | 2 = 1, ...args: string[]): Promise<string> {
    const kept = (): string | null => (existsSync(this.state) ? readFileSync(this.state, 'utf8') : null);
    const before = kept();
    const ran = await this.verify(...args);
    expect(ran.text).toMatch(said);
    expect(ran.code).toBe(code);
    expect(ran.text).not.toMatch(/\n\s+at /);
    expect(kept()).toBe(before);
    return ran.text;
  }

  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** The receipts that the hub gave, as they are kept. */
  receipts(): string {
    return this.file('receipts.txt', `${this.log.receipts.join('\n')}\n`);
  }

  remembered(): { checkpoint: string; keys: string[]; holders: Record<string, { counter: string; leaf: string }> } {
    return JSON.parse(readFileSync(this.state, 'utf8')) as ReturnType<AuditPartner['remembered']>;
  }

  leave(): void {
    rmSync(this.folder, { recursive: true });
  }
}
