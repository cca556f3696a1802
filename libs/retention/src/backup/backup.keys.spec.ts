import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { HubConfig } from '@hub/platform';
import { FakeClock } from '@hub/testing';
import { BackupKeys } from './backup.keys.js';
import { SealedStrikes } from './sealed-strikes.js';

const DAY_MS = 86_400_000;
let folder: string;
let keys: BackupKeys;
let clock: FakeClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-backup-keys-'));
  keys = new BackupKeys({ backup: { keys: folder, days: 3 }, secrets: { encryptionKey: randomBytes(32) } } as HubConfig);
  clock = new FakeClock(new Date('2026-11-28T03:00:00Z'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('what an interrupted hub has left of a key goes after an hour, and what is being made stays', async () => {
  await keys.recipient(clock.now());
  const [key] = readdirSync(folder);
  const [left, made] = [3_700_000, 60_000].map((ago) => `${v7({ msecs: clock.now().getTime() - ago })}.${randomUUID()}.draft`) as [string, string];
  for (const draft of [left, made]) writeFileSync(join(folder, draft), 'x');
  expect(await keys.end(clock.now())).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([key, made].sort());
});

it('a strike is sealed for as long as a backup of its day can be read, and no longer', async () => {
  const log = new SealedStrikes(folder, keys, clock);
  const strike = { id: randomUUID(), bulletinId: randomUUID(), needle: 'rosalia', sectionId: null, facts: false, reason: 'Rosalia', personId: randomUUID(), at: clock.now().toISOString() };
  await log.append(strike);
  await log.append({ ...strike, id: 'cut off' });
  const file = join(folder, 'strikes.jsonl');
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/rosalia/i);
  writeFileSync(file, text.slice(0, -20));
  expect(await log.all()).toEqual([strike]);
  clock.advance(3 * DAY_MS);
  await keys.end(clock.now());
  expect(await log.all()).toEqual([strike]);
  clock.advance(DAY_MS);
  expect(await log.all()).toEqual([]);
  await keys.end(clock.now());
  clock.advance(-DAY_MS);
  expect(await log.all()).toEqual([]);
});
