// `npm run bench -- NAME …`: runs test/bench/NAME.mjs in this process, with the arguments after the name.
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './folders.mjs';
import { prepare } from './prepare.mjs';
import { LaunchError, main } from './say.mjs';

const folder = inRoot('test', 'bench');

await main(async () => {
  const name = process.argv[2] ?? '';
  const script = inRoot('test', 'bench', `${name}.mjs`);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(script)) {
    const names = existsSync(folder) ? readdirSync(folder).flatMap((file) => (file.endsWith('.mjs') ? [file.slice(0, -4)] : [])) : [];
    throw new LaunchError(name ? `There is no benchmark "${name}".` : 'Which benchmark?', `npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  }
  await prepare();
  process.argv.splice(1, 2, script);
  await import(pathToFileURL(script).href);
});
