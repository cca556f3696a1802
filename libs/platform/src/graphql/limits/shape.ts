import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';

/** What can be told of a document without the schema, in one pass over its text. */
export interface DocumentShape {
  /** Fields within fields, introspection aside. */
  depth: number;
  fields: number;
  /** Places where fragments are spread. */
  spreads: number;
  aliases: number;
  directives: number;
  /** Whether it asks for the schema. */
  introspects: boolean;
  /** Whether a literal holds what is no text (half a character, NUL): PostgreSQL would refuse it. */
  brokenText: boolean;
}

const BROKEN = /\0|\p{Surrogate}/u;

/** Whether a string, or a string anywhere in a value of JSON, holds NUL or half a character. */
export function hasBrokenText(value: unknown): boolean {
  if (typeof value === 'string') return BROKEN.test(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (hasBrokenText((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** Each fragment is measured once, however often it is spread, so that the work grows with the text only. */
function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const known = new Map<string, number>();

  const fragmentDepth = (name: string): number => {
    const depth = known.get(name);
    if (depth !== undefined) return depth;
    known.set(name, 0); // A fragment within itself is refused by graphql-js; here it must only come to an end.
    const fragment = fragments.get(name);
    const found = fragment ? setDepth(fragment.selectionSet) : 0;
    known.set(name, found);
    return found;
  };
  const setDepth = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const node of selections) {
      let depth = 0;
      if (node.kind === Kind.FRAGMENT_SPREAD) depth = fragmentDepth(node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) depth = setDepth(node.selectionSet);
      else if (!node.name.value.startsWith('__')) depth = 1 + (node.selectionSet ? setDepth(node.selectionSet) : 0);
      if (depth > deepest) deepest = depth;
    }
    return deepest;
  };
  // Fragments count where they are spread: those of an introspection query go deep, and only below `__schema`.
  return Math.max(0, ...document.definitions.map((node) => (node.kind === Kind.OPERATION_DEFINITION ? setDepth(node.selectionSet) : 0)));
}

/** Measures a parsed document. */
export function measureShape(document: DocumentNode): DocumentShape {
  const shape: DocumentShape = { depth: depthOf(document), fields: 0, spreads: 0, aliases: 0, directives: 0, introspects: false, brokenText: false };
  visit(document, {
    Field(node) {
      shape.fields++;
      if (node.alias) shape.aliases++;
      if (node.name.value === '__schema' || node.name.value === '__type') shape.introspects = true;
    },
    FragmentSpread() {
      shape.spreads++;
    },
    Directive() {
      shape.directives++;
    },
    StringValue(node) {
      if (BROKEN.test(node.value)) shape.brokenText = true;
    },
  });
  return shape;
}
