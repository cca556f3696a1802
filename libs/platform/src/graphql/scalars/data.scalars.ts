import { GraphQLScalarType, Kind, type ObjectValueNode, type ValueNode } from 'graphql';
import { refuse, textScalar } from './scalar.js';

const MAX_UINT64 = 2n ** 64n - 1n;
const DECIMAL = /^(?:0|[1-9]\d{0,19})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const uint64 = (value: bigint): bigint | undefined => (value >= 0n && value <= MAX_UINT64 ? value : undefined);
const decimal = (text: string): bigint | undefined => (DECIMAL.test(text) ? uint64(BigInt(text)) : undefined);

/** An unsigned 64-bit integer. Inside: a bigint. */
export const UInt64Scalar = textScalar<bigint>({
  name: 'UInt64',
  description: 'An unsigned 64-bit integer as a decimal string, such as `"18446744073709551615"`.',
  expected: 'an unsigned 64-bit integer as a decimal string',
  parse: decimal,
  serialize(value) {
    if (typeof value === 'bigint') return uint64(value)?.toString();
    if (typeof value === 'number') return Number.isSafeInteger(value) ? uint64(BigInt(value))?.toString() : undefined;
    return typeof value === 'string' ? decimal(value)?.toString() : undefined;
  },
});

/** Bytes. Inside: a Buffer. */
export const Base64Scalar = textScalar<Buffer>({
  name: 'Base64',
  description: 'Bytes in standard base64 with padding.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  expected: 'standard base64 with padding',
  parse(text) {
    if (!BASE64.test(text)) return undefined;
    const bytes = Buffer.from(text, 'base64');
    // One text for one value: spare bits in the last character must be zero.
    return bytes.toString('base64') === text ? bytes : undefined;
  },
  serialize: (value) => (value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') : undefined),
});

/** A JSON object. */
export type JsonObject = { [key: string]: unknown };

const isPlainObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));

type Variables = { [name: string]: unknown } | null | undefined;

function literal(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => literal(item, variables));
    case Kind.OBJECT:
      return literalObject(node, variables);
    case Kind.VARIABLE:
      return variables?.[node.name.value] ?? null;
    default:
      return refuse('JSONObject', 'made of JSON values', node);
  }
}

/** Through entries, so that a field called `__proto__` becomes a field. */
const literalObject = (node: ObjectValueNode, variables: Variables): JsonObject =>
  Object.fromEntries(node.fields.map(({ name, value }) => [name.value, literal(value, variables)]));

/** A JSON object. Inside: a plain object. */
export const JsonObjectScalar = new GraphQLScalarType<JsonObject, JsonObject>({
  name: 'JSONObject',
  description: 'A JSON object.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  parseValue: (value) => (isPlainObject(value) ? value : refuse('JSONObject', 'a JSON object')),
  parseLiteral: (node, variables) => (node.kind === Kind.OBJECT ? literalObject(node, variables) : refuse('JSONObject', 'a JSON object', node)),
  serialize(value) {
    if (!isPlainObject(value)) throw new TypeError('A value of the hub is no JSONObject.');
    return value;
  },
});
