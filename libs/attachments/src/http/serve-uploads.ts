import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { HubLogger } from '@hub/platform';
import { LARGEST } from '../attachment.inputs.js';
import type { UploadsService } from '../uploads.service.js';
import { type Asking, refuse } from './asking.js';

const VERSION = '1.0.0';
const PART = 'application/offset+octet-stream';

/**
 * `/uploads/:id`: the core of tus 1.0 (HEAD, PATCH, OPTIONS), so that every tus client can send parts and go on after a break. Creation is
 * `beginUpload`, where permission, record and Idempotency-Key are.
 */
export function serveUploads(hub: FastifyInstance, { uploads, asking, log }: { uploads: UploadsService; asking: Asking; log: HubLogger }): void {
  // Apart, so that no other route takes such bodies.
  void hub.register(async (http) => {
    http.addContentTypeParser(PART, (_request, payload, done) => done(null, payload));
    http.addHook('onRequest', async (_request, reply) => void reply.headers({ 'tus-resumable': VERSION, 'x-content-type-options': 'nosniff' }));
    http.options('/uploads/:id', async (_request, reply) => reply.code(204).headers({ 'tus-version': VERSION, 'tus-max-size': LARGEST }).send());
    http.head('/uploads/:id', async (request, reply) => {
      try {
        const { received, length } = await uploads.one(await asking.create(request, reply), (request.params as { id: string }).id);
        return await reply.code(200).headers({ 'upload-offset': received, 'upload-length': length, 'cache-control': 'no-store' }).send();
      } catch (error) {
        return refuse(reply, error, log);
      }
    });
    http.patch('/uploads/:id', { bodyLimit: LARGEST }, async (request, reply) => {
      try {
        if (request.headers['tus-resumable'] !== VERSION) return await reply.code(412).header('tus-version', VERSION).send();
        const offset = /^\d{1,12}$/.test(String(request.headers['upload-offset'])) ? Number(request.headers['upload-offset']) : null;
        if (offset === null || request.headers['content-type'] !== PART) return await reply.code(offset === null ? 400 : 415).send();
        const context = await asking.create(request, reply);
        const { received, refused } = await uploads.append(context, (request.params as { id: string }).id, offset, request.body as Readable);
        reply.header('upload-offset', received);
        // 409: go on from where it stands. 423: a part is arriving over another connection, or did until just now.
        return await reply.code(refused === 'offset' ? 409 : refused === 'busy' ? 423 : 204).send();
      } catch (error) {
        return refuse(reply, error, log);
      }
    });
  });
}
