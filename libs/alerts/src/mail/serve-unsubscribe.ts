import type { FastifyInstance, FastifyReply } from 'fastify';
import { inBoth, PLAIN_PAGE_HEADERS, plainPage } from '@hub/platform';
import type { MailService } from './mail.service.js';
import type { UnsubscribeLinks } from './unsubscribe.links.js';

/** What RFC 8058 has in the body, as a form or in parts. */
const ONE_CLICK = /List-Unsubscribe["\r\n=][\s\S]*One-Click/;
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

const page = (ja: string, en: string, form = ''): string => plainPage(inBoth(ja, en) + form);
const ASK = page('メールでのお知らせを停止しますか。', 'Stop being mailed of alerts?',
  '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>停止する / Stop</button></form>');
const DONE = page('メールでのお知らせを停止しました。再開はハブの設定画面で行えます。', 'You are not mailed any more. Begin again in your settings in the hub.');
const UNKNOWN = page('このリンクは無効です。メールの設定はハブの設定画面で変更できます。', 'This link is not good. You can change your mail in your settings in the hub.');

/** `/mail/unsubscribe`: POST stops (RFC 8058, no cookie, nobody signed in), GET asks first, so that whatever opens links in mails stops nothing. */
export function serveUnsubscribe(hub: FastifyInstance, links: UnsubscribeLinks, service: MailService): void {
  const answer = (reply: FastifyReply, status: number, text: string): FastifyReply => reply.code(status).headers(PLAIN_PAGE_HEADERS).send(text);
  const personOf = (query: unknown): string | null => links.personOf(String((query as { t?: unknown }).t ?? ''));
  // Apart, so that no other route takes forms.
  void hub.register(async (http) => {
    http.addContentTypeParser(FORMS, { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, done) => done(null, body));
    http.get('/mail/unsubscribe', async (request, reply) => (personOf(request.query) ? answer(reply, 200, ASK) : answer(reply, 404, UNKNOWN)));
    http.post('/mail/unsubscribe', async (request, reply) => {
      const personId = personOf(request.query);
      if (personId === null) return answer(reply, 404, UNKNOWN);
      if (typeof request.body !== 'string' || !ONE_CLICK.test(request.body)) return answer(reply, 400, ASK);
      await service.unsubscribe(personId);
      return answer(reply, 200, DONE);
    });
  });
}
