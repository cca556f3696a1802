import { Injectable } from '@nestjs/common';
import { conflict, forbidden, invalid, newId } from '@hub/kernel';
import type { HubContext, PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import { ApprovalRoute } from './approval-route.js';
import { BulletinState, Tlp } from './bulletin.enums.js';
import type { BulletinRevisionInput, PublishBulletinInput, ReturnBulletinInput, WithdrawBulletinInput } from './bulletin.inputs.js';
import { needsSecondPerson, requireDestructionDate, requireException, requireSafety, type Whole } from './bulletin.policy.js';
import type { Envelope } from './bulletin.repository.js';
import { BulletinWrite, type Opened } from './bulletin.write.js';
import { reviewWorkflow } from './bulletin.workflow.js';
import { inputOf } from './content.js';
import { isOwn, waitsUntil } from './taking-back/waiting.js';

/** How bulletins go out, and are taken back: submission, four eyes, the exception at night, withdrawal. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly write: BulletinWrite,
    private readonly route: ApprovalRoute,
  ) {}

  /** Publishes; by an editor of something that needs a second person: submits; by that second person: approves the exact content. */
  async publish(context: HubContext, path: string, input: PublishBulletinInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      const { tx, actor, bulletin, version } = opened;
      this.requirePending(opened);
      const whole = this.whole(opened);
      requireSafety(whole);
      const seconds = input.takeBackSeconds ?? null;
      // What he has sent, and what waits for nothing else, he may send on at once.
      if (isOwn(version, actor)) return this.goOut(opened, null, seconds);
      if (!(await this.needsSecond(tx, actor, bulletin, whole))) return this.goOut(opened, null, seconds);
      if (input.exception) {
        requireException(whole);
        return this.goOut(opened, { reason: input.exception.reason, by: actor.personId });
      }
      if (version.editedBy.includes(actor.personId)) return this.submit(opened);
      return this.approve(opened, seconds);
    });
  }

  /** Submits the working copy to the approvers. */
  async submitOnly(context: HubContext, path: string, input: BulletinRevisionInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      this.requirePending(opened);
      requireSafety(this.whole(opened));
      await this.submit(opened);
    });
  }

  /** Approves the exact content; the last approval of the route publishes. */
  async approveOnly(context: HubContext, path: string, input: BulletinRevisionInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      this.requirePending(opened);
      requireSafety(this.whole(opened));
      await this.approve(opened);
    });
  }

  /** Returns the working copy to its authors, with a reason. */
  async giveBack(context: HubContext, path: string, input: ReturnBulletinInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async (opened) => {
      const { tx, actor, bulletin, version } = opened;
      this.requirePending(opened);
      const reviewState = reviewWorkflow.apply(version.reviewState, 'return');
      await this.write.bulletins.review(tx, bulletin.id, version.number, { reviewState, returnedReason: input.reason }, this.unpublished(bulletin, BulletinState.DRAFT));
      await this.write.note(tx, actor, 'bulletin.returned', bulletin.id, { revision: bulletin.revision });
    });
  }

  /** Takes back what the actor has sent and has not gone out: it stands as before. An approval that sent it is void. */
  async takeBack(context: HubContext, path: string, input: BulletinRevisionInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async ({ tx, actor, bulletin, version }) => {
      if (bulletin.pendingNumber === null || !isOwn(version, actor)) throw conflict('It has gone out, or somebody else has sent it. / 既に発行されたか、他の担当官が発行したものです。', { allowed: bulletin.pendingNumber === null ? ['withdrawBulletin'] : ['returnBulletin'] });
      const approved = (await this.write.bulletins.approvals(tx, version)).some(({ personId }) => personId === actor.personId);
      if (approved) await this.write.bulletins.voidApprovals(tx, version, actor.personId);
      const reviewed = approved || version.submittedAt !== null;
      const editing = reviewWorkflow.apply(version.reviewState, 'takeBack');
      await this.write.bulletins.review(tx, bulletin.id, version.number,
        { reviewState: reviewed ? reviewWorkflow.apply(editing, 'submit') : editing, publishedBy: null, takeBackUntil: null }, this.unpublished(bulletin, reviewed ? 'IN_REVIEW' : 'DRAFT'));
      await this.write.note(tx, actor, 'bulletin.taken-back', bulletin.id, { revision: bulletin.revision });
    });
  }

  /** Takes a published bulletin back. */
  async withdraw(context: HubContext, path: string, input: WithdrawBulletinInput): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, input, async ({ tx, actor, bulletin }) => {
      if (bulletin.publishedNumber === null) throw conflict('It was never published.', { allowed: ['reviseBulletin', 'publishBulletin'] });
      const { confirmDestructionBy: by } = input;
      if (by) requireDestructionDate(by, actor.instant, 'input.confirmDestructionBy');
      await this.write.bulletins.withdraw(tx, bulletin, actor.instant, input.reason);
      // Whom it asks the audit log says, once nobody can be shown it any more: after this has taken effect (libs/recall).
      if (by) await tx.query('bulletin-recall', `SELECT hub.open_recall($1, $2, 'WITHDRAWN', NULL, $3, $4)`, [newId(), bulletin.id, by, actor.instant]);
      await this.write.note(tx, actor, 'bulletin.withdrawn', bulletin.id, { reason: input.reason, ...(by ? { confirmDestructionBy: by.toISOString() } : {}) });
      await revoke(tx);
    }, 'published');
  }

  /** A second person's look, within 24 hours, at what went out at night by one. */
  async reviewException(context: HubContext, path: string, id: string): Promise<{ id: string }> {
    return this.write.onBulletin(context, path, { id, expectedRevision: null }, async ({ tx, actor, bulletin }) => {
      const version = bulletin.publishedNumber === null ? null : await this.write.bulletins.version(tx, actor, bulletin.id, bulletin.publishedNumber);
      if (!version?.exception) throw conflict('It was not published by exception.', { allowed: [] });
      if (version.editedBy.includes(actor.personId) || version.exception.by === actor.personId) throw forbidden('Somebody who did not edit it reviews it.');
      if ((await this.write.bulletins.approvals(tx, version)).length > 0) throw conflict('It has been reviewed.', { allowed: [] });
      await this.write.bulletins.approve(tx, {
        bulletinId: bulletin.id, number: version.number, contentHash: version.contentHash, step: 1, personId: actor.personId, asStandIn: false, approvedAt: actor.instant,
      });
      await this.write.note(tx, actor, 'bulletin.exception-reviewed', bulletin.id, {});
    }, 'published');
  }

  /** A revision of something published that needs no second person goes out at once, unless somebody holds it while he writes. */
  async publishIfAlone(tx: Tx, actor: PersonActor, bulletin: Envelope, number: number): Promise<void> {
    const whole = await this.write.whole(tx, actor, bulletin.id, number);
    if (!whole || whole.version.held || (await this.needsSecond(tx, actor, bulletin, whole))) return;
    requireSafety(whole);
    await this.goOut({ tx, actor, bulletin, ...whole }, null);
  }

  private requirePending({ bulletin }: Opened): void {
    if (bulletin.pendingNumber === null) throw conflict('There is nothing new to publish.', { allowed: ['reviseBulletin', 'withdrawBulletin'] });
  }

  private whole({ version, sections, stages }: Opened): Whole {
    return { version, sections, stages };
  }

  /** Who may not read what is published can't tell that he widens or lowers it: then it needs a second person in any case. */
  private async needsSecond(tx: Tx, actor: PersonActor, { id, publishedNumber }: Envelope, whole: Whole): Promise<boolean> {
    if (publishedNumber === null) return needsSecondPerson(null, whole);
    const published = await this.write.whole(tx, actor, id, publishedNumber);
    return published === null || needsSecondPerson(published, whole);
  }

  private unpublished(bulletin: Envelope, state: 'DRAFT' | 'IN_REVIEW' | 'SCHEDULED'): BulletinState.DRAFT | BulletinState.IN_REVIEW | BulletinState.SCHEDULED | null {
    return bulletin.publishedNumber === null ? BulletinState[state] : null;
  }

  private async submit({ tx, actor, bulletin, version }: Opened): Promise<void> {
    if (version.reviewState === 'IN_REVIEW') return;
    const reviewState = reviewWorkflow.apply(version.reviewState, 'submit');
    // Returned and submitted again without a change, it is approved anew.
    await this.write.bulletins.voidApprovals(tx, version, null);
    const steps = await this.route.steps(tx, actor, version);
    if (version.tlp === Tlp.RED) {
      if (steps.length === 0) throw invalid('input.approverIds', 'TLP:RED needs named approvers where the organisation has no approval route.');
      await this.write.bulletins.admitEditors(tx, bulletin.id, version.number, steps.flatMap(({ approverIds, standInIds }) => [...approverIds, ...standInIds]));
    }
    await this.write.bulletins.review(tx, bulletin.id, version.number,
      { reviewState, submittedBy: actor.personId, submittedAt: actor.instant, returnedReason: null }, this.unpublished(bulletin, 'IN_REVIEW'));
    await this.write.note(tx, actor, 'bulletin.submitted', bulletin.id, { revision: bulletin.revision });
  }

  private async approve(opened: Opened, takeBackSeconds: number | null = null): Promise<void> {
    const { tx, actor, bulletin, version } = opened;
    reviewWorkflow.apply(version.reviewState, 'approve');
    const given = await this.write.bulletins.approvals(tx, version);
    const turn = await this.route.turn(tx, actor, version, given);
    await this.write.bulletins.approve(tx, {
      bulletinId: bulletin.id, number: version.number, contentHash: version.contentHash, step: turn.step,
      personId: actor.personId, asStandIn: turn.asStandIn, approvedAt: actor.instant,
    });
    await this.write.note(tx, actor, 'bulletin.approved', bulletin.id, { step: turn.step, asStandIn: turn.asStandIn, contentHash: version.contentHash.toString('hex') });
    if (turn.last) return this.goOut(opened, null, takeBackSeconds);
    await this.write.bulletins.review(tx, bulletin.id, version.number, { reviewState: 'IN_REVIEW' }, this.unpublished(bulletin, 'IN_REVIEW'));
  }

  private async goOut({ tx, actor, bulletin, version, stages }: Opened, exception: { reason: string; by: string } | null, takeBackSeconds: number | null = null): Promise<void> {
    if (exception) await this.write.bulletins.review(tx, bulletin.id, version.number, { exception }, null);
    const says = {
      tlp: version.tlp, urgency: version.urgency, audience: inputOf(version.audience),
      ...(version.audience.released ? { releases: version.audience.released.entries.map(({ requestId }) => requestId) } : {}), ...(exception ? { exception: true } : {}),
      ...(stages.length > 0 ? { stages: stages.map(({ audience, local, zone, untilLocal, untilZone }) => ({ local, zone, ...(untilLocal === null ? {} : { until: { local: untilLocal, zone: untilZone } }), audience: inputOf(audience) })) } : {}),
    };
    const takeBackUntil = waitsUntil(version, actor.instant, takeBackSeconds);
    if (takeBackUntil || (version.releaseAt && version.releaseAt > actor.instant)) {
      const reviewState = isOwn(version, actor) ? version.reviewState : reviewWorkflow.apply(version.reviewState, 'schedule');
      await this.write.bulletins.review(tx, bulletin.id, version.number, { reviewState, publishedBy: actor.personId, takeBackUntil }, this.unpublished(bulletin, 'SCHEDULED'));
      return this.write.note(tx, actor, 'bulletin.scheduled', bulletin.id, { revision: bulletin.revision, ...(takeBackUntil ? { takeBackUntil: takeBackUntil.toISOString() } : {}), ...says });
    }
    reviewWorkflow.apply(version.reviewState, 'publish');
    await this.write.bulletins.publish(tx, bulletin.id, version.number, actor.instant, actor.personId);
    await this.write.note(tx, actor, 'bulletin.published', bulletin.id, { number: version.number, ...says });
    if (bulletin.publishedNumber !== null) await revoke(tx);
  }
}

/** Last in every transaction that takes something from somebody. */
export const revoke = async (tx: Tx): Promise<void> => {
  await tx.query('revoke', 'SELECT hub.revoke()');
};
