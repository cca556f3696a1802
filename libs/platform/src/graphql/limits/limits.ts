import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, ParseOptions, ValidationRule } from 'graphql';
import { requestError } from '../errors.js';
import { compileCost, type OperationCost, type Variables } from './cost.js';
import { type DocumentShape, hasBrokenText, measureShape } from './shape.js';

/** How large an operation may be. */
export interface Limits {
  /** Words and signs of a document. */
  tokens: number;
  /** Fields within fields. */
  depth: number;
  /** Fields of a document, each place counted: graphql-js compares them in pairs. */
  fields: number;
  /** Spreads of fragments, for the same reason. */
  spreads: number;
  aliases: number;
  directives: number;
  /** Items that one page may hold. */
  page: number;
  /** Objects that an operation may ask for, page sizes multiplied. */
  cost: number;
  /** The same for anonymous callers. */
  anonymousCost: number;
}

/** The hub's limits: a page of 100 bulletins with everything in it fits, and so do GraphiQL's introspection queries. */
export const DEFAULT_LIMITS: Limits = {
  tokens: 2_000,
  depth: 12,
  fields: 400,
  spreads: 60,
  aliases: 100,
  directives: 50,
  page: 100,
  cost: 10_000,
  anonymousCost: 5_000,
};

/** Who sends an operation, as far as limits go. */
export interface Caller {
  readonly signedIn: boolean;
  /** Whether the caller may see the schema. */
  readonly introspection: boolean;
}

interface Facts {
  shape: DocumentShape;
  costs: Map<OperationDefinitionNode, (variables: Variables) => OperationCost>;
}

/** Give this to `validate` as `maxErrors`. */
export const MAX_ERRORS = 5;

const tooComplex = (message: string): GraphQLError => requestError('TOO_COMPLEX', message);

/**
 * The limits of every transport: give `parseOptions` to `parse`, `rules` and MAX_ERRORS to `validate`, then call `assertWithin` with
 * each request's variables. What is found out about a document is kept as long as the document itself.
 */
export class OperationLimits {
  readonly parseOptions: ParseOptions;
  readonly rules: readonly ValidationRule[];
  private readonly facts = new WeakMap<DocumentNode, Facts>();

  constructor(
    private readonly schema: () => GraphQLSchema,
    private readonly limits: Limits = DEFAULT_LIMITS,
  ) {
    this.parseOptions = { maxTokens: limits.tokens };
    this.rules = [
      (context) => ({
        Document: (document) => {
          const excesses = this.excesses(this.factsOf(document).shape);
          // As often as it takes to end validation here: other rules would go on to compare what is too much already.
          if (excesses.length > 0) for (let i = 0; i <= MAX_ERRORS; i++) context.reportError(tooComplex(excesses.join(' ')));
          return undefined;
        },
      }),
    ];
  }

  /** Refuses what is too large with these variables (TOO_COMPLEX), holds broken text, or asks a stranger's way into the schema. */
  assertWithin(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables, caller: Caller): void {
    const { shape, costs } = this.factsOf(document);
    if (shape.introspects && !caller.introspection) {
      throw requestError('GRAPHQL_VALIDATION_FAILED', 'The schema is shown to those who are signed in. / サインインするとスキーマを参照できます。');
    }
    if (shape.brokenText || hasBrokenText(variables)) {
      throw requestError('BAD_USER_INPUT', 'A text holds NUL or half a character. / 不正な文字が含まれています。');
    }
    let costOf = costs.get(operation);
    if (!costOf) {
      costOf = compileCost(this.schema(), document, operation);
      costs.set(operation, costOf);
    }
    const { cost, page } = costOf(variables);
    if (page > this.limits.page) throw tooComplex(`A page holds at most ${this.limits.page} items. / 1ページは最大${this.limits.page}件です。`);
    const most = caller.signedIn ? this.limits.cost : this.limits.anonymousCost;
    if (cost > most) {
      throw tooComplex(`The operation asks for about ${Math.ceil(cost)} objects; at most ${most} are allowed. Ask for smaller pages or fewer fields.`);
    }
  }

  private factsOf(document: DocumentNode): Facts {
    let facts = this.facts.get(document);
    if (!facts) {
      facts = { shape: measureShape(document), costs: new Map() };
      this.facts.set(document, facts);
    }
    return facts;
  }

  private excesses({ depth, fields, spreads, aliases, directives }: DocumentShape): string[] {
    const { limits } = this;
    const checks: [number, number, string][] = [
      [depth, limits.depth, 'levels of fields'],
      [fields, limits.fields, 'fields'],
      [spreads, limits.spreads, 'fragment spreads'],
      [aliases, limits.aliases, 'aliases'],
      [directives, limits.directives, 'directives'],
    ];
    return checks.filter(([is, most]) => is > most).map(([is, most, what]) => `The document has ${is} ${what}; at most ${most} are allowed.`);
  }
}
