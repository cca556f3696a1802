import { randomUUID } from 'node:crypto';
import { type FigureBulletin, type FigureRow, figuresToBulletin } from '@hub/statistics';
import type { HubClient } from '../client/hub-client.js';
import { HubRefusal } from '../client/hub-refusal.js';
import { differences } from './figure-differences.js';
import { FIGURES, importedBulletins, type ImportedBulletin } from './imported-bulletins.js';

/** What became, or in a dry run would become, of one row of the file. */
export interface RowOutcome {
  line: number;
  row: FigureRow;
  title: string;
  result: 'added' | 'submitted' | 'present' | 'returned' | 'differs' | 'bad';
  detail: string;
}

const DRAFT = 'mutation ($input: DraftBulletinInput!) { draftBulletin(input: $input) { bulletin { id revision } } }';
const SUBMIT = 'mutation ($id: ID!, $revision: Int!) { submitBulletin(input: { id: $id, expectedRevision: $revision }) { bulletin { id state } } }';

const STATES: Record<ImportedBulletin['bulletin']['state'], string> = {
  DRAFT: 'draft 下書き', IN_REVIEW: 'waits for the second person 承認待ち', SCHEDULED: 'scheduled 公表予定', PUBLISHED: 'published 公表済み',
  WITHDRAWN: 'withdrawn 取下げ済み', EXPIRED: 'expired 失効',
};
/** What the source may correct: a row whose content the hub refuses is bad; anything else ends the import. */
const BAD_ROW = new Set(['INVALID_INPUT', 'BAD_USER_INPUT']);

/** Drafts figures and submits them for the second person, each once, however often it is run. */
export class FiguresImport {
  /** Keys of this run: what is sent again within it takes effect once; across runs the source keys see to that. */
  private readonly run = randomUUID();
  private known = new Map<string, ImportedBulletin>();

  constructor(
    private readonly client: HubClient,
    private readonly dryRun: boolean,
  ) {}

  /** Learns what is there already. */
  async prepare(): Promise<void> {
    this.known = new Map((await importedBulletins(this.client, FIGURES)).map((imported) => [imported.sourceKey, imported]));
  }

  /** One row. Throws what concerns more than this row (no right, no connection). */
  async take(row: FigureRow, line: number): Promise<RowOutcome> {
    const source = figuresToBulletin(row);
    const outcome = (result: RowOutcome['result'], detail = ''): RowOutcome => ({ line, row, title: source.title, result, detail });
    const there = this.known.get(source.key);
    if (there) return outcome(...(await this.meet(source, there)));
    if (this.dryRun) return outcome('added');
    try {
      await this.add(source);
      return outcome('added', STATES.IN_REVIEW);
    } catch (error) {
      if (!(error instanceof HubRefusal)) throw error;
      if (BAD_ROW.has(error.code)) return outcome('bad', `${error.details.field ?? ''}: ${error.message}`);
      const [meanwhile] = error.code === 'CONFLICT' ? await importedBulletins(this.client, source.key) : [];
      if (meanwhile?.sourceKey !== source.key) throw error;
      return outcome(...(await this.meet(source, meanwhile)));
    }
  }

  /** What is there is left as it is; only a draft that an interrupted import left behind is submitted. */
  private async meet(source: FigureBulletin, there: ImportedBulletin): Promise<[RowOutcome['result'], string]> {
    const { id, revision, state, pending } = there.bulletin;
    if (state === 'WITHDRAWN' || state === 'EXPIRED') return ['present', STATES[state]];
    const changed = differences(source, there);
    if (changed.length > 0) return ['differs', changed.join('; ')];
    if (pending?.returnedReason) return ['returned', pending.returnedReason];
    if (state !== 'DRAFT') return ['present', STATES[state]];
    if (!this.dryRun) await this.submit(source.key, id, revision);
    return ['submitted', STATES.IN_REVIEW];
  }

  private async add({ key, ...content }: FigureBulletin): Promise<void> {
    const { draftBulletin } = await this.client.run<{ draftBulletin: { bulletin: { id: string; revision: number } } }>(
      DRAFT, { input: { ...content, sourceKey: key } }, { idempotencyKey: `${this.run}/draft/${key}` },
    );
    await this.submit(key, draftBulletin.bulletin.id, draftBulletin.bulletin.revision);
  }

  private async submit(key: string, id: string, revision: number): Promise<void> {
    await this.client.run(SUBMIT, { id, revision }, { idempotencyKey: `${this.run}/submit/${key}` });
  }
}
