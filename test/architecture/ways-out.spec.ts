import ts from 'typescript';
import { DisclosureGate } from '@hub/audit';
import { addOrganisation, addPerson, createTestHub, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { readSources } from './source-graph.js';

/**
 * Files with SQL that reads what bulletins say, or who may see them; each with how it comes that nothing leaves unrecorded.
 * A new one is entered here by whoever has made sure of that.
 */
const READERS: Record<string, string> = {
  'libs/bulletins/src/bulletin.reader.ts': 'enters each row into the operation’s disclosures (the one way by which queries show bulletins)',
  'libs/bulletins/src/bulletin.search.ts': 'finds rows for the reader, which discloses them',
  'libs/alerts/src/feed/public-feed.ts': 'finds ids of what is public, and when it changed, for the reader, which discloses them',
  'libs/bulletins/src/imports.reader.ts': 'finds ids for the reader, which discloses what it reads of them',
  'libs/bulletins/src/working-copy.service.ts': 'enters the working copy that it shows',
  'libs/bulletins/src/bulletin.repository.ts': 'loads what is changed or shown by the working copy, which discloses it; answers of changes are read anew by the reader',
  'libs/bulletins/src/acknowledgements.service.ts': 'takes originator and deadline of what is answered; the answer is read anew by the reader',
  'libs/bulletins/src/previews/preview.reader.ts': 'enters what it shows of a bulletin through others’ eyes, as a preview by the asker',
  'libs/parties/src/party.repository.ts': 'tells whether there is a bulletin or an answer between two organisations, and nothing of it',
  'libs/audit/src/trail/audit.repository.ts': 'tells whether a bulletin is the asker’s own',
  'apps/hub/src/demo/seed-bulletins.ts': 'loads the demo world into an empty database, and answers nobody',
};

/** The functions of the database that look at what bulletins say. */
const FUNCTIONS: Record<string, string> = {
  read_bulletins: 'called by the readers above', page: 'as read_bulletins', newest: 'as read_bulletins', one: 'as read_bulletins', alert_stretch: 'as read_bulletins',
  find_bulletins: 'gives ids to the search', list_bulletins: 'gives ids to hub.page', editions: 'gives numbers of versions',
  carry_hidden_sections: 'copies, shows nothing', content_hash: 'gives a hash', may_edit: 'gives yes or no', spread: 'writes', begin_editions: 'writes', index_terms: 'writes', index_words: 'writes',
  admit_editors: 'writes', publish_version: 'writes', due_releases: 'gives ids to the job', loaded_keys: 'gives the demo’s own keys to the machine itself',
  disclose: 'is the ledger', hidden_subjects: 'gives ids that the asker has', revoke: 'moves a number',
  viewed_as: 'gives principals to the previews', enter_viewed: 'sets a scope', view_as: 'called by the previews alone, which disclose what it gives',
  admit_stage: 'writes', begin_stages: 'writes', foresee_stages: 'writes, within view_as', open_stages: 'writes alerts: ids of bulletins, and for whom; gives ids to the job',
  wall_clocks: 'gives the worker ids and instants', move_instant: 'writes', with_stages: 'gives a hash',
  alerts_of: 'writes alerts: ids of bulletins, and for whom', set_alert_timers: 'writes when something comes due', alert_tide: 'gives the worker principals, and whether they are persons',
  notice_mail: 'writes notices: places in the stream, and whether one is urgent',
  mail_told: 'gives the worker reference, kind, urgency and what filters look at; what it makes of that passes the gate before a byte leaves',
  watch_alerts: 'writes whom something IMMEDIATE has reached', tell_unanswered: 'writes an alert: the id, and for whom',
  duty_standing: 'gives the worker ids of persons who may be called; the call says nothing of the bulletin, and passes the gate before a byte leaves',
  webhook_alert: 'gives the worker the id, the mark and who may know of it; what it makes of that passes the gate before a byte leaves',
};

/** How bytes leave a process: whoever imports one of these, or asks `fetch`, sends something somewhere. */
const SENDERS: Record<string, string> = {
  'libs/platform/src/graphql/sockets/socket-server.ts': 'sends what subscriptions deliver: answers of the runner, each behind the gate',
  'libs/alerts/src/webhooks/webhook.sender.ts': 'sends what webhook.composer.ts makes: kind, cursor and id of a bulletin, behind the gate',
  'libs/alerts/src/mail/mail.sender.ts': 'sends what mail.writer.ts makes: reference, kind and urgency of bulletins, behind the gate',
  'libs/alerts/src/mail/mail.writer.ts': 'writes mails with nodemailer, and sends nothing',
  'libs/alerts/src/duty/duty.gateway.ts': 'sends a telephone number of who is called, and the words to open the hub',
  'libs/audit/src/log/witnessing.ts': 'sends checkpoints to witnesses: sizes and hashes',
  'libs/platform/src/database/embedded/ports.ts': 'looks for a free port',
};
const SENDING = /^(node:)?(http|https|http2|net|tls|dgram|child_process|worker_threads)$|^(ws|nodemailer(\/.*)?|undici|nats|web-push|mqtt)$/;
/** Programs that the hub starts are its own database. */
const EMBEDDED = 'libs/platform/src/database/embedded/';

const CONTENT = '(?:bulletins|bulletin_versions|bulletin_sections|bulletin_terms)';
const READS = new RegExp(`\\bhub\\.(?:${CONTENT}|page|newest|one)\\b|\\b(?:from|join|only|table)\\s+${CONTENT}\\b|\\b(?:read|list|find)_bulletins\\b`, 'i');
/** A table or function that is named when the program runs. */
const NAMED_LATER = /\bhub\."?$|\b(?:FROM|JOIN|ONLY|TABLE) "?$/;

/** Besides these a hub with built pages serves the files of /graphiql. */
const ROUTES = `└── /
    ├── health/
    │   ├── live (GET, HEAD)
    │   └── ready (GET, HEAD)
    ├── a
    │   ├── udit/
    │   │   ├── checkpoint (GET, HEAD)
    │   │   ├── keys (GET, HEAD)
    │   │   ├── handovers (GET, HEAD)
    │   │   └── tile/
    │   │       └── * (GET, HEAD)
    │   └── lerts (GET)
    ├── m
    │   ├── etrics (GET, HEAD)
    │   └── ail/unsubscribe (GET, HEAD, POST)
    ├── feed.atom (GET, HEAD)
    └── graphql (GET, POST, PUT, PATCH, DELETE, HEAD)
`;

const sources = readSources().filter(({ forTests, path }) => !forTests && path.endsWith('.ts'));

/** Every text that stands in a source; pieces of templates each by itself, what is put between them as `hub.bulletins` where that could be. */
function texts(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateTail(node)) found.push(node.text);
    if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) found.push(NAMED_LATER.test(node.text) ? `${node.text} hub.bulletins` : node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The named imports that are there when the program runs. */
function valuesFrom(path: string, text: string, module: RegExp): string[] {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !module.test((statement.moduleSpecifier as ts.StringLiteral).text)) return [];
    const clause = statement.importClause;
    if (!clause || clause.isTypeOnly) return clause ? [] : ['*'];
    const { namedBindings } = clause;
    if (!namedBindings || !ts.isNamedImports(namedBindings)) return ['*'];
    return namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text);
  });
}

const paths = (isIt: (source: (typeof sources)[number]) => boolean): string[] => sources.filter(isIt).map(({ path }) => path).sort();

describe('what bulletins say', () => {
  it('is read by known files only, each of which leads through the disclosures', () => {
    const reading = paths(({ path, text }) => texts(path, text).some((each) => READS.test(each)));
    // The working copy reads by the repository's entities.
    const known = Object.keys(READERS).filter((path) => path !== 'libs/bulletins/src/working-copy.service.ts').sort();
    expect(reading).toEqual(known);
  });

  it('is loaded as entities by the repository alone, and read of it by known files only', () => {
    expect(paths(({ path, text }) => valuesFrom(path, text, /bulletin\.entity\.js$/).some((name) => /^(Bulletin|Version|Section)Entity$/.test(name)))).toEqual(['libs/bulletins/src/bulletin.repository.ts']);
    const loads = /\bbulletins\.(?:version|sections)\(/;
    expect(paths(({ text }) => loads.test(text))).toEqual([
      'libs/bulletins/src/bulletin.write.ts', // what is about to be changed
      'libs/bulletins/src/publication.service.ts', // what is about to be published
      'libs/bulletins/src/working-copy.service.ts',
    ]);
  });

  it('enters the disclosures in the three places that read it for an answer', () => {
    expect(paths(({ text }) => text.includes('disclosures.push('))).toEqual(['libs/bulletins/src/bulletin.reader.ts', 'libs/bulletins/src/previews/preview.reader.ts', 'libs/bulletins/src/working-copy.service.ts']);
    const wholeRows = /\b(?:read_bulletins|hub\.page|hub\.newest|hub\.one)\(/;
    expect(paths(({ path, text }) => texts(path, text).some((each) => wholeRows.test(each)))).toEqual(['libs/bulletins/src/bulletin.reader.ts', 'libs/bulletins/src/bulletin.search.ts']);
    // Searches are read by the reader alone.
    expect(paths(({ path, text }) => valuesFrom(path, text, /bulletin\.search\.js$/).length > 0)).toEqual(['libs/bulletins/src/bulletin.reader.ts', 'libs/bulletins/src/bulletins.module.ts']);
  });
});

describe('an answer', () => {
  it('is made by one executor, and the gate is asked in one place, after it', () => {
    const executing = /^(graphql|execute|executeSync|graphqlSync|subscribe|createSourceEventStream|experimentalExecuteIncrementally|compileQuery)$/;
    const platform = 'libs/platform/src/graphql/execution';
    expect(paths(({ path, text }) => valuesFrom(path, text, /^graphql(-jit)?(\/|$)/).some((name) => executing.test(name) || name === '*'))).toEqual([`${platform}/compile.ts`, `${platform}/executor.ts`]);
    expect(paths(({ text }) => /\bexecutor\.run\(/.test(text))).toEqual([`${platform}/operation-runner.ts`]);
    // Webhooks, calls, mails and the feed are no answers of operations: what they tell is asked for at the gate by the one who prepares it.
    expect(paths(({ text }) => /\bgate\.release\(/.test(text))).toEqual(['libs/alerts/src/duty/duty.caller.ts', 'libs/alerts/src/feed/public-feed.ts', 'libs/alerts/src/mail/mail.writer.ts', 'libs/alerts/src/webhooks/webhook.composer.ts', `${platform}/operation-runner.ts`]);
    expect(paths(({ text }) => /\bnew OperationRunner\b/.test(text))).toEqual(['libs/platform/src/graphql/hub-graphql.module.ts']);
  });

  it('leaves over known routes, and nothing else in the hub sends', () => {
    const opening = /\b(?:fastify|http|server|getInstance\(\))\s*\.(?:get|post|put|patch|delete|head|options|all|route)\s*[(<]|@(?:Controller|Get|Post|Put|Patch|Delete|All|WebSocketGateway|Sse)\(/;
    expect(paths(({ path, text }) => !path.startsWith('apps/hubctl/') && opening.test(text))).toEqual([
      'apps/hub/src/create-hub.ts', 'libs/alerts/src/alert.events.ts', 'libs/alerts/src/feed/serve-feed.ts', 'libs/alerts/src/mail/serve-unsubscribe.ts', 'libs/audit/src/log/serve-log.ts', 'libs/platform/src/graphql/hub-apollo.driver.ts', 'libs/platform/src/http/static-folder.ts', 'libs/platform/src/observability/request-hooks.ts',
    ]);
    const sending = paths(({ path, text }) => !path.startsWith('apps/hubctl/') && !(path.startsWith(EMBEDDED) && !(path in SENDERS))
      && (/(?<![.\w])fetch\(/.test(text) || valuesFrom(path, text, SENDING).some((name) => !/^(?:isIP|BlockList)/.test(name))));
    expect(sending).toEqual(Object.keys(SENDERS).sort());
  });
});

describe('a hub', () => {
  let hub: TestHub;
  let reader: TestPerson;
  let id: string;
  const secret = 'Akebonosugi';
  beforeAll(async () => {
    hub = await createTestHub();
    const [originator, recipient] = [await addOrganisation(hub), await addOrganisation(hub)];
    const [author, second] = [await addPerson(hub, originator), await addPerson(hub, originator)];
    reader = await addPerson(hub, recipient);
    ({ id } = await publishNew(hub, author, second, { tlp: 'AMBER', title: secret, audience: { organisationIds: [recipient] }, sections: [{ heading: secret, body: secret }] }));
  });
  afterAll(() => hub.close());

  it('has these functions and no others that look at what bulletins say', async () => {
    const { rows } = await hub.superuser<{ name: string }>(`SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND prosrc ~ '\\m${CONTENT.replace('?:', '')}\\M' ORDER BY 1`);
    expect(rows.map(({ name }) => name).filter((name) => !(name in FUNCTIONS))).toEqual([]);
    const { rows: all } = await hub.superuser<{ name: string }>(`SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'hub'::regnamespace`);
    expect(Object.keys(FUNCTIONS).filter((name) => !all.some((row) => row.name === name))).toEqual([]);
  });

  it('opens these routes and no others', () => {
    const server = hub.hub.app.getHttpAdapter().getInstance() as { printRoutes: (options: object) => string };
    expect(server.printRoutes({})).toBe(ROUTES);
  });

  it('whose gate lets nothing out shows nothing, however it is asked', async () => {
    const query = `{ bulletin(id: "${id}") { id title sections { body } } }`;
    const list = '{ bulletins(first: 5) { nodes { id title } } }';
    const authorization = `Bearer ${reader.token}`;
    const json = { authorization, 'content-type': 'application/json' };
    const form = (text: string): FormData => {
      const parts = new FormData();
      parts.set('operations', JSON.stringify({ query: text }));
      parts.set('map', '{}');
      return parts;
    };
    const ways: [string, RequestInit][] = [query, list].flatMap((text): [string, RequestInit][] => [
      ['/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query: text }) }],
      ['/graphql', { method: 'POST', headers: { ...json, accept: 'multipart/mixed; deferSpec=20220824, application/json' }, body: JSON.stringify({ query: text }) }],
      ['/graphql', { method: 'POST', headers: { ...json, accept: 'application/graphql-response+json' }, body: JSON.stringify({ query: text }) }],
      ['/graphql', { method: 'POST', headers: { ...json, accept: 'text/event-stream' }, body: JSON.stringify({ query: text }) }],
      ['/graphql', { method: 'POST', headers: json, body: JSON.stringify([{ query: text }, { query: text }]) }],
      ['/graphql', { method: 'POST', headers: { ...json, 'content-type': 'application/graphql' }, body: text }],
      ['/graphql', { method: 'POST', headers: { authorization, 'apollo-require-preflight': '1' }, body: form(text) }],
      [`/graphql?query=${encodeURIComponent(text)}`, { headers: { authorization, 'apollo-require-preflight': '1' } }],
      [`/graphql?query=${encodeURIComponent(text)}`, { method: 'PUT', headers: json, body: '{}' }],
    ]);
    ways.push(...['/', '/feed.atom', '/metrics', '/health/ready', '/audit/checkpoint', '/audit/keys', '/audit/handovers', '/audit/tile/entries/000.p/64', '/graphiql/', `/bulletins/${id}`].map((path): [string, RequestInit] => [path, { headers: { authorization } }]));
    const answers = (): Promise<string[]> => Promise.all(ways.map(async ([path, init]) => {
      const response = await fetch(hub.url + path, init);
      return [...response.headers].join() + (await response.text());
    }));
    const shows = (text: string): boolean => text.includes(secret) || (text.includes(id) && !text.includes('not found'));
    // With the gate open some of them show it, so that the secret is there to be seen.
    expect((await answers()).filter(shows).length).toBeGreaterThan(4);
    const gate = hub.hub.app.get(DisclosureGate);
    gate.release = async () => { throw new Error('shut'); };
    expect((await answers()).filter(shows)).toEqual([]);
  });
});
