import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

/** Says no to a value from outside, in the words of graphql-js. The value itself is never repeated here. */
export const refuse = (name: string, expected: string, node?: ValueNode): never => {
  throw new GraphQLError(`${name} must be ${expected}.`, { nodes: node });
};

/** What makes a scalar whose outer form is a string. */
export interface TextScalar<Internal> {
  name: string;
  description: string;
  specifiedByURL?: string;
  /** Completes "… must be". */
  expected: string;
  /** The value inside, or undefined where the text is none. */
  parse(text: string): Internal | undefined;
  /** The text of a value from inside, or undefined where it can't be one: a fault of the hub, not of the caller. */
  serialize(value: unknown): string | undefined;
}

/** A scalar that is a string on the wire, refused with one sentence wherever it comes in. */
export function textScalar<Internal>(definition: TextScalar<Internal>): GraphQLScalarType<Internal, string> {
  const { name, description, specifiedByURL, expected } = definition;
  const read = (value: unknown, node?: ValueNode): Internal =>
    (typeof value === 'string' ? definition.parse(value) : undefined) ?? refuse(name, expected, node);
  return new GraphQLScalarType<Internal, string>({
    name,
    description,
    specifiedByURL,
    parseValue: (value) => read(value),
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined, node),
    serialize(value) {
      const text = definition.serialize(value);
      if (text === undefined) throw new TypeError(`A value of the hub is no ${name}.`);
      return text;
    },
  });
}
