import ts from 'typescript';
import { DisclosureGate } from '@hub/audit';
import { addOrganisation, addPerson, createTestHub, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { readSources } from './source-graph.js';
import { FUNCTIONS, READERS, ROUTES } from './ways-out.known.js';

/** How bytes leave a process: whoever imports one of these, or asks `fetch`, sends something somewhere. */
const SENDERS: Record<string, string> = {
  'libs/platform/src/graphql/sockets/socket-server.ts': 'sends what subscriptions deliver: answers of the runner, each behind the gate',
  'libs/alerts/src/webhooks/webhook.sender.ts': 'sends what webhook.composer.ts makes: kind, cursor and id of a bulletin, behind the gate',
  'libs/alerts/src/mail/mail.sender.ts': 'sends what mail.writer.ts makes: reference, kind and urgency of bulletins, behind the gate',
  'libs/alerts/src/mail/mail.writer.ts': 'writes mails with nodemailer, and sends nothing',
  'libs/meetings/src/invitations/meeting-mail.text.ts': 'writes mails with nodemailer, and sends nothing: title, place and times of a meeting, to whom it invites',
  'libs/alerts/src/duty/duty.gateway.ts': 'sends a telephone number of who is called, and the words to open the hub',
  'libs/attachments/src/checks/pdf.check.ts': 'hands a PDF to a thread of its own, and sends nothing',
  'libs/attachments/src/storage/s3-store.ts': 'stores files, encrypted, in the bucket that is set',
  'libs/audit/src/log/witnessing.ts': 'sends checkpoints to witnesses: sizes and hashes',
  'libs/meetings/src/invitations/meeting.mailbox.ts': 'fetches replies from the mailbox of the meeting, and sends nothing of its own',
  'libs/platform/src/wake-ups/nats.carrier.ts': 'wakes the other hubs: hints without content',
  'libs/platform/src/database/embedded/ports.ts': 'looks for a free port',
};
const SENDING = /^(node:)?(http|https|http2|net|tls|dgram|child_process|worker_threads)$|^(ws|nodemailer(\/.*)?|undici|nats|@nats-io\/.*|imapflow|web-push|mqtt|aws4fetch)$/;
/** Programs that the hub starts are its own database. */
const EMBEDDED = 'libs/platform/src/database/embedded/';

const CONTENT = '(?:bulletins|bulletin_versions|bulletin_sections|bulletin_terms)';
const READS = new RegExp(`\\bhub\\.(?:${CONTENT}|page|newest|one)\\b|\\b(?:from|join|only|table)\\s+${CONTENT}\\b|\\b(?:read|list|find)_bulletins\\b`, 'i');
/** A table or function that is named when the program runs. */
const NAMED_LATER = /\bhub\."?$|\b(?:FROM|JOIN|ONLY|TABLE) "?$/;

/** The console runs elsewhere: in the browser of whoever asks, with what the hub has given him. */
const sources = readSources().filter(({ forTests, path, room }) => !forTests && path.endsWith('.ts') && room !== 'apps/console');

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
      'libs/proposals/src/proposals.service.ts', // what corrections are taken up into
      'libs/releases/src/release-decisions.service.ts', // which sections an organisation that asks sees
    ]);
  });

  it('enters the disclosures in the places that read it for an answer', () => {
    expect(paths(({ text }) => text.includes('disclosures.push('))).toEqual(['libs/attachments/src/downloads.ts', 'libs/bulletins/src/bulletin.reader.ts', 'libs/bulletins/src/previews/preview.reader.ts', 'libs/bulletins/src/working-copy.service.ts', 'libs/cases/src/case-export.stream.ts', 'libs/cases/src/case-records.reader.ts', 'libs/meetings/src/minutes/minutes.gate.ts', 'libs/proposals/src/proposals.reader.ts', 'libs/proposals/src/translations/translation.loader.ts', 'libs/threads/src/thread.reader.ts']);
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
    expect(paths(({ path, text }) => valuesFrom(path, text, /^graphql(-jit)?(\/|$)/).some((name) => executing.test(name) || name === '*'))).toEqual([
      'apps/hub/src/demo/seed-meeting.ts', // loads the demo world, and answers nobody
      `${platform}/compile.ts`, `${platform}/executor.ts`]);
    expect(paths(({ text }) => /\bexecutor\.run\(/.test(text))).toEqual([`${platform}/operation-runner.ts`]);
    // Webhooks, calls, mails, the feed, files and exports are no answers of operations: what they tell is asked for at the gate by the one who prepares it.
    expect(paths(({ text }) => /\bgate\.release\(/.test(text))).toEqual(['apps/hub/src/demo/seed-bulletins.ts', 'libs/alerts/src/duty/duty.caller.ts', 'libs/alerts/src/feed/public-feed.ts', 'libs/alerts/src/mail/mail.writer.ts', 'libs/alerts/src/webhooks/webhook.composer.ts', 'libs/attachments/src/downloads.ts',
      'libs/cases/src/case-export.stream.ts', 'libs/meetings/src/paper/papers.service.ts', `${platform}/operation-runner.ts`, 'libs/releases/src/outside/outside.opening.ts']);
    expect(paths(({ text }) => /\bnew OperationRunner\b/.test(text))).toEqual(['libs/platform/src/graphql/hub-graphql.module.ts']);
  });

  it('leaves over known routes, and nothing else in the hub sends', () => {
    const opening = /\b(?:fastify|http|server|getInstance\(\))\s*\.(?:get|post|put|patch|delete|head|options|all|route)\s*[(<]|@(?:Controller|Get|Post|Put|Patch|Delete|All|WebSocketGateway|Sse)\(/;
    expect(paths(({ path, text }) => !path.startsWith('apps/hubctl/') && opening.test(text))).toEqual([
      'libs/alerts/src/alert.events.ts',
      'libs/alerts/src/feed/serve-feed.ts',
      'libs/alerts/src/mail/serve-unsubscribe.ts',
      'libs/attachments/src/http/serve-attachments.ts',
      'libs/attachments/src/http/serve-uploads.ts',
      'libs/audit/src/log/serve-log.ts',
      'libs/cases/src/serve-case-exports.ts',
      'libs/meetings/src/calendar/serve-calendar.ts',
      'libs/meetings/src/invitations/serve-inbound.ts',
      'libs/meetings/src/links/serve-guests.ts',
      'libs/meetings/src/paper/serve-papers.ts',
      'libs/platform/src/graphql/hub-apollo.driver.ts',
      'libs/platform/src/http/static-folder.ts',
      'libs/platform/src/observability/request-hooks.ts',
      'libs/releases/src/outside/serve-outside.ts',
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
