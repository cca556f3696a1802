import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { cutPage, decodeCursor, invalid, isId, newId, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { OrganisationEntity, PartyChanges, requireActive, updateAtRevision } from '@hub/parties';
import { UnitOfWork } from '@hub/platform';
import { inWords } from './duty.gateway.js';
import { isZone } from './duty.hours.js';
import type { DutyHoursInput, DutyShiftInput, SetDutyRotaInput } from './duty.inputs.js';
import { type CallRow, callsFor, replaceShifts, revisionOf, type ShiftRow, shiftsOf } from './duty.repository.js';
import { DutyTelephones, e164 } from './duty.telephones.js';
import type { DutyCall, DutyHours, DutyRota } from './duty.types.js';

const KEEPERS = [Role.ADMINISTRATOR, Role.CONTACT_POINT] as const;
const requireKeeper = ({ actor }: HubContext): PersonActor => withRole(actor, ...KEEPERS);

/** Who is on duty, and who was called: for the own organisation's administrators and contact points. */
@Injectable()
export class DutyRotaService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly telephones: DutyTelephones,
  ) {}

  /** The rota as it stands. */
  async rota(context: HubContext): Promise<DutyRota> {
    const { organisationId } = requireKeeper(context);
    return this.uow.read(context.actor, async (tx) => ({
      revision: await revisionOf(tx, organisationId),
      shifts: (await shiftsOf(tx, organisationId)).map((shift) => ({ ...shift, telephone: this.telephones.open(shift.id, shift.telephone) })),
    }));
  }

  /** Replaces the rota. */
  async set(context: HubContext, path: string, { expectedRevision, shifts }: SetDutyRotaInput): Promise<void> {
    const actor = requireKeeper(context);
    const rows = shifts.map((shift, index) => this.rowOf(shift, `input.shifts.${index}`));
    await this.changes.make(context, actor, path, async (tx) => {
      await requireActive(tx, actor.organisationId, rows.flatMap(({ personId }) => personId ?? []));
      await updateAtRevision(tx, OrganisationEntity, actor.organisationId, expectedRevision, {});
      await replaceShifts(tx, actor.organisationId, rows);
      return { action: 'duty-rota.set', subjectId: actor.organisationId, detail: { shifts: rows.map(({ personId, channel, hours }) => ({ person: personId, channel, hours: hours !== null })) } };
    });
  }

  /** Calls, the newest first: those of the organisation, but of what is marked RED the asker's own only. */
  async calls(context: HubContext, args: PageArgs): Promise<Page<DutyCall>> {
    const { organisationId, personId, roles } = signedIn(context.actor);
    const request = pageRequest(args, readCursor);
    const manages = KEEPERS.some((role) => roles.has(role));
    const rows = await this.uow.read(context.actor, (tx) => callsFor(tx, { organisationId, personId, manages }, request.after, request.limit + 1));
    return cutPage(rows.map(callAsShown), request);
  }

  private rowOf({ personId = null, label = null, telephone, channel, language, hours }: DutyShiftInput, field: string): ShiftRow {
    if ((personId === null) === (label === null)) throw invalid(`${field}.label`, 'Name a person of the organisation, or give the number a label; not both. / 職員または名称のどちらか一方を指定してください。');
    const number = e164(telephone);
    if (number === null) throw invalid(`${field}.telephone`, 'Is not a telephone number that can be dialled: international with +, or as dialled in Japan, without an extension. / 電話番号として認識できません（内線は不可）。');
    const id = newId();
    return { id, personId: personId?.toLowerCase() ?? null, label, telephone: this.telephones.seal(id, number), channel, language, hours: hours ? hoursOf(hours, `${field}.hours`) : null };
  }
}

/** The hours as they are kept. INVALID_INPUT for what is no time zone, or ends before it begins. */
export function hoursOf({ zone, from, until, weekdays, firstDay = null, lastDay = null }: DutyHoursInput, field: string): DutyHours {
  if (!isZone(zone)) throw invalid(`${field}.zone`, 'Is not a time zone such as Asia/Tokyo. / タイムゾーン名が正しくありません。');
  if (firstDay !== null && lastDay !== null && lastDay < firstDay) throw invalid(`${field}.lastDay`, 'Lies before the first day. / 開始日より前の日付です。');
  return { zone, from, until, weekdays: [...new Set(weekdays)], firstDay, lastDay };
}

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}

const callAsShown = ({ attempts, ...row }: CallRow): DutyCall => ({
  ...row,
  attempts: attempts.map(({ number, beganAt, endedAt, status, outcome }) => ({
    number, beganAt: new Date(beganAt), endedAt: endedAt === null ? null : new Date(endedAt), status, result: outcome === null ? 'Under way. / 送信中' : inWords(outcome, status),
  })),
});
