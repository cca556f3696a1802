import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '@hub/kernel';
import { BODY_LIMIT } from '@hub/platform';
import type { InboxService } from './inbox.service.js';

/** How far the two clocks may be apart, in seconds. */
const APART = 300;

/** Whether the mail server signed these bytes just now: `t=SECONDS,v1=HEX`, HMAC-SHA256 over `SECONDS.` and the mail. */
export function isSigned(header: unknown, secret: string, raw: Buffer, now: Date): boolean {
  const [, seconds, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (seconds === undefined || signature === undefined || Math.abs(Number(seconds) - now.getTime() / 1000) > APART) return false;
  return timingSafeEqual(createHmac('sha256', secret).update(`${seconds}.`).update(raw).digest(), Buffer.from(signature, 'hex'));
}

/** `POST /meetings/mail`: a mail as the receiving server has it (message/rfc822, at most 1 MB), signed in `Meeting-Signature`. 202 says that it is kept for good, and what became of it. */
export function serveInbound(hub: FastifyInstance, inbox: InboxService, secret: string | undefined, clock: Clock): void {
  // Apart, so that no other route takes mails.
  void hub.register(async (http) => {
    http.addContentTypeParser('message/rfc822', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));
    http.post('/meetings/mail', async (request, reply) => {
      if (secret === undefined) return reply.callNotFound();
      const { body } = request;
      if (!Buffer.isBuffer(body) || !isSigned(request.headers['meeting-signature'], secret, body, clock.now())) return reply.code(401).send({ state: 'UNSIGNED' });
      return reply.code(202).send({ state: await inbox.receive(body) });
    });
  });
}
