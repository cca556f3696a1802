import { Inject, Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { AuditLog, emit } from '@hub/audit';
import { Clock, conflict, cutPage, decodeCursor, invalid, isId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import type { AlertFilter } from '../alert.inputs.js';
import type { UpdateMailSettingsInput } from './mail.inputs.js';
import { inWords, type MailOutcome } from './mail.outcome.js';
import { addressOf, failuresOf, holdSettings, isZone, type MailChoice, type MailRow, type MailSettingsRow, mailsOf, settingsOf, stopMail, writeSettings } from './mail.repository.js';
import { type MailDelivery, type MailFailure, MailRhythm, type MailSettings } from './mail.types.js';

/** Before anything was chosen: no mail. */
const UNCHOSEN: MailSettingsRow = {
  rhythm: MailRhythm.OFF, dailyAt: '08:00', quietFrom: null, quietUntil: null, zone: 'Asia/Tokyo', language: null, filter: {},
  failingSince: null, heldUntil: null, revision: 0, lastOutcome: null, lastStatus: null,
};

/** People's own settings and logs, and what administrators see of them: that mail fails, never what it is about. */
@Injectable()
export class MailService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
  ) {}

  /** The asker's own settings. */
  async settings(context: HubContext): Promise<MailSettings> {
    const actor = signedIn(context.actor);
    const { personId, organisationId } = actor;
    const { row, address } = await this.uow.read(actor, async (tx) => ({ row: (await settingsOf(tx, personId)) ?? UNCHOSEN, address: await addressOf(tx, organisationId, personId) }));
    const { lastOutcome, lastStatus, filter: { kinds = null, urgencies = null, countries = null, exploitation = null }, ...settings } = row;
    return { ...settings, filter: { kinds, urgencies, countries, exploitation }, configured: this.config.mail !== undefined, address: address ?? '', lastResult: resultOf(lastOutcome, lastStatus) };
  }

  /** Changes the asker's own settings. */
  async update(context: HubContext, path: string, { expectedRevision, ...changes }: UpdateMailSettingsInput): Promise<MailSettings> {
    const actor = signedIn(context.actor);
    const { personId, organisationId, instant } = actor;
    if (!this.config.mail && changes.rhythm !== undefined && changes.rhythm !== MailRhythm.OFF) {
      throw conflict('This hub sends no mail: its operator has set no mail server (SMTP_URL). / このハブではメール送信が設定されていません（SMTP_URL）。');
    }
    const { filter: wanted, ...others } = changes;
    await this.uow.write(actor, { path, idempotency: context.idempotency }, async (tx) => {
      const revision = await holdSettings(tx, personId);
      if (revision !== expectedRevision) throw changedMeanwhile(revision);
      const { rhythm, dailyAt, quietFrom, quietUntil, zone, language, filter } = (await settingsOf(tx, personId)) ?? UNCHOSEN;
      const chosen: MailChoice = { rhythm, dailyAt, quietFrom, quietUntil, zone, language, filter, ...given(others), ...(wanted === undefined ? {} : { filter: conditions(wanted ?? {}) }) };
      await requireSense(tx, chosen);
      if (!(await writeSettings(tx, personId, organisationId, chosen, revision, instant))) throw changedMeanwhile(revision + 1);
      await this.audit.record(tx, { action: 'mail.settings-changed', occurredAt: instant, personId, organisationId, subjectId: personId, detail: { rhythm: chosen.rhythm }, holderIds: [organisationId] });
      await emit(tx, { type: 'mail.settings-changed', subjectId: personId, payload: {}, occurredAt: instant });
      return { id: personId };
    });
    return this.settings(context);
  }

  /** Mails to the asker; an administrator's colleague's where one is named. */
  async deliveries(context: HubContext, of: string | null, args: PageArgs): Promise<Page<MailDelivery>> {
    const asker = signedIn(context.actor);
    const personId = of === null ? asker.personId : of.toLowerCase();
    const actor = personId === asker.personId ? asker : withRole(asker, Role.ADMINISTRATOR);
    if (!isId(personId)) throw notFound();
    const request = pageRequest(args, readCursor);
    const rows = await this.uow.read(actor, async (tx) => {
      if ((await addressOf(tx, actor.organisationId, personId)) === null) throw notFound();
      return mailsOf(tx, actor.organisationId, personId, request.after, request.limit + 1);
    });
    return cutPage(rows.map(deliveryOf), request);
  }

  /** Whom of the own organisation mail does not reach. */
  async failures(context: HubContext): Promise<MailFailure[]> {
    const actor: PersonActor = withRole(context.actor, Role.ADMINISTRATOR);
    return (await this.uow.read(actor, (tx) => failuresOf(tx, actor.organisationId))).map(({ lastOutcome, lastStatus, ...row }) => ({ ...row, lastResult: resultOf(lastOutcome, lastStatus) }));
  }

  /** Stops somebody's mail, on the word of whoever holds his link: nobody is signed in. */
  async unsubscribe(personId: string): Promise<void> {
    const occurredAt = this.clock.now();
    await this.uow.realm('worker', occurredAt, async (tx) => {
      const organisationId = await stopMail(tx, personId);
      if (organisationId === null) return;
      await this.audit.record(tx, { action: 'mail.unsubscribed', occurredAt, personId: null, organisationId, subjectId: personId, detail: {}, holderIds: [organisationId] });
      await emit(tx, { type: 'mail.unsubscribed', subjectId: personId, payload: {}, occurredAt });
    });
  }
}

/** What the database would refuse, in words and with its field. */
async function requireSense(tx: Tx, { quietFrom, quietUntil, zone }: MailChoice): Promise<void> {
  if ((quietFrom === null) !== (quietUntil === null)) throw invalid('input.quietUntil', 'Quiet hours need a beginning and an end. / 開始と終了の両方を指定してください。');
  if (quietFrom !== null && quietFrom === quietUntil) throw invalid('input.quietUntil', 'Quiet hours must end at another time than they begin. / 開始と異なる終了時刻を指定してください。');
  if (!(await isZone(tx, zone))) throw invalid('input.zone', 'There is no such time zone: give an IANA name such as Asia/Tokyo. / Asia/Tokyo のような IANA タイムゾーン名を指定してください。');
}

/** What was given, without what is absent. */
const given = <T extends object>(changes: T): T => Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as T;
/** The conditions that there are. */
const conditions = (filter: AlertFilter): AlertFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null)) as AlertFilter;

const changedMeanwhile = (currentRevision: number): Error => conflict('This was changed meanwhile. Read it again.', { currentRevision });

function readCursor(cursor: string): [string, string] | null {
  const parts = decodeCursor(cursor);
  const [at, id] = parts ?? [];
  return parts?.length === 2 && typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && isId(id) ? [at, id] : null;
}

const resultOf = (outcome: MailOutcome | null, status: number | null): string | null => (outcome === null ? null : inWords(outcome, status));

const deliveryOf = ({ attempts, ...row }: MailRow): MailDelivery => ({
  ...row, attempts: attempts.map(({ number, beganAt, endedAt, status, outcome }) => ({
    number, beganAt: new Date(beganAt), endedAt: endedAt === null ? null : new Date(endedAt), status, result: resultOf(outcome, status) ?? 'Under way. / 送信中',
  })),
});
