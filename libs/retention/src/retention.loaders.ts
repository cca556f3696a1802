import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, type OperationReads, Role, Scope } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';
import { demandedOf, exportsKept, holdsOf, keptBulletins, purgesOf, type Retained, retainedOf, rulesOf } from './retention.repository.js';
import { type Purge, type RetainedThing, type Retention, RetentionKind, type RetentionRule, WITH_BULLETIN } from './retention.types.js';

type ExportKept = { purgeOn: string | null; purgedAt: Date | null };
interface Loaders {
  readonly retention: DataLoader<string, Retention | null>;
  readonly purge: DataLoader<string, Purge | null>;
  readonly exports: DataLoader<string, ExportKept>;
}

const IS_WHOLE: readonly RetentionKind[] = [RetentionKind.BULLETIN, RetentionKind.DRAFT];
const earlier = (a: string | null, b: string | null): string | null => (a === null ? b : b === null || a < b ? a : b);

/** How long things are kept, in batches, as one operation may know. */
@Injectable()
export class RetentionLoaders {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, Loaders>();

  constructor(
    private readonly reader: BulletinReader,
    private readonly scope: Scope,
  ) {}

  /** Of a bulletin; null for whoever does not answer for it. */
  retention(context: HubContext, bulletinId: string): Promise<Retention | null> {
    return this.of(context).retention.load(bulletinId);
  }

  /** That a whole bulletin was purged. */
  purge(context: HubContext, bulletinId: string): Promise<Purge | null> {
    return this.of(context).purge.load(bulletinId);
  }

  /** Of an export of cases. */
  export(context: HubContext, id: string): Promise<ExportKept> {
    return this.of(context).exports.load(id);
  }

  private of(context: HubContext): Loaders {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      loaders = {
        retention: new DataLoader((ids) => this.load(context, ids)),
        purge: new DataLoader(async (ids) => {
          const purges = await this.reader.read(context, (tx) => purgesOf(tx, ids));
          return ids.map((id) => purges.find(({ bulletinId, kind }) => bulletinId === id && IS_WHOLE.includes(kind)) ?? null);
        }),
        exports: new DataLoader(async (ids) => {
          const { actor } = context;
          const rows = actor.kind === 'person' ? await this.reader.read(context, (tx) => exportsKept(tx, ids, actor.organisationId)) : [];
          return ids.map((id) => {
            const row = rows.find((one) => one.id === id);
            return { purgeOn: row?.purgedAt ? null : (row?.purgeOn ?? null), purgedAt: row?.purgedAt ?? null };
          });
        }),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }

  private async load(context: HubContext, ids: readonly string[]): Promise<(Retention | null)[]> {
    const { actor } = context;
    if (actor.kind === 'anonymous') return ids.map(() => null);
    const scope = this.scope.principals(actor);
    return this.reader.read(context, async (tx) => {
      const answers = (await keptBulletins(tx, ids, scope)).filter(({ originatorId, editor }) => originatorId === actor.organisationId && (editor || actor.roles.has(Role.OFFICER) || actor.roles.has(Role.CONTACT_POINT)));
      const own = answers.map(({ id }) => id);
      if (own.length === 0) return ids.map(() => null);
      const rules = await rulesOf(tx, actor.organisationId);
      const retained = await retainedOf(tx, own, scope, actor.instant);
      const holds = await holdsOf(tx, own, scope, actor.organisationId);
      const purged = await purgesOf(tx, own);
      const demanded = await demandedOf(tx, own, actor.organisationId);
      return ids.map((id) => (own.includes(id) ? shown({
        rules, retained: retained.filter(({ bulletinId }) => bulletinId === id), holds: holds.filter(({ bulletinId }) => bulletinId === id),
        purged: purged.filter(({ bulletinId }) => bulletinId === id), demanded: demanded.some(({ bulletinId }) => bulletinId === id),
      }) : null));
    });
  }
}

interface Known { rules: readonly RetentionRule[]; retained: readonly Retained[]; holds: Retention['holds']; purged: Purge[]; demanded: boolean }

function shown({ rules, retained, holds, purged, demanded }: Known): Retention {
  const ruleOf = (kind: RetentionKind): RetentionRule => {
    const rule = rules.find((one) => one.kind === kind);
    if (!rule) throw new Error(`no rule for ${kind}`);
    return rule;
  };
  const whole = retained.find(({ kind }) => IS_WHOLE.includes(kind));
  const before = purged.find(({ kind }) => IS_WHOLE.includes(kind));
  const purgeOn = whole?.purgeOn ?? null;
  const things = retained.filter(({ kind }) => WITH_BULLETIN.includes(kind)).map((one): RetainedThing => ({ ...one, rule: ruleOf(one.kind), purgeOn: earlier(one.purgeOn, purgeOn) }));
  return {
    rule: ruleOf(whole?.kind ?? before?.kind ?? RetentionKind.BULLETIN), since: whole?.since ?? before?.since ?? null, purgeOn,
    held: demanded || holds.some(({ liftedAt }) => liftedAt === null), holds, things, purged,
  };
}
