// `npm start`: install and build what is missing, then the hub itself, in this process: signals reach it directly.
import { inRoot } from './folders.mjs';
import { prepare } from './prepare.mjs';
import { main } from './say.mjs';
import { pathToFileURL } from 'node:url';

await main(async () => {
  await prepare();
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(inRoot('dist', 'apps', 'hub', 'src', 'main.js')).href);
});
