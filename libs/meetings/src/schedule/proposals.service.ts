import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch } from '@hub/access';
import { invalid } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import { UnitOfWork } from '@hub/platform';
import { localOf } from '../editions/local-time.js';
import { EditionsService } from '../editions/editions.service.js';
import { ObstacleFinder, remoteOf, withMustAttend } from './obstacles.js';
import type { ProposeMeetingSlotsInput } from './poll.inputs.js';
import { partyCountries } from './poll.repository.js';
import type { MeetingSlotProposals } from './poll.types.js';
import { minutesOf, proposeSlots } from './proposal.js';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

/** Proposes slots. Nothing is kept of it. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionsService,
    private readonly obstacles: ObstacleFinder,
  ) {}

  async propose(context: HubContext, { editionId, mustAttend, remote, ...search }: ProposeMeetingSlotsInput): Promise<MeetingSlotProposals> {
    const actor = requireCoordinator(context.actor);
    const edition = await this.editions.edition(context, editionId);
    const { from, until, dailyFrom, dailyUntil, minutes } = search;
    const today = localOf(actor.instant, edition.zone).slice(0, 10);
    if (until < today) throw invalid('input.until', `Lies in the past: today is ${today}. / 過去の日付です（本日は${today}）。`);
    if (until < from) throw invalid('input.until', 'Lies before `from`. / 開始日より前の日付です。');
    if ((Date.parse(until) - Date.parse(from)) / DAY_MS >= LONGEST_DAYS) throw invalid('input.until', 'Lies more than a year after `from`. / 期間は1年以内で指定してください。');
    if (dailyUntil <= dailyFrom) throw invalid('input.dailyUntil', 'A slot does not go over midnight: it lies after `dailyFrom`. / 日をまたぐ時間帯は指定できません。');
    if (minutesOf(dailyUntil) - minutesOf(dailyFrom) < minutes) throw invalid('input.minutes', 'Is longer than the hours of a day: let them be longer, or the meeting shorter. / 所要時間が1日の時間帯より長くなっています。');
    const known = await this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return partyCountries(tx, edition.id);
    });
    const parties = withMustAttend(known, mustAttend);
    const found = await this.obstacles.find(parties, yearsOf(from, until), remoteOf(parties, remote), actor.instant);
    return { ...proposeSlots({ ...search, zone: edition.zone }, found), unknownCountries: found.unknownCountries };
  }
}

/** A day of each year that the period touches. */
const yearsOf = (from: string, until: string): string[] => (from.slice(0, 4) === until.slice(0, 4) ? [from] : [from, until]);
