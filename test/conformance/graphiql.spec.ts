import { readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { EXAMPLES } from '../../apps/hub/graphiql/examples.js';

const schema = buildSchema(readFileSync('apps/hub/schema.graphql', 'utf8'));

describe('the examples of GraphiQL', () => {
  it.each(EXAMPLES.map((example) => [example.query.match(/(?:query|mutation) (\w+)/)?.[1] ?? '', example] as const))('%s fits the schema', (_, { query, variables }) => {
    const document = parse(query);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    const declared = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : []));
    const given = Object.keys(JSON.parse(variables ?? '{}') as object);
    expect(declared.map(({ variable }) => variable.name.value)).toEqual(expect.arrayContaining(given));
  });

  it('take everything from the hub: nothing inline, nothing from elsewhere', () => {
    const page = readFileSync('apps/hub/graphiql/index.html', 'utf8');
    expect(page).not.toMatch(/https?:|<script>|<style|\son\w+=/);
  });
});
