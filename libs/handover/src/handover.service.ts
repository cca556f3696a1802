import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { emit } from '@hub/audit';
import { BulletinReader, type BulletinRow } from '@hub/bulletins';
import { conflict, invalid, isId, newId, notFound } from '@hub/kernel';
import { PartyChanges, requireActive } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import type { PlanHandoverInput } from './handover.inputs.js';
import { addHandover, type Asker, type AskRow, asksOf, authoredBy, endHandover, handoverOf, type HandoverRow, leftBehind, lock, memberOf, openHandovers, overlaps, thingsOf } from './handover.repository.js';
import { type Handover, type HandoverOverview, HandoverReason } from './handover.types.js';

const KEEPERS = [Role.ADMINISTRATOR, Role.CONTACT_POINT] as const;
const READING: readonly string[] = [Role.READER, Role.OFFICER, Role.CONTACT_POINT];

/** Who answers for what is somebody's while he is away, or once he has gone. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly bulletins: BulletinReader,
  ) {}

  /** What stands or is planned: of one's own, and for administrators and contact points all of the organisation's. */
  async open(context: HubContext): Promise<Handover[]> {
    const actor = signedIn(context.actor);
    return (await this.read(context, (tx) => openHandovers(tx, askerOf(actor), actor.instant))).map((row) => shown(row, actor.instant));
  }

  /** Plans one: one's own, or, by an administrator or contact point, anybody's of the organisation, whether he is there still or has left. */
  async plan(context: HubContext, path: string, input: PlanHandoverInput): Promise<Handover> {
    const personId = (input.personId ?? signedIn(context.actor).personId).toLowerCase();
    const actor = own(context, personId);
    const plan = { id: newId(), personId, successorId: input.successorId.toLowerCase(), reason: input.reason, ...timesOf(input, actor.instant) };
    const id = await this.changes.make(context, actor, path, async (tx) => {
      await lock(tx, actor.organisationId);
      await requireSuccessor(tx, actor.organisationId, plan);
      if (await overlaps(tx, personId, plan.from, plan.until)) throw conflict('He hands over in this time already: end that first. / この期間の引継ぎが既にあります。', { allowed: ['endHandover'] });
      await addHandover(tx, askerOf(actor), actor.instant, plan);
      const { successorId, reason, from, until } = plan;
      return { action: 'handover.planned', subjectId: plan.id, detail: { person: personId, successor: successorId, reason, from, until } };
    });
    return this.one(context, id);
  }

  /** Ends one, or takes a plan back: by whose it is, or an administrator or contact point. */
  async end(context: HubContext, path: string, handoverId: string): Promise<Handover> {
    const actor = signedIn(context.actor);
    const id = await this.changes.make(context, actor, path, async (tx) => {
      const row = isId(handoverId) ? await handoverOf(tx, askerOf(actor), handoverId) : null;
      if (!row) throw notFound();
      own(context, row.personId);
      if (!(await endHandover(tx, row.id, actor.instant))) throw conflict('It has ended. / 既に終了しています。', { allowed: [] });
      if (row.from <= actor.instant) await emit(tx, { type: 'handover.ended', subjectId: row.id, payload: { from: row.personId, to: row.successorId }, occurredAt: actor.instant });
      return { action: 'handover.called-off', subjectId: row.id, detail: { person: row.personId, successor: row.successorId } };
    });
    return this.one(context, id);
  }

  /** What would pass, in numbers. */
  async overview(context: HubContext, id: string | null): Promise<HandoverOverview> {
    const personId = (id ?? signedIn(context.actor).personId).toLowerCase();
    own(context, personId);
    const things = isId(personId) ? await this.read(context, (tx) => thingsOf(tx, personId)) : null;
    if (!things) throw notFound();
    return { personId, ...things };
  }

  /** Which bulletins those are of which somebody is the author, as far as the asker works on them. */
  async authored(context: HubContext, personId: string): Promise<BulletinRow[]> {
    const { organisationId } = signedIn(context.actor);
    return (await this.bulletins.found(context, (tx, scope) => authoredBy(tx, scope, organisationId, personId))).map(({ bulletin }) => bulletin);
  }

  /** Who has left or is suspended, and what of his nobody has taken over. */
  async leftBehind(context: HubContext): Promise<HandoverOverview[]> {
    withRole(context.actor, ...KEEPERS);
    return this.read(context, leftBehind);
  }

  /** Of what TLP:RED the asker has to name somebody else, or see to it. */
  async asks(context: HubContext): Promise<(AskRow & { bulletin: BulletinRow })[]> {
    signedIn(context.actor);
    return this.bulletins.found(context, asksOf);
  }

  private async one(context: HubContext, id: string): Promise<Handover> {
    const actor = signedIn(context.actor);
    const row = await this.read(context, (tx) => handoverOf(tx, askerOf(actor), id));
    if (!row) throw notFound();
    return shown(row, actor.instant);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

const manages = ({ roles }: PersonActor): boolean => KEEPERS.some((role) => roles.has(role));
const askerOf = (actor: PersonActor): Asker => ({ organisationId: actor.organisationId, personId: actor.personId, manages: manages(actor) });
/** One's own matter, or an administrator's or contact point's. */
const own = ({ actor }: HubContext, personId: string): PersonActor => (signedIn(actor).personId === personId ? signedIn(actor) : withRole(actor, ...KEEPERS));

const shown = (row: HandoverRow, instant: Date): Handover => ({
  ...row, stands: row.from <= instant && (row.until === null || row.until > instant) && row.endedAt === null,
});

function timesOf({ reason, from, until = null }: PlanHandoverInput, instant: Date): { from: Date; until: Date | null } {
  const begins = from ?? instant;
  if (begins < instant) throw invalid('input.from', 'Lies in the past. / 過去の日時です。');
  if ((reason === HandoverReason.LEAVE) !== (until !== null)) throw invalid('input.until', 'A leave has an end, and nothing else has. / 休暇の場合にのみ終了日時を指定してください。');
  if (until !== null && until <= begins) throw invalid('input.until', 'Must be after its beginning. / 開始より後の日時を指定してください。');
  return { from: begins, until };
}

/** The person must be of the organisation, the successor somebody else who takes part there and may read; an officer for an officer. */
async function requireSuccessor(tx: Tx, organisationId: string, { personId, successorId }: { personId: string; successorId: string }): Promise<void> {
  const person = isId(personId) ? await memberOf(tx, organisationId, personId) : null;
  if (!person) throw notFound();
  const [successor] = await requireActive(tx, organisationId, [successorId]);
  if (!successor) throw notFound();
  if (successor.id === person.id) throw invalid('input.successorId', 'Must be somebody else. / 本人以外を指定してください。');
  const able = person.roles.includes(Role.OFFICER) ? successor.roles.includes(Role.OFFICER) : successor.roles.some((role) => READING.includes(role));
  if (!able) throw invalid('input.successorId', 'Must have a reading role, and be an officer where an officer hands over. / 担当官の後任は担当官に限ります。');
}
