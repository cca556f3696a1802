// Asks the hub's database what somebody may see, as the hub asks it, and lays the answers beside the model's.
import type pg from 'pg';
import { isDeepStrictEqual } from 'node:util';
import { filtered, list, type Filter } from '../model/lists.js';
import { knowsOf, mayEnter, seenSections, seesContent, sight, type Sight } from '../model/rules.js';
import type { Asker, World } from '../model/world.js';
import type { Question } from '../model/world.arbitrary.js';
import { type Principals, scopeOf, sessionOf } from './world.database.js';

/** Which layers of access control stand. */
export type Layers = 'both' | 'row security alone' | 'application alone';

interface Row {
  id: string; state: Sight['state']; visible: boolean; version: number; editor: boolean; title: string; kind: string; tlp: string; urgency: string; language: string;
  documentNumber: string | null; handling: string[]; countries: string[]; withdrawalReason: string | null; acknowledgeBy: string | null; sortAt: string;
  facts: { identifiedVictims: number | null; citizenships: string[]; exploitation: string[] } | null;
  sections: { id: string; heading: string; body: string }[] | null;
}

const sightOf = (row: Row): Sight => ({
  id: row.id, state: row.state, withdrawalReason: row.withdrawalReason, version: row.version, kind: row.kind, tlp: row.tlp,
  urgency: row.urgency, language: row.language, title: row.title, edits: row.editor,
  content: row.visible
    ? {
        documentNumber: row.documentNumber, handling: row.handling, countries: row.countries,
        facts: row.facts && { identifiedVictims: row.facts.identifiedVictims, citizenships: row.facts.citizenships, exploitation: row.facts.exploitation },
        acknowledgeBy: row.acknowledgeBy === null ? null : Date.parse(row.acknowledgeBy),
        sections: (row.sections ?? []).map(({ id, heading, body }) => ({ id, heading, body })),
      }
    : null,
});

/** One thing that the hub answers otherwise than the rules say. */
export interface Difference {
  readonly what: string;
  readonly asker: Asker;
  readonly hub: unknown;
  readonly model: unknown;
}

/** Of a row what another one has as well. */
const partOf = (row: Row, other: Row): Partial<Row> => Object.fromEntries(Object.entries(row).filter(([key]) => key in other));

/** Somebody of a world asking, in a transaction that holds the world and has become the role hub_app. */
export class Asking {
  readonly differences: Difference[] = [];
  private readonly scope: readonly number[];
  private readonly session: string | null;

  constructor(
    private readonly client: pg.Client,
    private readonly world: World,
    private readonly layers: Layers,
    private readonly question: Question,
    principals: Principals,
  ) {
    this.scope = layers === 'row security alone' ? principals.all : scopeOf(principals, question.asker);
    this.session = question.asker && sessionOf(question.asker);
  }

  /** Asks everything; what differs is in `differences`. */
  async everything(): Promise<Difference[]> {
    if (!mayEnter(this.world, this.question.asker)) await this.refused();
    else {
      await this.pages();
      await this.each();
      await this.asOf();
      await this.search();
      if (this.layers !== 'application alone') await this.rows();
    }
    return this.differences;
  }

  private compare(what: string, hub: unknown, model: unknown): void {
    // Of whom the application takes for everybody row security can't tell whether he edits.
    if (this.layers === 'row security alone') [hub, model] = [hub, model].map((side) => JSON.parse(JSON.stringify(side, (key, value: unknown) => (key === 'edits' ? undefined : value)) ?? 'null') as unknown);
    if (!isDeepStrictEqual(hub, model)) this.differences.push({ what: `${what} (${this.layers})`, asker: this.question.asker, hub, model });
  }

  private async query<R extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<R[]> {
    return (await this.client.query<R>({ name, text, values })).rows;
  }

  /** Who is suspended or ended is nobody at all. */
  private async refused(): Promise<void> {
    await this.client.query('SAVEPOINT refused');
    const code = await this.query('enter', 'SELECT hub.enter($1, 1, $2)', [this.session, new Date(this.question.instant)]).then(() => 'entered', (error: { code: string }) => error.code);
    await this.client.query('ROLLBACK TO refused');
    this.compare('entering', code, 'HB001');
  }

  /** The whole list, page by page. */
  private async pages(): Promise<void> {
    const { asker, instant, pageSize, backward } = this.question;
    const rows: Row[] = [];
    for (let more = true; more; ) {
      const last = rows.at(-1);
      const values = [this.session, new Date(instant), this.scope, asker?.organisationId ?? null, pageSize, backward, last?.sortAt ?? null, last?.id ?? null];
      const page = await this.query<{ bulletins: Row[] }>('page', 'SELECT bulletins FROM hub.page($1, 1, $2, $3, $4, $5, $6, $7, $8, true)', values);
      const found = page[0]?.bulletins ?? [];
      if (!backward) {
        const newest = await this.query<{ bulletins: Row[] }>('newest', 'SELECT bulletins::json AS bulletins FROM hub.newest($1, 1, $2, $3, $4, $5, $6, true)', [
          this.session, new Date(instant), this.scope, pageSize, last?.sortAt ?? null, last?.id ?? null,
        ]);
        this.compare('the page without details', newest[0]?.bulletins, found.map((row, n) => partOf(row, newest[0]?.bulletins[n] ?? row)));
      }
      rows.push(...found);
      more = found.length === pageSize && rows.length < 100;
    }
    const seen = list(this.world, asker).map((bulletin) => sight(this.world, bulletin, asker, instant));
    this.compare('list', (backward ? rows.reverse() : rows).map(sightOf), seen);
  }

  /** Every bulletin of the world by its id. */
  private async each(): Promise<void> {
    const { asker, instant } = this.question;
    for (const bulletin of this.world.bulletins) {
      const [row] = await this.query<{ bulletins: Row[] }>('one', 'SELECT bulletins FROM hub.one($1, 1, $2, $3, $4, $5, true)', [
        this.session, new Date(instant), this.scope, asker?.organisationId ?? null, bulletin.id,
      ]);
      this.compare('bulletin', row?.bulletins[0] ? sightOf(row.bulletins[0]) : null, sight(this.world, bulletin, asker, instant));
    }
  }

  private async asOf(): Promise<void> {
    const { asker, instant, asOf } = this.question;
    const [row] = await this.query<{ bulletins: Row[] }>('as-of', 'SELECT hub.read_bulletins($1, $2, $3, $4, $5, true) AS bulletins', [
      this.scope, asker?.organisationId ?? null, new Date(instant), this.world.bulletins.map(({ id }) => id), asOf,
    ]);
    const seen = this.world.bulletins.map((bulletin) => sight(this.world, bulletin, asker, instant, asOf)).filter((one) => one !== null);
    // Where nothing of that version may be seen the hub answers NOT_FOUND: the envelope beside it doesn't count.
    this.compare(`as of ${asOf}`, (row?.bulletins ?? []).filter(({ visible }) => visible).map(sightOf), seen.filter(({ content }) => content !== null));
  }

  private async search(): Promise<void> {
    const { asker, instant, filter } = this.question;
    const groups = groupsOf(filter);
    if (groups.length === 0) return;
    const hits = await this.query<{ id: string }>('find', `SELECT f.bulletin_id AS id FROM hub.find_bulletins($1, $2, 100, false, NULL, NULL, NULL, NULL) f`, [
      this.scope, JSON.stringify(groups),
    ]);
    const [row] = await this.query<{ bulletins: Row[] }>('as-now', 'SELECT hub.read_bulletins($1, $2, $3, $4, NULL, true) AS bulletins', [
      this.scope, asker?.organisationId ?? null, new Date(instant), hits.map(({ id }) => id),
    ]);
    // Words of the content lead to what is visible only; words of the envelope to tombstones too.
    const ofContent = groups.flat().some((word) => /^[wcx]:/.test(word));
    const found = (row?.bulletins ?? []).filter(({ visible }) => visible || !ofContent).map(sightOf);
    this.compare('search', found, filtered(this.world, asker, instant, filter).map((bulletin) => sight(this.world, bulletin, asker, instant)));
  }

  /** The bare rows that row security shows, whatever the application asks for. */
  private async rows(): Promise<void> {
    const { asker, instant } = this.question;
    const { bulletins } = this.world;
    const ids = [bulletins.map(({ id }) => id)];
    const rowsOf = async (name: string, text: string): Promise<string[]> => (await this.query<{ key: string }>(name, text, ids)).map(({ key }) => key).sort();
    const versions = bulletins.flatMap((bulletin) => bulletin.versions.map((version) => ({ bulletin, version })));
    this.compare('rows of bulletins', await rowsOf('rows-b', 'SELECT id AS key FROM hub.bulletins WHERE id = ANY ($1)'),
      bulletins.filter((bulletin) => knowsOf(this.world, bulletin, asker)).map(({ id }) => id).sort());
    this.compare('rows of versions', await rowsOf('rows-v', `SELECT bulletin_id || '/' || number AS key FROM hub.bulletin_versions WHERE bulletin_id = ANY ($1)`),
      versions.filter(({ bulletin, version }) => seesContent(this.world, bulletin, version, asker, instant)).map(({ bulletin, version }) => `${bulletin.id}/${version.number}`).sort());
    this.compare('rows of sections', await rowsOf('rows-s', `SELECT bulletin_id || '/' || number || '/' || section_id AS key FROM hub.bulletin_sections WHERE bulletin_id = ANY ($1)`),
      versions.flatMap(({ bulletin, version }) => seenSections(this.world, bulletin, version, asker, instant).map(({ id }) => `${bulletin.id}/${version.number}/${id}`)).sort());
    this.compare('rows of reach', await rowsOf('rows-r', 'SELECT DISTINCT bulletin_id AS key FROM hub.bulletin_reach WHERE bulletin_id = ANY ($1)'),
      bulletins.filter((bulletin) => knowsOf(this.world, bulletin, asker)).map(({ id }) => id).sort());
  }
}

/** A filter as the groups of words of which each must be found. */
function groupsOf(filter: Filter): string[][] {
  const groups = (filter.text ?? '').split(' ').filter(Boolean).map((word) => [`w:${word}`]);
  const add = (prefix: string, values: readonly string[] | undefined): void => void (values && groups.push(values.map((value) => `${prefix}:${value}`)));
  add('k', filter.kinds);
  add('m', filter.tlps);
  add('u', filter.urgencies);
  add('c', filter.countries);
  add('x', filter.exploitation);
  add('o', filter.originatorIds);
  return groups;
}
