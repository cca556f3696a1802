import { randomUUID } from 'node:crypto';
import type { HubClient } from '../client/hub-client.js';
import { HubRefusal } from '../client/hub-refusal.js';
import { importedBulletins } from '../import/imported-bulletins.js';

/** Something that waits for the second person. */
export interface Waiting {
  id: string;
  expectedRevision: number;
  title: string;
  sections: { heading: string; body: string }[];
  /** Who drafted or edited it. */
  by: string;
  /** Whether whoever asks is among them, and so can't approve. */
  own: boolean;
  /** Whether it revises what is published. */
  revision: boolean;
}

const APPROVE = 'mutation ($id: ID!, $revision: Int!) { approveBulletin(input: { id: $id, expectedRevision: $revision }) { bulletin { state pending { state releaseAt } } } }';

interface Approved { approveBulletin: { bulletin: { state: string; pending: { state: string; releaseAt: string | null } | null } } }

/** What one person may approve of what imports drafted. */
export class Batch {
  private readonly run = randomUUID();

  constructor(
    private readonly client: HubClient,
    private readonly personId: string,
  ) {}

  /** What waits for approval, in the order of the source keys. */
  async waiting(prefix: string): Promise<Waiting[]> {
    const imported = await importedBulletins(this.client, prefix);
    return imported.flatMap(({ bulletin: { id, revision, state, pending } }) => {
      if (pending?.state !== 'IN_REVIEW') return [];
      const { title, sections, editedBy } = pending;
      return [{
        id, expectedRevision: revision, title, sections, by: editedBy.map(({ displayName }) => displayName).join(', '),
        own: editedBy.some((person) => person.id === this.personId), revision: state === 'PUBLISHED',
      }];
    });
  }

  /** Approves exactly what was listed. What was edited meanwhile is left, and says so. */
  async approve({ id, expectedRevision }: Waiting): Promise<{ ok: boolean; result: string }> {
    try {
      const { approveBulletin: { bulletin } } = await this.client.run<Approved>(APPROVE, { id, revision: expectedRevision }, { idempotencyKey: `${this.run}/approve/${id}` });
      const { state, pending } = bulletin;
      if (!pending) return { ok: true, result: state === 'PUBLISHED' ? 'published 公表' : state };
      if (pending.state === 'SCHEDULED') return { ok: true, result: `goes out at ${pending.releaseAt ?? '?'} 公表予定` };
      return { ok: true, result: 'approved; the next step of the route waits 承認（次の決裁待ち）' };
    } catch (error) {
      // No right to this one, or it was changed: that says nothing of the others.
      if (error instanceof HubRefusal && ['FORBIDDEN', 'CONFLICT', 'NOT_FOUND', 'INVALID_INPUT'].includes(error.code)) return { ok: false, result: `left 未処理: ${error.message}` };
      throw error;
    }
  }
}
