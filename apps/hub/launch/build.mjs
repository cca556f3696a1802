// `npm run build`: dist/, if it is not up to date.
import { prepare } from './prepare.mjs';
import { main, say } from './say.mjs';

await main(async () => {
  if (!(await prepare())) say('dist/ is up to date.');
});
