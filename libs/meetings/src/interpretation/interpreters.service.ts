import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads, type PersonActor, signedIn } from '@hub/access';
import { conflict, forbidden, isId, newId, notFound } from '@hub/kernel';
import type { Change } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, type Tx, UnitOfWork } from '@hub/platform';
import { MeetingAct, MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { addLink } from '../links/link.repository.js';
import { addressHash, requireLifetime } from '../links/links.service.js';
import type { CreateMeetingInterpreterLinkInput, EnterMeetingInterpreterInput, RemoveMeetingInterpreterInput, UpdateMeetingInterpreterInput } from './interpretation.inputs.js';
import { tellOf } from './interpretation.repository.js';
import type { MeetingInterpreter } from './interpretation.types.js';
import { addInterpreter, changeInterpreter, endLinks, forgetContacts, interpreterById, interpretersById, interpretersOf, keepsInterpreters } from './interpreter.repository.js';

/** Interpreters of one organisation. */
const MOST = 50;
const OVER: readonly MeetingState[] = [MeetingState.MINUTES_IN_REVIEW, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED, MeetingState.CANCELLED];

/** Who interprets: entered by the organisation that answers for him, on nobody else's behalf, since he is let in where it is. */
@Injectable()
export class InterpretersService {
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, MeetingInterpreter | null>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    @Inject(HUB_CONFIG) private readonly config: HubConfig,
    steps: MeetingSteps,
  ) {
    steps.on(MeetingAct.CLOSE, (tx, edition) => forgetContacts(tx, edition.id));
  }

  /** Those of an edition, as the asker sees them. */
  async of(context: HubContext, editionId: string): Promise<MeetingInterpreter[]> {
    return this.read(context, (tx) => interpretersOf(tx, editionId));
  }

  /** One; NOT_FOUND for who does not take part. */
  async one(context: HubContext, id: string): Promise<MeetingInterpreter> {
    const found = isId(id) ? await this.read(context, (tx) => interpreterById(tx, id)) : null;
    if (!found) throw notFound();
    return found;
  }

  /** Those that are shown beside something else, read together. */
  async known(context: HubContext, id: string): Promise<MeetingInterpreter> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = new Map((await this.read(context, (tx) => interpretersById(tx, ids))).map((one) => [one.id, one]));
        return ids.map((one) => found.get(one) ?? null);
      });
      this.loaders.set(context.reads, loader);
    }
    const found = await loader.load(id);
    if (!found) throw notFound();
    return found;
  }

  /** Enters one for the own organisation. */
  async enter(context: HubContext, path: string, { editionId, kana = null, latinFamilyName = null, latinGivenName = null, ...input }: EnterMeetingInterpreterInput): Promise<string> {
    const actor = signedIn(context.actor);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      await requireKeeping(tx, actor, edition);
      const id = newId();
      const { organisationId, personId: byId, instant: at } = actor;
      if (!(await addInterpreter(tx, { ...input, kana, latinFamilyName, latinGivenName, id, editionId: edition.id, organisationId, at, byId, most: MOST }))) throw conflict(`An organisation enters at most ${MOST} interpreters. / 1組織の通訳者は${MOST}名までです。`, { allowed: [] });
      return this.changed(tx, actor, edition, 'meeting.interpreter-entered', id, { edition: edition.id }, 'INTERPRETER_ENTERED');
    });
  }

  /** Changes one of the own organisation. */
  async update(context: HubContext, path: string, { id, expectedRevision, ...input }: UpdateMeetingInterpreterInput): Promise<string> {
    return this.own(context, path, id, async (tx, edition, actor, before) => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      if (!(await changeInterpreter(tx, before.id, expectedRevision, { ...before, contact: before.contact ?? '', ...given }, null))) throw changedMeanwhile(before.revision);
      return this.changed(tx, actor, edition, 'meeting.interpreter-changed', before.id, { edition: edition.id, fields: Object.keys(given).sort() }, 'INTERPRETER_CHANGED');
    });
  }

  /** Takes one of the own organisation away: he is let in nowhere, and his links end. Gives the edition. */
  async remove(context: HubContext, path: string, { id, expectedRevision }: RemoveMeetingInterpreterInput): Promise<string> {
    return this.own(context, path, id, async (tx, edition, actor, before) => {
      await endLinks(tx, before.id);
      if (!(await changeInterpreter(tx, before.id, expectedRevision, { ...before, contact: '' }, actor.instant))) throw changedMeanwhile(before.revision);
      return this.changed(tx, actor, edition, 'meeting.interpreter-removed', edition.id, { interpreter: before.id }, 'INTERPRETER_REMOVED');
    });
  }

  /** Makes a personal link for one, whosever he is: it shows no more than its maker's organisation may see. Its address is given this once. */
  async link(context: HubContext, path: string, { interpreterId, expiresAt }: CreateMeetingInterpreterLinkInput): Promise<{ id: string; address: string | null }> {
    const actor = signedIn(context.actor);
    requireLifetime(expiresAt, actor.instant);
    const known = await this.one(context, interpreterId);
    const token = randomBytes(32).toString('base64url');
    let made = false;
    const id = await this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx, edition) => {
      const interpreter = await interpreterById(tx, known.id);
      if (!interpreter) throw notFound();
      await requireKeeping(tx, actor, edition);
      const link = newId();
      const holder = [`${interpreter.familyName} ${interpreter.givenName}`, interpreter.agency].filter((part) => part !== '').join(', ');
      await addLink(tx, { id: link, editionId: edition.id, organisationId: null, interpreterId: interpreter.id, holder, addressHash: addressHash(token), expiresAt, at: actor.instant, byId: actor.personId });
      made = true;
      // Held by the organisation that makes it alone: that there is one tells who let him in.
      return { action: 'meeting.link-created', subjectId: link, detail: { edition: edition.id, interpreter: interpreter.id, expiresAt: expiresAt.toISOString() } };
    });
    return { id, address: made ? `${this.config.http.publicUrl}/meeting/${token}` : null };
  }

  private async own(context: HubContext, path: string, id: string, work: (tx: Tx, edition: MeetingEdition, actor: PersonActor, before: MeetingInterpreter) => Promise<Change>): Promise<string> {
    const actor = signedIn(context.actor);
    const known = await this.one(context, id);
    // What was loaded before a change is not shown after it.
    this.loaders.delete(context.reads);
    return this.write.make(context, actor, path, known.editionId, { alone: false }, async (tx, edition) => {
      const before = await interpreterById(tx, known.id);
      if (!before) throw notFound();
      if (before.organisationId !== actor.organisationId) throw forbidden('Interpreters of another organisation are its own people’s to change. / 他組織の通訳者は変更できません。');
      await requireKeeping(tx, actor, edition);
      return work(tx, edition, actor, before);
    });
  }

  private async changed(tx: Tx, actor: PersonActor, edition: MeetingEdition, action: string, subjectId: string, detail: Change['detail'], change: string): Promise<Change> {
    return { action, subjectId, detail, tell: await tellOf(tx, edition.id, change, actor.organisationId) };
  }

  private read<T>(context: HubContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** Whoever names an organisation's delegates keeps its interpreters, until the session is over. */
async function requireKeeping(tx: Tx, actor: PersonActor, edition: MeetingEdition): Promise<void> {
  if (!(await keepsInterpreters(tx, actor.organisationId))) throw forbidden('This needs the role CONTACT_POINT, ADMINISTRATOR or COORDINATOR, or the deputy. / コンタクトポイント、その代理、管理者又は調整担当者のみ可能です。');
  if (OVER.includes(edition.state)) throw conflict('The session is over. / 会議は終了しています。', { allowed: [] });
}

const changedMeanwhile = (currentRevision: number): Error => conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision });
