import { existsSync, readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { readSecret, signatures } from '@hub/alerts';

interface Vector { from: string; secret: string; 'webhook-id': string; 'webhook-timestamp': number; body: string; 'webhook-signature': string }
const FILE = '../shared/data/standard-webhooks/vectors.json';

/** Two of the specification's own libraries' vectors, for where the file is not at hand. */
const KNOWN: Vector[] = [
  { from: 'javascript', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': 1614265330, body: '{"test": 2432232314}', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
  { from: 'rust', secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'webhook-id': 'msg_27UH4WbU6Z5A5EzD8u03UvzRbpk', 'webhook-timestamp': 1649367553, body: '{"email":"test@example.com","username":"test_user"}', 'webhook-signature': 'v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=' },
];
const vectors: Vector[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')).vectors : KNOWN;

it.each(vectors)('signs as the published vector of $from', ({ secret, body, ...vector }) => {
  expect(signatures([readSecret(secret)], vector['webhook-id'], vector['webhook-timestamp'], body)).toBe(vector['webhook-signature']);
  expect(signatures([readSecret(secret.replace('whsec_', ''))], vector['webhook-id'], vector['webhook-timestamp'], body)).toBe(vector['webhook-signature']);
});

it('is verified by the reference library, by either secret while two sign, and by no other', () => {
  const [first, second, other] = [KNOWN[0]?.secret, KNOWN[1]?.secret, `whsec_${Buffer.alloc(32, 5).toString('base64')}`] as [string, string, string];
  const [id, body, seconds] = ['msg_1', '{"type":"webhook.test"}', Math.floor(Date.now() / 1_000)];
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures([readSecret(first), readSecret(second)], id, seconds, body) };
  for (const secret of [first, second]) expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'webhook.test' });
  expect(() => new Webhook(other).verify(body, headers)).toThrow();
  expect(() => new Webhook(first).verify(`${body} `, headers)).toThrow();
  expect(() => new Webhook(first).verify(body, { ...headers, 'webhook-timestamp': String(seconds + 1) })).toThrow();
});
