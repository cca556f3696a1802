// Tells worlds to a database, asks what somebody sees of them, and takes them back.
import fc from 'fast-check';
import type pg from 'pg';
import { drawQuestion, drawWorld, type Question, withStages } from '../model/world.arbitrary.js';
import type { World } from '../model/world.js';
import { Asking, type Difference, type Layers } from './asking.js';
import { principalsIn, worldSql } from './world.database.js';

/** A world and what is asked of it. */
export interface Told {
  readonly world: World;
  readonly questions: readonly Question[];
}

/** Worlds with so many questions to each. */
export const worldsWith = (questions: number): fc.Arbitrary<Told> =>
  fc.gen().map((g) => {
    const world = drawWorld(g);
    const asked = Array.from({ length: questions }, () => drawQuestion(g, world));
    return { world: withStages(g, world), questions: asked };
  });

/** Makes the world in a transaction, asks everything as hub_app, and takes it back; `before` runs between, as superuser. */
export async function differences(client: pg.Client, { world, questions }: Told, layers: readonly Layers[], before = ''): Promise<Difference[]> {
  const principals = principalsIn(world);
  await client.query('BEGIN');
  try {
    await client.query(`${worldSql(world)}; ${before}; SET LOCAL test.principals = '{${principals.all.join(',')}}'; SET LOCAL ROLE hub_app`);
    const found: Difference[] = [];
    for (const question of questions) {
      for (const each of layers) found.push(...(await new Asking(client, world, each, question, principals).everything()));
    }
    return found;
  } finally {
    await client.query('ROLLBACK');
  }
}

/** A difference with what it is about, without what both sides agree on. */
export function described({ what, asker, hub, model }: Difference, world: World): string {
  const both = [hub, model].map((side) => (Array.isArray(side) ? side.map((one) => JSON.stringify(one)) : [JSON.stringify(side)]));
  const [ours, theirs] = both.map((side, i) => side.filter((one) => !both[1 - i]?.includes(one)));
  const text = JSON.stringify([ours, theirs]);
  const about = world.bulletins.filter(({ id }) => text.includes(id));
  return [what, `asker ${JSON.stringify(asker)}`, `hub   ${ours?.join('\n      ')}`, `model ${theirs?.join('\n      ')}`,
    ...about.flatMap(({ versions, ...bulletin }) => [JSON.stringify(bulletin), ...versions.map((version) => `  ${JSON.stringify(version)}`)]),
    ...world.persons.map((person) => JSON.stringify(person))].join('\n');
}
