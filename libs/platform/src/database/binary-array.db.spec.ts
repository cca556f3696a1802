import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { Client } from 'pg';
import { binaryArray } from './binary-array.js';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The elements as PostgreSQL has read them, in its own words. */
const read = async (type: string, parameter: Buffer): Promise<(string | null)[]> =>
  (await client.query<{ t: string | null }>(`SELECT e::text AS t FROM unnest($1::${type}[]) e`, [parameter])).rows.map(({ t }) => t);

const ids = [randomUUID(), randomUUID(), randomUUID().toUpperCase()];
const bytesOfIds = ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex'));

describe('an array in binary', () => {
  it.each([
    ['uuid', binaryArray.uuid([...ids, null]), [...ids.map((id) => id.toLowerCase()), null]],
    ['bytea', binaryArray.bytea([Buffer.alloc(0), null, Buffer.from([0, 255, 92, 34])]), ['\\x', null, '\\x00ff5c22']],
    ['text', binaryArray.text(['', '"{,}\\', '人身取引', null]), ['', '"{,}\\', '人身取引', null]],
    ['int', binaryArray.int4([0, -1, 2 ** 31 - 1, -(2 ** 31), null]), ['0', '-1', '2147483647', '-2147483648', null]],
    ['bigint', binaryArray.int8([0, -1, 2 ** 32, 2 ** 53 - 1, -(2 ** 53 - 1), null]), ['0', '-1', '4294967296', '9007199254740991', '-9007199254740991', null]],
    ['timestamptz', binaryArray.timestamptz([Date.UTC(2026, 2, 1, 0, 0, 0, 1), Date.UTC(1999, 11, 31, 23, 59, 59, 999), null]),
      ['2026-03-01 00:00:00.001+00', '1999-12-31 23:59:59.999+00', null]],
    ['uuid', binaryArray.uuidBytes([...bytesOfIds, null]), [...ids.map((id) => id.toLowerCase()), null]],
    ['uuid', binaryArray.uuidRuns([Buffer.concat(bytesOfIds), Buffer.alloc(0), bytesOfIds[0] as Buffer]), [...ids, ids[0] as string].map((id) => id.toLowerCase())],
    ['int', binaryArray.int4Runs([Buffer.from([0, 0, 0, 7, 255, 255, 255, 255]), Buffer.from([0, 0, 1, 0])]), ['7', '-1', '256']],
  ])('of %s is what PostgreSQL reads', async (type, parameter, elements) => {
    expect(await read(type, parameter)).toEqual(elements);
  });

  it('may be empty', async () => {
    const { rows } = await client.query<{ a: string[] }>('SELECT $1::uuid[] AS a', [binaryArray.uuid([])]);
    expect(rows).toEqual([{ a: [] }]);
  });

  it.each(['', 'no-uuid', ids[0]?.slice(1) ?? '', `${ids[0]}00`])('takes no other text for a UUID: "%s"', (text) => {
    expect(() => binaryArray.uuid([text])).toThrow(TypeError);
  });

  it('of another type is refused by PostgreSQL', async () => {
    await expect(read('uuid', binaryArray.text(['x']))).rejects.toMatchObject({ code: '42804' });
  });
});
