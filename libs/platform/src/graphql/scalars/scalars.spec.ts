import { GraphQLError, type GraphQLScalarType, parseValue } from 'graphql';
import { Base64Scalar, CountryCodeScalar, DateScalar, DateTimeScalar, JsonObjectScalar, LanguageTagScalar, MarkdownScalar, UInt64Scalar } from './index.js';

const literal = (scalar: GraphQLScalarType, source: string): unknown => scalar.parseLiteral(parseValue(source));

interface Table {
  scalar: GraphQLScalarType;
  /** Outside text → inside value. */
  taken: [string, unknown][];
  refused: string[];
  /** Inside value → outside text. */
  given: [unknown, string][];
  /** Inside values that are a fault. */
  faults: unknown[];
}

const tables: Table[] = [
  {
    scalar: DateTimeScalar,
    taken: [
      ['2026-06-01T09:00:00+09:00', new Date('2026-06-01T00:00:00.000Z')],
      ['2026-06-01T00:00:00Z', new Date('2026-06-01T00:00:00.000Z')],
      ['2026-06-01t00:00:00z', new Date('2026-06-01T00:00:00.000Z')],
      ['2026-06-01T00:00:00.1Z', new Date('2026-06-01T00:00:00.100Z')],
      ['2026-06-01T00:00:00.123456789-00:00', new Date('2026-06-01T00:00:00.123Z')],
      ['2024-02-29T23:59:59.999-12:30', new Date('2024-03-01T12:29:59.999Z')],
      ['0001-01-01T00:00:00Z', new Date('0001-01-01T00:00:00.000Z')],
    ],
    refused: [
      '',
      '2026-06-01',
      '2026-06-01T09:00:00',
      '2026-06-01 09:00:00Z',
      '2026-06-01T09:00Z',
      '2026-06-01T9:00:00Z',
      '2026-06-01T24:00:00Z',
      '2026-06-01T23:59:60Z',
      '2026-06-01T09:00:00.Z',
      '2026-06-01T09:00:00+0900',
      '2026-06-01T09:00:00+24:00',
      '2026-02-30T00:00:00Z',
      '2025-02-29T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-00T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:59:59-01:00',
      '+002026-06-01T09:00:00Z',
      ' 2026-06-01T09:00:00Z',
      '2026-06-01T09:00:00Z\n',
      '２０２６-06-01T09:00:00Z',
      '1780272000000',
    ],
    given: [
      [new Date(1_780_272_000_000), '2026-06-01T00:00:00.000Z'],
      ['2026-06-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'],
    ],
    faults: [new Date(Number.NaN), 1_780_272_000_000, '2026-06-01', '2026-06-01 00:00:00+00', null, {}],
  },
  {
    scalar: DateScalar,
    taken: [
      ['2024-02-29', '2024-02-29'],
      ['2000-02-29', '2000-02-29'],
      ['0099-12-31', '0099-12-31'],
    ],
    refused: ['2023-02-29', '1900-02-29', '2026-04-31', '2026-1-1', '2026-01-01T00:00:00Z', '0000-01-01', '2026/01/01', ''],
    given: [['2026-01-31', '2026-01-31']],
    faults: [new Date(), '2026-02-30', 20260101],
  },
  {
    scalar: CountryCodeScalar,
    taken: [
      ['PH', 'PH'],
      ['JP', 'JP'],
    ],
    refused: ['ph', 'PHL', 'UK', 'EU', 'XK', 'ZZ', 'AN', '', ' PH', 'constructor'],
    given: [['BR', 'BR']],
    faults: ['br', 'XX', 12],
  },
  {
    scalar: LanguageTagScalar,
    taken: [
      ['ja', 'ja'],
      ['JA-jp', 'ja-JP'],
      ['pt-br', 'pt-BR'],
      ['zh-hant-tw', 'zh-Hant-TW'],
      ['fil', 'fil'],
    ],
    refused: ['', 'j', 'ja_JP', 'ja-', 'english language', '日本語', `en-x-${'a'.repeat(40)}`],
    given: [['EN', 'en']],
    faults: ['nonsense_tag', 1, null],
  },
  {
    scalar: MarkdownScalar,
    taken: [
      ['# 見出し\r\n<script>x</script>\rend\ttab', '# 見出し\n<script>x</script>\nend\ttab'],
      ['', ''],
      ['👩‍⚕️', '👩‍⚕️'],
    ],
    refused: ['a\u0000b', 'a\u0007', '\ud83d', '\udc69x', 'a\u007f'],
    given: [['**x**', '**x**']],
    faults: [1, null, {}],
  },
  {
    scalar: UInt64Scalar,
    taken: [
      ['0', 0n],
      ['18446744073709551615', 2n ** 64n - 1n],
    ],
    refused: ['', '-1', '+1', '01', '1.0', '1e3', '0x10', '18446744073709551616', '99999999999999999999', ' 1', '１'],
    given: [
      [5n, '5'],
      [7, '7'],
      ['18446744073709551615', '18446744073709551615'],
    ],
    faults: [-1n, 2n ** 64n, 1.5, -1, 2 ** 60, '1.5', null],
  },
  {
    scalar: Base64Scalar,
    taken: [
      ['', Buffer.alloc(0)],
      ['aGVsbG8=', Buffer.from('hello')],
      ['/+8=', Buffer.from([255, 239])],
    ],
    refused: ['aGVsbG8', 'aGVsbG9=', '_-8=', 'a', '====', 'aGVs bG8=', 'aGVsbG8=\n'],
    given: [
      [Buffer.from('hello'), 'aGVsbG8='],
      [new Uint8Array([255, 239]).subarray(1), '7w=='],
    ],
    faults: ['aGVsbG8=', [1, 2], null],
  },
];

describe.each(tables.map((table) => [table.scalar.name, table] as const))('%s', (name, { scalar, taken, refused, given, faults }) => {
  it.each(taken)('takes %j', (text, inside) => {
    expect(scalar.parseValue(text)).toEqual(inside);
    expect(literal(scalar, JSON.stringify(text))).toEqual(inside);
  });

  it.each([...refused, 1, 1.5, true, null, [], {}].map((value) => [value]))('refuses %j', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(GraphQLError);
    expect(() => scalar.parseValue(value)).toThrow(`${name} must be`);
  });

  it.each(['1', '1.5', 'true', 'ENUM', '["2026-01-01"]', '{a: 1}', 'null'])('refuses the literal %s', (source) => {
    expect(() => literal(scalar, source)).toThrow(GraphQLError);
  });

  it.each(given)('gives %s', (inside, text) => expect(scalar.serialize(inside)).toBe(text));

  it.each(faults.map((value) => [value]))('never gives %p, and does not repeat it', (value) => {
    expect(() => scalar.serialize(value)).toThrow(`A value of the hub is no ${name}.`);
  });

  it('says what it is', () => expect(scalar.description).toMatch(/\.$/));
});

describe('JSONObject', () => {
  it('takes objects as values and literals, with variables inside', () => {
    const value = { a: [1, { b: null }], c: 'x' };
    expect(JsonObjectScalar.parseValue(value)).toEqual(value);
    expect(JsonObjectScalar.parseLiteral(parseValue('{a: [1, {b: null}], c: $x, d: 1.5, e: true, f: $none}'), { x: 'x' })).toEqual({
      a: [1, { b: null }],
      c: 'x',
      d: 1.5,
      e: true,
      f: null,
    });
  });

  it('keeps a field called __proto__ a field', () => {
    const value = literal(JsonObjectScalar, '{__proto__: {admin: true}}') as { admin?: boolean };
    expect(value.admin).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__']);
  });

  it.each([['text'], [1], [null], [[1]], [new Date()], [new Map()]])('refuses %p in both directions', (value) => {
    expect(() => JsonObjectScalar.parseValue(value)).toThrow(GraphQLError);
    expect(() => JsonObjectScalar.serialize(value)).toThrow(TypeError);
  });

  it('refuses enum values, which JSON does not have', () => {
    expect(() => literal(JsonObjectScalar, '{a: RED}')).toThrow(GraphQLError);
    expect(() => literal(JsonObjectScalar, '"text"')).toThrow(GraphQLError);
  });
});
