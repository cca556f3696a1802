// `npm run bench -- meeting`: what the meeting's heavy parts cost, one after the other; each is a file of its own (lib/meeting-….mjs).
//   --quick   few rounds, to see that it works; the figures say little.
import { table } from './lib/load.mjs';
import { measure as overview } from './lib/meeting-overview.mjs';
import { measure as paper } from './lib/meeting-paper.mjs';
import { measure as ranking } from './lib/meeting-ranking.mjs';

const PARTS = { ranking, paper, overview };
const say = (line = '') => process.stdout.write(`${line}\n`);
const results = {};
for (const [name, measure] of Object.entries(PARTS)) results[name] = await measure({ quick: process.argv.includes('--quick'), say, table });
say(JSON.stringify({ bench: 'meeting', node: process.version, ...results }));
