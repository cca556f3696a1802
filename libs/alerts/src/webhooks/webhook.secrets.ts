import { createHmac, randomBytes } from 'node:crypto';
import { derivedKey, open, seal } from '@hub/identity';

/** How long both secrets sign after a rotation. */
export const OVERLAP_MS = 24 * 3_600_000;
const PREFIX = 'whsec_';
const BYTES = 32;

/** Secrets of endpoints: shown once, kept encrypted and bound to their endpoint. */
export class WebhookSecrets {
  private readonly key: Buffer;

  constructor(encryptionKey: Buffer) {
    this.key = derivedKey(encryptionKey, 'webhook-secrets');
  }

  /** A new secret: as its endpoint's owner gets it, and as it is kept. */
  make(endpointId: string): { shown: string; sealed: Buffer } {
    const secret = randomBytes(BYTES);
    return { shown: PREFIX + secret.toString('base64'), sealed: seal(this.key, endpointId, secret) };
  }

  /** The secret that was sealed for this endpoint. */
  open(endpointId: string, sealed: Buffer): Buffer {
    return open(this.key, endpointId, sealed);
  }
}

/** The secret's bytes as Standard Webhooks write them: base64, with or without `whsec_`. */
export const readSecret = (shown: string): Buffer => Buffer.from(shown.startsWith(PREFIX) ? shown.slice(PREFIX.length) : shown, 'base64');

/** `webhook-signature` of Standard Webhooks 1.0: one for each secret, the newest first. */
export const signatures = (secrets: readonly Buffer[], id: string, seconds: number, body: string): string =>
  secrets.map((secret) => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`).join(' ');
