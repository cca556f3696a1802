// Load and its figures.
import autocannon from 'autocannon';

export const CONNECTIONS = 16;
const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length % 2 ? sorted[sorted.length >> 1] : (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
};
export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** So many seconds of POSTs over so many connections, the actors taking turns; each connection begins with another one. */
export async function load({ url, path = '/graphql', body, actors, seconds, connections = CONNECTIONS }) {
  const requests = actors.map((headers) => ({ method: 'POST', path, headers: { ...HEADERS, ...headers }, body }));
  let next = 0;
  const run = autocannon({
    url, connections, duration: seconds, requests,
    setupClient(client) {
      const from = Math.floor((next++ * requests.length) / connections) % requests.length;
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
  });
  const times = [];
  run.on('response', (_client, _status, _bytes, time) => times.push(time));
  const result = await run;
  if (result.errors + result.non2xx + result.timeouts > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} refusals, ${result.timeouts} timeouts`);
  return { perSecond: times.length / result.duration, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Several servers under the same load in turn, again and again; medians of the rounds. `prepare` is called before each of a server's turns, `settle` awaited after it. */
export async function rounds(servers, { rounds: count, seconds, warmUp = 2, log }) {
  for (const server of servers) {
    server.prepare?.();
    await load({ ...server, seconds: warmUp });
    await server.settle?.();
  }
  const results = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 1; round <= count; round += 1) {
    for (const server of servers) {
      server.prepare?.();
      const result = await load({ ...server, seconds });
      results.get(server.name).push(result);
      await server.settle?.();
      log(`  round ${round}: ${server.name} ${result.perSecond.toFixed(0)}/s, p95 ${result.p95.toFixed(1)} ms`);
    }
  }
  return Object.fromEntries([...results].map(([name, rows]) => [name, {
    perSecond: median(rows.map((row) => row.perSecond)), p50: median(rows.map((row) => row.p50)), p95: median(rows.map((row) => row.p95)),
  }]));
}

/** The answer to one request, as text, and how long it took in milliseconds. */
export async function once({ url, path = '/graphql', body, headers }) {
  const begun = performance.now();
  const answer = await fetch(url + path, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
  const text = await answer.text();
  return { text, status: answer.status, receipt: answer.headers.get('hub-audit-receipt'), milliseconds: performance.now() - begun };
}

/** A table for people. */
export function table(rows) {
  const columns = Object.keys(rows[0]);
  const width = (column) => Math.max(column.length, ...rows.map((row) => String(row[column]).length));
  const line = (cells) => `  ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(width(columns[i])) : String(cell).padStart(width(columns[i])))).join('  ')}`;
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n');
}
