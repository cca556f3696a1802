import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, Role, signedIn } from '@hub/access';
import { conflict, forbidden, notFound } from '@hub/kernel';
import { requireId } from '@hub/parties';
import { type Tx, UnitOfWork } from '@hub/platform';
import type { MeetingItem } from '../agenda/agenda.types.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { InterpretersService } from '../interpretation/interpreters.service.js';
import { DelegatesService } from '../invitations/delegates.service.js';
import { InvitationsService } from '../invitations/invitations.service.js';
import { MeetingDelegateReply } from '../invitations/reply.js';
import { layMinutes } from '../minutes/layout.js';
import type { MinutesLanguage } from '../minutes/minutes.enums.js';
import { MinutesService } from '../minutes/minutes.service.js';
import { AgendaComposer } from './agenda.composer.js';
import { MeetingEra } from './dates.js';
import { minutesPaper } from './minutes.paper.js';
import type { Paper, PaperLanguage } from './paper.js';
import { letterOf, organisationsOf } from './paper.repository.js';
import { MeetingPaperKind } from './paper.types.js';
import { attendees, type DelegationFacts, gateList, letter, namePlates, seatingPlan, type Style } from './papers.js';
import { INTERPRETER_TITLE } from './words.js';

/** Which paper somebody asks for. */
export interface AskedPaper {
  readonly editionId: string;
  readonly kind: MeetingPaperKind;
  readonly language: PaperLanguage;
  /** Of the agenda; null: as it stands. */
  readonly version: number | null;
  /** Whose invitation; null: the own organisation's. */
  readonly organisationId: string | null;
}

/** A paper as its reader may see it. */
export interface ComposedPaper {
  readonly paper: Paper;
  readonly edition: MeetingEdition;
  /** Items in it that are not open to all parties. */
  readonly restricted: readonly MeetingItem[];
}

/** Papers of who runs the day. */
const COORDINATORS: readonly MeetingPaperKind[] = [MeetingPaperKind.SEATING_PLAN, MeetingPaperKind.NAME_PLATES, MeetingPaperKind.GATE_LIST];

/** Puts papers together, each from what its reader may see now. */
@Injectable()
export class PaperComposer {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionsService,
    private readonly agendas: AgendaComposer,
    private readonly delegates: DelegatesService,
    private readonly invitations: InvitationsService,
    private readonly minutes: MinutesService,
    private readonly interpreters: InterpretersService,
  ) {}

  /** The kinds that somebody can fetch now. */
  async kinds(context: HubContext, editionId: string): Promise<MeetingPaperKind[]> {
    const edition = await this.editions.edition(context, editionId);
    const written = await this.read(context, (tx) => letterOf(tx, edition.id));
    const minuted = await this.minutes.minutes(context, edition.id);
    return Object.values(MeetingPaperKind).filter((kind) => (COORDINATORS.includes(kind) ? coordinates(context)
      : kind === MeetingPaperKind.INVITATION_LETTER ? written !== null && edition.startsLocal !== null : kind !== MeetingPaperKind.MINUTES || minuted !== null));
  }

  /** A paper. NOT_FOUND for who does not take part, FORBIDDEN for what is the coordinators', CONFLICT for what there is not yet. */
  async compose(context: HubContext, asked: AskedPaper): Promise<ComposedPaper> {
    signedIn(context.actor);
    const edition = await this.editions.edition(context, asked.editionId);
    if (COORDINATORS.includes(asked.kind) && !coordinates(context)) throw forbidden('This paper is made by who coordinates. / この文書は調整機関のみ作成できます。');
    const written = await this.read(context, (tx) => letterOf(tx, edition.id));
    const style: Style = { language: asked.language, era: written?.era ?? MeetingEra.WESTERN };
    switch (asked.kind) {
      case MeetingPaperKind.INVITATION_LETTER: {
        if (!written) throw conflict('The letter has no number and date yet. / 文書番号と日付が未登録です。', { allowed: ['setMeetingLetter'] });
        if (edition.startsLocal === null) throw conflict('No day is decided yet. / 日程がまだ決まっていません。', { allowed: [] });
        const to = await this.addressee(context, edition.id, asked.organisationId);
        const deadlineLocal = (await this.invitations.of(context, edition))?.deadlineLocal ?? null;
        return { paper: letter(edition, { ...written, sender: written.senders, bodies: written.bodies, deadlineLocal, to }, style), edition, restricted: [] };
      }
      case MeetingPaperKind.AGENDA: return { ...(await this.agendas.compose(context, edition, asked.version, style)), edition };
      case MeetingPaperKind.MINUTES: return this.minuted(context, edition, asked.language);
      case MeetingPaperKind.ATTENDEES: return { paper: attendees(edition, await this.delegations(context, edition.id, false), style), edition, restricted: [] };
      default: {
        const make = { SEATING_PLAN: seatingPlan, NAME_PLATES: namePlates, GATE_LIST: gateList }[asked.kind];
        const come = await this.delegations(context, edition.id, true);
        // Interpreters come in and have a plate, and do not sit at the table.
        return { paper: make(edition, asked.kind === MeetingPaperKind.SEATING_PLAN ? come : await this.withInterpreters(context, edition.id, come), style), edition, restricted: [] };
      }
    }
  }

  private async minuted(context: HubContext, edition: MeetingEdition, language: PaperLanguage): Promise<ComposedPaper> {
    if (!(await this.minutes.minutes(context, edition.id))) throw conflict('There are no minutes before the session has ended. / 会議が終了するまで議事録はありません。', { allowed: [] });
    const view = await this.minutes.view(context, edition);
    const restricted = await this.agendas.restricted(context, view.items.map(({ itemId }) => itemId));
    return { paper: minutesPaper(layMinutes(view, language as MinutesLanguage)), edition, restricted };
  }

  /** Who comes; `present`: in person, as far as is known. */
  private async delegations(context: HubContext, editionId: string, present: boolean): Promise<(DelegationFacts & { id: string })[]> {
    const delegations = await this.delegates.delegations(context, editionId);
    const known = new Map((await this.read(context, (tx) => organisationsOf(tx, delegations.map(({ organisationId }) => organisationId)))).map((organisation) => [organisation.id, organisation]));
    return delegations.map(({ organisationId, delegates }) => ({
      id: organisationId, names: known.get(organisationId)?.names ?? {}, chairs: known.get(organisationId)?.chairs ?? false,
      delegates: delegates.filter(({ details }) => !present || (details?.remote !== true && details?.reply !== MeetingDelegateReply.DECLINED)),
    }));
  }

  /** With the interpreters of each organisation after its delegates; of whichever items is not said. */
  private async withInterpreters(context: HubContext, editionId: string, delegations: readonly (DelegationFacts & { id: string })[]): Promise<DelegationFacts[]> {
    const interpreters = await this.interpreters.of(context, editionId);
    const beside = [...new Set(interpreters.map(({ organisationId }) => organisationId))].filter((id) => !delegations.some((one) => one.id === id));
    const known = await this.read(context, (tx) => organisationsOf(tx, beside));
    return [...delegations, ...known.map((one) => ({ ...one, delegates: [] }))].map(({ id, delegates, ...one }) => ({
      ...one, delegates: [...delegates, ...interpreters.filter(({ organisationId }) => organisationId === id).map((interpreter) => ({ ...interpreter, title: INTERPRETER_TITLE }))],
    }));
  }

  private async addressee(context: HubContext, editionId: string, wanted: string | null): Promise<DelegationFacts['names']> {
    const own = signedIn(context.actor).organisationId;
    const id = wanted === null ? own : requireId(wanted);
    if (id !== own && !coordinates(context)) throw forbidden('The invitation of another organisation is its own. / 他組織宛ての案内は取得できません。');
    if (!(await this.editions.parties(context, editionId)).some(({ organisationId }) => organisationId === id)) throw notFound();
    const [organisation] = await this.read(context, (tx) => organisationsOf(tx, [id]));
    return organisation?.names ?? {};
  }

  private read<T>(context: HubContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

const coordinates = ({ actor }: HubContext): boolean => actor.kind === 'person' && actor.roles.has(Role.COORDINATOR);
