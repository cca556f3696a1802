// `npm run screenshots [-- NAME …]`: pictures of the console's pages and states, into apps/console/screenshots/.
import { prepare } from './prepare.mjs';
import { main } from './say.mjs';

await main(async () => {
  await prepare();
  await import('./pictures.mjs');
});
