import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What values cost. One object counts 1; the rest is in proportion to the work that it makes. */
const LEAF = 0.1;
const LONG_LEAF = 1;
const LONG_TYPES = new Set(['Markdown', 'JSONObject']);
const INTROSPECTION = 200;
const MUTATION = 10;
/** Length that is assumed of a list that has no page size of its own. */
const LIST = 5;
/** Page size where the client names none. */
const PAGE = 20;
const PAGE_ARGUMENTS = new Set(['first', 'last']);

/** Variables as the client sent them. */
export type Variables = Record<string, unknown>;

/** A page size: written in the document, or to be read from a variable. */
type PageSize = { literal: number } | { variable: string; otherwise: number };

/** One field, or a group of them, with what it costs by itself and what it holds. */
interface CostNode {
  own: number;
  /** Page sizes asked for here; they multiply the first lists below. */
  pages: PageSize[];
  /** A list takes the page size from above, else the usual length. */
  list: boolean;
  /** Groups (fragments) hand the page size on to what they hold. */
  group: boolean;
  children: CostNode[];
}

/** What an operation asks for, given its variables. */
export interface OperationCost {
  /** Cost in objects. */
  cost: number;
  /** The largest page size asked for. */
  page: number;
}

const group = (children: CostNode[]): CostNode => ({ own: 0, pages: [], list: false, group: true, children });

const number = (value: unknown, otherwise: number): number => (typeof value === 'number' && value >= 0 ? value : otherwise);

/** Builds the cost of one operation of a valid document. The result is kept with the document and evaluated per request. */
export function compileCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): (variables: Variables) => OperationCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const compiled = new Map<string, CostNode>();
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
    ]),
  );

  const pagesOf = (node: FieldNode, field: GraphQLField<unknown, unknown>): PageSize[] => {
    const pages: PageSize[] = [];
    for (const argument of field.args) {
      if (!PAGE_ARGUMENTS.has(argument.name)) continue;
      const otherwise = number(argument.defaultValue, 0);
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      if (given?.kind === Kind.INT) pages.push({ literal: number(Number(given.value), 0) });
      else if (given?.kind === Kind.VARIABLE) {
        const name = given.name.value;
        pages.push({ variable: name, otherwise: defaults.get(name) ?? otherwise });
      } else if (otherwise > 0) pages.push({ literal: otherwise });
    }
    if (pages.length === 0 && field.args.some(({ name }) => PAGE_ARGUMENTS.has(name))) pages.push({ literal: PAGE });
    return pages;
  };

  const fieldCost = (node: FieldNode, parent: GraphQLCompositeType): CostNode | null => {
    const name = node.name.value;
    if (name === '__typename') return null;
    if (name.startsWith('__')) return { ...group([]), own: INTROSPECTION, group: false };
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (!field) return null;
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) && node.selectionSet ? selectionCost(node.selectionSet, type) : [];
    const own = isCompositeType(type) ? 1 : LONG_TYPES.has(type.name) ? LONG_LEAF : LEAF;
    return { own, pages: pagesOf(node, field), list: isListType(getNullableType(field.type)), group: false, children: inner };
  };

  const selectionCost = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): CostNode[] =>
    selections.flatMap((node): CostNode[] => {
      if (node.kind === Kind.FIELD) {
        const cost = fieldCost(node, parent);
        return cost ? [cost] : [];
      }
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
        return isCompositeType(type) ? [group(selectionCost(node.selectionSet, type))] : [];
      }
      return fragmentCost(node.name.value);
    });

  const fragmentCost = (name: string): CostNode[] => {
    const known = compiled.get(name);
    if (known) return [known];
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    if (!fragment || !isCompositeType(type)) return [];
    const node = group([]);
    compiled.set(name, node);
    node.children = selectionCost(fragment.selectionSet, type);
    return [node];
  };

  const root = schema.getRootType(operation.operation);
  const fields = root ? selectionCost(operation.selectionSet, root) : [];
  const whole = group(fields);
  if (operation.operation === 'mutation') whole.own = MUTATION * operation.selectionSet.selections.length;
  const variable = [...walk(whole)].some(({ pages }) => pages.some((page) => 'variable' in page));
  if (variable) return (variables) => evaluate(whole, variables);
  const fixed = evaluate(whole, {});
  return () => fixed;
}

function* walk(node: CostNode, seen = new Set<CostNode>()): Generator<CostNode> {
  if (seen.has(node)) return;
  seen.add(node);
  yield node;
  for (const child of node.children) yield* walk(child, seen);
}

/** A shared fragment is evaluated once for each page size that it stands under, so spreading it often costs nothing here. */
function evaluate(root: CostNode, variables: Variables): OperationCost {
  const known = new Map<CostNode, Map<number, number>>();
  let largest = 0;
  const sizeOf = (page: PageSize): number => ('literal' in page ? page.literal : number(variables[page.variable], page.otherwise));

  const costOf = (node: CostNode, inherited: number): number => {
    const byPage = known.get(node) ?? new Map<number, number>();
    known.set(node, byPage);
    const found = byPage.get(inherited);
    if (found !== undefined) return found;
    const asked = node.pages.reduce((most, page) => Math.max(most, sizeOf(page)), 0);
    if (asked > largest) largest = asked;
    const times = node.list ? inherited || asked || LIST : 1;
    // The page size of a field multiplies the lists directly below it (edges, nodes), and no deeper ones.
    const handedOn = node.group ? inherited : node.list ? 0 : asked;
    let inner = 0;
    for (const child of node.children) inner += costOf(child, handedOn);
    const cost = node.group ? node.own + inner : times * (node.own + inner);
    byPage.set(inherited, cost);
    return cost;
  };
  return { cost: costOf(root, 0), page: largest };
}
