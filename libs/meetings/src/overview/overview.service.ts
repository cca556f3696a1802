import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch } from '@hub/access';
import { invalid, isId, notFound } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import { UnitOfWork } from '@hub/platform';
import { overviewOf } from './outlook.js';
import { overviewFacts } from './overview.repository.js';
import type { MeetingOverview } from './overview.types.js';

/** How many days ahead may count as near. */
const MOST_DAYS = 366;

/** What a coordinator has to know now. */
@Injectable()
export class OverviewService {
  constructor(private readonly uow: UnitOfWork) {}

  /** The overview of an edition; FORBIDDEN for who does not coordinate. */
  async overview(context: HubContext, editionId: string, days: number): Promise<MeetingOverview> {
    const actor = requireCoordinator(context.actor);
    if (days < 0 || days > MOST_DAYS) throw invalid('days', `Must be 0 to ${MOST_DAYS}. / 0から${MOST_DAYS}の間で指定してください。`);
    if (!isId(editionId)) throw notFound();
    const { epoch, facts } = await overviewFacts(this.uow, actor, editionId, days, context.language);
    noteEpoch(context.reads, epoch);
    if (!facts) throw notFound();
    return overviewOf(facts, actor.instant, days);
  }
}
