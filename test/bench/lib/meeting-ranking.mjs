// Ranks 60 slots for 200 organisations, and proposes slots of a year for 60 embassies, eight of which take part from afar.
import { join } from 'node:path';
import { ROOT } from './servers.mjs';

const SLOTS = 60;
const PARTIES = 200;
const EMBASSIES = 'AR AT AU BE BG BR CA CH CL CN CO CR CZ DE DK EC EG ES FI FR GB GH GR HR HU ID IE IL IN IT KE KH KR LA LK LT LV MA MM MN MX MY NG NL NO NP NZ PE PH PK PL PT RO RS SE SG TH TR UA US VN ZA'.split(' ').slice(0, 60);
const REMOTE = ['America/Lima', 'America/Sao_Paulo', 'Europe/Berlin', 'Europe/London', 'Asia/Kathmandu', 'Australia/Sydney', 'Africa/Nairobi', 'America/New_York'];

const load = (file) => import(join(ROOT, 'dist/libs/meetings/src/schedule', file));
/** The same numbers in each run. */
function* numbers(seed) {
  for (let n = seed; ;) {
    n = (n * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    yield n / 4_294_967_296;
  }
}
const timed = async (work) => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

export async function measure({ quick, say, table }) {
  const [{ rankSlots }, { proposeSlots }, { Holidays }, { ObstacleFinder }] = await Promise.all(['ranking.js', 'proposal.js', 'holidays.js', 'obstacles.js'].map(load));
  const random = numbers(7);
  const parties = Array.from({ length: PARTIES }, (_, n) => `party${n}`);
  const slots = Array.from({ length: SLOTS }, (_, n) => `slot${n}`);
  const replies = parties.map((organisationId) => ({ organisationId, answers: Object.fromEntries(slots.map((slot) => [slot, ['YES', 'IF_NEED_BE', 'NO', 'YES'][Math.floor(random.next().value * 4)]])) }));
  const needs = { quorum: 120, mustAttend: parties.slice(0, 12), parties };
  const ranking = [];
  for (let round = 0; round < (quick ? 20 : 200); round += 1) ranking.push(await timed(() => rankSlots(slots, replies, needs)));

  const finder = new ObstacleFinder(new Holidays());
  const embassies = EMBASSIES.map((country, n) => ({ organisationId: `embassy${n}`, country, mustAttend: n < 5 }));
  const remote = REMOTE.map((zone, n) => ({ organisationId: `embassy${n + 5}`, zone }));
  const search = { zone: 'Asia/Tokyo', from: '2027-01-05', until: '2027-12-28', dailyFrom: '09:00', dailyUntil: '18:00', minutes: 150, count: SLOTS };
  const propose = async () => proposeSlots(search, await finder.find(embassies, [search.from], remote, new Date('2027-01-01T00:00:00Z')));
  const before = process.memoryUsage().rss;
  const first = await timed(propose);
  const megabytes = (process.memoryUsage().rss - before) / 1e6;
  const again = [];
  for (let round = 0; round < (quick ? 2 : 10); round += 1) again.push(await timed(propose));
  const result = { rankingMs: middle(ranking), rankingSlowestMs: ranking.at(-1), proposingFirstMs: first, proposingMs: middle(again), calendarMegabytes: megabytes };
  say(table([
    { what: `ranking ${SLOTS} slots × ${PARTIES} organisations`, 'ms, median': result.rankingMs.toFixed(2), 'ms, slowest': result.rankingSlowestMs.toFixed(2) },
    { what: `proposing ${SLOTS} slots of a year, ${EMBASSIES.length} embassies`, 'ms, median': result.proposingMs.toFixed(0), 'ms, slowest': `${first.toFixed(0)} (the first, with the calendar: ${megabytes.toFixed(0)} MB)` },
  ]));
  return result;
}
