import { addPerson } from '@hub/testing';
import { mailWorld, type MailWorld, MINUTE } from './support/mailing.js';

let world: MailWorld;
let link: string;
beforeEach(async () => {
  world = await mailWorld();
  await world.amber();
  await world.run();
  link = world.smtp.mails[0]?.headers.get('list-unsubscribe')?.slice(1, -1).replace('https://hub.example', world.hub.url) ?? '';
});
afterEach(() => world.close());

const post = (url: string, body: string | FormData = 'List-Unsubscribe=One-Click'): Promise<Response> =>
  fetch(url, { method: 'POST', body, ...(typeof body === 'string' ? { headers: { 'content-type': 'application/x-www-form-urlencoded' } } : {}) });
const rhythm = async (): Promise<string> => (await world.settings()).rhythm;

describe('the link in a mail', () => {
  it('stops that person’s mail by one POST, with nobody signed in, and nobody else’s', async () => {
    const colleague = await addPerson(world.hub, world.recipient);
    await world.choose({ rhythm: 'AT_ONCE' }, colleague);
    const answer = await post(link);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringMatching(/停止しました[\s\S]*not mailed any more/)]);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await rhythm()).toBe('OFF');
    await world.amber();
    await world.later(2 * MINUTE);
    expect(world.smtp.mails.slice(1).map(({ to: [address] }) => address)).toEqual([colleague.email]);
    expect((await world.hub.recorded({ action: 'mail.unsubscribed' })).map(({ holder, person, subject }) => [holder, person, subject])).toEqual([[world.recipient, null, world.reader.id]]);
    expect((await post(link)).status).toBe(200);
    expect(await world.hub.recorded({ action: 'mail.unsubscribed' })).toHaveLength(1);
  });

  it('does so too in parts', async () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await post(link, form)).status).toBe(200);
    expect(await rhythm()).toBe('OFF');
  });

  it('does nothing by being opened: it asks first, in both languages', async () => {
    for (const method of ['GET', 'HEAD']) expect((await fetch(link, { method })).status).toBe(200);
    const answer = await fetch(link);
    expect(await answer.text()).toMatch(/停止しますか[\s\S]*Stop being mailed[\s\S]*<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">/);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/);
    expect((await post(link, 'something=else')).status).toBe(400);
    expect(await rhythm()).toBe('AT_ONCE');
  });

  it('tells nothing, and none can be made up', async () => {
    const token = new URL(link).searchParams.get('t') ?? '';
    expect(Buffer.from(token, 'base64url').toString('hex')).not.toContain(world.reader.id.replaceAll('-', '').slice(0, 8));
    for (const [at, letter] of [[0, 'A'], [30, 'B'], [58, 'w']] as const) {
      const changed = token.slice(0, at) + (token[at] === letter ? 'Z' : letter) + token.slice(at + 1);
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))) continue;
      expect((await post(link.replace(token, changed))).status).toBe(404);
    }
    for (const none of ['', 'x', token.slice(1), `${token}A`, '../../etc']) expect((await post(link.replace(token, encodeURIComponent(none)))).status).toBe(404);
    expect(await rhythm()).toBe('AT_ONCE');
  });

  it('is the only place that takes forms', async () => {
    const answer = await post(`${world.hub.url}/graphql`, 'query={__typename}');
    expect(answer.status).toBe(415);
  });
});
