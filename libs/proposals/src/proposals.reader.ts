import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, signedIn } from '@hub/access';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { cutPage, decodeCursor, isId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import type { ReadTx } from '@hub/platform';
import { BulletinTexts } from './bulletin-texts.js';
import { ProposalState } from './proposal.enums.js';
import type { ReadText } from './proposal.fields.js';
import type { ProposalFilter } from './proposal.inputs.js';
import { type ProposalKey, ProposalRepository, type ProposalRow } from './proposal.repository.js';
import { type Stand, standOf } from './proposal.standing.js';
import type { Proposal, ProposalPart } from './proposal.types.js';

interface Compared extends ProposalRow { readonly stands: readonly Stand[] }
type Shown = Compared & { readonly bulletin: BulletinRow };

/** Reads proposals in the asker's scope; what they show of a bulletin is entered as read. */
@Injectable()
export class ProposalsReader {
  constructor(
    private readonly bulletins: BulletinReader,
    private readonly proposals: ProposalRepository,
    private readonly texts: BulletinTexts,
  ) {}

  /** A page, the newest first. */
  async list(context: HubContext, args: PageArgs, filter: ProposalFilter): Promise<Page<Proposal>> {
    const actor = signedIn(context.actor);
    const request = pageRequest(args, readCursor);
    const found = await this.bulletins.found(context, async (tx) => this.compared(context, tx, actor, await this.proposals.list(tx, actor, filter, request.after, request.limit + 1)));
    return cutPage(found.map(shown), request);
  }

  /** One; NOT_FOUND for what isn't there and for what the asker may not see. */
  async one(context: HubContext, id: string): Promise<Proposal> {
    const actor = signedIn(context.actor);
    if (!isId(id)) throw notFound();
    const [found] = await this.bulletins.found(context, async (tx) => {
      const row = await this.proposals.one(tx, actor, id);
      return this.compared(context, tx, actor, row ? [row] : []);
    });
    if (!found) throw notFound();
    return shown(found);
  }

  /** Lays each beside what the asker sees now, and enters what that shows. */
  private async compared(context: HubContext, tx: ReadTx, actor: PersonActor, rows: readonly ProposalRow[]): Promise<Compared[]> {
    const wanted = rows.flatMap(({ id, baseNumber, publishedNumber, pendingNumber, editor }) =>
      [baseNumber, publishedNumber, editor ? pendingNumber : null].flatMap((number) => (number === null ? [] : [{ bulletinId: id, number }])));
    const textOf = wanted.length === 0 ? (): ReadText | null => null : await this.texts.texts(tx, actor, wanted);
    const compared: Compared[] = [];
    for (const row of rows) {
      const { id, baseNumber, publishedNumber, pendingNumber, editor } = row;
      const seen = textOf(id, baseNumber);
      // An editor of what is published may not see the working copy: others raise its mark.
      const now = (editor ? textOf(id, pendingNumber) : null) ?? textOf(id, publishedNumber);
      if (!seen || !now) continue;
      for (const { number } of new Set([seen, now])) {
        context.reads.disclosures.push({
          bulletinId: id, originatorId: row.originatorId, number, seen: number === baseNumber ? row.version : null, accessEpoch: row.accessEpoch, action: 'bulletin.read', sectionIds: [...row.sectionIds],
        });
      }
      const stands: Stand[] = [];
      for (const change of row.changes) {
        // Long texts may have to be put together: others are served between two.
        await others();
        stands.push(standOf(change, seen, now));
      }
      compared.push({ ...row, stands });
    }
    return compared;
  }
}

function shown({ proposalId, changes, stands, taken, bulletin, ...row }: Shown): Proposal {
  const open = row.state === ProposalState.OPEN;
  const parts = changes.map(({ key, field, sectionId }, index): Omit<ProposalPart, 'difference'> => {
    const { before, proposed, current, standing, result } = stands[index] as Stand;
    const text = Array.isArray(result) ? result.join(', ') : result;
    return { key, field, sectionId, before, proposed, current, standing: open ? standing : null, result: open && standing === 'APPLIES' && text !== null ? String(text) : null, takenUp: taken.includes(key) };
  });
  const { state, version, proposedAt, reason, credit, endedAt, decisionReason, organisationId, personId } = row;
  return {
    id: proposalId, state, version, proposedAt, reason, credit, endedAt, decisionReason, organisationId, personId, bulletinRow: bulletin,
    stale: parts.some(({ before, current }) => before !== current), parts: parts as ProposalPart[],
  } as Proposal;
}

function readCursor(cursor: string): ProposalKey | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}
