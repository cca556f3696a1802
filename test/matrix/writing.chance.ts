// What chance has people attempt.
import type { Dice } from '../faults/support/campaign.js';
import { BULLETIN_RULES } from '../model/writing.bulletins.js';
import { ORGANISATION_RULES } from '../model/writing.organisation.js';
import { RELEASE_RULES } from '../model/writing.releases.js';
import { THREAD_RULES } from '../model/writing.threads.js';
import type { Person } from '../model/world.js';
import { type Args, type Code, named, type Rule, type State, verdict } from '../model/writing.js';
import { ATTEMPTS, type Kind, KINDS } from './writing.attempts.js';

const RULES: Readonly<Record<string, Rule>> = { ...BULLETIN_RULES, ...THREAD_RULES, ...RELEASE_RULES, ...ORGANISATION_RULES };
/** All writing operations that the model knows. */
export const OPERATIONS = Object.keys(RULES);
export const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
/** How often chance is asked for something that may be done, or may not: of one operation, and of how many. */
const TRIES = 80;
const OTHERS = 8;

/** What somebody attempts, and what the rules say to it. */
export interface Drawn { readonly name: string; readonly asker: Person; readonly args: Args; readonly wanted: 'done' | Code }

/**
 * What may be done, and is left out. Whoever was the author of something TLP:RED works on it until the next revision, which stands in no row that the model reads
 * (test/features/handover.spec.ts).
 */
const isLeftOut = ({ bulletins }: State, { name, args: { id }, wanted }: Drawn): boolean =>
  wanted === 'done' && name === 'handOverAuthorship' && (named(bulletins, id)?.versions.some(({ content }) => content.tlp === 'RED') ?? false);

/** Chance, and the ids that it can name in a world. */
export class Chance {
  constructor(private readonly dice: Dice, private readonly state: State) {}

  /** Something that may be done, by the rules. */
  allowed(): Drawn | undefined {
    return this.find(({ wanted }) => wanted === 'done', 0);
  }

  /** Something that may not: mostly of somebody who is there, with ids of the right kind and of others. */
  refused(): Drawn | undefined {
    return this.find(({ wanted }) => wanted !== 'done' && (wanted !== 'UNAUTHENTICATED' || this.dice.percent(10)), 20);
  }

  private find(fits: (drawn: Drawn) => boolean, swapped: number): Drawn | undefined {
    for (let others = 0; others < OTHERS; others += 1) {
      const name = this.dice.pick(OPERATIONS);
      for (let n = 0; n < TRIES; n += 1) {
        const drawn = this.drawn(name, swapped);
        if (fits(drawn) && !isLeftOut(this.state, drawn)) return drawn;
      }
    }
    return undefined;
  }

  private drawn(name: string, swapped: number): Drawn {
    const [attempt, rule] = [ATTEMPTS[name], RULES[name]];
    if (!attempt || !rule) throw new Error(`no such operation: ${name}`);
    const asker = this.dice.pick(this.state.persons);
    const id = attempt.of === null ? '' : this.named(attempt.of, swapped);
    const other = !attempt.other || (attempt.optional && this.dice.percent(60)) ? null : this.named(attempt.other, swapped);
    const revision = this.dice.percent(85) ? (attempt.revision?.(this.state, asker, id) ?? 1) : 999;
    const args = { id, other, revision, flag: this.dice.percent(50) };
    return { name, asker, args, wanted: verdict(this.state, asker, rule, args) };
  }

  private named(kind: Kind, swapped: number): string {
    const things = KINDS[this.dice.percent(swapped) ? this.dice.pick(Object.keys(KINDS) as Kind[]) : kind](this.state);
    return things.length === 0 ? ABSENT : this.dice.pick(things).id;
  }
}
