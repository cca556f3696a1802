import type { HubContext } from '@hub/access';
import type { UnitOfWork } from '@hub/platform';
import type { ProposalsService, TranslationLabel, TranslationsService } from '@hub/proposals';
import { demoProposals } from './content/proposals.js';

const DAY = 86_400_000;

/** Loads what hangs on the demo world's bulletins through the services of everybody, at the instants that it tells of. */
export class DemoProposals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly services: { proposals: ProposalsService; translations: TranslationsService },
  ) {}

  /** Translations and proposals of a bulletin; most have none. */
  async load(key: string, bulletinId: string, now: Date, contextOf: (email: string, instant: Date) => HubContext): Promise<void> {
    const { translations = [], proposals = [] } = demoProposals[key] ?? {};
    const as = (email: string, daysAgo: number): HubContext => contextOf(email, new Date(Math.floor(now.getTime() - daysAgo * DAY)));
    for (const { by, approver, daysAgo, language, section, heading, body = null, label, translatorName = null } of translations) {
      const context = as(by, daysAgo);
      const sectionId = section === undefined ? null : await this.sectionOf(context, bulletinId, section);
      const { id } = await this.services.translations.add(context, 'demo', { bulletinId, sectionId, version: 1, language, heading, body, label: label as TranslationLabel, translatorName });
      if (approver) await this.services.translations.approve(as(approver, daysAgo), 'demo', { id, expectedRevision: 1 });
    }
    for (const { by, daysAgo, reason, credit, title, potentialVictims, declined } of proposals) {
      const facts = potentialVictims === undefined ? undefined : { potentialVictims };
      const { id } = await this.services.proposals.propose(as(by, daysAgo), 'demo', { bulletinId, version: 1, reason, credit, title, facts });
      if (declined) await this.services.proposals.decline(as(declined.by, declined.daysAgo), 'demo', { id, reason: declined.reason });
    }
  }

  private async sectionOf(context: HubContext, bulletinId: string, heading: string): Promise<string> {
    const [row] = await this.uow.read(context.actor, (tx) => tx.query<{ id: string }>('demo-section', 'SELECT section_id AS id FROM hub.bulletin_sections WHERE bulletin_id = $1 AND heading = $2', [bulletinId, heading]));
    if (!row) throw new Error(`The demo world's bulletin has no section ${heading}.`);
    return row.id;
  }
}
