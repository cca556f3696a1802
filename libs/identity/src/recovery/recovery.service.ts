import { type PersonActor, signedIn } from '@hub/access';
import type { AuditLog } from '@hub/audit';
import { conflict, forbidden, isId, newId, normaliseEmail, notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { assertAllowed, type Attempts } from '../attempts/attempts.js';
import { notice, recordAct } from '../identity.acts.js';
import { later, RECOVERY_LIFE } from '../identity.settings.js';
import type { Caller, IdentityWork } from '../identity-work.js';
import { newCode } from '../tokens/secrets.js';
import type { RecoveryCodes } from './recovery-codes.js';
import { isHelper, mayRecoverTogether, requireHelper } from './recovery.policy.js';
import {
  approveRecovery, expireRecovery, holdContactPointsRequest, holdRecovery, insertRecovery, type HeldRecovery, memberWithEmail, organisationExists, recoveriesOf, type RecoveryRow, standing,
} from './recovery.repository.js';

/** Whom to help: a colleague by address, or, by a coordinator, somebody of another organisation. */
export interface Whom {
  readonly organisationId?: string | null;
  readonly email: string;
}

/** One of the two codes, for the person to be told. Null in a repetition of the request. */
export interface HalfCode {
  readonly code: string | null;
  readonly expiresAt: Date;
}

/**
 * Getting back into an account whose password or second factor is lost: two people stand up for it, and each gets one half
 * of a code, so that neither can open the account alone. To a coordinator of another organisation everything is answered
 * alike, whether there is such a person or not.
 */
export class RecoveryService {
  constructor(
    private readonly work: IdentityWork,
    private readonly attempts: Attempts,
    private readonly codes: RecoveryCodes,
    private readonly audit: AuditLog,
  ) {}

  /** Recoveries under way: the own organisation's for helpers, one's own for anybody. */
  async list(caller: Caller): Promise<RecoveryRow[]> {
    return this.work.read(caller, (tx, { instant, organisationId, personId, roles }) => recoveriesOf(tx, instant, organisationId, isHelper(roles) ? null : personId));
  }

  /** The first person asks. */
  async request(caller: Caller, { organisationId = null, email }: Whom, path: string): Promise<HalfCode> {
    const actor = requireHelper(caller.actor, organisationId);
    const target = organisationId ?? actor.organisationId;
    return this.give(caller, path, async (tx, code) => {
      const member = await this.find(tx, actor, target, email);
      if (member?.personId === actor.personId) throw forbidden('Ask two colleagues to do this for you. / 他の二名に依頼してください。');
      if (member) {
        await insertRecovery(tx, member, actor.personId, this.codes.first(code), actor.instant);
        await notice(tx, member.personId, 'recovery-requested', actor.instant);
      }
      await this.record(tx, actor, 'recovery.requested', target, member?.personId ?? null);
    });
  }

  /** The second person agrees: a colleague, or the contact point, to a request that he sees in the list. */
  async approve(caller: Caller, id: string, path: string): Promise<HalfCode> {
    const actor = signedIn(caller.actor);
    if (!isId(id)) throw notFound();
    return this.give(caller, path, async (tx, code) => {
      const recovery = isHelper(actor.roles) ? await holdRecovery(tx, actor.instant, id, actor.organisationId) : null;
      if (!recovery) throw notFound();
      if (recovery.approvedAt) throw conflict('It has been approved already. / 既に承認されています。');
      if (!(await this.isPair(tx, recovery, actor))) throw forbidden('It takes another person: a second helper, or with a coordinator the contact point.');
      await this.seal(tx, recovery, actor, code);
    });
  }

  /** The second person is a coordinator, and the first the organisation's contact point. */
  async approveFor(caller: Caller, { organisationId, email }: Whom & { organisationId: string }, path: string): Promise<HalfCode> {
    const actor = requireHelper(caller.actor, organisationId);
    if (organisationId === actor.organisationId) throw forbidden('In the own organisation requests are approved by their id.');
    return this.give(caller, path, async (tx, code) => {
      const member = await this.find(tx, actor, organisationId, email);
      const recovery = await holdContactPointsRequest(tx, actor.instant, member?.personId ?? null, organisationId);
      await this.seal(tx, recovery, actor, code, organisationId);
    });
  }

  /** Ends a recovery before it is used: any helper, or the person itself who needs none. */
  async cancel(caller: Caller, id: string, path: string): Promise<void> {
    const actor = signedIn(caller.actor);
    if (!isId(id)) throw notFound();
    await this.work.act(caller, {
      path,
      work: async (tx) => {
        const recovery = await holdRecovery(tx, actor.instant, id, actor.organisationId);
        if (!recovery || (!isHelper(actor.roles) && recovery.personId !== actor.personId)) throw notFound();
        await expireRecovery(tx, id, actor.instant);
        await recordAct(this.audit, tx, { action: 'recovery.cancelled', at: actor.instant, by: actor, subjectId: recovery.personId });
        return { id };
      },
    });
  }

  private async isPair(tx: Tx, { requestedById, requestedByOrganisationId, organisationId, personId }: HeldRecovery, actor: PersonActor): Promise<boolean> {
    if (personId === actor.personId) return false;
    const first = { personId: requestedById, organisationId: requestedByOrganisationId, ...(await standing(tx, requestedById)) };
    return mayRecoverTogether(first, { ...actor, ...(await standing(tx, actor.personId)) }, organisationId);
  }

  /** The same statements where there is nothing to approve, for whoever may not know that. */
  private async seal(tx: Tx, recovery: HeldRecovery | null, actor: PersonActor, code: string, organisationId = actor.organisationId): Promise<void> {
    const hash = this.codes.both(recovery?.tokenHash ?? Buffer.alloc(32), code);
    await approveRecovery(tx, recovery?.id ?? newId(), actor.personId, hash, actor.instant);
    await this.record(tx, actor, 'recovery.approved', organisationId, recovery?.personId ?? null);
  }

  private async find(tx: Tx, actor: PersonActor, organisationId: string, email: string): ReturnType<typeof memberWithEmail> {
    if (!isId(organisationId) || !(await organisationExists(tx, organisationId))) throw notFound();
    const member = await memberWithEmail(tx, organisationId, normaliseEmail(email));
    // Colleagues are known to each other anyway.
    if (!member && organisationId === actor.organisationId) throw notFound();
    return member;
  }

  /** One record for the person's organisation; and, where a coordinator acts, one for his own that says nothing of the person. */
  private async record(tx: Tx, actor: PersonActor, action: string, organisationId: string, personId: string | null): Promise<void> {
    const act = { action, at: actor.instant, by: actor };
    await recordAct(this.audit, tx, { ...act, subjectId: personId, onlyHolders: [organisationId], detail: personId ? {} : { person: 'unknown' } });
    if (organisationId !== actor.organisationId) {
      await recordAct(this.audit, tx, { ...act, subjectId: organisationId, onlyHolders: [actor.organisationId] });
    }
  }

  private async give(caller: Caller, path: string, work: (tx: Tx, code: string) => Promise<void>): Promise<HalfCode> {
    let given: string | null = null;
    const { expiresAt } = await this.work.act(caller, {
      path,
      prepare: async ({ instant, personId }) => {
        assertAllowed(await this.work.hub(instant, (tx) => this.attempts.count(tx, instant, this.attempts.recovery(personId))));
      },
      work: async (tx, { instant }) => {
        const code = newCode();
        await work(tx, code);
        given = code;
        return { expiresAt: later(instant, RECOVERY_LIFE).toISOString() };
      },
    });
    return { code: given, expiresAt: new Date(expiresAt) };
  }
}
