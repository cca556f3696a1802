// `npm run hubctl -- …`: the command line. File names mean the folder in which they were typed.
import { pathToFileURL } from 'node:url';
import { inRoot, typedIn } from './folders.mjs';
import { prepare } from './prepare.mjs';
import { main } from './say.mjs';

await main(async () => {
  // It also writes the schema, which the console is built from.
  await prepare({ withPages: false });
  process.chdir(typedIn);
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(inRoot('dist', 'apps', 'hubctl', 'src', 'main.js')).href);
});
