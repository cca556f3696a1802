import { type DocumentNode, getOperationAST, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, type OperationDefinitionNode, parse, specifiedRules, validate } from 'graphql';
import type { HubLogger } from '../../observability/index.js';
import { formatRequestError, hideSchema, onlyTooComplex, type ResponseCode, withoutSuggestion } from '../errors.js';
import { type Caller, MAX_ERRORS, type OperationLimits } from '../limits/limits.js';
import { DocumentStore } from './document-store.js';

/** A valid document with the operation that was asked for, or what is wrong with it, as may be shown. */
export type CheckedDocument = { document: DocumentNode; operation: OperationDefinitionNode | undefined } | { errors: readonly GraphQLFormattedError[] };

/** Over HTTP Apollo does this. Elsewhere it is done here: the same rules and limits, and the same words for what is refused. */
export class DocumentCheck {
  private readonly documents = new DocumentStore();

  constructor(
    private readonly schema: () => GraphQLSchema,
    private readonly limits: OperationLimits,
    private readonly log: HubLogger,
  ) {}

  /** Parses and validates. */
  async check(query: string, operationName: string | null | undefined, caller: Caller, requestId: string): Promise<CheckedDocument> {
    let document = await this.documents.get(query);
    if (!document) {
      const checked = this.parseAndValidate(query);
      if (Array.isArray(checked)) return { errors: this.shown(checked as GraphQLError[], caller, requestId) };
      document = checked as DocumentNode;
      await this.documents.set(query, document);
    }
    return { document, operation: getOperationAST(document, operationName) ?? undefined };
  }

  private parseAndValidate(query: string): DocumentNode | GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(query, this.limits.parseOptions);
    } catch (error) {
      if (error instanceof GraphQLError) return [wrapped('GRAPHQL_PARSE_FAILED', error)];
      throw error;
    }
    const errors = validate(this.schema(), document, [...specifiedRules, ...this.limits.rules], { maxErrors: MAX_ERRORS });
    return errors.length > 0 ? errors.map((error) => wrapped('GRAPHQL_VALIDATION_FAILED', error)) : document;
  }

  private shown(errors: GraphQLError[], caller: Caller, requestId: string): GraphQLFormattedError[] {
    onlyTooComplex(errors);
    if (!caller.introspection) hideSchema(errors);
    else if (!caller.signedIn) for (const error of errors) error.message = withoutSuggestion(error.message);
    const format = formatRequestError(this.log, () => requestId);
    return errors.map((error) => format({ message: error.message, locations: error.locations, extensions: error.extensions }, error));
  }
}

/** As Apollo wraps what graphql-js reports. */
const wrapped = (code: ResponseCode, error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, originalError: error, extensions: { code } });
