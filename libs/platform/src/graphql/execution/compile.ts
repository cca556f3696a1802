import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  getNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  TypeInfo,
  type TypeNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** Runs one operation with variables that are coerced already; a subscription, on an event. */
export type CompiledOperation = (context: unknown, variables: Record<string, unknown>, event?: unknown) => ExecutionResult | Promise<ExecutionResult>;

/** Name of the type that stands for every variable's type in compiled documents. No schema can hold it. */
const COERCED = '__Coerced';
const passThrough = new GraphQLScalarType({ name: COERCED });

/**
 * Why graphql-jit must not run this operation, or null. It is quick with plain queries; where its results differ from
 * graphql-js's (compared in execution.spec.ts), or its generated code could be led astray by a name, graphql-js runs.
 */
export function objection(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string | null {
  if (operation.operation === OperationTypeNode.MUTATION) return 'mutations run one after the other, and once';
  const isEvent = operation.operation === OperationTypeNode.SUBSCRIPTION;
  const nullable = new Set((operation.variableDefinitions ?? []).filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE).map(({ variable }) => variable.name.value));
  let reason: string | null = null;
  const object = (text: string): typeof BREAK => {
    reason = text;
    return BREAK;
  };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const name = node.alias?.value ?? node.name.value;
        if (name === '__typename') return undefined;
        // Generated identifiers are names joined by underscores, and `__proto__` as a key would set the prototype.
        if (name.includes('_') || node.name.value.includes('_')) return object('a name with an underscore');
        const type = types.getType();
        // Of what type an event is, is known before it is compiled.
        if (isEvent && types.getParentType() === schema.getSubscriptionType()) return undefined;
        return type && isAbstractType(getNamedType(type)) ? object('an interface or union') : undefined;
      },
      Variable(node, _key, parent) {
        if (!nullable.has(node.name.value)) return undefined;
        const type = types.getInputType();
        if (type && isNonNullType(type)) return object('a nullable variable where null is refused');
        // graphql-jit makes null of a variable that was not given; inside an object the field must be absent.
        const place = parent && 'kind' in parent ? parent.kind : undefined;
        return place === Kind.OBJECT_FIELD || place === Kind.LIST || place === undefined ? object('a nullable variable within a value') : undefined;
      },
      Directive(node) {
        return node.name.value === 'include' || node.name.value === 'skip' ? undefined : object('a directive');
      },
    }),
  );
  return reason;
}

const coercedType: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED } };

/**
 * Compiles a valid query with graphql-jit, or returns null where graphql-js must run it. Variables are coerced by
 * graphql-js before: the compiled document declares them as one pass-through type, so that nothing is coerced twice.
 * The source is parsed afresh because graphql-jit writes into the nodes that it compiles.
 */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, event: GraphQLObjectType | null = null): CompiledOperation | null {
  const source = document.loc?.source;
  if (!source || objection(schema, document, operation) !== null) return null;
  const root = event && rootOf(schema, operation, event);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !root) return null;
  const withPassThrough = Object.create(schema, {
    getType: { value: (name: string) => (name === COERCED ? passThrough : schema.getType(name)) },
    ...(root ? { getRootType: { value: () => root } } : {}),
  }) as GraphQLSchema;
  const rewritten = visit(parse(source), {
    VariableDefinition: (node) => ({ ...node, type: coercedType, defaultValue: undefined }),
    // An event is shown as the answer to a query is.
    OperationDefinition: (node) => (root ? { ...node, operation: OperationTypeNode.QUERY } : undefined),
  });
  const compiled = compileQuery(withPassThrough, rewritten, operation.name?.value);
  if (!isCompiledQuery(compiled)) return null;
  return (context, variables, root) => compiled.query(root, context, variables);
}

/** The type that a subscription begins at, as if its field gave events of the one type. */
function rootOf(schema: GraphQLSchema, { selectionSet }: OperationDefinitionNode, event: GraphQLObjectType): GraphQLObjectType | null {
  const subscription = schema.getSubscriptionType();
  const [selection] = selectionSet.selections;
  const name = selection?.kind === Kind.FIELD ? selection.name.value : null;
  if (!subscription || name === null) return null;
  const config = subscription.toConfig();
  const field = config.fields[name];
  return field ? new GraphQLObjectType({ ...config, fields: { [name]: { ...field, type: isNonNullType(field.type) ? new GraphQLNonNull(event) : event } } }) : null;
}

/** The type of an event of a subscription; null where graphql-js must find it. */
export function eventTypeOf(schema: GraphQLSchema, { selectionSet }: OperationDefinitionNode, event: unknown, context: unknown): GraphQLObjectType | null {
  const [selection] = selectionSet.selections;
  const field = selection?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[selection.name.value] : undefined;
  const type = field && (isNonNullType(field.type) ? field.type.ofType : field.type);
  if (isObjectType(type)) return type;
  const found = type && isAbstractType(type) ? type.resolveType?.(event, context, {} as GraphQLResolveInfo, type) : undefined;
  const named = typeof found === 'string' ? schema.getType(found) : undefined;
  return isAbstractType(type) && isObjectType(named) && schema.isSubType(type, named) ? named : null;
}
