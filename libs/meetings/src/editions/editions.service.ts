import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads, type PersonActor, signedIn } from '@hub/access';
import { conflict, cutPage, decodeCursor, invalid, isId, newId, notFound, type Page, type PageArgs, pageRequest } from '@hub/kernel';
import { PartyChanges, requireCoordinator, requireEnglish, requireId, textsOf } from '@hub/parties';
import { isZone, type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { MeetingAct, MeetingState } from './edition.enums.js';
import type { MoveMeetingInput, OpenMeetingEditionInput, SetMeetingPartyInput, UpdateMeetingEditionInput } from './edition.inputs.js';
import type { MeetingEdition, MeetingParty, MeetingStep } from './edition.types.js';
import { meetingWorkflow, OWNED, REASONED } from './edition.workflow.js';
import { addEdition, askAttestations, editionPage, editionsById, newestEdition, partiesOf, partyIds, stepsOf, tellParties, writeEdition, writeParty } from './editions.repository.js';
import { MeetingSteps } from './meeting.steps.js';
import { MeetingWrite } from './meeting.write.js';

interface Loaders {
  readonly editions: DataLoader<string, MeetingEdition | null>;
  readonly parties: DataLoader<string, MeetingParty[]>;
  readonly steps: DataLoader<string, MeetingStep[]>;
}

const OVER: readonly MeetingState[] = [MeetingState.CLOSED, MeetingState.CANCELLED];

/** The yearly series: opening, changing and moving its editions. */
@Injectable()
export class EditionsService {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, Loaders>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly changes: PartyChanges,
    private readonly write: MeetingWrite,
    private readonly steps: MeetingSteps,
  ) {}

  /** A page of editions, the newest first. */
  async page(context: HubContext, args: PageArgs): Promise<Page<MeetingEdition>> {
    signedIn(context.actor);
    const request = pageRequest(args, numberOf);
    return cutPage(await this.read(context, (tx) => editionPage(tx, request)), request);
  }

  /** An edition; NOT_FOUND for who does not take part in it. */
  async edition(context: HubContext, id: string): Promise<MeetingEdition> {
    signedIn(context.actor);
    const edition = isId(id) ? await this.of(context).editions.load(id.toLowerCase()) : null;
    if (!edition) throw notFound();
    return edition;
  }

  /** The same, or null. */
  async known(context: HubContext, id: string): Promise<MeetingEdition | null> {
    return this.of(context).editions.load(id);
  }

  /** Who takes part. */
  async parties(context: HubContext, editionId: string): Promise<MeetingParty[]> {
    return this.of(context).parties.load(editionId);
  }

  /** What it went through. */
  async history(context: HubContext, editionId: string): Promise<MeetingStep[]> {
    return this.of(context).steps.load(editionId);
  }

  /** Opens an edition where none is open. */
  async open(context: HubContext, path: string, input: OpenMeetingEditionInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const titles = requireEnglish('input.titles', textsOf(input.titles));
    if (!isZone(input.zone)) throw invalid('input.zone', 'Is not a time zone such as Asia/Tokyo. / タイムゾーン名が正しくありません。');
    const organisationIds = input.organisationIds?.map(requireId) ?? null;
    return this.changes.make(context, actor, path, async (tx) => {
      await tx.query('meeting-series', 'SELECT pg_advisory_xact_lock(7341)');
      const previous = await newestEdition(tx);
      if (previous && !OVER.includes(previous.state)) throw conflict('The edition before is not closed yet. / 前回の会議がまだ終了していません。', { allowed: meetingWorkflow.verbs(previous.state) });
      const number = input.number ?? (previous?.number ?? 0) + 1;
      if (previous && number <= previous.number) throw invalid('input.number', `Comes before the last edition, which was number ${previous.number}. / 前回（第${previous.number}回）より後の回数を指定してください。`);
      const opened = await this.add(tx, actor, { ...input, number, names: titles ?? namesOf(number, input.year), organisationIds }, previous);
      const parties = await partyIds(tx, opened.id);
      if (organisationIds && parties.length !== new Set(organisationIds).size) throw notFound();
      return { action: 'meeting.opened', subjectId: opened.id, detail: { number, year: input.year, parties: parties.length }, alsoHeldBy: othersOf(actor, parties), tell: await tellParties(tx, opened.id, 'OPENED', opened.id) };
    });
  }

  /** Title, place and suggested months. */
  async update(context: HubContext, path: string, { id, expectedRevision, ...input }: UpdateMeetingEditionInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const names = requireEnglish('input.titles', textsOf(input.titles));
    const places = textsOf(input.place);
    return this.done(context, await this.write.make(context, actor, path, id, { alone: true, expectedRevision }, async (tx, edition) => {
      if (OVER.includes(edition.state)) throw over();
      await writeEdition(tx, { ...edition, names: names ?? edition.names, places: places ?? edition.places, suggestedMonths: input.suggestedMonths ?? edition.suggestedMonths });
      const fields = Object.entries({ titles: names, place: places, suggestedMonths: input.suggestedMonths }).filter(([, value]) => value != null).map(([field]) => field);
      return {
        action: 'meeting.changed', subjectId: edition.id, detail: { fields }, alsoHeldBy: othersOf(actor, await partyIds(tx, edition.id)),
        tell: places && edition.startsAt ? await tellParties(tx, edition.id, 'PLACE', edition.id) : [],
      };
    }));
  }

  /** Lets an organisation take part, or not. */
  async setParty(context: HubContext, path: string, input: SetMeetingPartyInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const organisationId = requireId(input.organisationId);
    const { expectedRevision, takesPart, mustAttend } = input;
    return this.done(context, await this.write.make(context, actor, path, input.editionId, { alone: true, expectedRevision }, async (tx, edition) => {
      if (OVER.includes(edition.state)) throw over();
      if (!takesPart && organisationId === actor.organisationId) throw conflict('Who coordinates takes part. / 調整機関は必ず参加します。', { allowed: [] });
      if (!(await writeParty(tx, edition.id, organisationId, takesPart, mustAttend))) throw notFound();
      return { action: 'meeting.party-set', subjectId: edition.id, detail: { organisation: organisationId, takesPart, mustAttend }, alsoHeldBy: othersOf(actor, [organisationId]), revokes: !takesPart };
    }));
  }

  /** A step. Closing opens the next edition. */
  async move(context: HubContext, path: string, { id, expectedRevision, act, reason = null }: MoveMeetingInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    if (REASONED.includes(act) && reason === null) throw invalid('input.reason', 'Say why: all parties are shown it. / 理由を入力してください。');
    return this.done(context, await this.write.make(context, actor, path, id, { alone: true, expectedRevision }, async (tx, edition) => {
      const own = OWNED.get(act);
      if (own !== undefined) {
        throw conflict(`This step comes of ${own}. / この段階は${own}で行います。`, { allowed: meetingWorkflow.verbs(edition.state).filter((verb) => !OWNED.has(verb)) });
      }
      const moved = await this.steps.into(tx, edition, { act, actor, reason });
      if (act === MeetingAct.CLOSE) await this.openNext(tx, actor, moved);
      return {
        action: `meeting.${act.toLowerCase().replaceAll('_', '-')}`, subjectId: edition.id, detail: { state: moved.state }, alsoHeldBy: othersOf(actor, await partyIds(tx, edition.id)),
        tell: await tellParties(tx, edition.id, moved.state, edition.id),
      };
    }));
  }

  /** The edition after this one, where there is one. */
  async nextOf(context: HubContext, editionId: string): Promise<MeetingEdition | null> {
    const [next] = await this.read(context, (tx) => tx.query<{ id: string }>('meeting-next', 'SELECT e.id FROM hub.meeting_editions e WHERE e.previous_id = $1', [editionId]));
    return next ? this.known(context, next.id) : null;
  }

  private async openNext(tx: Tx, actor: PersonActor, closed: MeetingEdition): Promise<void> {
    const [number, year] = [closed.number + 1, closed.year + 1];
    const month = closed.startsLocal ? Number(closed.startsLocal.slice(5, 7)) : null;
    const suggestedMonths = [...new Set([...closed.suggestedMonths, ...(month ? [month] : [])])].sort((a, b) => a - b);
    const opened = await this.add(tx, actor, { number, year, names: namesOf(number, year), zone: closed.zone, suggestedMonths, organisationIds: null }, closed);
    await askAttestations(tx, opened.id);
  }

  private async add(tx: Tx, actor: PersonActor, { number, year, names, zone, suggestedMonths, organisationIds }: Pick<MeetingEdition, 'number' | 'year' | 'names' | 'zone' | 'suggestedMonths'> & { organisationIds: string[] | null }, previous: MeetingEdition | null): Promise<MeetingEdition> {
    const id = newId();
    await addEdition(tx, { id, number, year, names, zone, suggestedMonths, previousId: previous?.id ?? null, at: actor.instant, byId: actor.personId, organisationIds });
    const [opened] = await editionsById(tx, [id]);
    if (!opened) throw notFound();
    await this.steps.opened(tx, opened, previous, actor);
    return opened;
  }

  private done(context: HubContext, id: string): string {
    this.loaders.delete(context.reads);
    return id;
  }

  private of(context: HubContext): Loaders {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      loaders = {
        editions: new DataLoader(async (ids) => {
          const found = new Map((await this.read(context, (tx) => editionsById(tx, ids))).map((edition) => [edition.id, edition]));
          return ids.map((id) => found.get(id) ?? null);
        }),
        parties: new DataLoader(async (ids) => grouped(ids, await this.read(context, (tx) => partiesOf(tx, ids)))),
        steps: new DataLoader(async (ids) => grouped(ids, await this.read(context, (tx) => stepsOf(tx, ids)))),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** Titles by themselves. */
const namesOf = (number: number, year: number): Record<string, string> => ({ en: `Contact Point Meeting ${year}`, ja: `第${number}回コンタクトポイント会議` });

const othersOf = (actor: PersonActor, organisationIds: readonly string[]): string[] => organisationIds.filter((id) => id !== actor.organisationId);

const over = (): Error => conflict('It is over. / この会議は終了しています。', { allowed: [] });

const grouped = <T extends { editionId: string }>(ids: readonly string[], rows: readonly T[]): T[][] => ids.map((id) => rows.filter(({ editionId }) => editionId === id));

function numberOf(cursor: string): number | null {
  const [number, ...more] = decodeCursor(cursor) ?? [];
  return typeof number === 'number' && more.length === 0 ? number : null;
}
