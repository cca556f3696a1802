// `npm run screenshots`: pictures of the console's pages and states, into apps/console/screenshots/.
import { pathToFileURL } from 'node:url';
import { inRoot } from './folders.mjs';
import { prepare } from './prepare.mjs';
import { main } from './say.mjs';

await main(async () => {
  await prepare();
  await import(pathToFileURL(inRoot('apps', 'console', 'screenshots.mjs')).href);
});
