// Types of the operations that stand beside the screens, from the hub's schema: x.graphql → x.generated.ts.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildSchema, isEnumType, Kind, parse, print, validate } from 'graphql';

const src = fileURLToPath(new URL('src', import.meta.url));
const schemaFile = fileURLToPath(new URL('../hub/schema.graphql', import.meta.url));
const MADE = '// Made from the hub’s schema by operations.mjs; not kept.\n';
const scalar = (name) => ({ input: name, output: name });
const CONFIG = {
  enumType: 'string-literal',
  useTypeImports: true,
  skipTypename: true,
  strictScalars: true,
  scalars: { ID: scalar('string'), DateTime: scalar('string'), Date: scalar('string'), LanguageTag: scalar('string'), CountryCode: scalar('string'), Markdown: scalar('string'), UInt64: scalar('string'), Base64: scalar('string'), JSONObject: scalar('Record<string, unknown>') },
};

/** Writes a file only if it would change, so that whoever watches is not woken for nothing. */
function write(file, text) {
  let before;
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    mkdirSync(join(file, '..'), { recursive: true });
  }
  if (before !== text) writeFileSync(file, text);
}

/** Generates all; throws with the file and what does not fit the schema. */
export async function generateOperations() {
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  const enums = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && !type.name.startsWith('__'));
  write(join(src, 'hub', 'enums.generated.ts'), `${MADE}${enums.map((type) => `/** ${type.name} of the schema. */\nexport type ${type.name} = ${type.getValues().map(({ name }) => `'${name}'`).join(' | ')};\n`).join('')}`);
  const scalars = Object.fromEntries(Object.values(schema.getTypeMap()).filter((type) => type.astNode?.kind === Kind.SCALAR_TYPE_DEFINITION).map(({ name }) => [name, CONFIG.scalars[name] ?? scalar('string')]));
  for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.graphql')) continue;
    const file = join(entry.parentPath, entry.name);
    const document = parse(readFileSync(file, 'utf8'));
    const errors = validate(schema, document);
    if (errors.length > 0) throw new Error(`${file} does not fit apps/hub/schema.graphql:\n${errors.map(({ message }) => `  ${message}`).join('\n')}`);
    const types = await codegen({
      schema: parse(readFileSync(schemaFile, 'utf8')), documents: [{ location: file, document }], filename: basename(file), config: { ...CONFIG, scalars },
      plugins: [{ operations: {} }], pluginMap: { operations: typescriptOperations },
    });
    write(file.replace(/\.graphql$/, '.generated.ts'), `${MADE}import { operation } from '${'../'.repeat(file.slice(src.length).split(/[\\/]/).length - 2) || './'}hub/operation.js';\n${types}\n${operationsOf(document)}`);
  }
}

/** Each operation as text, with the fragments that it uses. */
function operationsOf(document) {
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));
  const used = (text, found = new Set()) => {
    for (const [, name] of text.matchAll(/\.\.\.\s*(?!on\b)(\w+)/g)) if (!found.has(name) && found.add(name)) used(print(fragments.get(name)), found);
    return found;
  };
  return document.definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const text = [print(node), ...[...used(print(node))].map((name) => print(fragments.get(name)))].join('\n').replace(/\n\s*/g, ' ');
    const name = node.name.value;
    const type = `${name}${node.operation[0].toUpperCase()}${node.operation.slice(1)}`;
    return [`/** The operation ${name}. */\nexport const ${name[0].toLowerCase()}${name.slice(1)} = operation<${type}, ${type}Variables>(${JSON.stringify(text)});\n`];
  }).join('');
}
